"""Which requests are counted as reads, and where they go."""

from __future__ import annotations

import time
from contextlib import closing

import pytest

from dateline.readership.store import Store
from tests.newsstand.papers import BROWSER, STORY, UID, Paper, Standing


def reads(stand: Standing) -> int:
    """How many reads of the story were counted."""
    return stand.call(
        lambda: sum(
            tally.counted
            for minute in stand.server.counter._minutes
            for uid, tally in minute.stories.items()
            if uid == UID
        )
    )


@pytest.fixture
def many(paper: Paper) -> Standing:
    """A newsstand that counts as many reads as come from one network."""
    return Standing(paper.setup(reads_per_network=10_000))


def test_a_story_that_is_handed_out_is_read_also_without_parsing(many: Standing) -> None:
    for _ in range(5):
        many.get(STORY)
    assert many.server.quick == 4
    assert reads(many) == 5
    many.close()


def test_the_word_that_the_browser_has_it_is_a_read_too(many: Standing) -> None:
    etag = many.get(STORY).fields["etag"]
    assert many.get(STORY, If_None_Match=etag).status == 304
    assert reads(many) == 2
    many.close()


@pytest.mark.parametrize(
    ("method", "path", "fields"),
    [
        ("HEAD", STORY, {}),
        ("GET", STORY, {"Sec_Purpose": "prefetch"}),
        ("GET", STORY, {"Sec_Purpose": "prefetch;prerender"}),
        ("GET", STORY, {"User_Agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"}),
        ("GET", STORY, {"User_Agent": "-"}),
        ("GET", "/city/", {}),
        ("GET", "/old/", {}),
        ("POST", STORY, {}),
        ("GET", STORY, {"Host": "other.example"}),
    ],
    ids=str,
)
def test_what_is_no_read_is_not_counted(
    many: Standing, method: str, path: str, fields: dict[str, str]
) -> None:
    told = BROWSER | {name.replace("_", "-"): value for name, value in fields.items()}
    said = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value != "-")
    for _ in range(3):
        many.raw(f"{method} {path} HTTP/1.1\r\n{said}\r\n".encode())
    assert reads(many) == 0
    many.close()


def test_a_thousand_reads_from_one_address_in_a_minute_count_as_five(stand: Standing) -> None:
    for _ in range(1_000):
        stand.get(STORY)
    # The minute may have turned meanwhile.
    assert reads(stand) in {5, 10}


def test_a_network_is_told_by_what_the_trusted_proxy_saw_and_by_nothing_else(paper: Paper) -> None:
    behind = Standing(paper.setup(proxies=1))
    for number in range(20):
        behind.get(STORY, X_Forwarded_For=f"198.51.{number}.1, 192.0.2.7")
    assert reads(behind) in {5, 10}
    for number in range(20):
        behind.get(STORY, X_Forwarded_For=f"192.0.2.7, 198.51.{number}.1")
    assert reads(behind) in {25, 30}
    assert behind.server.quick == 39  # without parsing, too
    behind.close()


def test_a_network_is_told_by_the_proxy_protocol(paper: Paper) -> None:
    behind = Standing(paper.setup(proxy_protocol=True))
    fields = "".join(f"{name}: {value}\r\n" for name, value in BROWSER.items())
    asked = f"GET {STORY} HTTP/1.1\r\n{fields}\r\n".encode()
    for number in range(20):
        proxied = f"PROXY TCP4 198.51.{number}.1 127.0.0.1 1234 80\r\n".encode()
        (got,) = behind.raw(proxied + asked)
        assert got.status == 200
    assert reads(behind) == 20
    assert behind.raw(asked) == []  # nobody may say nothing
    behind.close()


def test_behind_a_cdn_the_picture_in_the_page_counts_and_never_both(paper: Paper) -> None:
    behind = Standing(paper.setup(counted_by="beacon", reads_per_network=10_000))
    for _ in range(3):
        behind.get(STORY)
    assert reads(behind) == 0
    for _ in range(3):
        got = behind.get(f"/read/{UID}.gif", Sec_Fetch_Site="same-origin")
        assert (got.status, got.fields["content-type"]) == (200, "image/gif")
        assert got.body.startswith(b"GIF89a")
        assert got.fields["cache-control"] == "no-store"
        assert "set-cookie" not in got.fields
    assert reads(behind) == 3
    # Another site's picture, a bot's and one of no story count nothing.
    assert behind.get(f"/read/{UID}.gif", Sec_Fetch_Site="cross-site").status == 200
    assert behind.get(f"/read/{UID}.gif", User_Agent="Googlebot").status == 200
    assert behind.get(f"/read/{UID.replace('1', '2')}.gif").status == 404
    assert behind.get("/read/.gif").status == 404
    assert reads(behind) == 3
    behind.close()


def test_where_pages_count_there_is_no_picture_that_does(stand: Standing) -> None:
    assert stand.get(f"/read/{UID}.gif").status == 404


def test_reads_are_handed_over_to_the_store(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.newsstand import server
    from dateline.readership import handing

    monkeypatch.setattr(handing, "EVERY", 0.2)
    stand = Standing(paper.setup(reads_per_network=10_000))
    end = server.start_clerk(stand.server.counter, stand.server.stand.setup)
    for _ in range(7):
        stand.get(STORY)
    time.sleep(0.8)
    with closing(Store(paper.folder / "reads.db")) as store:
        assert store.total(UID) == 7
    stand.get(STORY)
    end()
    with closing(Store(paper.folder / "reads.db")) as store:
        assert store.total(UID) == 8
    stand.close()
