"""``dateline import wordpress|ghost|check-addresses``, as somebody types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.cli import site
from dateline.cli.main import main
from dateline.morgue.models import OldAddress
from dateline.morgue.wordpress import read
from dateline.stories.models import Story
from tests.cast import Cast
from tests.morgue.conftest import rows

pytestmark = pytest.mark.django_db

HEAD = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>The Old Courier</title><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login>jd</wp:author_login>
<wp:author_display_name>Jane Doe</wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>harbour</wp:category_nicename><wp:cat_name>Harbour</wp:cat_name>
</wp:category>"""
ITEM = """<item><title>{title}</title><link>https://old.example/2009/{number}/</link>
<dc:creator>jd</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>2009-05-0{number} 06:00:00</wp:post_date_gmt>
<wp:post_name>story-{number}</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="harbour">Harbour</category></item>"""
MENU = {"kind": "nav_menu_item", "title": "Home"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Path:
    """A site of its own, open already: the tests' own."""
    monkeypatch.setattr(site, "open_site", lambda given=".": tmp_path)
    return tmp_path


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., str]:
    """Write an export: ``export({"title": …}, …)``."""

    def write(*items: dict[str, str]) -> str:
        said = {
            "title": "Ferry",
            "body": "It sails.\n\nAgain.",
            "status": "publish",
            "kind": "post",
        }
        told = [ITEM.format(number=n, **(said | item)) for n, item in enumerate(items, 1)]
        path = tmp_path / "export.xml"
        path.write_text(f"{HEAD}{''.join(told)}</channel></rss>")
        return str(path)

    return write


