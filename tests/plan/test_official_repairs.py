"""Official wording: each general repair with its example, and Italian that none may touch."""

from __future__ import annotations

import pytest

from portici.plan.rules.official import OfficialElement, Span, rebuild_wording
from portici.plan.rules.official_repair import Repair, apply_repairs
from portici.plan.rules.official_repairs import GENERAL_REPAIRS, LINE_REPAIRS

CORRECT_ITALIAN = (
    "La vita, la visita e la crescita: abilita, stabilita, mobilita, necessita, unita, capacita'.",
    "Alla fine allineare, alleare, allargare, alloggiare e allevare gli allievi.",
    "Dello, della, delle, nello, nella, sulla, dalla e dallo; il sullodato ente di Dellavalle.",
    "La lingua, il limite, il lino, limpido e lindo; lacero, leale, legno, lutto e lineare.",
    "Due dipinti, una dimora, dimagrire, dinamo e dintorni.",
    "Acqua, acquisti, quadri, 20 mq, 3 kmq, l'Iraq, e il Qatar.",
    "Un po' di vino, di' pure, quest'anno, i cosi, il Cid, un pit stop, R&D, 5 € al pezzo.",
    "Perché, poiché, affinché, cioè, già, più, può, così, città, realtà, virtù.",
    "L'uno disse 'oggi' e l'altro 'adesso' con « calma » e «pazienza».",
    "Ltd, etc, std, zstd, www.citta-metropolitana.it/identita-e-societa-oggi",
)


@pytest.mark.parametrize("repair", GENERAL_REPAIRS, ids=lambda repair: str(repair.find))
def test_general_repair_turns_its_example_into_the_expected_text(repair: Repair) -> None:
    assert repair.example is not None
    before, after = repair.example

    assert before != after
    assert apply_repairs(before, [repair]) == after
    assert apply_repairs(after, [repair]) == after
    assert repair.why
    assert repair.where is None


@pytest.mark.parametrize("text", CORRECT_ITALIAN)
def test_general_repairs_leave_correct_italian_alone(text: str) -> None:
    whole = OfficialElement(code="1", kind="node", spans=(Span(1, 1),))

    wording = rebuild_wording(lines=[text], element=whole, repairs=())

    assert wording == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("dell’'leconomia", "dell'economia"),
        ("I'lmpresa", "l'Impresa"),
        ("lI'orto della Cittd", "l'orto della Città"),
        ("d’impresq, ecologicq, apertaq,", "d'impresa, ecologica, aperta,"),
        ("sullimprenditorialita", "sull'imprenditorialità"),
        ("» Valorizzarel'attivitd diimpresa", "Valorizzare l'attività di impresa"),
        ("Cid pud essere pid facile", "Ciò può essere più facile"),
    ],
)
def test_line_repairs_work_together(read: str, meant: str) -> None:
    assert apply_repairs(read, LINE_REPAIRS) == meant
