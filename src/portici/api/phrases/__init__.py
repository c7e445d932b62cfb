"""The sentences of the API: what each problem means, and what its description says."""

from django.utils.translation import gettext_lazy, gettext_noop

from portici.api.phrases import writing

TITLE = gettext_noop("Portici: the plan as data")

DESCRIPTION = gettext_noop(
    "Everything that this site shows, for programs and spreadsheets: plans and their elements, instruments,"
    " frameworks, figures, municipalities. Reading needs neither key nor registration; with a key programs also"
    " read and change drafts, within what its holder may do."
)

# What holds for every address; shown above them in the documentation and in the OpenAPI description.
RULES = (
    (
        gettext_noop("Languages"),
        gettext_noop(
            "Texts of the plan always come in all its languages, as an object by language code. The header"
            " Accept-Language, or the parameter lang, chooses the language of labels (every field whose name"
            " ends in _label), of problems and of searches: Italian or English, and Italian when neither is"
            " asked for. Content-Language says which one was used."
        ),
    ),
    (
        gettext_noop("Identities"),
        gettext_noop(
            "The id of an element outlives editions of the plan, its code does not. Everything else has a key"
            " that is stable within the plan. Fields are added over time and never renamed or removed within"
            " this version."
        ),
    ),
    (
        gettext_noop("Pages"),
        gettext_noop(
            "Lists come in pages: page and page_size choose one, X-Total-Count says how many rows there are in"
            " all, and the Link header has the addresses of the first, previous, next and last page, relative"
            " to this host. It is absent when everything is on one page."
        ),
    ),
    (
        gettext_noop("Unchanged answers"),
        gettext_noop(
            "Every answer has an ETag. Send it back as If-None-Match: as long as nothing has changed the answer"
            " is 304, without content and almost without cost."
        ),
    ),
    (
        gettext_noop("Unknown is null"),
        gettext_noop("A field that is null is not known or does not apply; null is never zero."),
    ),
    (
        gettext_noop("Problems"),
        gettext_noop(
            "Whatever goes wrong is answered as application/problem+json (RFC 9457), with what happened and what"
            " to do. A filter whose value does not exist is not a problem: its answer is empty."
        ),
    ),
    (
        gettext_noop("From a web page"),
        gettext_noop(
            "Pages of any other site may read these addresses (CORS). No cookie is set or read. HEAD works"
            " wherever GET does. Keys are for programs on servers: a browser sends none from a page of another site."
        ),
    ),
    *writing.RULES,
)

LICENCE = {
    "name": "GNU Affero General Public License v3.0 or later",
    "identifier": "AGPL-3.0-or-later",
}

TAGS = (
    (
        "plans",
        gettext_noop("Plans"),
        gettext_noop("The plans of this site and the elements of each."),
    ),
    (
        "alignment",
        gettext_noop("Frameworks"),
        gettext_noop("What the plans are aligned with: acts and strategies of others."),
    ),
    (
        "territory",
        gettext_noop("Territory"),
        gettext_noop("Municipalities and homogeneous zones, with their sources."),
    ),
    ("search", gettext_noop("Search"), gettext_noop("One search through everything.")),
    *writing.TAGS,
)

# Headers of every answer, and of lists: name, type, meaning.
HEADERS = (
    (
        "ETag",
        "string",
        gettext_noop("Fingerprint of the answer, to be sent back as If-None-Match."),
    ),
    ("Content-Language", "string", gettext_noop("Language of labels and problems.")),
)
LIST_HEADERS = (
    ("X-Total-Count", "integer", gettext_noop("How many rows there are on all pages.")),
    (
        "Link",
        "string",
        gettext_noop(
            "Addresses of the first, previous, next and last page; absent if there is one."
        ),
    ),
)

RESPONSES = {
    **writing.RESPONSES,
    200: gettext_noop("The answer."),
    304: gettext_noop("Nothing has changed since the answer whose ETag was sent."),
    404: gettext_noop("What the address names is not here."),
    422: gettext_noop("A parameter has a value that cannot be right."),
}

