"""Pages as readers get them: encodings, tags, holes, publications, memory."""

from __future__ import annotations

import http.client
import os
import socket
import time
from contextlib import closing
from pathlib import Path

import pytest

from dateline.newsstand.shelf import LOOK_EVERY, Shelf
from dateline.press import storing
from dateline.press.store import Filling
from tests.newsstand.papers import BROWSER, PICTURE, STORY, Paper, Standing, answers, plate
from tests.newsstand.table import ask

#: Addresses that fit the paper's grammar and at which nothing stands.
JUNK = 100_000 if os.environ.get("DATELINE_TORTURE") else 10_000


def test_a_page_goes_out_in_the_encoding_that_is_wanted_with_its_holes_filled(
    stand: Standing,
) -> None:
    for accepted, coding in (("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")):
        got = stand.get("/city/", Accept_Encoding=accepted)
        assert got.status == 200
        assert got.fields.get("content-encoding", "") == coding
        assert got.fields["vary"] == "accept-encoding"
        assert got.fields["content-type"] == "text/html; charset=utf-8"
        assert got.fields["cache-control"] == "public, max-age=0, s-maxage=60, must-revalidate"
        assert "<h1>/city/ </h1>" in got.text
        assert "<b>Friday</b>" in got.text


def test_what_the_browser_has_already_is_not_sent_again(stand: Standing) -> None:
    first = stand.get("/city/")
    again = stand.get("/city/", If_None_Match=first.fields["etag"])
    assert again.status == 304
    assert again.body == b""
    assert {name: again.fields[name] for name in ("etag", "vary", "cache-control")} == {
        name: first.fields[name] for name in ("etag", "vary", "cache-control")
    }
    assert "content-length" not in again.fields
    assert stand.get("/city/", If_None_Match=f'"a", W/{first.fields["etag"]}').status == 304
    assert stand.get("/city/", If_None_Match='"a"').status == 200
    # The tag is of the page in one encoding: for another one it is another one.
    other = stand.get("/city/", Accept_Encoding="gzip", If_None_Match=first.fields["etag"])
    assert other.status == 200


def test_a_head_says_what_a_get_would(stand: Standing) -> None:
    whole, head = stand.get("/city/"), stand.get("/city/", "HEAD")
    assert head.body == b""
    assert {**head.fields, "date": ""} == {**whole.fields, "date": ""}


def test_requests_on_one_connection_are_answered_in_their_order(stand: Standing) -> None:
    paths = ["/", "/nothing/", STORY, "/old/", "/city/", "/gone/", "/", "/city/"] * 20
    got = stand.raw(b"".join(map(ask, paths)))
    assert [each.status for each in got] == [200, 404, 200, 301, 200, 410, 200, 200] * 20
    assert [each.text.partition(" </h1>")[0] for each in got if each.status == 200] == [
        f"<h1>{path}" for path in paths if path in {"/", STORY, "/city/"}
    ]


def test_a_request_may_come_byte_by_byte(stand: Standing) -> None:
    with stand.connect() as connection:
        for byte in ask("/city/"):
            connection.sendall(bytes([byte]))
        (got,) = answers(connection, b"", 1)
    assert got.status == 200


def test_a_request_that_came_before_is_answered_the_same_without_parsing(stand: Standing) -> None:
    first, again = stand.get("/city/"), stand.get("/city/")
    assert stand.server.quick == 1
    assert (again.body, again.fields["etag"]) == (first.body, first.fields["etag"])
    assert stand.get("/", "GET").status == 200  # known fields, another page
    assert stand.get("/").status == 200
    assert stand.server.quick == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"Cookie": "a=b"}, {"Authorization": "Basic YTpi"}, {"IF_NONE_MATCH": '"a"'},
        {"Range": "bytes=0-1"}, {"x_forwarded_for": "192.0.2.1"}, {"X_Forwarded_For": "\t"},
        {"If_None_Match": "\x7f"}, {"X": "a" * 3_000},
        {"Connection": "close"}, {"Host": "other.example"},
    ],
    ids=str,
)  # fmt: skip
def test_fields_that_are_of_one_reader_or_one_moment_are_not_remembered(
    stand: Standing, fields: dict[str, str]
) -> None:
    stand.get("/city/", **fields)
    assert stand.server.heads == {}


