"""``dateline import page`` and ``dateline show story``, as somebody types them."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from dateline.cli import site
from dateline.cli.main import main
from dateline.lib.files import NoSpace
from dateline.masthead.models import Home
from dateline.morgue import sources
from dateline.morgue.account import STATES, Account
from dateline.morgue.copy import Copy
from dateline.morgue.load import Loader
from dateline.press.models import Outbox
from dateline.stories.models import LiveEntry, Story
from tests.cast import Cast
from tests.morgue.conftest import rows
from tests.morgue.pages.test_bad_input import Checker, markup
from tests.shared import shared
from tests.webserver import WebServer, running

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html><html lang="en"><head><title>The pier stands</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"{headline}","datePublished":"2020-05-04T06:00:00Z",
"author":{{"@type":"Person","name":"Ann Other"}},"articleSection":"City"}}</script></head><body>
<article><h1>{headline}</h1>{body}</article></body></html>"""
BODY = "".join(
    f"<p>Paragraph {number} says that the pier stood through the storm of that night, as the "
    "harbour master told the paper on the following morning.</p>"
    for number in range(6)
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Path:
    """A site of its own, open already: the tests' own."""
    monkeypatch.setattr(site, "open_site", lambda given=".": tmp_path)
    return tmp_path


@pytest.fixture
def page(tmp_path: Path) -> Any:
    """Write a page: ``page("pier.html")``."""

    def write(name: str, headline: str = "The pier stands", body: str = BODY) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE.format(headline=headline, body=body), encoding="utf-8")
        return path

    return write


def test_a_page_becomes_a_draft(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "page", str(page("pier.html"))]) == 0
    story = Story.objects.get()
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("imported: ")
    assert told[0].endswith(f" -> story {story.uid}")
    assert told[-1] == "1 items: 1 imported"
    assert (story.title, story.live, story.in_print) == ("The pier stands", False, False)
    assert not Outbox.objects.exists()


