"""Every finding has its sentence, and every sentence its finding."""

import re
from pathlib import Path

from portici.kernel.findings import Finding
from portici.plan import phrases
from portici.plan.phrases import SENTENCES, sentence
from portici.plan.phrases.editions import VERBS

PHRASES = Path(phrases.__file__).parent
APP = PHRASES.parent
CODE = re.compile(r'"(plan\.[a-z0-9-]+|official\.[a-z0-9-]+)"')
# The doubts of `rules.official` become findings of the same name.
DOUBT = re.compile(r'WordingDoubt\(\s*"([a-z-]+)"')
# What looks like a code and is none: names of files, kinds of subjects, verbs of the journal.
OTHERS = {"plan.yaml", "official.yaml", "plan.edition", "plan.node"} | VERBS.keys()


def _codes_in_use() -> set[str]:
    paths = [path for path in APP.rglob("*.py") if PHRASES not in path.parents]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    codes = {code for source in sources for code in CODE.findall(source)}
    doubts = {f"official.{code}" for source in sources for code in DOUBT.findall(source)}
    return (codes | doubts) - OTHERS


def test_every_code_of_the_rules_has_a_sentence_and_no_other() -> None:
    own = {code for code in SENTENCES if code.startswith(("plan.", "official."))}

    assert own == _codes_in_use()


def test_unknown_code_is_shown_as_it_is() -> None:
    assert sentence(Finding("x.y", "thing", {"a": 1})) == "x.y: thing {'a': 1}"
