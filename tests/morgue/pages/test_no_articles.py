"""What a paper's site and a folder hold beside stories is refused, by what is in it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.morgue import copy
from dateline.morgue.pages import NotAnArticle, UnreadablePage, read_page, read_source, texts
from tests.morgue.pages.page import PARAGRAPHS, article

LONG = " ".join(PARAGRAPHS)


def site(body: str, title: str = "The Larkhaven Bell") -> bytes:
    """Return a page that says nothing of itself but its title."""
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def head(number: int) -> str:
    return f"Ferry number {number} is late again this week"


@pytest.mark.parametrize(
    "block",
    [
        f'<h2><a href="/n/{{n}}">{{head}}</a></h2><p>{LONG}</p>',
        f'<a href="/n/{{n}}"><h3>{{head}}</h3></a><p>{PARAGRAPHS[0]}</p><p>{LONG}</p>',
        f'<div><a href="/n/{{n}}">{{head}}</a><p>{LONG}</p></div>',
        '<div class="card"><a href="https://www.bell.example/n/{n}">{head}</a></div>',
    ],
)
def test_a_front_page_is_refused_however_long_its_teasers(block: str) -> None:
    body = "".join(block.format(n=n, head=head(n)) for n in range(30))
    with pytest.raises(NotAnArticle, match="front page"):
        read_page(site(body), source="index.html", address="https://bell.example/")


def test_a_story_beside_a_list_of_others_is_a_story() -> None:
    others = "".join(f'<h3><a href="/n/{n}">{head(n)}</a></h3><p>{LONG}</p>' for n in range(12))
    body = f"<h1>Swing bridge to close for good</h1>{article()}{article()}<aside>{others}</aside>"
    story = read_page(site(body, "Swing bridge to close for good"), source="bridge.html")
    assert story.headline == "Swing bridge to close for good"


def test_a_scrape_of_headlines_with_a_teaser_each_is_refused() -> None:
    text = "\n\n".join(f"{head(n)}\n\n{PARAGRAPHS[n % 5]}" for n in range(12))
    with pytest.raises(NotAnArticle, match="front page"):
        read_source(text.encode(), "front.txt")


def test_a_story_under_many_subheadings_is_no_list() -> None:
    text = "\n\n".join(f"{head(n)}\n\n{LONG}" for n in range(12))
    assert len(texts(read_source(text.encode(), "long.txt"))["paragraphs"]) > 20


@pytest.mark.parametrize("title", ["Index of /pub/bell", "Directory listing for /pub/"])
def test_the_listing_of_a_directory_is_refused(title: str) -> None:
    rows = "".join(f'<a href="{n}.txt">{n}.txt</a> 03-Mar-2026 18:20 4.1K\n' for n in range(40))
    with pytest.raises(NotAnArticle, match="listing of a directory"):
        read_page(site(f"<h1>{title}</h1><pre>{rows}</pre>", title), source="index.html")
    with pytest.raises(NotAnArticle, match="listing of a directory"):
        read_source(f"{title}\n\n{LONG}".encode(), "index.txt")


@pytest.mark.parametrize(
    "title",
    ["Search results for “bridge”", "42 results for bridge", "Suchergebnisse für Brücke"],
)
def test_a_page_of_search_results_is_refused(title: str) -> None:
    with pytest.raises(NotAnArticle, match="search results"):
        read_page(site(f"<h1>{title}</h1>{article()}", title), source="search.html")
    with pytest.raises(NotAnArticle, match="search results"):
        read_source("\n\n".join([title, *PARAGRAPHS]).encode(), "search.txt")


def test_a_story_about_a_search_is_a_story() -> None:
    text = "\n\n".join(["Search results in one arrest on the quay", *PARAGRAPHS])
    assert read_source(text.encode(), "s.txt").headline.startswith("Search results in one arrest")


def test_data_and_source_code_are_no_text_of_a_page() -> None:
    rows = io.StringIO()
    csv.writer(rows).writerows([n, head(n), LONG] for n in range(30))
    nodes = [{"title": head(n), "text": LONG} for n in range(30)]
    sources = {
        "JSON": json.dumps(nodes, indent=2),
        "CSV": rows.getvalue(),
        "source code": Path(copy.__file__).read_text("utf-8"),
    }
    for reason, text in sources.items():
        with pytest.raises(UnreadablePage, match=reason):
            read_source(text.encode(), "file.txt")
    with pytest.raises(UnreadablePage, match="JSON"):
        read_source("\n".join(json.dumps(node) for node in nodes).encode(), "lines.txt")