def test_a_hole_moves_by_the_clock(paper: Paper) -> None:
    now = time.time()
    holes = {"date": [Filling(0, now + 1.5, b"Friday"), Filling(now + 1.5, now + 3, b"Saturday")]}
    paper.print(holes=holes)
    with closing(Standing(paper.setup())) as stand:
        friday = stand.get("/city/")
        assert "Friday" in friday.text
        assert friday.fields["cache-control"].startswith("public, max-age=0, s-maxage=0,")
        time.sleep(max(0, now + 1.55 - time.time()))
        saturday = stand.get("/city/", If_None_Match=friday.fields["etag"])
        assert saturday.status == 200
        assert "Saturday" in saturday.text
        time.sleep(max(0, now + 3.05 - time.time()))
        assert "Saturday" not in stand.get("/city/").text  # nothing stands there that is not known


def test_a_proxy_in_front_keeps_no_page_beyond_the_moment_at_which_a_hole_moves(
    paper: Paper,
) -> None:
    moves = 1_000_000.0
    paper.print(holes={"date": [Filling(0, moves, b"Friday"), Filling(moves, 2e9, b"Saturday")]})
    clock = [0.0]
    with closing(Shelf(paper.folder / "plates.db", 10**7, clock=lambda: clock[0])) as shelf:
        for ahead in (300, 66, 64, 61, 60, 59, 30, 6, 4, 1, 0.5):
            now = moves - ahead
            found = shelf.find("/city/", now)
            assert found is not None
            answer = shelf.answer(found, "/city/", 4, now)
            kept = int(answer.head.split(b"s-maxage=")[1].split(b",")[0])
            # As it may be handed out until it is composed anew, and be kept in front from then.
            assert min(answer.until, moves) + kept <= moves + 0.001, ahead
            assert answer.begins <= now < answer.until, ahead
            assert kept == 60 or ahead <= 65


def test_a_new_publication_is_seen_within_20_milliseconds_by_every_connection(
    stand: Standing, paper: Paper
) -> None:
    with stand.connect() as kept:
        for number in range(20):
            words = f"edition {number}"
            paper.print(plate("/", words=words), plate("/city/", words=words))
            time.sleep(LOOK_EVERY)
            kept.sendall(ask("/", "Accept-Encoding: br"))
            (front,) = answers(kept, b"", 1)
            assert words in front.text
            assert words in stand.get("/city/").text


def test_no_connection_sees_a_page_of_before_after_one_of_since(
    stand: Standing, paper: Paper
) -> None:
    import threading

    stop, seen = threading.Event(), list[tuple[int, str]]()

    def read() -> None:
        with stand.connect() as connection:
            while not stop.is_set():
                for path in ("/", "/city/", STORY, "/plain/"):
                    connection.sendall(ask(path, "Accept-Encoding: gzip"))
                    (got,) = answers(connection, b"", 1)
                    number = got.text.partition("edition ")[2].partition("<")[0] or "-1"
                    seen.append((int(number), path))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(150):
        words = f"edition {number}"
        paper.print(*(plate(path, words=words) for path in ("/", "/city/", STORY, "/plain/")))
        time.sleep(0.005)
    time.sleep(0.05)
    stop.set()
    reader.join()
    numbers = [number for number, _ in seen]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 20, "the reader hardly saw two editions"


def test_what_is_printed_does_not_take_other_pages_out_of_memory(
    stand: Standing, paper: Paper
) -> None:
    for path in ("/", "/city/", "/city/"):
        stand.get(path)
    composed = stand.server.stand.shelf.composed
    paper.print(plate("/", words="anew"))
    time.sleep(LOOK_EVERY)
    assert "anew" in stand.get("/").text
    stand.get("/city/")
    assert stand.server.stand.shelf.composed == composed + 1


def test_a_page_that_is_no_more_is_gone_at_once(stand: Standing, paper: Paper) -> None:
    assert stand.get("/city/").status == 200
    paper.print(removed=["/city/"])
    time.sleep(LOOK_EVERY)
    assert stand.get("/city/").status == 404


