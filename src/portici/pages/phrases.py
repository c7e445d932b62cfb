"""The sentence for each finding, and the words of the journal's entries about pages."""

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from portici.kernel.findings import Finding
from portici.kernel.sentences import written

LANGUAGE_NAMES = {"it": _("Italian"), "en": _("English")}
FIELD_NAMES = {
    "title": _("Title"),
    "summary": _("In one or two sentences"),
    "body": _("Text"),
    "alternative": _("Alternative text"),
    "caption": _("Caption"),
    "credit": _("Author or source"),
}


def sentence(finding: Finding) -> str:
    """The finding in the active language; the line stands in front where there is one."""
    facts = dict(finding.facts)
    if facts.get("field") in FIELD_NAMES:
        facts["field"] = str(FIELD_NAMES[str(facts["field"])])
    subject = str(LANGUAGE_NAMES.get(finding.subject, finding.subject))
    shown = written(Finding(finding.code, subject, facts), sentences=SENTENCES, translate=gettext)
    if finding.place is None:
        return shown
    return gettext("%(language)s, line %(line)d: %(sentence)s") % {
        "language": subject,
        "line": finding.place.line or 0,
        "sentence": shown,
    }


_TEXTS = {
    "pages.nothing-written": gettext_noop(
        "Nothing is written yet. Write a title and a text in one language at least."
    ),
    "pages.title-missing": gettext_noop("The title in {subject} is missing. Write it."),
    "pages.body-missing": gettext_noop("The text in {subject} is missing. Write it."),
    "pages.summary-missing": gettext_noop(
        "{subject}: there is no summary. Lists and feeds will show the title alone."
    ),
    "pages.language-missing": gettext_noop(
        "Nothing is written in {subject}. Its readers will be told that the page is only in the other language."
    ),
    "pages.text-too-long": gettext_noop(
        "{subject}, “{field}”: {length} characters, the limit is {limit}. Shorten it."
    ),
    "pages.too-many-brackets": gettext_noop(
        "{subject}: the text has {count} opening brackets, the limit is {limit}. Divide it into pages."
    ),
    "pages.heading-empty": gettext_noop("A heading has no words. Write them or take the # away."),
    "pages.heading-twice": gettext_noop(
        "The heading “{text}” is there twice. Readers who jump from heading to heading cannot tell them apart."
    ),
    "pages.heading-skipped": gettext_noop(
        "The heading “{text}” skips a level: write {better} instead of {marks}."
    ),
    "pages.link-refused": gettext_noop(
        "The link “{text}” leads to “{href}”, which is not allowed. Use an address that begins with https://,"
        " mailto: or, for a page of this site, with /."
    ),
    "pages.link-empty": gettext_noop(
        "A link to “{href}” has no words. Write between the brackets where it leads."
    ),
    "pages.link-unclear": gettext_noop(
        "The words “{text}” do not say where the link leads. Write the name of the page or document."
    ),
    "pages.link-bare": gettext_noop(
        "The link shows its bare address, “{text}”. Write the name of the page: [name](address)."
    ),
    "pages.html-shown": gettext_noop(
        "Here stands something that looks like HTML. It will be shown as it is written; use Markdown."
    ),
    "pages.image-foreign": gettext_noop(
        "The image “{address}” is not one of this site. Upload it, and write ![](image:…) with its name."
    ),
    "pages.image-unknown": gettext_noop(
        "There is no image “{key}”. Look its name up among the images."
    ),
    "pages.image-without-alternative": gettext_noop(
        "The image “{key}” has no alternative text in this language. Write it among the images, or between"
        " the brackets."
    ),
}

