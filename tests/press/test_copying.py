"""The paper as a folder of files: every link leads to a file, and nothing is half."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from dateline.lib.files import FileTrouble
from dateline.press import copying, forms, storing
from dateline.press.copyfolder import MARKER, Occupied, UnderWay
from dateline.press.store import Filling, Plate
from dateline.press.storing import Change, Writer

AT = 1_782_000_000.0
HTML = (("Content-Type", "text/html; charset=utf-8"),)
XML = (("Content-Type", "application/rss+xml; charset=utf-8"),)


def page(path: str, text: str = "", **fields: object) -> Plate:
    bare = Plate(path, "plate", "story", 200, HTML, forms=forms.make((text.encode(),), ()))
    whole = replace(bare, **fields)  # type: ignore[arg-type]
    return replace(whole, digest=whole.counted())


def without_text(path: str, state: str, target: str = "") -> Plate:
    return page(path, state=state, target=target, forms=None, headers=())


class Paper:
    """A paper that is printed, and the copy of it."""

    def __init__(self, store: Writer, folder: Path) -> None:
        self.store, self.target = store, folder / "copies" / "paper"
        self.media, self.assets = folder / "media", folder / "static"

    def put(
        self, *plates: Plate, removed: tuple[str, ...] = (), files: tuple[str, ...] = ()
    ) -> None:
        change = Change(AT, plates, removed=removed, files={"story:1": files} if files else {})
        self.store.commit(self.store.take_ticket(), change)

    def file(self, folder: Path, name: str, text: str = "") -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    def found(self, name: str) -> Path | None:
        return self.assets / name if (self.assets / name).is_file() else None

    def copy(self, static: Callable[[str], Path | None] | None = None) -> copying.Account:
        static = static or self.found
        return copying.copy(self.store, self.target, AT, media=self.media, static=static)

    def text(self, file: str) -> str:
        return (self.target / file).read_text()

    def names(self) -> set[str]:
        return {
            path.relative_to(self.target).as_posix()
            for path in self.target.rglob("*")
            if path.is_file() and path.name != MARKER
        }


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[Paper]:
    with storing.opened(tmp_path / "plates.db") as store:
        yield Paper(store, tmp_path)


def links(file: Path) -> Iterator[str]:
    for element in html.fromstring(file.read_bytes()).iter():
        for name, value in element.attrib.items():
            if name in ("href", "src", "poster"):
                yield value
            elif name == "srcset":
                yield from (each.split()[0] for each in value.split(", "))
            elif name == "content" and "url=" in value:
                yield value.partition("url=")[2]


def led_to(file: Path, link: str) -> Path:
    return file.parent / unquote(urlsplit(link).path)


def test_pages_feeds_and_words_stand_at_files_that_any_server_finds(paper: Paper) -> None:
    feed = '<link>https://paper.example/city/</link><a href="/city/">'
    paper.put(
        page("/", "front"), page("/city/", "city"), page("/old.html", "old"),
        page("/rss.xml", feed, headers=XML), page("404", "no such page"), page("410", "removed"),
    )  # fmt: skip
    account = paper.copy()
    assert (account.pages, account.files, account.left_out) == (6, 0, ())
    names = {"index.html", "city/index.html", "old.html", "rss.xml", "404.html", "410.html"}
    assert paper.names() == names
    assert paper.text("city/index.html") == "city"
    assert paper.text("rss.xml") == feed


def test_every_relative_link_leads_to_a_file_that_is_there(paper: Paper) -> None:
    paper.file(paper.assets, "dateline/paper.css", "@import 'more.css'; a { src: url(f.woff2) }")
    paper.file(paper.assets, "dateline/more.css")
    paper.file(paper.assets, "dateline/f.woff2")
    paper.file(paper.media, "pictures/a.jpg")
    paper.file(paper.media, "pictures/b.jpg")
    story = (
        '<link rel=stylesheet href=/static/dateline/paper.css><a href="/">front</a>'
        "<a HREF='/city/#now'>city</a> <a href=\"/city?a=1&amp;b=2\">city</a>"
        '<img srcset="/media/pictures/a.jpg 1w, /media/pictures/b.jpg 2w"'
        ' src="/media/pictures/a.jpg"><a href="../../">city</a><a href="/rss.xml">feed</a>'
        '<a href="#quote">quote</a><a href="/moved/">moved</a>'
    )
    paper.put(
        page("/", story), page("/city/", story), page("/city/2026/a/", story),
        page("/rss.xml", headers=XML), without_text("/moved/", "moved", "/city/2026/a/"),
        files=("pictures/a.jpg", "pictures/b.jpg", "picture:7"),
    )  # fmt: skip
    account = paper.copy()
    assert (account.left_out, account.dead) == ((), ())
    seen = 0
    for file in paper.target.rglob("*.html"):
        for link in links(file):
            assert not link.startswith("/"), (file, link)
            if not link.startswith("#"):
                seen += 1
                assert led_to(file, link).is_file(), (file, link)
    assert seen == 31
    assert "../../index.html#now" in paper.text("city/2026/a/index.html")
    assert "index.html?a=1&amp;b=2" in paper.text("city/index.html")
    assert {"static/dateline/more.css", "static/dateline/f.woff2"} <= paper.names()


def test_nothing_of_a_page_changes_but_where_its_links_lead(paper: Paper) -> None:
    said = (
        "<!doctype html>\r\n<title>a < b & <a href=\"/city/\"></title><!-- <a href='/city/'> -->"
        '<link rel="canonical" href="https://paper.example/city/">'
        '<meta property="og:url" content="https://paper.example/city/">'
        '<script type="application/ld+json">{"x": "<a href=\\"/city/\\">"}</script>'
        "<p data-x='/city/' title=it's>“<a  href = \"/city/\"\tclass=y >Ｃity</A>” &nbsp;<br/>"
        '<a href="//else.example/">x</a><a href="mailto:a@b.example">y</a><a href="">z</a>'
    )
    paper.put(page("/", said), page("/city/"))
    paper.copy()
    expected = said.replace('href = "/city/"', 'href = "city/index.html"')
    assert (paper.target / "index.html").read_bytes() == expected.encode()


def test_a_link_within_the_same_page_stays_one(paper: Paper) -> None:
    paper.put(page("/city/", '<a href="/city/#now">now</a>'))
    paper.copy()
    assert paper.text("city/index.html") == '<a href="#now">now</a>'


def test_links_in_styles_lead_to_files(paper: Paper) -> None:
    paper.file(paper.assets, "a.png")
    css = (
        '/* url(/static/no.png) */ @font-face { font-display: optional } b { content: "url(/c)";'
        ' background: url( "/static/a.png" ), url(data:image/png;base64,AA==), url(#g) }'
    )
    paper.file(paper.assets, "deep/paper.css", css)
    written = (
        '<link rel="stylesheet" href="/static/deep/paper.css">'
        '<p style="background: url(&quot;/static/a.png&quot;)"><style>i { src: url(/static/a.png) }'
        "</style>"
    )
    paper.put(page("/x/", written))
    assert paper.copy().left_out == ()
    expected = css.replace('"/static/a.png"', '"../a.png"').replace("optional", "fallback")
    assert paper.text("static/deep/paper.css") == expected
    relinked = written.replace("/static/", "../static/")
    assert paper.text("x/index.html") == relinked


def test_stylesheets_that_import_each_other_come_to_an_end(paper: Paper) -> None:
    paper.file(paper.assets, "a.css", '@import url("b.css");')
    paper.file(paper.assets, "b.css", "@import '/static/a.css';")
    paper.put(page("/", '<link rel="stylesheet" href="/static/a.css">'))
    assert paper.copy().files == 2
    assert paper.text("static/b.css") == "@import 'a.css';"


def test_holes_show_what_they_show_at_the_moment(paper: Paper) -> None:
    segments = (b"<p>", b"</p>")
    paper.put(page("/", forms=forms.make(segments, (64,)), holes=("today",)), page("/city/"))
    values = [
        Filling(AT - 9, AT, b"yesterday"), Filling(AT, AT + 9, b'<a href="/city/">today</a>')
    ]  # fmt: skip
    paper.store.commit(paper.store.take_ticket(), Change(AT, holes={"today": values}))
    paper.copy()
    assert paper.text("index.html") == '<p><a href="city/index.html">today</a></p>'


def test_what_has_moved_leads_on_and_what_is_gone_says_so(paper: Paper) -> None:
    paper.put(
        page("/city/a/"), page("410", '<a href="/city/a/">Removed</a>'),
        without_text("/old", "moved", "/city/a/#x"), without_text("/gone/", "gone"),
        without_text("/away/", "moved", 'https://else.example/?a=1&b="<'),
        without_text("/self/", "moved", "/self/"), without_text("/run/", "moved", "javascript:x"),
    )  # fmt: skip
    account = paper.copy()
    assert 'content="0; url=../city/a/index.html#x"' in paper.text("old/index.html")
    assert "https://else.example/?a=1&amp;b=&quot;&lt;" in paper.text("away/index.html")
    assert paper.text("gone/index.html") == '<a href="../city/a/index.html">Removed</a>'
    assert [path for path, _ in account.left_out] == ["/run/", "/self/"]


def test_a_page_goes_before_the_way_to_it(paper: Paper) -> None:
    paper.put(page("/city/", "city"), without_text("/city", "moved", "/city/"))
    account = paper.copy()
    assert paper.text("city/index.html") == "city"
    assert account.left_out == (("/city", "its file is that of another path"),)


def test_the_words_for_any_path_link_from_the_root_as_a_server_gives_them_anywhere(
    paper: Paper,
) -> None:
    paper.file(paper.assets, "a.css")
    said = '<link rel="stylesheet" href="/static/a.css"><a href="/">front</a>'
    paper.put(page("/"), page("404", said))
    paper.copy()
    assert paper.text("404.html") == said
    assert "static/a.css" in paper.names()


def test_what_needs_a_server_is_named_and_left_as_it_is(paper: Paper) -> None:
    said = '<form action="/search/"><a href="/search/?q=x">all</a></form>'
    paper.put(page("/", said), page("/city/", said))
    assert paper.copy().dead == (("/search/", 2),)
    assert paper.text("city/index.html") == said


def test_what_is_not_in_the_copy_is_named_with_the_reason(paper: Paper) -> None:
    paper.file(paper.media, "released.jpg")
    paper.file(paper.media, "kept.jpg")
    links = '<a href="/later/"></a><img src="/media/kept.jpg"><img src="/static/none.png">'
    altered = replace(page("/altered/", "what was printed"), digest="another")
    paper.put(page("/", links), altered, files=("released.jpg", "lost.jpg"))
    paper.store.spoil(["/later/"], AT)
    account = paper.copy()
    assert account.left_out == (
        ("/altered/", "damaged: it is not what was printed, by its hash"),
        ("/later/", "it is not printed yet"),
        ("/media/lost.jpg", "the file is not there"),
        ("/static/none.png", "the file is not there"),
    )
    assert account.dead == (("/later/", 1), ("/media/kept.jpg", 1), ("/static/none.png", 1))
    assert paper.names() == {"index.html", "media/released.jpg"}


def test_names_of_any_letters_and_percent_signs_are_found(paper: Paper) -> None:
    paper.file(paper.media, "größe 100%.jpg")
    said = (
        '<a href="/caf%C3%A9/">1</a><a href="/café/">2</a><a href="/100%25/">3</a>'
        '<a href="/a%2520b/">4</a><a href="/%E6%96%B0%E8%81%9E/?x#y">5</a><a href="/q%3F%23/">6</a>'
        '<img src="/media/gr%C3%B6%C3%9Fe%20100%25.jpg"><a href="/a:b/">7</a>'
    )
    paths = ("/", "/café/", "/100%/", "/a%20b/", "/新聞/", "/q?#/", "/a:b/")
    paper.put(*(page(path, said) for path in paths), files=("größe 100%.jpg",))
    account = paper.copy()
    assert (account.dead, account.left_out, account.pages) == ((), (), len(paths))
    for file in paper.target.rglob("*.html"):
        found = [led_to(file, link) for link in links(file)]
        assert all(path.is_file() for path in found), found
        texts = "café café 100% a%20b 新聞 q?# a:b".split()
        others = [path for path in found if path.suffix == ".html"]
        assert [path.resolve().parent.name for path in others] == texts


@pytest.mark.parametrize(
    "path",
    [
        "/../out/", "/a/../../out/", "//etc/out", "/a//b/", "../out", "a/out", "/a/./b/", "/..",
        "/nul\x00/", "/line\n/", "/back\\slash/", f"/{'x' * 256}/", "/" + "long/" * 500,
    ],
)  # fmt: skip
def test_a_path_that_no_file_can_have_is_left_out(paper: Paper, path: str) -> None:
    paper.put(page("/", f'<a href="{path}">x</a>'), page(path, "hostile"))
    account = paper.copy()
    assert [left for left, _ in account.left_out] == [path]
    assert paper.names() == {"index.html"}
    outside = [each for each in paper.target.parent.parent.rglob("*out*") if each.is_file()]
    assert outside == []


def test_no_file_comes_from_outside_of_the_media_and_the_static_files(paper: Paper) -> None:
    paper.file(paper.media.parent, "secret.txt", "secret")
    paper.file(paper.media, "a.jpg")
    (paper.media / "link.txt").symlink_to(paper.media.parent / "secret.txt")
    said = '<img src="/static/../secret.txt"><img src="/static/%2e%2e/secret.txt">'
    paper.put(page("/", said), files=("../secret.txt", "link.txt", "a.jpg"))
    asked = list[str]()
    account = paper.copy(lambda name: asked.append(name))
    assert paper.names() == {"index.html", "media/a.jpg"}
    assert asked == []
    assert len(account.left_out) == 3


def test_a_file_and_a_folder_of_one_name_do_not_meet(paper: Paper) -> None:
    paper.put(
        page("/a", "text", headers=XML), page("/a/b/", "page"), page(f"/{MARKER}", headers=XML)
    )
    account = paper.copy()
    assert paper.names() == {"a/b/index.html"}
    assert [path for path, _ in account.left_out] == [f"/{MARKER}", "/a"]


def test_a_page_that_is_gone_from_the_paper_vanishes_from_the_copy(paper: Paper) -> None:
    paper.put(page("/", "old"), page("/city/a/"))
    paper.copy()
    paper.put(page("/", "new"), removed=("/city/a/",))
    paper.copy()
    assert paper.names() == {"index.html"}
    assert paper.text("index.html") == "new"
    assert [path.name for path in paper.target.parent.iterdir()] == ["paper"]


def test_a_folder_with_something_else_in_it_is_refused(paper: Paper) -> None:
    paper.put(page("/"))
    paper.file(paper.target, "novel.txt", "my only one")
    with pytest.raises(Occupied, match=r"novel\.txt"):
        paper.copy()
    assert [path.name for path in paper.target.parent.rglob("*")] == ["paper", "novel.txt"]


def test_what_somebody_added_to_a_copy_is_not_thrown_away(paper: Paper) -> None:
    paper.put(page("/", "old"), page("/city/"))
    paper.copy()
    paper.file(paper.target, ".DS_Store")
    paper.copy()
    paper.file(paper.target, ".git/HEAD")
    with pytest.raises(Occupied, match=r"\.git"):
        paper.copy()
    assert ".git/HEAD" in paper.names()


def test_an_empty_folder_is_taken_with_its_permissions(paper: Paper) -> None:
    paper.put(page("/"))
    paper.target.mkdir(parents=True)
    paper.target.chmod(0o750)
    paper.copy()
    paper.copy()
    assert paper.target.stat().st_mode & 0o777 == 0o750
    assert paper.names() == {"index.html"}


def test_a_file_in_the_place_of_the_folder_is_refused(paper: Paper) -> None:
    paper.file(paper.target.parent, "paper", "a file")
    with pytest.raises(Occupied, match="not a folder"):
        paper.copy()
    assert paper.target.read_text() == "a file"


def test_a_link_to_the_folder_stays_a_link(paper: Paper) -> None:
    paper.put(page("/"))
    paper.target.parent.mkdir()
    paper.target.symlink_to(paper.target.parent / "disk")
    paper.copy()
    assert paper.target.is_symlink()
    assert paper.names() == {"index.html"}


def test_a_copy_that_fails_leaves_the_earlier_one(paper: Paper) -> None:
    paper.put(page("/", "old"))
    paper.copy()

    def full(name: str) -> Path | None:
        raise OSError(28, "No space left on device")

    paper.put(page("/", '<img src="/static/a.png">'))
    with pytest.raises(FileTrouble, match="disk is full"):
        paper.copy(full)
    assert paper.text("index.html") == "old"
    assert [path.name for path in paper.target.parent.iterdir()] == ["paper"]


_KILLED = """
import os, sys
from pathlib import Path
from dateline.press import copying, copyfolder
from dateline.press.store import in_file
if sys.argv[4] == "writing":
    copying._Copy._page = lambda *_: os._exit(9)