# What each shape is to a reader; a test finds the one that is missing.
SHAPES = {
    **writing.SHAPES,
    "Alignments": gettext_noop("What an element is aligned with."),
    "ChangedElement": gettext_noop("What became of one element between two editions."),
    "ChangedText": gettext_noop("A text of an element that reads otherwise."),
    "ChangedThing": gettext_noop(
        "Something that hangs on an element, or stands beside the tree, that came, went or changed."
    ),
    "Difference": gettext_noop(
        "Two editions of a plan compared by the identity of what is in them."
    ),
    "Document": gettext_noop("The document that the plan's data restate."),
    "Edition": gettext_noop("An edition of a plan that everybody reads."),
    "EditionSummary": gettext_noop(
        "The edition that the answer is taken from: the current one, unless another was asked for."
    ),
    "ExcerptPart": gettext_noop("A piece of an excerpt."),
    "Figure": gettext_noop("A number, or a short text, that the document states; never corrected."),
    "Framework": gettext_noop(
        "An act, strategy or programme of somebody else, which the plan is aligned with."
    ),
    "Hit": gettext_noop("A thing found."),
    "Horizon": gettext_noop("The years that the plan is for."),
    "Inconsistency": gettext_noop(
        "Something in the document that does not add up: kept as it stands, and said."
    ),
    "Instrument": gettext_noop(
        "A distinct thing that the plan means to use: a body, a platform, a fund, a regulation."
    ),
    "Level": gettext_noop("A level of the tree, with how many elements it has."),
    "LevelName": gettext_noop("A level of the tree, from the highest."),
    "LineSpan": gettext_noop("First and last line in the text of the plan's document, from 1."),
    "Mark": gettext_noop("A founding or transversal element that this element states, and where."),
    "Marker": gettext_noop(
        "A founding or transversal element, which elements of the plan carry where the document says so."
    ),
    "Means": gettext_noop("What an element is to be carried out with."),
    "MeansLine": gettext_noop("One line of resources and instruments of the document."),
    "Mention": gettext_noop("A line of the document that names the instrument."),
    "Milestone": gettext_noop("A dated event of the making of the plan."),
    "Municipality": gettext_noop("A municipality with the facts that are known of it."),
    "NamedInstrument": gettext_noop(
        "An instrument under the name that one line of the document gives it."
    ),
    "Node": gettext_noop("An element of a plan as the current edition states it."),
    "NodePage": gettext_noop("An element with all that surrounds it."),
    "ParameterError": gettext_noop("What is wrong with one parameter."),
    "Phase": gettext_noop("A phase of the making of the plan."),
    "PhaseNumber": gettext_noop("A number of a phase, such as thirty interviews."),
    "Plan": gettext_noop("A plan with all that its current edition says of itself."),
    "PlanSummary": gettext_noop("A plan with its current edition."),
    "Problem": gettext_noop("A problem, described for machines and for people (RFC 9457)."),
    "Promoter": gettext_noop("A body that promotes the plan."),
    "Relative": gettext_noop("Another element near this one."),
    "ReasonGiven": gettext_noop("Why something was changed, as whoever changed it wrote it down."),
    "SearchAnswer": gettext_noop("What was found, best first."),
    "Source": gettext_noop("Where the values of some fields come from."),
    "SourceException": gettext_noop("A municipality whose value comes about in another way."),
    "Statement": gettext_noop("A text of the plan with the lines that it restates."),
    "Step": gettext_noop("Something that the document asks for once the plan is approved."),
    "Territory": gettext_noop(
        "A territory, and where everything that is said about it comes from."
    ),
    "Texts": gettext_noop("One text in every language of the plan, by language code."),
    "Topic": gettext_noop("A topic of a framework."),
    "TopicAlignment": gettext_noop("Correspondence to a topic of a framework."),
    "Tree": gettext_noop(
        "All elements of a plan in the document's order, every parent before its children."
    ),
    "Unit": gettext_noop("What a figure counts."),
    "Zone": gettext_noop("A homogeneous zone with the sums of its municipalities."),
}

# What fields hold, for the documentation.
TYPE_WORDS = {
    "string": gettext_lazy("text"),
    "uri-reference": gettext_lazy("address"),
    "uuid": gettext_lazy("identifier (UUID)"),
    "date-time": gettext_lazy("date and time (ISO 8601)"),
    "integer": gettext_lazy("whole number"),
    "number": gettext_lazy("number"),
    "boolean": gettext_lazy("true or false"),
    "object": gettext_lazy("numbers by name"),
    "fields": gettext_lazy("values by name"),
    "date": gettext_lazy("date (ISO 8601)"),
    "any": gettext_lazy("a value, as that kind of thing has it"),
}
LIST_OF = gettext_lazy("list of %(what)s")
OR_NULL = gettext_lazy("%(what)s or null")
FROM_TO = gettext_lazy("From %(least)s to %(most)s.")
WITHOUT_IT = gettext_lazy("Without it: %(value)s.")
FOR_EXAMPLE = gettext_lazy("For example: %(value)s")

