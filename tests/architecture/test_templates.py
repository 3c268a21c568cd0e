"""Templates keep to their room, and a reader's page asks nobody but the paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, name_of, readers_templates, room_of, templates

#: Django's own libraries that any template may load.
DJANGOS = {"i18n", "l10n", "static", "tz"}
#: The rooms whose tags every template may load: the look, and the holes of the press.
SHARED = {"broadsheet", "press"}
#: What only the newsroom's side may load.
NEWSROOMS = {"wagtailadmin_tags", "wagtailcore_tags", "wagtailimages_tags", "wagtailuserbar"}


def libraries(room: str) -> set[str]:
    """Return the template libraries that a room of ours has."""
    folder = PACKAGE / room / "templatetags"
    return {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}


def loaded(path: Path) -> set[str]:
    """Return the libraries that a template loads."""
    lines = re.findall(r"{%\s*load\s+(.+?)\s*%}", path.read_text(encoding="utf-8"))
    return {name for line in lines for name in line.partition(" from ")[2].split() or line.split()}


def told(path: Path) -> str:
    """Return a template without what only its authors read."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{%\s*comment.*?%}.*?{%\s*endcomment\s*%}", "", text, flags=re.S)
    return re.sub(r"{#.*?#}", "", text)


def test_templates_load_only_the_tags_of_their_own_room_and_the_look() -> None:
    everybodys = DJANGOS | {name for room in SHARED for name in libraries(room)}
    for path in templates():
        room = room_of(path)
        allowed = everybodys | libraries(room)
        if path not in readers_templates():
            allowed |= NEWSROOMS
        strange = loaded(path) - allowed
        assert not strange, f"{name_of(path)} loads {', '.join(sorted(strange))}"


def test_a_readers_template_s_own_room_may_not_lend_it_tags() -> None:
    # `dateline/stories/story.html` belongs to stories, wherever its file lies; and stories has
    # no tags: everything a page shows is in its contexts.
    own = {
        path.relative_to(PACKAGE / room_of(path) / "templates/dateline").parts[0]
        for path in readers_templates()
    }
    assert not [room for room in own - SHARED - {"syndication"} if libraries(room)]


FORBIDDEN = {
    "an inline style": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "an inline script": r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)",
    "a script in an attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "an address outside the paper": r"(?<!xmlns=[\"'])(?:https?:)?//[a-z0-9-]+\.[a-z]",
    "a form's token, which needs a cookie": r"csrf_token",
    "the newsroom's bar": r"wagtailuserbar",
    "the visitor": r"\brequest\.|\buser\.|\bperms\.",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_template_for_readers_does_not_hold(what: str) -> None:
    for path in readers_templates():
        found = re.search(FORBIDDEN[what], told(path), flags=re.I)
        assert not found, f"{name_of(path)} has {what}: {found and found.group()}"


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("an inline style", '<p style="color:red">'),
        ("a style element", "<style>p{}</style>"),
        ("an inline script", "<script>alert(1)</script>"),
        ("a script in an attribute", '<body class="a" onload="x()">'),
        ("an address outside the paper", '<img src="//cdn.example/x.png">'),
        ("a form's token, which needs a cookie", "{% csrf_token %}"),
        ("the newsroom's bar", "{% load wagtailuserbar %}"),
        ("the visitor", "{{ request.user }}"),
    ],
)
def test_what_a_template_may_not_hold_is_found(what: str, markup: str) -> None:
    assert re.search(FORBIDDEN[what], markup, flags=re.I)


def test_the_readers_origin_has_neither_session_nor_login_nor_forms() -> None:
    from dateline.conf import site

    names = " ".join(site._READERS_MIDDLEWARE).lower()
    for word in ("session", "csrf", "auth.middleware", "messages"):
        assert word not in names


def test_readers_browsers_are_told_to_ask_nobody_else() -> None:
    from dateline.conf import site

    policy = site._READERS_CSP
    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} <= {
        "'self'",
        "'none'",
        "data:",
    }


def test_stylesheets_for_readers_ask_nobody_else() -> None:
    for path in (PACKAGE / "broadsheet" / "static").rglob("*.css"):
        asked = re.findall(r"url\(\s*[\"']?(?!data:)([^)\"']+)", path.read_text())
        strange = [address for address in asked if "//" in address]
        assert not strange, f"{name_of(path)} asks for {strange}"
        assert "@import" not in path.read_text()