_WRITING = {
    "pages.kind-unknown": gettext_noop("“{kind}” is not a kind of page. Choose one of the list."),
    "pages.slug-wrong": gettext_noop(
        "“{slug}” cannot stand in an address. Use small letters without accents, digits and hyphens, 80 at most."
    ),
    "pages.slug-taken": gettext_noop(
        "Another page has the address “{slug}” already. Choose another."
    ),
    "pages.slug-fixed": gettext_noop(
        "The address “{slug}” has been public: people have linked to it, so it stays. Leave it as it is."
    ),
    "pages.kind-fixed": gettext_noop(
        "The page has been public, and its kind is part of its address. Leave the kind as it is."
    ),
    "pages.changed-meanwhile": gettext_noop(
        "Somebody changed this page after you opened it. Nothing of yours is lost: compare, and save again."
    ),
    "pages.step-impossible": gettext_noop(
        "This cannot be done now: the page is in the state “{status}”. Open it again to see what comes next."
    ),
    "pages.not-public": gettext_noop("The page is not public, so there is nothing to withdraw."),
    "pages.reason-missing": gettext_noop("Write the reason: it stays in the history of the page."),
    "pages.time-past": gettext_noop("{at} is past. Choose a later moment, or publish now."),
    "pages.time-far": gettext_noop("{at} is more than two years away. Check the year."),
    "pages.placement-unknown": gettext_noop("“{placement}” is not a place for a page."),
    "pages.placement-news": gettext_noop(
        "News do not stand in menus: they have a list of their own, which the menu leads to."
    ),
    "pages.position-wrong": gettext_noop("The position is a number from 0 to 99."),
    "pages.menu-full": gettext_noop(
        "There are {limit} pages in that place already. Take one away first: a long menu is not read."
    ),
}

_IMAGES = {
    "pages.image-missing": gettext_noop("Choose a file with the picture."),
    "pages.image-empty": gettext_noop("The file is empty. Choose another."),
    "pages.image-too-heavy": gettext_noop(
        "The file weighs {megabytes} MB; the limit is {limit} MB. Save it again smaller."
    ),
    "pages.image-too-many-pixels": gettext_noop(
        "The picture has {millions} million pixels; the limit is {limit} million. Make it smaller."
    ),
    "pages.image-type": gettext_noop(
        "This is not a JPEG, PNG or WebP picture, whatever its name says. Save it in one of these forms."
    ),
    "pages.image-broken": gettext_noop(
        "The picture cannot be read to its end: the file is damaged. Save it again and try once more."
    ),
    "pages.image-known": gettext_noop(
        "This picture is here already, with the name “{key}”. Use that one; its texts can be changed."
    ),
    "pages.image-used": gettext_noop(
        "The image stands in {pages}. Take it out of there first, and publish again where it is public."
    ),
    "pages.alternative-required": gettext_noop(
        "Write the alternative text in one language at least: what whoever does not see the picture needs to know."
    ),
    "pages.alternative-needed": gettext_noop(
        "The image stands in a public page in {subject} and needs its alternative text there."
    ),
    "pages.alternative-is-file-name": gettext_noop(
        "“{text}” is the name of a file, not an alternative text. Say what the picture shows."
    ),
    "pages.alternative-too-long": gettext_noop(
        "{subject}: the alternative text has {length} characters, the limit is {limit}. Say the rest in the caption."
    ),
    "pages.caption-too-long": gettext_noop(
        "{subject}: the caption has {length} characters, the limit is {limit}. Shorten it."
    ),
    "pages.credit-too-long": gettext_noop(
        "The author or source has {length} characters, the limit is {limit}. Shorten it."
    ),
}

SENTENCES = {**_TEXTS, **_WRITING, **_IMAGES}

VERBS = {
    "pages.page-written": _("Written"),
    "pages.page-changed": _("Changed"),
    "pages.page-sent-to-review": _("Sent to review"),
    "pages.page-returned": _("Returned to its author"),
    "pages.page-published": _("Published"),
    "pages.page-scheduled": _("Scheduled for publication"),
    "pages.page-withdrawn": _("Withdrawn from the public"),
    "pages.page-placed": _("Placed in the menu"),
    "pages.image-uploaded": _("Image uploaded"),
    "pages.image-described": _("Texts of an image changed"),
    "pages.image-removed": _("Image removed"),
}

FIELDS = {
    "status": _("State"),
    "slug": _("Address"),
    "kind": _("Kind"),
    "plan": _("Plan"),
    "placement": _("Place in the menu"),
    "position": _("Position"),
    "publish_at": _("To be published"),
    "credit": _("Author or source"),
    "it.title": _("Title in Italian"),
    "it.summary": _("Summary in Italian"),
    "it.body": _("Text in Italian"),
    "en.title": _("Title in English"),
    "en.summary": _("Summary in English"),
    "en.body": _("Text in English"),
    "it.alternative": _("Alternative text in Italian"),
    "en.alternative": _("Alternative text in English"),
    "it.caption": _("Caption in Italian"),
    "en.caption": _("Caption in English"),
}
