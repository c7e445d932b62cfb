"""General repairs of accents: à, è, é, ì, ò, ù lost or misread by OCR.

Only words that are certain: where two Italian words differ by the accent alone (abilita and
abilità, necessita and necessità, pero and però) nothing is touched, nor where a hyphen follows, as
in web addresses.
Source: the OCR text of the first plan loaded, read in full, and Italian spelling.
"""

from __future__ import annotations

from portici.plan.rules.official_repair import general_repair

_WORDS_IN_A = (
    "autorit citt comunit continuit densit difficolt diversit facolt fragilit identit liquidit "
    "novit opportunit parit povert priorit prossimit quantit realt societ universit utilit"
)
_NOUN_IN_A = "|".join(f"[{noun[0]}{noun[0].upper()}]{noun[1:]}" for noun in _WORDS_IN_A.split())

ACCENTS = (
    general_repair(
        r"(?<=[a-z][eilrt]t)(?:da|d|c)\b",
        "à",
        why="no Italian word ends in td, tda or tc: the à was misread (not Ltd, etc, zstd)",
        before="Cittd, modalitda, realtc, Ltd, etc",
        after="Città, modalità, realtà, Ltd, etc",
    ),
    general_repair(
        rf"\b({_NOUN_IN_A})a\b(?![-'])",
        r"\1à",
        why="the accent is lost in a noun that no verb or participle is spelt like",
        before="Citta e societa, vita e visita",
        after="Città e società, vita e visita",
    ),
    general_repair(
        r"(?<=\w)((?:ibil|[cprv]abil|nsabil|(?:(?<!incat)t|s)iv|[bcdgnrtu]al|ial)it)a\b(?![-'])",
        r"\1à",
        why="the accent is lost in a noun in -ità; families shared with verbs are left alone",
        before="sostenibilita, attivita, qualita, salita, stabilita, mobilita",
        after="sostenibilità, attività, qualità, salita, stabilita, mobilita",
    ),
    general_repair(
        r"(?<!\b[MmTtSsVv]i )\b((?:[Ii]n)?[Cc]apacit)a\b(?!')",
        r"\1à",
        why="the accent is lost; the verb 'capacitarsi' comes after its pronoun",
        before="la capacita, non si capacita",
        after="la capacità, non si capacita",
    ),
    general_repair(
        r"(?<![-/])\b(?:(g)i[ad]\b(?![-'=:])|(G)i[ad](?= [a-z]))",
        r"\1\2ià",
        why="'già' with its accent lost or misread; a name, as in Gia Lai, is left alone",
        before="gid e gia, Gia ora, Gia Lai",
        after="già e già, Già ora, Gia Lai",
    ),
    general_repair(
        r"(?<![-/])\b([Pp])i(?:u|d|t(?! stop))\b(?![-'=:%])",
        r"\1iù",
        why="'più' with its accent lost or misread; 'pit stop' and PID are left alone",
        before="pit, pid, piu, un pit stop, un PID",
        after="più, più, più, un pit stop, un PID",
    ),
    general_repair(
        r"\b([Pp])u(?:od|o|d)\b(?!')",
        r"\1uò",
        why="'può' with its accent lost or misread",
        before="pud, puo, puod",
        after="può, può, può",
    ),
    general_repair(
        r"(?<!\bEl )(?<!\bil )(?<!\bdel )\b([Cc])i(?:d|o)\b(?!')",
        r"\1iò",
        why="'ciò' with its accent lost or misread; the hero of the poem is left alone",
        before="Cid che serve, il Cid",
        after="Ciò che serve, il Cid",
    ),
    general_repair(
        r"(?<!\bi )(?<!\bdei )\b([Cc])osi\b(?!')",
        r"\1osì",
        why="'così' with its accent lost; the plural noun comes after its article",
        before="cosi sia, i cosi",
        after="così sia, i cosi",
    ),
    general_repair(
        r"\b((?i:per|poi|affin|non|ben|fin|anzi))che\b",
        r"\1ché",
        why="a conjunction in -ché with its accent lost",
        before="perche e affinche",
        after="perché e affinché",
    ),
    general_repair(
        r"(?:(?<![\w'])|(?<=\b[Cc]'))é(?!\w)",
        "è",
        why="alone, or after 'ci', the verb 'è' has the grave accent",
        before="il piano é aperto, c'é perché",
        after="il piano è aperto, c'è perché",
    ),
    general_repair(
        r"(?<=[a-z,] )(?:&€|€|&)(?= (?:infatti|quindi|(?:stat|previst|concepit)[aeio]\b))",
        "è",
        why="the verb 'è' read as a sign, before words that follow a verb only",
        before="il bando & infatti aperto, R&D, 5 € circa",
        after="il bando è infatti aperto, R&D, 5 € circa",
    ),
)
