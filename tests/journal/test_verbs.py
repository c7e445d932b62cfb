"""Every verb that a service writes has words in the history, and no words are left without a verb."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import portici
from portici.journal.phrases import known_verbs

PACKAGE = Path(portici.__file__).parent
VERB = re.compile(r"(accounts|journal|pages|plan|territory)\.[a-z]+(-[a-z]+)*")
# What else is dotted in services: findings, kinds of subjects, names of settings and templates.
OTHER = {"Finding", "Subject", "import_string", "get_model", "override_settings"}


def _in(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Texts in a piece of code, but for those that name something other than a verb."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            called = child.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in OTHER or name.endswith("Finding"):
                continue
        is_text = isinstance(child, ast.Constant) and isinstance(child.value, str)
        if isinstance(child, ast.JoinedStr) or is_text:
            yield child
        else:
            yield from _in(child)


def _pattern(text: ast.Constant | ast.JoinedStr) -> str:
    """A regular expression for what a text can become."""
    if isinstance(text, ast.Constant):
        return re.escape(str(text.value))
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
        for part in text.values
    )


def _other_words() -> set[str]:
    """What else apps have words for under dotted names: findings above all."""
    found: set[str] = set()
    for path in sorted(PACKAGE.glob("*/phrases*/**/*.py")) + sorted(PACKAGE.glob("*/phrases.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        tables = {name: value for name, value in vars(module).items() if isinstance(value, dict)}
        found |= {key for name, table in tables.items() if "VERBS" not in name for key in table}
    return found


def _written() -> dict[str, str]:
    """From the expression of each text in services that looks like a verb to where it stands."""
    found: dict[str, str] = {}
    others = {re.escape(str(word)) for word in _other_words()}
    for path in sorted([*PACKAGE.glob("*/services/**/*.py"), *PACKAGE.glob("*/services.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for word in ast.walk(tree):
            if isinstance(word, ast.keyword) and word.arg == "verb":
                for text in _in(word):
                    found[_pattern(text)] = f"{path.relative_to(PACKAGE)}:{text.lineno}"
        for text in _in(tree):
            pattern = _pattern(text)
            example = pattern.replace("\\", "").replace("[a-z-]+", "x")
            if VERB.fullmatch(example) and "-" in example and pattern not in others:
                found[pattern] = f"{path.relative_to(PACKAGE)}:{text.lineno}"
    return found


def test_every_verb_that_services_write_has_words() -> None:
    known = known_verbs()
    silent = {
        pattern.replace("\\", ""): place
        for pattern, place in _written().items()
        if not any(re.fullmatch(pattern, verb) for verb in known)
    }

    assert silent == {}


def test_every_verb_with_words_is_written_somewhere() -> None:
    texts = "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.glob("*/*/**/*.py"))
        if path.parent.name != "migrations"
    )
    patterns = list(_written())
    unused = {
        verb
        for verb in known_verbs()
        # Words that another test registered for itself are not ours.
        if not verb.startswith("test.")
        if f'"{verb}"' not in texts and not any(re.fullmatch(each, verb) for each in patterns)
    }

    assert unused == set()