def test_a_folder_gives_its_files_in_order_and_twice_changes_nothing(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page("in/b.html", "Second")
    page("in/a.html", "First")
    (tmp_path / "in" / "deeper").mkdir()
    assert main(["import", "page", str(tmp_path / "in")]) == 0
    assert list(Story.objects.order_by("pk").values_list("title", flat=True)) == ["First", "Second"]
    before = rows()
    assert main(["import", "page", str(tmp_path / "in")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 items: 2 unchanged, 1 skipped"
    assert rows() == before


def test_a_file_is_known_again_from_wherever_it_is_named(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["import", "page", str(page("pier.html"))])
    monkeypatch.chdir(tmp_path)
    assert main(["import", "page", "pier.html"]) == 0
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("missing.html", "No such file"),
        ("ftp://old.example/a.html", "only http and https"),
        ("http://127.0.0.1/a.html", "127.0.0.1"),
        ("http://[::1]/a.html", "::1"),
        ("http://0x7f.1/a.html", "127.0.0.1"),
        ("http://localhost:1/", "localhost"),
        ("nul\0.html", "nul"),
        ("a" * 5_000, "a"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, said: str
) -> None:
    before = rows()
    told = source if "://" in source else str(tmp_path / source)
    account = tmp_path / "account.json"
    assert main(["import", "page", told, "--account", str(account)]) == 1
    out = capsys.readouterr()
    assert out.err == ""
    lost, totals = out.out.splitlines()
    assert lost.startswith("lost: ")
    assert said in lost
    assert totals == "1 items: 1 lost"
    (item,) = json.loads(account.read_text())["items"]
    assert (item["state"], item["story"]) == ("lost", None)
    assert rows() == before


def test_one_bad_source_delays_none(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(page("pier.html"))
    assert main(["import", "page", "/nowhere.html", good]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 items: 1 imported, 1 lost"
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    "kind", ["pipe", "link to a pipe", "endless", "circle", "through a circle"]
)
def test_a_source_that_is_no_plain_file_is_lost_alone(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    odd = tmp_path / "odd"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        odd.symlink_to("pipe")
    elif kind == "endless":
        if os.geteuid() != 0:
            pytest.skip("only the superuser makes devices")
        os.mknod(tmp_path / "zeros", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        odd.symlink_to("zeros")
    else:
        odd.symlink_to("odd")
        odd = odd / "page.html" if "through" in kind else odd
    account = tmp_path / "account.json"
    good, other = str(page("pier.html")), str(page("quay.html", "The quay stands"))
    assert main(["import", "page", good, str(odd), other, "--account", str(account)]) == 1
    out = capsys.readouterr()
    assert out.err == ""
    (lost,) = [line for line in out.out.splitlines() if line.startswith("lost: ")]
    assert str(odd) in lost
    states = [item["state"] for item in json.loads(account.read_text())["items"]]
    assert states == ["imported", "lost", "imported"]


@pytest.mark.parametrize("ending", [RuntimeError, KeyboardInterrupt])
def test_what_was_stored_is_accounted_for_whatever_ends_the_run(
    page: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ending: type[BaseException],
) -> None:
    doing = Loader.load

    def ended(self: Loader, copy: Copy) -> Any:
        if copy.headline == "Second":
            raise ending
        return doing(self, copy)

    monkeypatch.setattr(Loader, "load", ended)
    account = tmp_path / "account.json"
    given = [str(page("a.html", "First")), str(page("b.html", "Second"))]
    assert main(["import", "page", *given, "--account", str(account)]) != 0
    (item,) = json.loads(account.read_text())["items"]
    assert (item["state"], item["story"]) == ("imported", str(Story.objects.get().uid))
    assert capsys.readouterr().out.splitlines()[-1] == "1 items: 1 imported"


def test_a_file_with_a_name_in_no_encoding_is_imported_and_told(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = page("pier.html")
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/pier-\xff.html")
    written.rename(odd)
    account = tmp_path / "account.json"
    again = ["import", "page", odd, odd + "x", "--account", str(account)]
    assert main(again) == main(again) == 1
    states = [item["state"] for item in json.loads(account.read_text())["items"]]
    assert states == ["unchanged", "lost"]


def test_half_a_character_in_a_page_is_no_fault(page: Any, tmp_path: Path) -> None:
    source = str(page("pier.html", headline=r"The \ud83d pier\u0000 stands"))
    assert main(["import", "page", source, "--texts", str(tmp_path / "texts")]) == 0
    assert Story.objects.get().title.startswith("The ")


def test_a_dry_run_accounts_for_everything_and_stores_nothing(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows()
    account, texts = tmp_path / "account.json", tmp_path / "texts"
    words = [str(page("pier.html")), "--dry-run", "--account", str(account), "--texts", str(texts)]
    assert main(["import", "page", *words]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 items: 1 imported (dry run)"
    assert rows() == before
    data = json.loads(account.read_text())
    assert set(data) == {"source", "importer", "totals", "items"}
    assert set(data["totals"]) == set(STATES)
    (text,) = texts.iterdir()
    understood = json.loads(text.read_text())
    assert understood["headline"] == "The pier stands"
    assert understood["bylines"] == ["Ann Other"]
    assert understood["published"].startswith("2020-05-04T06:00:00")
    assert len(understood["paragraphs"]) == 6
    assert {"source", "kicker", "standfirst", "topics", "section"} <= set(understood)


def test_an_account_that_cannot_be_written_is_one_line(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "account.json"
    assert main(["import", "page", str(page("pier.html")), "--account", str(target)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "nowhere" in line
    assert "fault-" not in line


@pytest.mark.parametrize("target", ["folder", "pipe", "circle", "/proc/account.json", ""])
def test_an_account_that_cannot_be_written_is_found_out_before_anything_is_stored(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    source, before = str(page("pier.html")), rows()
    told = str(tmp_path / target) if target else ""
    assert main(["import", "page", source, "--account", told]) == 1
    out = capsys.readouterr()
    (line,) = out.err.splitlines()
    assert "fault-" not in line
    assert out.out == ""
    assert rows() == before


def test_items_are_told_where_the_account_can_no_longer_be_written(
    page: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(self: Account, path: Path) -> None:
        raise NoSpace(f"{path}: the disk is full.")

    monkeypatch.setattr(Account, "write", full)
    account = str(tmp_path / "account.json")
    assert main(["import", "page", str(page("pier.html")), "--account", account]) == 1
    out = capsys.readouterr()
    assert out.out.startswith("imported: ")
    (line,) = out.err.splitlines()
    assert "the disk is full" in line


def test_a_texts_folder_that_is_a_file_is_one_line(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts").write_text("in the way")
    words = [str(page("pier.html")), "--texts", str(tmp_path / "texts")]
    assert main(["import", "page", *words]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "texts" in line
    assert "fault-" not in line


def test_without_a_home_page_an_import_says_what_to_do(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for home in Home.objects.all():
        home.delete()
    texts, account = tmp_path / "texts", tmp_path / "account.json"
    words = [str(page("pier.html")), "--texts", str(texts), "--account", str(account)]
    assert main(["import", "page", *words]) == 1
    out = capsys.readouterr()
    assert "dateline serve" in out.out + out.err
    assert "fault-" not in out.out + out.err
    (item,) = json.loads(account.read_text())["items"]
    assert (item["state"], item["story"]) == ("lost", None)
    assert "dateline serve" in item["reason"]
    assert len(list(texts.iterdir())) == 1


def test_a_folder_within_a_folder_is_told_and_read_where_it_is_named(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page("in/a.html", "First")
    deeper = tmp_path / "in" / "deeper"
    deeper.mkdir()
    page("in/deeper/b.html", "Second")
    assert main(["import", "page", str(tmp_path / "in")]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "skipped: " in line]
    assert line.startswith(f"skipped: {deeper}: ")
    assert main(["import", "page", str(tmp_path / "in"), str(deeper)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 items: 1 imported, 1 unchanged"


@pytest.mark.parametrize(
    ("given", "said"), [("empty", "no file"), ("only", "no file"), ("", "empty name")]
)
def test_where_nothing_is_there_to_import_that_is_said_with_exit_code_1(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "only" / "folders").mkdir(parents=True)
    assert main(["import", "page", str(tmp_path / given) if given else ""]) == 1
    out = capsys.readouterr()
    assert out.err == ""
    (lost,) = [line for line in out.out.splitlines() if line.startswith("lost: ")]
    assert said in lost
    assert not Story.objects.exists()


def test_texts_of_one_run_stand_apart_and_the_next_run_replaces_them(
    page: Any, tmp_path: Path
) -> None:
    given = [str(page("a/pier.html", "First")), str(page("b/pier.html", "Second"))]
    texts = tmp_path / "texts"

    def told() -> dict[str, str]:
        return {path.name: json.loads(path.read_text())["headline"] for path in texts.iterdir()}

    main(["import", "page", *given, "--texts", str(texts)])
    assert told() == {"pier.html.json": "First", "2-pier.html.json": "Second"}
    page("a/pier.html", "Changed")
    main(["import", "page", *given, "--texts", str(texts)])
    assert told() == {"pier.html.json": "Changed", "2-pier.html.json": "Second"}


def test_a_lost_item_is_known_by_what_an_imported_one_is(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page("pier.html")
    (tmp_path / "bad.html").touch()
    monkeypatch.chdir(tmp_path)
    main(["import", "page", "pier.html", "bad.html", "gone.html", "--account", "account.json"])
    items = json.loads((tmp_path / "account.json").read_text())["items"]
    assert [item["source_id"] for item in items] == [
        str(tmp_path / name) for name in ("pier.html", "bad.html", "gone.html")
    ]


def test_a_name_with_a_line_in_it_is_told_in_one_line(
    page: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = page("pier.html").rename(tmp_path / "pier\nlost: all.html")
    assert main(["import", "page", str(good), str(tmp_path / "gone\nimported: x")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0].strip() for line in lines[:-1]] == ["imported", "lost"]


def test_a_password_in_an_address_is_written_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account = tmp_path / "account.json"
    places = (
        "http://ann:geheim@a.example/x",
        "HTTPS://ann:geheim@a.example/",
        "ftp://ann:geheim@b/",
    )
    assert main(["import", "page", *places, "--account", str(account)]) == 1
    out = capsys.readouterr()
    assert "a.example" in out.out
    assert "geheim" not in out.out + out.err + account.read_text()


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    """A web server on this machine that an import may ask, which it otherwise never does."""
    for paper in running():
        monkeypatch.setattr(sources, "fetch", paper.fetch)
        yield paper


def test_the_scheme_of_an_address_may_stand_in_capitals(web: WebServer) -> None:
    address = web.page("/pier", PAGE.format(headline="The pier stands", body=BODY).encode())
    assert main(["import", "page", address.replace("http:", "HTTP:")]) == 0
    assert main(["import", "page", address]) == 0
    assert Story.objects.count() == 1


@pytest.mark.parametrize(
    ("claim", "codec", "headline", "words"),
    [
        ("windows-1250", "cp1250", "Łódź wciąż płynie", "Żółta łódź stała całą noc przy molo. "),
        ("ISO-8859-2", "iso8859-2", "Łódź wciąż płynie", "Żółta łódź stała całą noc przy molo. "),
        ("windows-1254", "cp1254", "İskele ayakta", "Şehir iskelesi fırtınada ayakta kaldı. "),
        ("iso-8859-9", "cp1254", "İskele ayakta", "Şehir iskelesi fırtınada ayakta kaldı. "),
    ],
)
def test_the_encoding_that_only_the_server_states_is_followed(
    web: WebServer, claim: str, codec: str, headline: str, words: str
) -> None:
    body = "".join(f"<p>{number} {words * 4}</p>" for number in range(6))
    html = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>{body}"
    address = web.page("/", html.encode(codec), Content_Type=f"text/html; charset={claim}")
    assert main(["import", "page", address]) == 0
    story = Story.objects.get()
    assert story.title == headline
    assert words.strip() in str(story.body)


# Showing a story.


def test_a_story_is_shown_as_it_is_stored(page: Any, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "page", str(page("pier.html"))])
    story = Story.objects.get()
    capsys.readouterr()
    assert main(["show", "story", str(story.uid), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["uid"], data["headline"], data["in_print"]) == (str(story.uid), story.title, False)
    assert (data["live"], data["published_versions"], data["address"]) == (False, [], None)
    assert [byline["name"] for byline in data["bylines"]] == ["Ann Other"]
    assert {"body", "desk", "imported_from", "go_live_at", "embargo_until"} <= set(data)
    assert main(["show", "story", str(story.uid)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["The pier stands", "news, city, not in print"]
    assert sum(line.startswith("Paragraph") for line in lines) == 6


@pytest.mark.parametrize(
    "uid", ["", "12", "not-a-uid", "../../etc/passwd", "469fe5b5-7698-466a-a433-1d21a9dd43b7"]
)
def test_a_uid_that_no_story_has_is_one_line(capsys: pytest.CaptureFixture[str], uid: str) -> None:
    assert main(["show", "story", uid]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    (line,) = out.err.splitlines()
    assert line.startswith("dateline: ")
    assert "uid" in line
    assert "fault-" not in line


# The page this project began with.


def test_the_first_page_goes_from_scrape_to_stored_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = shared("data/dev/seed/article.txt")
    gold = json.loads(shared("data/dev/seed/article.gold.json").read_text())
    account = tmp_path / "account.json"
    assert main(["import", "page", str(source), "--account", str(account)]) == 0
    (item,) = json.loads(account.read_text())["items"]
    capsys.readouterr()
    assert main(["show", "story", item["story"], "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["headline"] == gold["headline"]["text"]
    assert (data["bylines"], data["first_published_at"]) == ([], None)
    assert item["furniture"]
    assert item["doubts"]
    assert any("m" in finding["what"] for finding in data["desk"])
    words = json.dumps(data["body"], ensure_ascii=False)
    for piece in item["furniture"]:
        if len(piece["text"]) > 40:
            assert piece["text"] not in words
    story = Story.objects.get(uid=item["story"])
    assert not story.live
    assert main(["import", "page", str(source)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 items: 1 unchanged"


# Hostile and real sources.


def assert_inert() -> None:
    """No story, draft or not, holds anything that a browser might run."""
    for story in Story.objects.all():
        draft = story.get_latest_revision_as_object()
        bodies = [draft.body, *(entry.body for entry in LiveEntry.objects.all())]
        for block in (block for body in bodies for block in body.get_prep_value()):
            if block["type"] in {"text", "quote", "factbox", "note", "qa", "timeline"}:
                for text in markup(block["value"]):
                    checker = Checker()
                    checker.feed(text)
                    checker.close()
            if block["type"] == "media":
                assert block["value"]["address"].startswith(("http://", "https://", ""))


def test_every_hostile_file_is_refused_in_one_line_or_stored_inert(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared("data/dev/hostile")
    account = tmp_path / "account.json"
    folders = sorted({str(path.parent) for path in folder.rglob("*") if path.is_file()})
    main(["import", "page", *folders, "--account", str(account)])
    data = json.loads(account.read_text())
    assert len(data["items"]) == sum(path.is_file() for path in folder.rglob("*"))
    assert {state for state, count in data["totals"].items() if count} <= {"imported", "lost"}
    for item in data["items"]:
        assert bool(item["reason"]) == (item["state"] == "lost")
        assert "\n" not in item["reason"]
    out = capsys.readouterr()
    assert out.err == ""
    assert "Traceback" not in out.out
    assert_inert()


def test_real_pages_come_in_with_nothing_active(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared("data/dev/pages")
    pages = sorted(folder.rglob("*.html"), key=lambda path: path.stat().st_size)
    pages = [p for p in pages if p.stat().st_size < 150_000 and ".expected." not in p.name]
    sample = [str(page) for page in pages[:: max(1, len(pages) // 20)]]
    assert len(sample) >= 20
    account = tmp_path / "account.json"
    began = time.monotonic()
    main(["import", "page", *sample, "--account", str(account)])
    assert time.monotonic() - began < 120
    data = json.loads(account.read_text())
    assert data["totals"]["imported"] >= len(sample) * 0.8
    assert data["totals"]["imported"] + data["totals"]["lost"] == len(sample)
    assert capsys.readouterr().err == ""
    assert_inert()
    before = rows()
    main(["import", "page", *sample])
    assert rows() == before


def test_the_newsroom_is_what_these_commands_run_in() -> None:
    assert django_settings.ROLE == "newsroom"
