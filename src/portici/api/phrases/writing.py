"""The sentences of the API on keys and on writing."""

from django.utils.translation import gettext_lazy, gettext_noop

RULES = (
    (
        gettext_noop("Keys"),
        gettext_noop(
            "Somebody with an account makes a key under “Your account”, and says what it may do and until when; it"
            " is shown once. Send it as Authorization: Bearer and the key. A key never may more than its holder; one"
            " of an organisation only what the holder may do for that organisation. Reading stays open without one."
        ),
    ),
    (
        gettext_noop("Limits"),
        gettext_noop(
            "Requests with a key are counted by the minute. RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset"
            " say how many there are, how many are left, and after how many seconds all are there again. Past that"
            " the answer is 429, and Retry-After says when to go on."
        ),
    ),
    (
        gettext_noop("Changing what others change too"),
        gettext_noop(
            "Read the element, keep its ETag, and send it back as If-Match: without it a change is answered with 428."
            " When somebody changed the element in between the answer is 412, and says what, who and when; nothing"
            " was changed by you. Every change says why, and every change stands in the history under the name of the"
            " holder of the key."
        ),
    ),
    (
        gettext_noop("Sending again"),
        gettext_noop(
            "When no answer came, send the same request again with the same Idempotency-Key: it is carried out once,"
            " and answered as the first time with Idempotent-Replayed: true. Answers are kept for 24 hours. What was"
            " refused was not carried out, and can be tried again under the same key."
        ),
    ),
)

TAGS = (
    ("key", gettext_noop("Your key"), gettext_noop("What a key may do.")),
    (
        "writing",
        gettext_noop("Writing a draft"),
        gettext_noop(
            "Elements of a draft edition, what they correspond to, and what they name. All of it needs a key with the"
            " right to edit, and everything stands in the history."
        ),
    ),
)

# Headers that are sent with writes: name, meaning.
SENT_HEADERS = {
    "If-Match": gettext_noop(
        "Fingerprint of the state that you saw: the ETag of the element, or the fingerprint of the alignment."
        " Without it the answer is 428."
    ),
    "Idempotency-Key": gettext_noop(
        "A text of your choice, new for every change: the same request with the same key is carried out once."
    ),
}
# Headers of answers to requests with a key: name, type, meaning.
KEY_HEADERS = (
    ("RateLimit-Limit", "integer", gettext_noop("Requests in a minute.")),
    ("RateLimit-Remaining", "integer", gettext_noop("Requests left in this minute.")),
    ("RateLimit-Reset", "integer", gettext_noop("Seconds until all are there again.")),
)
SECURITY = gettext_noop(
    "A key for programs, made under “Your account”: Authorization: Bearer portici_…"
)

RESPONSES = {
    201: gettext_noop("Made; Location has the address of a single element."),
    400: gettext_noop("What was sent is not JSON."),
    401: gettext_noop("There is no key, or it does not work any more."),
    403: gettext_noop("The key, or its holder, may not do that."),
    409: gettext_noop("The edition is closed, or the same request is being carried out."),
    412: gettext_noop("Somebody else changed it meanwhile: what, who and when."),
    428: gettext_noop("If-Match is missing."),
    429: gettext_noop("Too many requests with this key; Retry-After says when to go on."),
}

SHAPES = {
    "AlignmentChange": gettext_noop("What is to be changed in an alignment."),
    "ChangedField": gettext_noop("A field that somebody changed meanwhile."),
    "ConflictProblem": gettext_noop("A problem that says what somebody else changed meanwhile."),
    "DraftAlignment": gettext_noop("An alignment as it stands in an edition."),
    "DraftLink": gettext_noop("A line of means that names an instrument."),
    "DraftNode": gettext_noop("An element as it stands in one edition."),
    "Explained": gettext_noop("Nothing but the reason."),
    "HeldRight": gettext_noop("Something that the key may do, and on what."),
    "HeldRole": gettext_noop("A role in force."),
    "KeyLimits": gettext_noop("What narrows a key."),
    "Me": gettext_noop("Whoever acts with the key."),
    "Merger": gettext_noop("The elements that become one."),
    "NewAlignment": gettext_noop("A new alignment."),
    "NewCode": gettext_noop("Another code for an element."),
    "NewLink": gettext_noop("A line of means that is to name an instrument."),
    "NewNode": gettext_noop("A new element, and where it stands."),
    "NewPlace": gettext_noop("Where an element is put."),
    "NodeTextGiven": gettext_noop("Code and wording of a new element."),
    "Parts": gettext_noop("The elements that take the place of one."),
    "Removal": gettext_noop("Taking an element out."),
    "SpanGiven": gettext_noop("First and last line in the text of the plan's document, from 1."),
    "TextsGiven": gettext_noop("One text by language code."),
    "WhyGiven": gettext_noop("Why something is changed, and who asked for it."),
    "Wording": gettext_noop("Another wording; what is left out stays as it is."),
    "Written": gettext_noop("What a write did."),
}