# What each problem means, for the documentation; by `choices.ProblemKind`.
PROBLEM_MEANINGS = {
    **writing.PROBLEM_MEANINGS,
    "unknown-address": gettext_lazy(
        "There is nothing at this address. The addresses that exist are on this page."
    ),
    "unknown-plan": gettext_lazy(
        "This site holds no plan of that name. The answer to /plans lists those it holds."
    ),
    "unknown-edition": gettext_lazy(
        "The plan has no edition of that key that everybody may read. The answer to /plans/{slug}/editions lists"
        " those it has; drafts are not among them."
    ),
    "unknown-node": gettext_lazy(
        "The edition has no element of that code. Codes change between editions: where an earlier edition has the"
        " code, the problem names it; among the elements of the plan, id finds an element again."
    ),
    "method-not-allowed": gettext_lazy(
        "The address does not take that method. The header Allow says which it takes."
    ),
    "invalid-parameters": gettext_lazy(
        "A parameter or a field of what was sent has a value that cannot be right, or a name that nothing has; errors"
        " says which."
    ),
    "bad-request": gettext_lazy("The request itself could not be read."),
    "internal-error": gettext_lazy(
        "Something failed that should not have. It has been recorded; please try again later."
    ),
}

NO_SUCH_ADDRESS = gettext_lazy("There is nothing at %(address)s. All addresses: %(documentation)s")
NO_SUCH_PLAN = gettext_lazy("There is no plan “%(slug)s” here. There are: %(known)s.")
NO_PLAN_YET = gettext_lazy("There is no plan “%(slug)s” here: no plan has been loaded yet.")
NO_SUCH_EDITION = gettext_lazy(
    "The plan %(plan)s has no edition “%(edition)s” that everybody may read. There are: %(known)s."
)
NO_SUCH_NODE = gettext_lazy("The plan %(plan)s has no element “%(code)s”.")
NO_SUCH_NODE_IN_EDITION = gettext_lazy(
    "The edition “%(edition)s” of the plan %(plan)s has no element “%(code)s”."
)
NODE_OF_ANOTHER_EDITION = gettext_lazy(
    "The current edition of the plan %(plan)s has no element “%(code)s”, but the edition “%(edition)s” has. To read"
    " it there, add edition=%(edition)s."
)
METHOD_REFUSED = gettext_lazy("%(method)s is not possible here: only %(allowed)s are.")
UNREADABLE = gettext_lazy("The request could not be read.")
FAILED = gettext_lazy("This failed on our side and has been recorded. Please try again later.")
PARAMETERS_REFUSED = gettext_lazy("These parameters cannot be used: %(names)s.")

# By Pydantic's name of the error; its facts fill the placeholders.
PARAMETER_ERRORS = {
    "missing": gettext_lazy("Must be given."),
    "int_parsing": gettext_lazy("Must be a whole number."),
    "int_parsing_size": gettext_lazy("Must be a whole number with fewer digits."),
    "int_from_float": gettext_lazy("Must be a whole number."),
    "greater_than_equal": gettext_lazy("Must be %(ge)s or more."),
    "less_than_equal": gettext_lazy("Must be %(le)s or less."),
    **writing.FIELD_ERRORS,
}
LANGUAGE_UNKNOWN = gettext_lazy("Must be it or en.")

KEY_MISSING = writing.KEY_MISSING
KEY_REFUSED = writing.KEY_REFUSED
TOO_MANY_REQUESTS = writing.TOO_MANY_REQUESTS
STATE_MISSING = writing.STATE_MISSING
IN_PROGRESS = writing.IN_PROGRESS
IDEMPOTENCY_KEY_WRONG = writing.IDEMPOTENCY_KEY_WRONG
IDEMPOTENCY_KEY_REUSED = writing.IDEMPOTENCY_KEY_REUSED
NO_EDITION_FOR_YOU = writing.NO_EDITION_FOR_YOU
NO_SUCH_LINE = writing.NO_SUCH_LINE
