"""No hostile text that comes in by an import runs anything in a reader's browser.

Every file of ``../shared/data/dev/hostile`` is the body of a post of a WordPress export and of a
Ghost export. What the importers make of it is printed with a story's own template and opened in
Chromium, where a wire is strung: a dialog, a call of `alert` and its kin, a request to anywhere.
That the wire works is shown by the same bodies without the importers and the gate.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Dialog, Route

from dateline.lib.htmltext import sanitise
from dateline.morgue import ghost
from dateline.morgue.copy import Copy, OldStory
from dateline.morgue.mapping import Mapping
from dateline.morgue.wordpress import Export, Reader
from dateline.stories.blocks import STORY_STREAM
from dateline.stories.body import blocks_context
from dateline.stories.gate import clean_stream
from tests.broadsheet.paper import BARE, NOWHERE, set_page
from tests.morgue.test_archive_commands import HEAD
from tests.shared import shared

pytestmark = pytest.mark.browser

#: Bodies that are printed on one page.
TOGETHER = 60
WIRE = """
const tell = window.tripped;
const trip = name => (...given) => { tell(name + ' ' + given.join(' ')); };
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = trip(name);
document.write = trip('document.write');
console.log = trip('console.log');
"""

#: Does to every element of a story what a reader may do to it, and a browser.
TOUCH = """() => {
  for (const kind of ['click', 'mouseover', 'focus', 'input', 'error', 'load', 'toggle'])
    for (const each of document.querySelectorAll('main *')) each.dispatchEvent(new Event(kind));
}"""


def bodies() -> list[tuple[str, str]]:
    """Return the hostile texts: whole files, and each case of those that hold many."""
    folder = shared("data/dev/hostile")
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found.append((path.name, text))
        if path.suffix in {".txt", ".md", ".dat"}:  # a case a line
            lines = [line for line in text.splitlines() if "<" in line]
            found += [(f"{path.name}:{n}", line) for n, line in enumerate(lines)]
        elif path.name.startswith("html5lib") and path.suffix == ".test":
            cases = json.loads(text).get("tests", [])
            given = [case.get("input") for case in cases]
            found += [(f"{path.name}:{n}", c) for n, c in enumerate(given) if isinstance(c, str)]
    assert len(found) > 1_000
    return found


def through_wordpress(texts: list[tuple[str, str]], folder: Path) -> Iterator[Copy]:
    items = (
        f"<item><title>{escape(_clean(name))}</title><content:encoded><![CDATA["
        f"{_clean(text).replace(']]>', ']]]]><![CDATA[>')}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type></item>"
        for number, (name, text) in enumerate(texts, 1)
    )
    path = folder / "hostile.xml"
    path.write_text(f"{HEAD}{''.join(items)}</channel></rss>", "utf-8", "replace")
    reader = Reader([Export(path)], Mapping(), ZoneInfo("UTC"))
    yield from (found.copy for found in reader.read() if isinstance(found, OldStory))


def through_ghost(texts: list[tuple[str, str]], folder: Path) -> Iterator[Copy]:
    posts = [
        {"id": str(n), "title": name, "slug": f"case-{n}", "html": text, "status": "draft"}
        for n, (name, text) in enumerate(texts, 1)
    ]
    path = folder / "hostile.json"
    path.write_text(json.dumps({"db": [{"meta": {"version": "5.0.0"}, "data": {"posts": posts}}]}))
    found = ghost.posts(path, ZoneInfo("UTC"), Mapping(), "https://old.example/")
    yield from (each.copy for each in found if isinstance(each, OldStory))


def _clean(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or 32 <= ord(c) < 0xD800 or ord(c) > 0xDFFF)


def printed(copies: list[Copy]) -> str:
    """Return a story's page with the bodies of `copies`, as the gate stores and templates print
    them."""
    raw = [block for copy in copies for block in copy.body if block["type"] in _WORDS]
    stream = clean_stream(STORY_STREAM.to_python(raw))
    story = replace(BARE, body=blocks_context(stream))
    return set_page(["stories/story"], story=story, onward=NOWHERE, draft=False)


#: Blocks without pictures: those are of the photodesk.
_WORDS = {"text", "subheading", "media", "table", "leftover"}


def tripped(browser: Browser, pages: list[str]) -> list[str]:
    """Return what the `pages` did that no story does."""
    context = browser.new_context()
    told: list[str] = []
    context.expose_function("tripped", lambda said: told.append(said))
    context.add_init_script(WIRE)

    def answer(route: Route) -> None:
        address = route.request.url
        if not address.startswith("https://paper.example/"):
            told.append(f"asked for {address}")
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            if address == "https://paper.example/":
                route.fulfill(body=waiting.pop(), content_type="text/html; charset=utf-8")
                return
            told.append(f"went to {address}")
        route.abort()

    def close(dialog: Dialog) -> None:
        told.append(f"dialog {dialog.message}")
        dialog.dismiss()

    waiting: list[str] = []
    context.route("**/*", answer)
    for page_ in pages:
        page = context.new_page()
        page.on("dialog", close)
        waiting.append(page_)
        page.goto("https://paper.example/", wait_until="domcontentloaded")
        page.evaluate(TOUCH)
        page.wait_for_timeout(30)
        page.close()
    context.close()
    return told


@pytest.mark.parametrize("through", [through_wordpress, through_ghost])
def test_nothing_hostile_runs_in_an_imported_story(
    through: object, browser: Browser, tmp_path: Path
) -> None:
    assert callable(through)
    copies = list(through(bodies(), tmp_path))
    assert len(copies) > 1_000
    pages = [printed(copies[at : at + TOGETHER]) for at in range(0, len(copies), TOGETHER)]
    assert tripped(browser, pages) == []


def test_the_wire_is_tripped_where_there_is_no_gate(browser: Browser) -> None:
    raw = [text for _, text in bodies()]
    pages = [f"<!doctype html><main>{text}</main>" for text in raw[:: max(1, len(raw) // 150)]]
    assert len(tripped(browser, pages)) > 20


def test_the_gate_alone_stops_it_too(browser: Browser) -> None:
    raw = [sanitise(text, internal=True) for _, text in bodies() if len(text) < 100_000]
    pages = [
        f"<!doctype html><main>{'<hr>'.join(raw[at : at + 60])}</main>"
        for at in range(0, len(raw), 60)
    ]
    assert tripped(browser, pages) == []