def test_another_file_in_the_place_of_the_plates_is_seen(stand: Standing, paper: Paper) -> None:
    assert stand.get("/city/").status == 200
    other = Paper(paper.folder / "other")
    other.folder.mkdir()
    other.print(plate("/city/", words="restored"))
    (paper.folder / "plates.db-wal").unlink(missing_ok=True)
    (paper.folder / "plates.db-shm").unlink(missing_ok=True)
    (other.folder / "plates.db").replace(paper.folder / "plates.db")
    time.sleep(LOOK_EVERY)
    assert "restored" in stand.get("/city/").text
    assert stand.get(STORY).status == 404


def test_pages_at_hand_are_handed_out_while_the_plates_cannot_be_read(
    stand: Standing, paper: Paper
) -> None:
    assert stand.get("/city/").status == 200
    aside = paper.folder / "aside"
    (paper.folder / "plates.db").replace(aside)
    time.sleep(LOOK_EVERY)
    assert stand.get("/city/").status == 200
    away = stand.get("/")
    assert away.status == 503
    assert away.fields["retry-after"] == "10"
    assert stand.get("/readyz").status == 503
    aside.replace(paper.folder / "plates.db")
    time.sleep(LOOK_EVERY)
    assert stand.get("/").status == 200
    assert stand.get("/readyz").status == 200


