"""The frame of a page, from the barest to the fullest."""

import re

import pytest
from django.utils import translation
from jinja2 import Environment, UndefinedError

from portici.ui import gallery
from portici.ui.shell import PageShell

BARE = PageShell(site_name="Valley", site_tagline="A plan", home="/")
PAGE = """{% extends "ui/page.html" %}
{% block title %}{{ title }}{% endblock %}
{% block content %}<p>{{ content }}</p>{% endblock %}"""


def _rendered(environment: Environment, shell: PageShell, **values: str) -> str:
    values = {"title": "Page", "content": "Text", **values}
    return environment.from_string(PAGE).render(shell=shell, **values)


def _title(page: str) -> str:
    match = re.search(r"<title>(.*?)</title>", page)
    assert match is not None
    return match[1]


def test_page_title_ends_with_the_name_of_the_site(environment: Environment) -> None:
    assert _title(_rendered(environment, BARE)) == "Page · Valley"


def test_home_page_does_not_say_the_name_of_the_site_twice(environment: Environment) -> None:
    assert _title(_rendered(environment, BARE, title="Valley")) == "Valley"


def test_heading_repeats_the_title_unless_it_is_given(environment: Environment) -> None:
    given = environment.from_string(
        '{% extends "ui/page.html" %}{% block title %}A{% endblock %}{% block heading %}B{% endblock %}'
    )

    assert re.findall(r"<h1>(.*?)</h1>", _rendered(environment, BARE)) == ["Page"]
    assert re.findall(r"<h1>(.*?)</h1>", given.render(shell=BARE)) == ["B"]


def test_bare_shell_has_no_empty_parts(environment: Environment) -> None:
    page = _rendered(environment, BARE)

    for part in ("site-menu", "site-search", "site-language", "site-demo", "trail", "page-lead"):
        assert f'class="{part}' not in page, part


def test_full_shell_has_every_part_once(environment: Environment) -> None:
    page = _rendered(environment, gallery.shell())

    for part in ('site-menu"', 'site-search"', 'site-language"', 'site-demo"', 'trail"'):
        assert page.count(f'class="{part}') == 1, part


def test_language_of_the_page_is_the_active_one(environment: Environment) -> None:
    with translation.override("en"):
        assert '<html lang="en">' in _rendered(environment, BARE)
    assert '<html lang="it">' in _rendered(environment, BARE)


def test_texts_are_escaped(environment: Environment) -> None:
    page = _rendered(environment, BARE, title="<b>T</b>", content="<script>1</script>")

    assert _title(page) == "&lt;b&gt;T&lt;/b&gt; · Valley"
    assert "<p>&lt;script&gt;1&lt;/script&gt;</p>" in page


def test_page_forgets_no_value(environment: Environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string("{{ forgotten }}").render()


def test_filters_follow_the_active_language(environment: Environment) -> None:
    template = environment.from_string("{{ texts|t }} {{ 4900|number }} {{ 1.5|number(2) }}")
    texts = {"it": "uno", "en": "one"}

    with translation.override("en"):
        assert template.render(texts=texts) == "one 4,900 1.50"
    assert template.render(texts=texts) == "uno 4.900 1,50"


@pytest.mark.urls("portici.ui.urls")
def test_address_is_named_not_written(environment: Environment) -> None:
    assert environment.from_string('{{ url("gallery") }}').render() == "/ui/"
