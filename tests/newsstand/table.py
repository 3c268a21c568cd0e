"""Requests as they come over the wire, and how each is answered.

A row: what it is, the bytes, the status, and whether the connection is closed after it. The table
in ``docs/reference/requests.md`` is written from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.newsstand.papers import PICTURE, SECRET, STORY

LONG = "a" * 3_000


@dataclass(frozen=True)
class Row:
    """A request and its answer. `status` 0: it is not answered, the connection just ends."""

    group: str
    what: str
    data: bytes
    status: int
    closed: bool = False
    location: str = ""


def ask(
    target: str, *fields: str, method: str = "GET", host: str | None = "paper.example"
) -> bytes:
    named = [f"Host: {host}"] if host is not None else []
    return "\r\n".join([f"{method} {target} HTTP/1.1", *named, *fields, "", ""]).encode("latin-1")


def line(first: str, *fields: str, end: str = "\r\n") -> bytes:
    return end.join([first, "Host: paper.example", *fields, "", ""]).encode("latin-1")


def _rows() -> list[Row]:
    rows: list[Row] = []

    def add(group: str, what: str, data: bytes, status: int, *, closed: bool = False,
            location: str = "") -> None:  # fmt: skip
        rows.append(Row(group, what, data, status, closed, location))

    group = "Paths"
    for path, status in (
        ("/", 200), ("/city/", 200), (STORY, 200), ("/city/feed.xml", 200), ("/taken/", 451),
        ("/gone/", 410), ("/nothing/", 404), ("/404", 404), ("/410", 404), ("/503", 404),
        ("/City/", 404), ("/CITY/", 404), ("//", 404), ("//city/", 404), ("/city//", 404),
        ("/city/.", 404), ("/./city/", 404), ("/../city/", 404), ("/city/../", 404),
        ("/city;a=b/", 404), ("/city/;jsessionid=1", 404), ("/city/index.html", 404),
        ("/city/feed.xml/", 404), ("/%63ity/", 200), ("/%C3%BCber/", 200), ("/%c3%bcber/", 200),
        ("/%FCber/", 404), ("/%ff%fe/", 404), ("/city%2F", 404), ("/city%2f", 404),
        ("/%2e%2e/city/", 404), ("/%2e/", 404), ("/city/%00", 404), ("/city/%0d%0aX:1", 404),
        ("/city/%", 404), ("/city/%zz", 404), ("/city/%20", 404), ("/city/%5c", 404),
        ("/..%5c..%5cetc/passwd", 404), ("/%E2%80%AEcity/", 404), ("/'--", 404), ("/<b>", 404),
        ("/.git/config", 404), ("/.env", 404), ("/wp-login.php", 404), ("/plates.db", 404),
        ("/newsroom/", 404), ("/accounts/login/", 404), ("/admin", 404),
        (f"/{LONG}", 404), ("/*", 404), ("/!$&'()+,;=:@-._~", 404),
    ):  # fmt: skip
        add(group, f"`{path[:40]}`", ask(path), status)
    group = "Slashes and old addresses"
    add(group, "a page without its slash", ask("/city"), 301, location="/city/")
    add(group, "the same with a query", ask("/city?a=1"), 301, location="/city/")
    add(group, "a live page without its slash", ask("/search?q=a"), 301, location="/search/?q=a")
    add(group, "a name without its slash, encoded", ask("/%C3%BCber"), 301, location="/%C3%BCber/")
    add(group, "an old address", ask("/old/"), 301, location=STORY)
    add(group, "an old address of a name that is not ASCII", ask("/ueber/"), 301,
        location="/%C3%BCber/")  # fmt: skip
    add(group, "an old address with a query", ask("/old/?utm_source=x"), 301, location=STORY)
    add(group, "an old address by number", ask("/?p=12"), 301, location=STORY)
    add(group, "the same with more behind it", ask("/?p=12&utm_source=x"), 301, location=STORY)
    add(group, "the same for a page that is gone", ask("/?p=13"), 410)
    add(group, "a number that nothing has", ask("/?p=14"), 200)
    add(group, "a number elsewhere", ask("/city/?p=12"), 200)
    add(group, "a number that is not the first", ask("/?a=b&p=12"), 200)
    add(group, "an old address by number, sent a form", ask("/?p=12", method="POST"), 405)
    add(group, "an old address without its slash", ask("/old"), 301, location="/old/")
    add(group, "a file that is none", ask("/city.xml"), 404)
    group = "Queries and fragments"
    for target, status in (
        ("/?", 200), ("/?a", 200), ("/?a=b&a=c", 200), ("/?%00", 200), ("/?<script>", 200),
        (f"/?{LONG}", 200), ("/?__preview=1", 200), ("/city/?page=2", 200), ("/??", 200),
        ("/nothing/?a=b", 404), ("/?/city/", 200),
    ):  # fmt: skip
        add(group, f"`{target[:40]}`", ask(target), status)
    add(group, "a fragment", ask("/city/#top"), 200)
    group = "Forms of the target"
    for target, host, status, what in (
        ("http://paper.example/city/", "paper.example", 200, "an address of ours"),
        ("https://paper.example/city/", "paper.example", 200, "the same by https"),
        ("HTTP://PAPER.EXAMPLE/city/", "paper.example", 200, "in capitals"),
        ("http://paper.example", "paper.example", 200, "without a path"),
        ("http://paper.example?a=1", "paper.example", 200, "with a query alone"),
        ("http://paper.example:80/", "paper.example", 200, "with a port"),
        ("http://paper.example/city/", "other.example", 200, "whatever the field Host says"),
        ("http://other.example/", "paper.example", 421, "an address of another paper"),
        ("http://me@paper.example/", "paper.example", 400, "with a user"),
        ("ftp://paper.example/", "paper.example", 400, "of another scheme"),
        ("*", "paper.example", 400, "`*`"),
        ("city/", "paper.example", 400, "without its first slash"),
    ):  # fmt: skip
        closed = target == "city/"
        add(group, what, ask(target, host=host), status, closed=closed)
    add(group, "`CONNECT`", b"CONNECT paper.example:443 HTTP/1.1\r\nHost: paper.example\r\n\r\n", 400,
        closed=True)  # fmt: skip
    group = "Hosts"
    for host, status in (
        ("paper.example", 200), ("PAPER.EXAMPLE", 200), ("paper.example.", 200),
        ("paper.example:8000", 200), ("127.0.0.1", 200), ("localhost", 200),
        ("other.example", 421), ("paper.example.evil.example", 421), ("evil-paper.example", 421),
        ("paper.example@evil.example", 421), ("paper.example/", 421), ("paper.example:port", 421),
        ("paper.example, other.example", 421), ("[::1]", 421), ("pa per.example", 421),
        ("*", 421), (".", 421),
    ):  # fmt: skip
        add(group, f"`{host}`", ask("/", host=host), status)
    add(group, "none", ask("/", host=None), 400, closed=True)
    add(group, "an empty one", ask("/", host=""), 400, closed=True)
    add(group, "two", ask("/", "Host: paper.example"), 400, closed=True)
    add(group, "one in `X-Forwarded-Host`", ask("/", "X-Forwarded-Host: evil.example"), 200)
    add(group, "another in `Forwarded`", ask("/", "Forwarded: host=evil.example"), 200)
    add(group, "a path in `X-Original-URL`", ask("/city/", "X-Original-URL: /gone/"), 200)
    group = "Methods"
    for method, target, status in (
        ("HEAD", "/", 200), ("HEAD", "/nothing/", 404), ("HEAD", "/gone/", 410),
        ("HEAD", "/old/", 301), ("POST", "/", 405), ("PUT", "/", 405), ("DELETE", "/", 405),
        ("PATCH", "/", 405), ("OPTIONS", "/", 405), ("TRACE", "/", 405), ("PROPFIND", "/", 405),
        ("POST", "/nothing/", 405), ("DELETE", "/search/", 405), ("PUT", "/search/", 405),
        ("POST", "/old/", 405), ("POST", f"/media/{PICTURE}", 405), ("PURGE", "/", 405),
        ("POST", "/static/dateline/paper.css", 405),
    ):  # fmt: skip
        location = STORY if status == 301 else ""
        add(
            group,
            f"`{method} {target[:30]}`",
            ask(target, method=method),
            status,
            location=location,
        )
    for method in ("get", "GeT", "FOO", "G ET", "GET\t", "", "GETGET"):
        add(group, f"`{method}`, which is none", line(f"{method} / HTTP/1.1"), 400, closed=True)
    add(
        group,
        "another in `X-HTTP-Method-Override`",
        ask("/", "X-HTTP-Method-Override: DELETE"),
        200,
    )
    group = "Versions"
    add(group, "HTTP/1.0", line("GET / HTTP/1.0"), 200, closed=True)
    add(group, "HTTP/1.0 without a host", b"GET / HTTP/1.0\r\n\r\n", 200, closed=True)
    add(group, "HTTP/1.0 that wants to stay", line("GET / HTTP/1.0", "Connection: keep-alive"), 200,
        closed=True)  # fmt: skip
    for version in ("HTTP/1.2", "HTTP/3", "http/1.1", "HTTP/1.1x", "HTTPS/1.1"):
        add(group, f"`{version}`", line(f"GET / {version}"), 400, closed=True)
    for version in ("HTTP/0.9", "HTTP/2.0"):
        add(group, f"`{version}`", line(f"GET / {version}"), 505, closed=True)
    add(group, "none", b"GET /\r\n\r\n", 505, closed=True)
    add(group, "the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, closed=True)
    add(
        group,
        "the beginning of TLS",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        400,
        closed=True,
    )
    add(group, "an upgrade to HTTP/2", ask("/", "Connection: Upgrade, HTTP2-Settings",
        "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"), 200, closed=True)  # fmt: skip
    add(group, "an upgrade to a web socket", ask("/", "Connection: Upgrade", "Upgrade: websocket"), 200,
        closed=True)  # fmt: skip
    group = "Connections"
    add(group, "`Connection: close`", ask("/", "Connection: close"), 200, closed=True)
    add(group, "`Connection: keep-alive`", ask("/", "Connection: keep-alive"), 200)
    add(group, "nothing asked for", b"\r\n\r\n", 0)
    add(group, "empty lines before", b"\r\n\r\n" + ask("/"), 200)
    group = "Bodies and lengths"
    for what, data, status in (
        ("a GET with a body", ask("/", "Content-Length: 5") + b"hello", 400),
        ("a GET with an empty body", ask("/", "Content-Length: 0"), 200),
        ("two lengths", ask("/", "Content-Length: 0", "Content-Length: 5", method="POST"), 400),
        ("two equal lengths", ask("/", "Content-Length: 5", "Content-Length: 5", method="POST"), 400),
        ("a length that is none", ask("/", "Content-Length: five", method="POST"), 400),
        ("a length below 0", ask("/", "Content-Length: -1", method="POST"), 400),
        ("a length with a sign", ask("/", "Content-Length: +5", method="POST"), 400),
        ("a list of lengths", ask("/", "Content-Length: 5, 5", method="POST"), 400),
        ("a length in sixteens", ask("/", "Content-Length: 0x5", method="POST"), 400),
        ("a length beyond all", ask("/", f"Content-Length: {'9' * 30}", method="POST"), 400),
        ("a form that is too long", ask("/search/", "Content-Length: 70000", method="POST"), 413),
        ("a length and pieces", ask("/", "Content-Length: 5", "Transfer-Encoding: chunked",
                                    method="POST") + b"0\r\n\r\n", 400),
        ("a GET in pieces", ask("/", "Transfer-Encoding: chunked") + b"0\r\n\r\n", 400),
        ("pieces that are none", ask("/", "Transfer-Encoding: chunked", method="POST") + b"zz\r\n", 400),
        ("pieces twice", ask("/", "Transfer-Encoding: chunked, chunked", method="POST")
         + b"0\r\n\r\n", 400),
        ("another coding", ask("/", "Transfer-Encoding: gzip", method="POST"), 400),
        ("a coding behind pieces", ask("/", "Transfer-Encoding: chunked, gzip", method="POST"), 400),
        ("pieces, misspelt", ask("/", "Transfer-Encoding: xchunked", method="POST"), 400),
        ("pieces, with a tab", ask("/", "Transfer-Encoding:\tchunked") + b"0\r\n\r\n", 400),
        ("`Expect: 100-continue`", ask("/search/", "Content-Length: 5", "Expect: 100-continue",
                                       method="POST"), 417),
    ):  # fmt: skip
        closed = status in {400, 413, 417}
        add(group, what, data, status, closed=closed)
    group = "Fields"
    for what, fields, status in (
        ("a space before the colon", ["Accept : a"], 400),
        ("a folded line", ["Accept: a\r\n b"], 400),
        ("no colon", ["nothing"], 400),
        ("no name", [": a"], 400),
        ("a NUL in a value", ["Accept: a\0b"], 400),
        ("a bare carriage return", ["Accept: a\rb"], 400),
        ("bytes beyond ASCII in a value", ["Accept: \xfc"], 200),
        ("bytes beyond ASCII in a name", ["\xfc: a"], 400),
        ("a space in a name", ["Ac cept: a"], 400),
        ("101 fields", [f"X-{n}: a" for n in range(101)], 431),
        ("fields of 17,000 bytes", [f"X-{n}: {'a' * 1_000}" for n in range(17)], 431),
        ("one field of 20,000 bytes", ["X: " + "a" * 20_000], 431),
        ("a cookie", ["Cookie: session=1; theme=dark"], 200),
        ("`Authorization`", ["Authorization: Basic YTpi"], 200),
        ("`Cache-Control: no-cache`", ["Cache-Control: no-cache", "Pragma: no-cache"], 200),
        ("`Upgrade-Insecure-Requests`", ["Upgrade-Insecure-Requests: 1"], 200),
        ("`Accept` of something else", ["Accept: application/json"], 200),
        ("`Range` of a page", ["Range: bytes=0-10"], 200),
        ("`If-Modified-Since`", ["If-Modified-Since: Fri, 27 Nov 2099 00:00:00 GMT"], 200),
        ("`If-None-Match: *`", ["If-None-Match: *"], 304),
        ("`If-None-Match` of something else", ['If-None-Match: "x"'], 200),
        ("`If-Match` of something else", ['If-Match: "x"'], 200),
    ):  # fmt: skip
        closed = status in {400, 431}
        add(group, what, ask("/", *fields), status, closed=closed)
    add(
        group,
        "lines that end in line feeds alone",
        line("GET / HTTP/1.1", end="\n"),
        400,
        closed=True,
    )
    add(group, "a target of 5,000 bytes", ask("/" + "a" * 5_000), 414, closed=True)
    add(group, "a first line of 100,000 bytes", ask("/" + "a" * 100_000), 414, closed=True)
    add(group, "a space in the target", ask("/a b"), 400, closed=True)
    group = "Encodings"
    for said in (
        "", "br", "gzip", "identity", "br;q=0", "br;q=0, gzip;q=0", "*", "*;q=0", "identity;q=0",
        "gzip;q=1.0, br;q=0.5", "gzip;q=nan", "zstd", "BR", "br;q=2", "a" * 500, ",,,", ";q=1",
    ):  # fmt: skip
        add(group, f"`{said[:30]}`", ask("/", f"Accept-Encoding: {said}"), 200)
    group = "Files"
    for target, fields, status in (
        (f"/media/{PICTURE}", [], 200), (f"/media/{SECRET}", [], 404), ("/media/", [], 404),
        ("/media/picture:7", [], 404), ("/media/../plates.db", [], 404),
        ("/media/%2e%2e/plates.db", [], 404), (f"/media//{PICTURE}", [], 404),
        (f"/media/{PICTURE}", ["Range: bytes=0-9"], 206),
        (f"/media/{PICTURE}", ["Range: bytes=-10"], 206),
        (f"/media/{PICTURE}", ["Range: bytes=200000-"], 416),
        (f"/media/{PICTURE}", ["Range: bytes=9-1"], 200),
        (f"/media/{PICTURE}", ["Range: bytes=0-1,3-4"], 200),
        (f"/media/{PICTURE}", ["Range: lines=0-1"], 200),
        (f"/media/{PICTURE}", ["Range: bytes=-0"], 416),
        ("/static/dateline/paper.css", [], 200),
        (f"/static/{'0' * 16}/dateline/paper.css", [], 200),
        (f"/static/{'1' * 16}/dateline/paper.css", [], 404), ("/static/", [], 404),
        ("/static/secret.txt", [], 404), ("/static/../plates.db", [], 404),
        (f"/static/{'0' * 16}/../secret.txt", [], 404), ("/static/.current", [], 404),
        (f"/static/{'0' * 16}/", [], 404), (f"/static/{'0' * 16}/dateline", [], 404),
    ):  # fmt: skip
        add(group, f"`{target[:50]}` {' '.join(fields)}".strip(), ask(target, *fields), status)
    group = "Live pages"
    form = "Content-Type: application/x-www-form-urlencoded"
    for what, data, status in (
        ("the search", ask("/search/?q=a"), 200),
        ("a question that is too long", ask(f"/search/?q={'a' * 2_500}"), 414),
        ("a form of ours", ask("/search/", form, "Sec-Fetch-Site: same-origin", "Content-Length: 3",
                               method="POST") + b"a=b", 200),
        ("a form of ours, by its origin", ask("/search/", form, "Origin: http://paper.example",
                                              "Content-Length: 3", method="POST") + b"a=b", 200),
        ("a form of ours in pieces", ask("/search/", form, "Sec-Fetch-Site: same-origin",
                                         "Transfer-Encoding: chunked", method="POST")
         + b"3\r\na=b\r\n0\r\n\r\n", 200),
        ("a form of another site", ask("/search/", form, "Sec-Fetch-Site: cross-site",
                                       "Content-Length: 3", method="POST") + b"a=b", 403),
        ("a form of another paper of this domain", ask("/search/", form,
            "Sec-Fetch-Site: same-site", "Content-Length: 3", method="POST") + b"a=b", 403),
        ("a form of another origin", ask("/search/", form, "Origin: http://other.example",
                                         "Content-Length: 3", method="POST") + b"a=b", 403),
        ("a form of an origin that is hidden", ask("/search/", form, "Origin: null",
                                                   "Content-Length: 3", method="POST") + b"a=b", 403),
        ("a form from nowhere", ask("/search/", form, "Content-Length: 3", method="POST") + b"a=b", 403),
        ("something else than a form", ask("/search/", "Content-Type: text/xml",
            "Sec-Fetch-Site: same-origin", "Content-Length: 3", method="POST") + b"a=b", 415),
    ):  # fmt: skip
        add(group, what, data, status)
    group = "How it is"
    add(group, "`/healthz`, whatever the host", ask("/healthz", host="10.0.0.1"), 200)
    add(group, "`/readyz`, whatever the host", ask("/readyz", host="10.0.0.1"), 200)
    add(group, "`/metrics`", ask("/metrics"), 404)
    return rows


ROWS = _rows()
