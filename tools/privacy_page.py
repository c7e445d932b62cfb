"""The register of personal data as a page: `python -m tools.privacy_page [--check]`.

Writes docs/privacy.md from `portici.accounts.rules.personal_data`. Tests compare the register with the tables, and fail
when the page is stale.
"""

import os
import sys
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "privacy.md"

INTRODUCTION = """\
# Personal data

What Portici keeps of people, what for, how long, and who sees it. Written by `python -m tools.privacy_page` from the
register in `src/portici/accounts/rules/personal_data.py`; the site shows the same under “Personal data”. A test fails
when a table about people has a column that the register does not name.

Whoever runs an installation answers for it as controller (Regulation (EU) 2016/679, article 4) and gives name and
address by `PORTICI_BODY_NAME` and `PORTICI_BODY_EMAIL`.

## Of those who read the site

Nothing: no account, no statistics, no cookie, no other host. The servers in front may keep a log of their own.

## Of those who work on it

| What | What for | How long | Who sees it | Columns |
|---|---|---|---|---|
"""

CONCLUSION = """
## Cookies

| Cookie | What for | When | How long |
|---|---|---|---|
| `sessionid` | Keeps somebody signed in; a random text | From signing in, or accepting an invitation | Two weeks |
| `csrftoken` | Proves that a form was sent from this site; holds a random text | On pages with a form | A year |

Both are needed for what the person asks for, and nothing else is set: no consent is asked and no banner is shown
(directive 2002/58/EC, article 5, paragraph 3). Whoever only reads gets neither, save on the page where the PDF is
asked for.

## What people can do

- *See and take away:* “Your account”, “Your data”, one JSON file; an administrator on the person's page; on the server
  `portici user export EMAIL -o FILE`. Secrets (password, second factors, keys) are told as being there, not given out.
- *Correct:* name, language and addresses in “Your account”.
- *Erase:* “Delete my account”, after signing in again and writing the address; an administrator on the person's page;
  `portici user erase EMAIL`. The last administrator cannot be erased: make another one first.

## What erasing does

The account is deleted with its addresses, roles, keys, saved lists, sessions, second factors, links to identity
providers, and invitations sent to any of its addresses. The journal's entries stay: they prove who changed a public
plan, in the order in which it was changed, and each digest covers the entry before. They name an actor by a random
number. The actor's name is emptied, and every personal value that an entry sealed (addresses, names, reasons that are
about a person) is deleted; the entry keeps only its seal, a salted hash, so the chain still holds
(`portici audit journal`). Reasons that somebody wrote about the plan stay as they are: do not put names there.

## What is removed by itself

`portici user tidy`, to be run every day: invitations 90 days after their end, expired sessions, and answers kept for
repeated writes after two days. Backups are as old as their own retention: erase again after restoring one.
"""


def page() -> str:
    """The page as Markdown."""
    from django.utils import translation  # noqa: PLC0415 -- Django is set up by whoever calls

    from portici.accounts.rules.personal_data import REGISTER  # noqa: PLC0415 -- see above

    with translation.override("en"):
        rows = [
            f"| {kept.label()} | {kept.purpose_sentence()} | {kept.retention_sentence()}"
            f" | {kept.readers_sentence()} | {_columns(kept.tables)} |"
            for kept in REGISTER
        ]
    return INTRODUCTION + "\n".join(rows) + "\n" + CONCLUSION


def _columns(tables: dict[str, tuple[str, ...]]) -> str:
    return "; ".join(f"`{table}`: {', '.join(columns)}" for table, columns in tables.items())


def main() -> int:
    """Write the page, or with --check say whether it is stale."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portici.web.settings")
    django.setup()
    fresh = page()
    if "--check" in sys.argv:
        stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != fresh
        if stale:
            print(f"{PAGE.relative_to(PROJECT)} is stale: python -m tools.privacy_page")
        return int(stale)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