def test_a_newsstand_opens_before_anything_is_printed(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    with closing(Standing(paper.setup())) as stand:
        assert stand.get("/").status == 503
        assert b"nothing was printed yet" in stand.get("/readyz").body
        paper.print(plate("/"))
        time.sleep(LOOK_EVERY)
        assert stand.get("/").status == 200


def test_memory_stays_within_its_bound_whatever_is_asked_for(paper: Paper) -> None:
    paper.print(*(plate(f"/n/{number}/", holes=()) for number in range(3_000)))
    setup = paper.setup(memory=1)
    with closing(Standing(setup)) as stand:
        for start in range(0, 3_000, 50):
            stand.raw(b"".join(ask(f"/n/{number}/") for number in range(start, start + 50)))
        shelf = stand.server.stand.shelf
        held = sum(
            answer.size + 2_000 for kept in (*shelf.young, *shelf._old) for answer in kept.values()
        )
        assert held == shelf.size <= 1_000_000
        # What is asked for over and over stays.
        composed = shelf.composed
        for start in range(0, 3_000, 50):
            asked = [f"/n/{number}/" for number in range(start, start + 50)] + ["/city/"]
            stand.raw(b"".join(map(ask, asked)))
        assert shelf.composed - composed < 3_100


def test_junk_addresses_take_no_memory_and_ask_nobody(stand: Standing) -> None:
    stand.get("/nothing/", Accept_Encoding="br")
    shelf = stand.server.stand.shelf
    before = (shelf.size, shelf.composed)
    for start in range(0, JUNK, 100):
        asked = (f"/city/2026/11/{n % 30:02d}/false-slug-{n}/" for n in range(start, start + 100))
        got = stand.raw(b"".join(ask(path, "Accept-Encoding: br") for path in asked))
        assert {each.status for each in got} == {404}
    assert (shelf.size, shelf.composed) == before
    assert stand.server.stand.asked == 0


def test_a_slow_request_is_ended(stand: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.newsstand.connection.HEAD_PATIENCE", 1)
    with stand.connect() as half, stand.connect() as silent:
        half.sendall(b"GET / HTTP/1.1\r\nHost: pap")
        (got,) = answers(half, b"", 1)
        assert got.status == 408
        assert half.recv(1) == b""
        assert silent.recv(1) == b""
    assert stand.call(lambda: len(stand.server.connections)) == 0


def test_a_reader_who_takes_nothing_is_ended_and_takes_little_memory(
    stand: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.newsstand.connection.WRITE_PATIENCE", 1)
    with stand.connect() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        asked = b"".join([ask("/plain/", "Accept-Encoding: identity")] * 5_000)
        connection.settimeout(0.2)

        def ask_on() -> None:
            for _ in range(100):
                connection.sendall(asked)

        with pytest.raises(TimeoutError):
            ask_on()

        def untaken() -> int:
            return max(each._transport.get_write_buffer_size() for each in stand.server.connections)

        assert stand.call(untaken) < 1_000_000
        until = time.monotonic() + 6
        while stand.call(lambda: len(stand.server.connections)) and time.monotonic() < until:
            time.sleep(0.1)
        assert stand.call(lambda: len(stand.server.connections)) == 0
    assert stand.get("/").status == 200


def test_too_many_connections_end_the_one_that_was_idle_longest(
    stand: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stand.server, "_most", 5)
    opened = [stand.connect() for _ in range(5)]
    time.sleep(1.2)
    for connection in opened[1:]:
        connection.sendall(ask("/"))
        answers(connection, b"", 1)
    assert stand.get("/city/").status == 200
    assert opened[0].recv(1) == b""
    for connection in opened:
        connection.close()


def test_http_clients_of_others_understand_what_is_said(stand: Standing) -> None:
    client = http.client.HTTPConnection("127.0.0.1", stand.port, timeout=5)
    for _ in range(3):
        for path, status in (("/", 200), ("/nothing/", 404), ("/old/", 301)):
            client.request("GET", path, headers={"Host": "paper.example"})
            answer = client.getresponse()
            answer.read()
            assert answer.status == status
    client.close()
    told = BROWSER | {"Accept-Encoding": "identity"}
    client = http.client.HTTPConnection("127.0.0.1", stand.port, timeout=5)
    client.request("GET", f"/media/{PICTURE}", headers=told)
    assert len(client.getresponse().read()) == 100_000
    client.close()


def test_lite_stops_the_holes_and_closes_what_is_live(stand: Standing, paper: Paper) -> None:
    assert "Friday" in stand.get("/city/").text
    (paper.folder / "lite").touch()
    until = time.monotonic() + 5
    while not stand.server.stand.lite and time.monotonic() < until:
        time.sleep(0.05)
    paper.print(holes={"date": [Filling(0, 2e9, b"<b>Friday</b>"), Filling(1, 2e9, b"now")]})
    assert stand.get("/search/?q=a").status == 503
    assert stand.get("/stub/").status == 503
    paper.print(plate("/", words="published meanwhile"))
    time.sleep(LOOK_EVERY)
    assert "Friday" in stand.get("/city/").text
    front = stand.get("/").text
    assert "published meanwhile" in front
    assert "Friday" in front
    (paper.folder / "lite").unlink()
    until = time.monotonic() + 5
    while stand.server.stand.lite and time.monotonic() < until:
        time.sleep(0.05)
    assert "now" in stand.get("/city/").text


def test_the_page_that_says_it_cannot_be_had_is_the_papers(stand: Standing) -> None:
    got = stand.get("/search/?q=a")
    assert got.status == 503
    assert "<h1>503 " in got.text


def test_who_has_a_page_already_is_told_so_without_parsing_too(stand: Standing) -> None:
    etag = stand.get("/city/").fields["etag"]
    first = stand.get("/city/", If_None_Match=etag)
    again = stand.get("/city/", If_None_Match=etag)
    assert stand.server.quick_unchanged == 2  # the fields but for this one came before
    assert again.status == first.status == 304
    assert again.fields.keys() == first.fields.keys()
    for tag in (f"{etag}, {etag}", f"W/{etag}", "*"):
        assert stand.get("/city/", If_None_Match=tag).status == 304
    for tag in ('"other"', etag[:-1], ""):
        assert stand.get("/city/", If_None_Match=tag).status == 200
    assert stand.server.quick_unchanged == 2


def test_fields_that_came_with_a_tag_first_are_remembered_without_it(stand: Standing) -> None:
    etag = stand.get("/city/", Accept_Language="fr").fields["etag"]
    stand.get("/city/", If_None_Match=etag, Accept_Language="pt")
    quick = stand.server.quick
    assert stand.get("/city/", Accept_Language="pt").status == 200
    assert stand.server.quick == quick + 1
    assert all(b"none-match" not in fields.lower() for fields in stand.server.heads)


def test_a_damaged_plate_costs_its_own_page_only(stand: Standing, paper: Paper) -> None:
    with closing(storing.FileTables(paper.folder / "plates.db", write=True)) as tables:
        tables.execute("UPDATE plates SET runs = x'00ff', edition = 99 WHERE path = '/city/'")
    time.sleep(LOOK_EVERY)
    got = stand.raw(ask("/city/") + ask("/"))
    assert [each.status for each in got] == [500, 200]
    assert "retry" not in got[0].fields
