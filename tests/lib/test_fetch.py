"""The fetcher goes out to the public web only, within its size and its time."""

import gzip
import http.server
import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from requests.adapters import HTTPAdapter

from dateline.lib import fetch as fetching
from dateline.lib.addresses import is_public
from dateline.lib.fetch import Fetched, FetchFailed, FetchRefused, Policy, fetch
from tests.webserver import WebServer, running


@pytest.fixture
def paper() -> Iterator[WebServer]:
    yield from running()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names that lead where the test says; several numbers are given out one after the other."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: object, **kwargs: object) -> object:
        numbers = known.get(str(host))
        if numbers is None:
            try:
                ipaddress.ip_address(host)
            except ValueError:
                if not re.fullmatch(r"[0-9a-fx.]+", str(host)):
                    raise socket.gaierror(socket.EAI_NONAME, "Name not known") from None
            return real(host, port, *args, **kwargs)  # type: ignore[arg-type]
        number = numbers.pop(0) if len(numbers) > 1 else numbers[0]
        family = socket.AF_INET6 if ":" in number else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def refusal(call: Callable[[], object], kind: type[FetchFailed] = FetchRefused) -> str:
    with pytest.raises(FetchFailed) as caught:
        call()
    assert type(caught.value) is kind, caught.value
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 300
    return message


def test_a_page_comes_with_its_last_address_its_type_and_its_encoding(paper: WebServer) -> None:
    paper.page("/end", b"caf\xe9")
    paper.redirect("/two", "end", 301)
    url = paper.redirect("/one", "/two", 307)
    got = paper.fetch(url)
    assert got == Fetched(f"{paper.address}/end", 200, got.headers, b"caf\xe9", "text/html")
    assert got.charset == "iso-8859-1"
    assert paper.asked == ["/one", "/two", "/end"]


def test_a_packed_page_comes_unpacked(paper: WebServer) -> None:
    gzipped = paper.page("/g", gzip.compress(b"<p>words"), Content_Encoding="gzip")
    deflated = paper.page("/d", zlib.compress(b"<p>words"), Content_Encoding="deflate")
    assert paper.fetch(gzipped).body == b"<p>words"
    assert paper.fetch(deflated).body == b"<p>words"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25lo]/",
        "http://[fec0::1]/",
        "http://[fc00::1]/",
        "http://[fd00:ec2::254]/",
        "http://[ff02::1]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://192.0.0.192/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://localhost/",
        "http://localhost./",
        "http://127。0。0。1/",
        "http://①②⑦.⓪.⓪.①/",
        "https://127.0.0.1/",
    ],
)
def test_an_address_that_is_not_public_is_refused_in_every_spelling(
    url: str, names: dict[str, list[str]]
) -> None:
    names.update({"localhost": ["127.0.0.1"], "localhost.": ["::1"]})
    refusal(lambda: fetch(url))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "data:text/html,x",
        "javascript:alert(1)",
        "//a.example/",
        "/etc/passwd",
        "",
        "http://",
        "http:///x",
        "http://user:secret@a.example/",
        "http://a.example@127.0.0.1/",
        "http://a.example\\@127.0.0.1/",
        "http://a.example/a b",
        "http://a.example/\r\nHost: b.example",
        "http://a.example:22/",
        "http://a.example:0/",
        "http://a.example:99999/",
        "http://[::1/",
        "http://a.example/" + "x" * 5_000,
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_asked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    message = refusal(lambda: fetch(url))
    assert "secret" not in message


def test_a_port_outside_the_web_may_be_allowed_by_the_caller(names: dict[str, list[str]]) -> None:
    names["a.example"] = ["10.0.0.1"]
    assert "port 8080" in refusal(lambda: fetch("http://a.example:8080/"))
    allowed = Policy(ports=frozenset({8080}))
    message = refusal(lambda: fetch("http://a.example:8080/", policy=allowed))
    assert "10.0.0.1" in message


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://metadata.example/",
        "//127.0.0.1/x",
        "https://10.0.0.1/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "http://user:pw@a.example/",
        "http://a.example:22/",
        "http://[",
    ],
)
def test_a_redirect_out_of_the_public_web_is_refused(
    paper: WebServer, names: dict[str, list[str]], target: str
) -> None:
    names["metadata.example"] = ["169.254.169.254"]
    refusal(lambda: paper.fetch(paper.redirect("/", target)))
    assert paper.asked == ["/"]


