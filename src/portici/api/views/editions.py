"""Finding the plan that an address names."""

from portici.api import phrases
from portici.api.choices import ProblemKind
from portici.api.queries.plans import all_editions, edition_named
from portici.api.views.problems import ApiProblem, shown
from portici.plan.queries.editions import Edition


def edition_or_problem(slug: str) -> Edition:
    """The current edition of the plan `slug`; else the problem, which names the plans that there are. One query."""
    editions = all_editions()
    edition = edition_named(slug, editions)
    if edition is not None:
        return edition
    facts = {"slug": shown(slug), "known": ", ".join(each.plan.slug for each in editions)}
    sentence = phrases.NO_SUCH_PLAN if editions else phrases.NO_PLAN_YET
    raise ApiProblem(ProblemKind.UNKNOWN_PLAN, str(sentence) % facts)