def last(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_an_archive_comes_over_as_drafts_and_twice_changes_nothing(
    export: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    source = export({"title": "Ferry"}, MENU, {"title": "Fog", "status": "draft"})
    assert main(["import", "wordpress", source]) == 0
    assert last(capsys) == "3 items: 2 imported, 1 skipped"
    assert [story.in_print for story in Story.objects.all()] == [False, False]
    assert OldAddress.objects.filter(path="/?p=1").exists()
    before = rows()
    assert main(["import", "wordpress", source]) == 0
    assert last(capsys) == "3 items: 2 unchanged, 1 skipped"
    assert rows() == before


def test_what_was_in_print_goes_into_print_where_that_is_asked_for(
    export: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = export({"title": "Ferry"}, {"title": "Fog", "status": "private"})
    assert main(["import", "wordpress", source, "--publish"]) == 0
    story = Story.objects.in_print().get()
    assert story.address == "/harbour/2009/05/01/story-1/"
    assert [byline.signed for byline in story.bylines.all()] == ["Jane Doe"]
    addresses = tmp_path / "old.txt"
    addresses.write_text(
        "# of last year\nhttps://old.example/2009/1/\n\n/?p=1\n/category/harbour/\n"
    )
    assert main(["import", "check-addresses", str(addresses)]) == 0
    assert last(capsys) == "3 addresses: 3 leads on"
    assert OldAddress.objects.get(path="/category/harbour/").target == "/harbour/"
    assert not OldAddress.objects.filter(path="/author/jd/").exists()  # she has no page here
    addresses.write_text("/?p=1\n/?p=2\n")
    assert main(["import", "check-addresses", str(addresses)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "missing: /?p=2: nothing in print has this number", "2 addresses: 1 leads on, 1 missing",
    ]  # fmt: skip


def test_a_dry_run_accounts_for_all_and_stores_nothing(
    export: Callable[..., str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, account, before = export({}, MENU), tmp_path / "account.json", rows()
    words = ["--dry-run", "--account", str(account), "--texts", str(tmp_path / "texts")]
    assert main(["import", "wordpress", source, *words]) == 0
    assert last(capsys) == "2 items: 1 imported, 1 skipped (dry run)"
    assert rows() == before
    told = json.loads(account.read_text())
    assert (told["importer"], told["counted"]) == ("wordpress", 2)
    assert [item["source_id"] for item in told["items"]] == [
        "https://old.example/?p=1", "https://old.example/?p=2",
    ]  # fmt: skip
    (text,) = (tmp_path / "texts").iterdir()
    assert json.loads(text.read_text())["headline"] == "Ferry"


def test_some_items_can_be_tried(
    export: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    source = export({"title": "Ferry"}, {"title": "Fog"}, {"title": "Pier"})
    assert main(["import", "wordpress", source, "--only", "2", "--only", "story-3"]) == 0
    assert last(capsys) == "3 items: 2 imported, 1 skipped"
    assert sorted(Story.objects.values_list("title", flat=True)) == ["Fog", "Pier"]


def test_a_mapping_decides(export: Callable[..., str], tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[authors]\n"jd" = "J. Doe"\n[sections]\n"harbour" = "City"\n[publish]\nstories = true\n'
    )
    assert main(["import", "wordpress", export({}), "--map", str(mapping)]) == 0
    story = Story.objects.in_print().get()
    assert story.section is not None
    assert story.section.title == "City"
    assert [byline.signed for byline in story.bylines.all()] == ["J. Doe"]


def test_an_account_that_does_not_balance_is_an_error(
    export: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = read.Export.entries
    monkeypatch.setattr(read.Export, "entries", lambda self: list(entries(self))[:-1])
    assert main(["import", "wordpress", export({}, {}, {})]) == 1
    said = capsys.readouterr().err
    assert "does not balance: by another count the source has 3 items; 2 are accounted for" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["wordpress", "missing.xml"], "No such file"),
        (["wordpress", "."], "is a folder"),
        (["wordpress", "plain.txt"], "is no WordPress export"),
        (["ghost", "plain.txt"], "plain.txt"),
        (["ghost", "missing.json"], "missing.json"),
        (["feed", "plain.txt"], "is no feed"),
        (["feed", "missing.xml"], "No such file"),
        (["feed", "http://127.0.0.1/feed"], "127.0.0.1"),
        (["wordpress", "plain.txt", "--media", "nowhere"], "is no folder"),
        (["wordpress", "plain.txt", "--map", "nowhere.toml"], "cannot be read"),
        (["wordpress", "plain.txt", "--map", "plain.txt"], "is no TOML"),
        (["check-addresses", "nowhere.txt"], "No such file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain.txt").write_text("Nothing of an export.")
    assert main(["import", *words]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert said in told[0]
    assert not Story.objects.exists()


GHOST = {
    "db": [
        {
            "meta": {"version": "5.1.0"},
            "data": {
                "posts": [
                    {
                        "id": "a1", "uuid": "3b1b1c2e-0000-4000-8000-000000000001",
                        "title": "Ferry", "slug": "ferry", "html": "<p>It <b>sails</b>.</p>",
                        "status": "published", "visibility": "public", "type": "post",
                        "published_at": "2019-05-04T06:00:00.000Z",
                    },
                    {
                        "id": "a2", "uuid": "3b1b1c2e-0000-4000-8000-000000000002",
                        "title": "Members", "slug": "members", "html": "<p>For some.</p>",
                        "status": "published", "visibility": "members", "type": "post",
                        "published_at": "2019-05-04T06:00:00.000Z",
                    },
                ],
                "tags": [{"id": "t1", "name": "Harbour", "slug": "harbour"}],
                "posts_tags": [{"post_id": "a1", "tag_id": "t1", "sort_order": 0}],
                "users": [{"id": "u1", "name": "Jane Doe", "slug": "jane"}],
                "posts_authors": [{"post_id": "a1", "author_id": "u1", "sort_order": 0}],
                "settings": [{"key": "title", "value": "Old"}],
            },
        }
    ]
}  # fmt: skip


def test_a_ghost_paper_comes_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ghost.json").write_text(json.dumps(GHOST))
    words = ["import", "ghost", str(tmp_path / "ghost.json"), "--publish"]
    assert main(words) == 0
    assert "2 imported" in last(capsys)
    story = Story.objects.in_print().get()
    assert story.title == "Ferry"
    assert story.address == "/harbour/2019/05/04/ferry/"
    assert [byline.signed for byline in story.bylines.all()] == ["Jane Doe"]
    assert OldAddress.objects.get(path="/ferry/").uid == story.uid
    before = rows()
    assert main(words) == 0
    assert "2 unchanged" in last(capsys)
    assert rows() == before


def test_a_feed_comes_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = "<item><title>{0}</title><link>https://old.example/{0}/</link><category>Sea</category>"
    item += "<pubDate>Sat, 04 May 2019 06:00:00 GMT</pubDate><description>In short.</description>"
    items = "".join(f"{item.format(name)}</item>" for name in ("ferry", "fog"))
    feed = tmp_path / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>Old</title>{items}</channel></rss>')
    words = ["import", "feed", str(feed), "--publish"]
    assert main(words) == 0
    assert last(capsys) == "2 items: 2 imported"
    assert Story.objects.in_print().filter(address="/sea/2019/05/04/ferry/").exists()
    assert OldAddress.objects.filter(path="/fog/").exists()
    before = rows()
    assert main(words) == 0
    assert last(capsys) == "2 items: 2 unchanged"
    assert rows() == before