else:
    Path.rename = (lambda rename: lambda *each: (rename(*each), os._exit(9)))(Path.rename)
store, target, media = map(Path, sys.argv[1:4])
copying.copy(in_file(store), target, 0, media=media, static=lambda name: None)
"""


@pytest.mark.parametrize("moment", ["writing", "swapping"])
def test_a_copy_whose_process_is_killed_costs_nothing(paper: Paper, moment: str) -> None:
    paper.put(page("/", "old"))
    paper.copy()
    paper.put(page("/", '<img src="/static/a.png">'))
    store = paper.media.parent / "plates.db"
    words = [sys.executable, "-c", _KILLED, str(store), str(paper.target), str(paper.media), moment]
    assert subprocess.run(words, check=False).returncode == 9
    if moment == "writing":
        assert paper.text("index.html") == "old"

    def failing(name: str) -> Path | None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        paper.copy(failing)
    assert paper.text("index.html") == "old"
    paper.copy()
    assert paper.text("index.html") == '<img src="/static/a.png">'
    assert [path.name for path in paper.target.parent.iterdir()] == ["paper"]


def test_two_copies_to_one_place_do_not_mix(paper: Paper) -> None:
    paper.put(page("/", '<img src="/static/a.png">'))
    refused = list[str]()

    def meanwhile(name: str) -> Path | None:
        with (
            storing.opened(paper.media.parent / "plates.db") as store,
            pytest.raises(UnderWay) as no,
        ):
            copying.copy(store, paper.target, AT, media=paper.media, static=paper.found)
        refused.append(str(no.value))
        return None

    paper.copy(meanwhile)
    assert len(refused) == 1
    assert paper.names() == {"index.html"}


def test_what_is_published_meanwhile_waits_for_the_next_copy(paper: Paper) -> None:
    paper.put(page("/", '<img src="/static/a.png">'), page("/z/", "old"))

    def meanwhile(name: str) -> Path | None:
        with storing.opened(paper.media.parent / "plates.db") as store:
            change = Change(AT, [page("/z/", "new"), page("/zz/", "newer")])
            store.commit(store.take_ticket(), change)
        return None

    paper.copy(meanwhile)
    assert paper.text("z/index.html") == "old"
    assert "zz/index.html" not in paper.names()
    paper.copy()
    assert paper.text("z/index.html") == "new"


def test_markup_that_is_cut_off_or_of_no_letters_is_kept(paper: Paper) -> None:
    pieces = (
        b'<a href="/\xff/">',
        b"<a href=/ " * 30_000,
        b'<a href="/city/',
        b"<!-- <a href='/'>",
    )
    for number, piece in enumerate(pieces):
        paper.put(page(f"/{number}/", forms=forms.make((piece,), ())))
    paper.copy()
    for number, piece in enumerate(pieces):
        assert (paper.target / str(number) / "index.html").read_bytes() == piece