def test_a_redirect_to_another_port_of_this_machine_reaches_nobody(paper: WebServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        port = canary.getsockname()[1]
        refusal(lambda: paper.fetch(paper.redirect("/", f"http://127.0.0.1:{port}/")))
        refusal(lambda: fetch(f"http://localhost:{port}/", policy=Policy(ports=frozenset({port}))))
        with pytest.raises(TimeoutError):
            canary.accept()


def test_five_redirects_are_followed_and_the_sixth_is_not(paper: WebServer) -> None:
    for hop in range(6):
        paper.redirect(f"/{hop}", f"/{hop + 1}")
    paper.page("/6", b"x")
    assert paper.fetch(f"{paper.address}/1").body == b"x"
    assert "more than 5 times" in refusal(lambda: paper.fetch(f"{paper.address}/0"))


def test_a_name_that_leads_to_this_machine_is_refused(
    paper: WebServer, names: dict[str, list[str]]
) -> None:
    names["inside.example"] = ["127.0.0.1"]
    paper.page("/", b"secret")
    allowed = Policy(ports=frozenset({paper.port}))
    message = refusal(lambda: fetch(f"http://inside.example:{paper.port}/", policy=allowed))
    assert "inside.example leads to 127.0.0.1" in message
    assert paper.asked == []


def test_a_name_that_changes_between_check_and_connection_gains_nothing(
    paper: WebServer, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["turning.example"] = ["93.184.215.14", "127.0.0.1"]
    paper.page("/", b"secret")
    reached: list[object] = []

    def connect(self: socket.socket, address: object) -> None:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    allowed = Policy(ports=frozenset({paper.port}))
    refusal(lambda: fetch(f"http://turning.example:{paper.port}/", policy=allowed), FetchFailed)
    assert reached == [("93.184.215.14", paper.port)]


def test_a_connection_that_stands_to_the_wrong_number_is_dropped_before_a_byte(
    paper: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line: even if the first two checks were fooled, nothing is sent."""
    paper.page("/", b"secret")
    monkeypatch.setattr(
        fetching._Adapter,
        "build_connection_pool_key_attributes",
        HTTPAdapter.build_connection_pool_key_attributes,
    )
    allowed = Policy(ports=frozenset({paper.port}))
    refusal(lambda: fetch(f"{paper.address}/", policy=allowed))
    assert paper.asked == []


def test_a_body_without_end_is_stopped_at_the_cap(paper: WebServer) -> None:
    url = paper.endless("/", b"x" * 100_000, 0, "HTTP/1.1 200 OK", "Content-Type: text/html", "")
    assert "larger than 1,000,000" in refusal(lambda: paper.fetch(url, max_bytes=1_000_000))
    assert paper.sent < 20_000_000


def test_the_body_of_a_redirect_is_never_read(paper: WebServer) -> None:
    paper.page("/end", b"x")
    head = ("HTTP/1.1 302 Found", "Location: /end", "Content-Type: text/html", "")
    url = paper.endless("/", b"x" * 100_000, 0, *head)
    begin = time.monotonic()
    assert paper.fetch(url).body == b"x"
    assert time.monotonic() - begin < 2
    assert paper.sent < 20_000_000


def test_a_body_that_says_it_is_a_gigabyte_is_not_begun(paper: WebServer) -> None:
    url = paper.page("/", b"x", Content_Length="1000000000")
    assert "larger than" in refusal(lambda: paper.fetch(url))


def test_a_gzip_bomb_is_stopped_at_the_unpacked_cap(paper: WebServer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(6)) + packer.flush()
    assert len(bomb) < 100_000
    url = paper.page("/", bomb, Content_Encoding="gzip")
    assert "larger than 2,000,000" in refusal(lambda: paper.fetch(url, max_bytes=2_000_000))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "gzip, gzip, gzip, deflate", "x"])
def test_packing_that_nobody_asked_for_is_refused(paper: WebServer, encoding: str) -> None:
    url = paper.page("/", b"x", Content_Encoding=encoding)
    refusal(lambda: paper.fetch(url))


@pytest.mark.parametrize(
    "head",
    [
        ("HTTP/1.1 200 OK", "Content-Type: text/html", "Content-Length: 1000", ""),
        ("HTTP/1.1 200 OK", "Content-Type: text/html", "X-Slow: "),
        (),
    ],
    ids=["body", "head", "first line"],
)
def test_an_answer_that_trickles_ends_at_the_deadline(
    paper: WebServer, head: tuple[str, ...]
) -> None:
    url = paper.endless("/", b"x", 0.05, *head)
    begin = time.monotonic()
    message = refusal(lambda: paper.fetch(url, timeout=0.5), FetchFailed)
    assert time.monotonic() - begin < 1
    assert "0.5 seconds" in message or "in time" in message
    time.sleep(0.15)
    sent = paper.sent
    time.sleep(0.2)
    assert paper.sent == sent, "the connection is still open after the deadline"


def test_a_name_look_up_that_hangs_ends_at_the_deadline(
    paper: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def hang(*_: object, **__: object) -> object:
        over.wait(5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", paper.port))]

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    begin = time.monotonic()
    url = f"http://slow.example:{paper.port}/"
    refusal(lambda: paper.fetch(url, timeout=0.3), FetchFailed)
    assert time.monotonic() - begin < 1
    over.set()
    for thread in threading.enumerate():
        if thread.name == "fetch":
            thread.join(2)
    assert paper.asked == [], "a fetch given up long ago still asked"


def test_the_wrong_kind_of_document_is_refused(paper: WebServer) -> None:
    program = paper.page("/p", b"MZ", Content_Type="application/x-msdownload")
    assert "'application/x-msdownload'; wanted: text/html" in refusal(lambda: paper.fetch(program))
    silent = paper.page("/s", b"x", Content_Type="")
    assert "does not say what it is" in refusal(lambda: paper.fetch(silent))
    picture = paper.page("/i", b"x", Content_Type="Image/PNG")
    refusal(lambda: paper.fetch(picture))
    assert paper.fetch(picture, accept=("image/*",)).content_type == "image/png"
    assert paper.fetch(silent, accept=("*/*",)).content_type == ""


@pytest.mark.parametrize("status", [304, 404, 410, 500])
def test_an_answer_that_is_no_page_fails_with_its_status(paper: WebServer, status: int) -> None:
    paper.answers["/"] = lambda handler: handler.send_error(status)
    with pytest.raises(FetchFailed, match=f"answered {status}") as caught:
        paper.fetch(f"{paper.address}/")
    assert caught.value.status == status


def test_a_head_beyond_all_measure_is_refused(paper: WebServer) -> None:
    lines = {f"X_{number}": "x" * 1_000 for number in range(80)}
    refusal(lambda: paper.fetch(paper.page("/", b"x", **lines)))
    many = {f"X_{number}": "x" for number in range(200)}
    refusal(lambda: paper.fetch(paper.page("/m", b"x", **many)), FetchFailed)


def test_a_body_that_breaks_off_or_is_damaged_fails(paper: WebServer) -> None:
    short = paper.page("/s", b"half", Content_Length="100")
    damaged = paper.page("/d", b"no gzip at all", Content_Encoding="gzip")
    for url in (short, damaged):
        assert "broke off or came damaged" in refusal(lambda u=url: paper.fetch(u), FetchFailed)  # type: ignore[misc]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


WORDS = "".join(f"<p>{number} gulls on the pier</p>" for number in range(30_000)).encode()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw_deflate)],
)
@pytest.mark.parametrize("told", ["", "yes"], ids=["no length", "length of what came"])
def test_a_packed_answer_that_is_cut_short_is_no_answer(
    paper: WebServer, encoding: str, pack: Callable[[bytes], bytes], told: str
) -> None:
    packed = pack(WORDS)
    assert paper.fetch(paper.page("/whole", packed, Content_Encoding=encoding)).body == WORDS
    for number, kept in enumerate((len(packed) // 2, len(packed) - 1, 1, 0)):
        length = str(kept) if told else ""
        url = paper.page(
            f"/{number}", packed[:kept], Content_Encoding=encoding, Content_Length=length
        )
        assert "broke off" in refusal(lambda url=url: paper.fetch(url), FetchFailed)  # type: ignore[misc]


def test_a_packed_answer_in_several_members_comes_whole_and_padding_is_passed_over(
    paper: WebServer,
) -> None:
    two = gzip.compress(WORDS) + gzip.compress(b"<p>and more")
    assert paper.fetch(paper.page("/two", two, Content_Encoding="gzip")).body == (
        WORDS + b"<p>and more"
    )
    padded = gzip.compress(b"<p>words") + b"\0" * 100_000
    assert paper.fetch(paper.page("/pad", padded, Content_Encoding="x-gzip")).body == b"<p>words"
    half = gzip.compress(WORDS) + gzip.compress(WORDS)[:-20]
    url = paper.page("/half", half, Content_Encoding="gzip")
    assert "broke off" in refusal(lambda: paper.fetch(url), FetchFailed)


@pytest.mark.parametrize("packed", [False, True])
def test_fewer_bytes_than_the_head_promised_are_no_answer(paper: WebServer, packed: bool) -> None:
    body = gzip.compress(WORDS) if packed else WORDS
    encoding = "gzip" if packed else ""
    length = str(len(body) + 1)
    url = paper.page("/", body, Content_Encoding=encoding, Content_Length=length)
    assert "broke off" in refusal(lambda: paper.fetch(url), FetchFailed)


def test_an_answer_in_chunks_whose_last_one_is_missing_is_no_answer(paper: WebServer) -> None:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"5\r\nwords\r\n"
        )
        handler.close_connection = True

    paper.answers["/"] = answer
    url = f"{paper.address}/"
    assert "broke off" in refusal(lambda: paper.fetch(url), FetchFailed)


def test_an_unknown_name_and_a_closed_door_fail_in_one_line(names: dict[str, list[str]]) -> None:
    assert "nowhere.example is not known" in refusal(
        lambda: fetch("http://nowhere.example/"), FetchFailed
    )
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    policy = Policy(exceptions=frozenset({("127.0.0.1", port)}))
    assert "cannot be reached" in refusal(
        lambda: fetch(f"http://127.0.0.1:{port}/", policy=policy), FetchFailed
    )


def test_a_proxy_named_in_the_environment_is_not_asked(
    paper: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert paper.fetch(paper.page("/", b"x")).body == b"x"


@pytest.mark.parametrize("number", ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_numbers_of_the_public_internet_are_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2001:0:7f00:1::",
        "2002:7f00:1::",
        "fe80::1%lo",
        "2606:4700::1111%lo",
        "168.63.129.16",
        "100.64.0.1",
        "192.88.99.1",
        "0.1.2.3",
        "224.0.0.1",
        "ff0e::1",
    ],
)
def test_numbers_of_nobody_s_internet_are_not_public(number: str) -> None:
    """Of `is_public` alone, since requests-hardened would stop most of these as well."""
    assert not is_public(ipaddress.ip_address(number))


def test_nothing_in_dateline_makes_an_exception_to_the_public_web() -> None:
    source = Path(fetching.__file__).parents[1]
    makers = [
        path
        for path in source.rglob("*.py")
        if re.search(r"\bexceptions=", path.read_text("utf-8"))
    ]
    assert makers == [], "only tests reach this machine"


def test_who_asks_and_since_when_is_said(paper: WebServer) -> None:
    since = "Wed, 25 Nov 2026 06:00:00 GMT"

    def unchanged(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(304)
        handler.send_header("Expires", "Wed, 25 Nov 2026 07:00:00 GMT")
        handler.end_headers()

    paper.answers["/same"] = unchanged
    got = paper.fetch(f"{paper.address}/same", agent="Courier desk@courier.example", since=since)
    assert (got.status, got.body) == (304, b"")
    assert got.headers["Expires"] == "Wed, 25 Nov 2026 07:00:00 GMT"
    assert paper.heard[0]["User-Agent"] == "Courier desk@courier.example"
    assert paper.heard[0]["If-Modified-Since"] == since
    assert "304" in refusal(lambda: paper.fetch(f"{paper.address}/same"), FetchFailed)
    assert paper.heard[1]["If-Modified-Since"] is None