PROBLEM_MEANINGS = {
    "unknown-line": gettext_lazy("No line of means of that code stands under the element."),
    "key-missing": gettext_lazy(
        "The address is for programs with a key: it is made under “Your account”, and sent as Authorization: Bearer."
    ),
    "key-refused": gettext_lazy(
        "The key is unknown, has expired or was revoked, or the account of its holder is closed. Make a new one."
    ),
    "not-allowed": gettext_lazy(
        "The rights that the key was made for, or the roles of its holder, do not include that. /me shows them."
    ),
    "too-many-requests": gettext_lazy("Wait as many seconds as Retry-After says."),
    "state-missing": gettext_lazy(
        "Send the ETag of what you read as If-Match, so that nobody's change is overwritten unseen."
    ),
    "changed-meanwhile": gettext_lazy(
        "Read it again, compare, and send your change with the new ETag. Nothing of yours was written."
    ),
    "edition-closed": gettext_lazy(
        "The edition is in consultation or approved. Changes go into a draft: begin a new edition."
    ),
    "refused": gettext_lazy(
        "The rules of the plan refuse the change; errors says every reason. Nothing was written."
    ),
    "idempotency-key-reused": gettext_lazy(
        "The same Idempotency-Key came with another request before. Choose a new one for every change."
    ),
    "in-progress": gettext_lazy("Send the same request again in a moment."),
}

KEY_MISSING = gettext_lazy(
    "This needs a key for programs, sent as Authorization: Bearer. It is made under “Your account”."
)
KEY_REFUSED = gettext_lazy(
    "This key does not work: it is unknown, has expired or was revoked. Make a new one under “Your account”."
)
TOO_MANY_REQUESTS = gettext_lazy(
    "More than %(limit)s requests with this key in a minute. Go on in %(seconds)s seconds."
)
STATE_MISSING = gettext_lazy(
    "Send the ETag of what you read as If-Match: it proves that you saw what you change."
)
IN_PROGRESS = gettext_lazy(
    "The same request is being carried out at this moment. Send it again in a second."
)
IDEMPOTENCY_KEY_WRONG = gettext_lazy(
    "Must have 1 to 255 letters, digits or signs, without spaces or accents."
)
IDEMPOTENCY_KEY_REUSED = gettext_lazy(
    "This Idempotency-Key was sent with another request before. Choose a new one for every change."
)
NO_EDITION_FOR_YOU = gettext_lazy("The plan %(plan)s has no edition “%(key)s” that you can read.")
NO_SUCH_LINE = gettext_lazy("No line of means “%(line)s” stands under the element “%(code)s”.")

# By Pydantic's name of the error; its facts fill the placeholders.
FIELD_ERRORS = {
    "missing": gettext_lazy("Is missing."),
    "extra_forbidden": gettext_lazy("Nothing of this name is accepted here. Leave it out."),
    "string_type": gettext_lazy("Must be a text."),
    "string_too_long": gettext_lazy("Must have %(max_length)s characters or fewer."),
    "string_too_short": gettext_lazy("Must not be empty."),
    "int_type": gettext_lazy("Must be a whole number."),
    "bool_type": gettext_lazy("Must be true or false."),
    "dict_type": gettext_lazy("Must be an object: a text by language code."),
    "list_type": gettext_lazy("Must be a list."),
    "tuple_type": gettext_lazy("Must be a pair of numbers: first and last line."),
    "too_long": gettext_lazy("Must have %(max_length)s items or fewer."),
    "too_short": gettext_lazy("Must have %(min_length)s items or more."),
    "literal_error": gettext_lazy("Must be one of: %(expected)s."),
    "model_type": gettext_lazy("Must be an object."),
    "model_attributes_type": gettext_lazy("Must be an object."),
    "string_pattern_mismatch": gettext_lazy(
        "Must be letters and digits, with . - or _ between them; languages are two small letters."
    ),
}
