"""What the newsstand asks of the reader service, and what it does without."""

from __future__ import annotations

import threading
import time

from tests.newsstand.papers import Paper, Service, Standing, answers
from tests.newsstand.table import ask


def test_a_live_page_is_asked_for_with_its_query_and_kept_by_nobody(
    stand: Standing, service: Service
) -> None:
    got = stand.get("/search/?q=ferry&page=2", Cookie="a=b", X_Forwarded_For="192.0.2.1")
    assert (got.status, got.body) == (200, b"made")
    assert got.fields["cache-control"] == "no-store"
    assert got.fields["x-content-type-options"] == "nosniff"
    (asked,) = service.asked
    assert asked.startswith(b"GET /search/?q=ferry&page=2 HTTP/1.1\r\n")
    # Nothing of the reader goes along.
    assert sorted(line.split(b":")[0] for line in asked.split(b"\r\n")[1:] if line) == [
        b"connection", b"host",
    ]  # fmt: skip


def test_fields_of_the_reader_service_that_are_none_of_its_business_stay_behind(
    stand: Standing, service: Service
) -> None:
    service.answer = (
        b"HTTP/1.1 200 OK\r\nset-cookie: a=b\r\nserver: x\r\nx-content-type-options: none\r\n"
        b"content-type: text/html\r\nconnection: close\r\n\r\nmade"
    )
    got = stand.get("/search/")
    assert got.body == b"made"
    assert not {"set-cookie", "server"} & set(got.fields)
    assert got.fields["x-content-type-options"] == "nosniff"


def test_a_form_goes_through_with_its_body(stand: Standing, service: Service) -> None:
    form = {
        "Content_Type": "application/x-www-form-urlencoded; charset=utf-8",
        "Sec_Fetch_Site": "same-origin",
    }
    assert stand.get("/search/", "POST", b"q=ferry", **form).status == 200
    (asked,) = service.asked
    assert asked.startswith(b"POST /search/ HTTP/1.1\r\n")
    assert asked.endswith(b"\r\n\r\nq=ferry")


def test_a_page_that_is_not_printed_yet_is_asked_for_once_however_many_wait(
    stand: Standing, service: Service
) -> None:
    service.pause = 0.5
    waiting = [stand.connect() for _ in range(1_000)]
    for connection in waiting:
        connection.sendall(ask("/stub/"))
    for connection in waiting:
        (got,) = answers(connection, b"", 1)
        assert (got.status, got.body) == (200, b"made")
        connection.close()
    assert len(service.asked) == 1


def test_without_the_reader_service_live_pages_say_so_and_all_else_is_as_before(
    stand: Standing,
) -> None:
    for path in ("/search/?q=a", "/stub/"):
        got = stand.get(path)
        assert got.status == 503
        assert got.fields["retry-after"] == "10"
        assert "<h1>503 " in got.text
    assert stand.get("/city/").status == 200


def test_an_answer_that_is_none_is_not_passed_on(stand: Standing, service: Service) -> None:
    for said in (
        b"", b"HTTP/1.1 777 Odd\r\ncontent-length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf", b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\nmade",
    ):  # fmt: skip
        service.answer = said
        assert stand.get("/search/").status == 503, said


def test_a_reader_service_that_hangs_costs_its_own_pages_only(
    paper: Paper, service: Service
) -> None:
    service.pause = 30
    stand = Standing(paper.setup())
    doors = stand.server.stand
    doors._live._patience = 1.0
    began = time.monotonic()
    waiting = [stand.connect() for _ in range(200)]
    for connection in waiting:
        connection.sendall(ask("/search/?q=a"))
    times = []
    for _ in range(50):
        asked = time.monotonic()
        assert stand.get("/city/").status == 200
        times.append(time.monotonic() - asked)
    assert max(times) < 0.5
    for connection in waiting:
        (got,) = answers(connection, b"", 1)
        assert got.status == 503
        connection.close()
    # Those for whom there was no room were told at once, the others after a second.
    assert time.monotonic() - began < 5
    assert doors._live.inside == 0
    stand.close()


def test_a_reader_who_leaves_takes_nothing_from_those_who_wait_for_the_same(
    stand: Standing, service: Service
) -> None:
    service.pause = 0.4
    first, second = stand.connect(), stand.connect()
    first.sendall(ask("/stub/"))
    time.sleep(0.1)
    second.sendall(ask("/stub/"))
    time.sleep(0.1)
    first.close()
    (got,) = answers(second, b"", 1)
    assert (got.status, got.body) == (200, b"made")
    second.close()


def test_requests_behind_one_that_takes_long_wait_their_turn(
    stand: Standing, service: Service
) -> None:
    service.pause = 0.3
    asked = ask("/search/?q=a") + ask("/plain/", "Accept-Encoding: br") + ask("/search/?q=b")
    got = stand.raw(asked)
    assert [each.status for each in got] == [200, 200, 200]
    assert [each.body for each in got][::2] == [b"made", b"made"]
    assert "/plain/" in got[1].text


def test_doors_are_opened_by_many_at_a_time_and_no_more(stand: Standing, service: Service) -> None:
    service.pause, most = 0.2, [0]
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            most[0] = max(most[0], stand.server.stand._live.inside)
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    waiting = [stand.connect() for _ in range(100)]
    for connection in waiting:
        connection.sendall(ask("/search/"))
    statuses = [answers(connection, b"", 1)[0].status for connection in waiting]
    for connection in waiting:
        connection.close()
    stop.set()
    watcher.join()
    assert set(statuses) == {200, 503}
    assert statuses.count(200) < 90
    assert most[0] == 72
