"""What every page carries around its content: the values that `ui/page.html` needs, built by the app above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A link of the main menu or of the footer; `is_current` marks the page, or the part, being read."""

    label: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumb; the last one, the page itself, has no `href`."""

    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in the other language: `label` in that language ("English"), `code` as in `lang`."""

    label: str
    href: str
    code: str


@dataclass(frozen=True, slots=True)
class FooterColumn:
    """A titled list of links in the footer."""

    heading: str
    links: tuple[MenuEntry, ...]


@dataclass(frozen=True, slots=True)
class AccountLinks:
    """The way in, for the public; or who is signed in and the way to their work.

    Attributes:
        sign_in: where to sign in; empty for somebody signed in.
        name: what the person is called; empty for the public.
        account: their account's page.
        work: the working area; empty where there is none.
    """

    sign_in: str = ""
    name: str = ""
    account: str = ""
    work: str = ""


@dataclass(frozen=True, slots=True)
class PageShell:
    """Header, navigation and footer of a page.

    Attributes:
        site_name: shown large in the header and at the end of every page title.
        site_tagline: one line under the name.
        home: address of the home page in the active language.
        menu: main navigation, in order.
        breadcrumb: from the home page to this page; empty on the home page.
        other_language: the same page in the other language; None where it has none.
        search_action: address that answers `?q=`; empty hides the search.
        search_text: what is being searched for, to stand in the field again.
        promoters: names of the bodies that promote the plan, for the slim header.
        account: the way in, or who is signed in; None on a site without accounts.
        stylesheets: addresses of further stylesheets, such as a plan's colours.
        demo: whether the site holds invented data; said on every page.
        footer: columns of links.
        about: one sentence for the footer on what this site is.
        closing: short lines at the very end (licence of the data, release).
    """

    site_name: str
    site_tagline: str
    home: str
    menu: tuple[MenuEntry, ...] = ()
    breadcrumb: tuple[Crumb, ...] = ()
    other_language: LanguageLink | None = None
    search_action: str = ""
    search_text: str = ""
    promoters: tuple[str, ...] = ()
    account: AccountLinks | None = None
    stylesheets: tuple[str, ...] = ()
    demo: bool = False
    footer: tuple[FooterColumn, ...] = ()
    about: str = ""
    closing: tuple[str, ...] = ()
