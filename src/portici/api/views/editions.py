"""Finding the plan, the edition and the element that an address names."""

from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.queries.editions import edition_with_code, readable_editions
from portici.api.queries.plans import all_editions, edition_named
from portici.api.views.problems import ApiProblem, shown
from portici.plan.queries.editions import Edition, has_several_editions


def edition_or_problem(slug: str, key: str = "") -> Edition:
    """The edition of the plan `slug` that is asked for, the current one without a key; else the problem.

    The problem names the plans or editions that there are; drafts are not among them. One query, and one more for an
    edition that is not the current one.
    """
    editions = all_editions()
    current = edition_named(slug, editions)
    if current is None:
        facts = {"slug": shown(slug), "known": ", ".join(each.plan.slug for each in editions)}
        sentence = phrases.NO_SUCH_PLAN if editions else phrases.NO_PLAN_YET
        raise ApiProblem(ProblemKind.UNKNOWN_PLAN, str(sentence) % facts)
    if key in ("", current.key):
        return current
    return edition_among(readable_editions(slug), slug, key)


def edition_among(editions: list[Edition], slug: str, key: str) -> Edition:
    """The edition of that key among those of a plan; else the problem, which names them. No query."""
    for edition in editions:
        if edition.key == key:
            return edition
    known = ", ".join(each.key for each in editions)
    facts = {"plan": slug, "edition": shown(key), "known": known}
    raise ApiProblem(ProblemKind.UNKNOWN_EDITION, str(phrases.NO_SUCH_EDITION) % facts)


def no_such_node(edition: Edition, code: str, *, asked: str) -> ApiProblem:
    """The problem of a code that the edition does not have; `asked` is the edition that the question names.

    An answer is never silently taken from another edition: the problem says which one has the code. One query at most.
    """
    facts = {"plan": edition.plan.slug, "code": shown(code), "edition": edition.key}
    sentence = phrases.NO_SUCH_NODE_IN_EDITION if asked else phrases.NO_SUCH_NODE
    if not asked and has_several_editions(edition) and (key := edition_with_code(edition, code)):
        sentence = phrases.NODE_OF_ANOTHER_EDITION
        facts["edition"] = key
    return ApiProblem(ProblemKind.UNKNOWN_NODE, str(sentence) % facts)
