"""How fast the newsstand hands pages out, beside nginx with the same bytes.

``python benchmarks/newsstand.py`` makes 2,000 different pages of about 45 KB with three holes, has
the newsstand serve them (access log on, reads counted) and nginx (`brotli_static`, access log on)
the same compressed bytes without holes, one process each, on one core each with the load on the
other. Both are asked alike, in turn: skewed visits, the heads of 50 browsers, brotli. Medians of
the rounds; CPU seconds are those of the serving process. It needs nginx with its brotli module, and
wrk: ``apt-get install nginx libnginx-mod-http-brotli-static wrk``.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import brotli  # noqa: E402

from dateline.newsstand.setup import Setup  # noqa: E402
from dateline.press import forms, storing  # noqa: E402
from dateline.press.store import Filling, Plate  # noqa: E402

HTML = (("Content-Type", "text/html; charset=utf-8"),)
HOLES = {
    "date": b"Sunday, 22 November 2026",
    "weather": b"<a href=/weather/>7 \xc2\xb0C, light rain, wind 23 km/h NW</a> 10:00",
    "most_read": b"".join(
        b'<li><a href="/city/2026/11/22/a-story-that-was-read-%d/">A headline of some length that '
        b"was read a good deal, number %d</a></li>" % (n, n)
        for n in range(10)
    ),
}
ROOMS = {"date": 64, "weather": 160, "most_read": 1_888}
STAND, PLAIN, SSI, TLS_STAND, TLS_PLAIN = 8_411, 8_412, 8_413, 8_414, 8_415
WORDS = (
    "the of and to in a is that for it as was with be by on not he his but at are this have "
    "from or had an they which one you were all her she there would their we him been has when "
    "who will no more if out so up said what its about than into them can only other time new "
    "some could these two may first then do any like my now over such our man me even most made "
    "after also well did many before must through back years where much your way down should "
    "because long each just state those people too council mayor budget minister police court "
    "company market report residents election harbour bridge hospital festival railway union "
    "teachers strike climate energy storm coalition parliament inflation housing rent inquiry "
    "hearing verdict investigation "
).split()


def page(number: int) -> tuple[bytes, ...]:
    """Return the segments of page `number`: about 45 KB of text and markup."""
    dice = random.Random(number)
    weights = [1 / (place + 1) ** 0.85 for place in range(len(WORDS))]

    def sentence() -> str:
        words = dice.choices(WORDS, weights, k=dice.randint(9, 26))
        words[0] = words[0].title() + str(dice.randint(2, 9_999))
        return " ".join(words) + "."

    def paragraph() -> str:
        return "<p>" + " ".join(sentence() for _ in range(dice.randint(3, 6))) + "</p>\n"

    teasers = "".join(
        f'<li class="card"><a href="/city/2026/11/{n:02d}/{"-".join(dice.choices(WORDS, k=6))}/">'
        f'<img src="/media/{dice.getrandbits(128):032x}.320w.jpg" width=320 height=180 alt="">'
        f"<h3>{sentence()[:70]}</h3><p>{sentence()[:120]}</p></a></li>"
        for n in range(24)
    )
    head = f"<!doctype html><html lang=en><head><title>{sentence()[:60]}</title><style>"
    head += "".join(f".c{n}{{margin:{dice.randint(0, 40)}px}}" for n in range(60))
    return (
        f"{head}</style></head><body><header><p>".encode(),
        b"</p><p>",
        ("</p></header><main>" + "".join(paragraph() for _ in range(80)) + "<ol>").encode(),
        f"</ol><ul>{teasers}</ul></main></body></html>".encode(),
    )


def made(number: int) -> tuple[int, forms.Forms]:
    """Return page `number` in its forms, compressed as well as can be."""
    return number, forms.make(page(number), list(ROOMS.values()), forms.IDLE)


def address(number: int) -> str:
    """Return where page `number` stands."""
    return f"/city/2026/11/{number % 28 + 1:02d}/story-number-{number}-of-some-length/"


def prepare(folder: Path, pages: int) -> None:
    """Write the plates, and the same pages as files for nginx."""
    now = time.time()
    fillings = list(HOLES.values())
    with ProcessPoolExecutor(2) as pool, storing.opened(folder / "var/plates.db") as store:
        for start in range(0, pages, 200):
            plates = []
            for number, form in pool.map(made, range(start, min(start + 200, pages)), chunksize=10):
                bare = Plate(
                    address(number), "plate", "story", 200, HTML, holes=tuple(HOLES), forms=form,
                    quality=11, printed_at=now, story=f"00000000-0000-4000-8000-{number:012d}",
                )  # fmt: skip
                plates.append(replace(bare, digest=bare.counted()))
                body = form.brotlied(fillings)
                file = folder / "www" / address(number).strip("/") / "index.html"
                file.parent.mkdir(parents=True)
                file.write_bytes(brotli.decompress(body))
                file.with_name("index.html.br").write_bytes(body)
                ssi = folder / "ssi" / address(number).strip("/") / "index.html"
                ssi.parent.mkdir(parents=True)
                segments = form.segments()
                marks = [b'<!--#include virtual="/hole/%s" -->' % name.encode() for name in HOLES]
                ssi.write_bytes(
                    b"".join(s + m for s, m in zip(segments, [*marks, b""], strict=True))
                )
            holes = {n: [Filling(0, now + 9e6, html)] for n, html in HOLES.items()}
            store.commit(store.take_ticket(), storing.Change(now, plates=plates, holes=holes))
    for name, html in HOLES.items():
        (folder / "ssi" / "hole").mkdir(exist_ok=True)
        (folder / "ssi" / "hole" / name).write_bytes(html)


def heads(count: int) -> list[dict[str, str]]:
    """Return the fields of `count` browsers."""
    dice = random.Random(1)
    systems = (
        "X11; Linux x86_64", "Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7",
        "Linux; Android 10; K", "iPhone; CPU iPhone OS 18_6 like Mac OS X",
    )  # fmt: skip
    found = []
    for number in range(count):
        version = 120 + number
        found.append(
            {
                "Host": "127.0.0.1",
                "User-Agent": f"Mozilla/5.0 ({systems[number % 5]}) AppleWebKit/537.36 "
                f"(KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36",
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
                "image/webp,*/*;q=0.8",
                "Accept-Encoding": dice.choice(["gzip, deflate, br", "gzip, deflate, br, zstd"]),
                "Accept-Language": dice.choice(["en-GB,en;q=0.9", "de-DE,de;q=0.9,en;q=0.7", "pt"]),
                "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Site": dice.choice(["none", "same-origin", "cross-site"]),
                "Upgrade-Insecure-Requests": "1",
                "Connection": "keep-alive",
            }
        )
    return found


def script(folder: Path, pages: int, name: str, more: Callable[[int], dict[str, str]]) -> Path:
    """Write what wrk asks: `pages` pages, some much more often, by 50 browsers."""
    dice, browsers = random.Random(7), heads(50)
    lines = ["local reqs, i = {}, 0", "init = function(args)"]
    for place in range(4_000):
        number = int(dice.random() ** 3 * pages)
        fields = browsers[dice.randrange(50)] | more(number)
        told = ", ".join(f'["{key}"]="{value}"' for key, value in fields.items())
        lines.append(f'reqs[{place + 1}] = wrk.format("GET", "{address(number)}", {{{told}}})')
    lines += ["end", "request = function() i = i % 4000 + 1; return reqs[i] end"]
    path = folder / f"{name}.lua"
    path.write_text("\n".join(lines))
    return path


def nginx(folder: Path, modules: Path) -> str:
    """Return nginx's setup."""
    return f"""
load_module {modules}/ngx_http_brotli_static_module.so;
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.err; user root;
events {{ worker_connections 4096; }}
http {{
  access_log {folder}/nginx.log; sendfile on; tcp_nodelay on;
  keepalive_requests 100000000; keepalive_timeout 600;
  open_file_cache max=10000 inactive=600s; open_file_cache_valid 600s; open_file_cache_min_uses 1;
  types {{ text/html html; }} default_type text/html; etag on;
  server {{ listen 127.0.0.1:{PLAIN} backlog=1024; root {folder}/www; brotli_static on; }}
  server {{ listen 127.0.0.1:{SSI} backlog=1024; root {folder}/ssi; ssi on;
    gzip on; gzip_comp_level 5; gzip_min_length 0; }}
  ssl_certificate {folder}/tls.crt; ssl_certificate_key {folder}/tls.key;
  upstream newsstand {{ server 127.0.0.1:{STAND}; keepalive 64; keepalive_requests 100000000; }}
  server {{ listen 127.0.0.1:{TLS_PLAIN} ssl backlog=1024; root {folder}/www; brotli_static on; }}
  server {{ listen 127.0.0.1:{TLS_STAND} ssl backlog=1024; location / {{
    proxy_pass http://newsstand; proxy_http_version 1.1; proxy_set_header Connection "";
    proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; }} }}
}}
"""


@dataclass
class Seen:
    """What came of one round."""

    rate: float
    per_cpu: float
    p50: float
    p99: float
    failed: int


def cpu_seconds(processes: list[int]) -> float:
    """Return the CPU seconds that `processes` have taken so far."""
    total = 0
    for process in processes:
        said = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(said[11]) + int(said[12])
    return total / os.sysconf("SC_CLK_TCK")


def children(process: int) -> list[int]:
    """Return the children of `process`."""
    said = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(each) for each in said.split()]


def load(port: int, lua: Path, connections: int, seconds: float, serving: list[int]) -> Seen:
    """Ask for `seconds` over `connections`; return what came of it."""
    before = cpu_seconds(serving)
    told = subprocess.run(
        ["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency",
         "-s", str(lua), f"http{'s' * (port in {TLS_STAND, TLS_PLAIN})}://127.0.0.1:{port}/"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    used = cpu_seconds(serving) - before
    requests = int(re.search(r"(\d+) requests in", told)[1])
    failed = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", told)))
    failed += int((re.search(r"Non-2xx or 3xx responses: (\d+)", told) or [0, 0])[1])
    marks = [_milliseconds(re.search(rf"{mark}%\s+([\d.]+)(\w+)", told)) for mark in (50, 99)]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])
    return Seen(rate, requests / used if used else 0, *marks, failed)


def _milliseconds(found: re.Match[str]) -> float:
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1_000}[found[2]]


def rounds(args: argparse.Namespace, *cases: tuple[str, int, Path, list[int]], c: int = 32) -> None:
    """Alternate the cases; print the medians, and each beside the first."""
    seen: dict[str, list[Seen]] = {case[0]: [] for case in cases}
    for _ in range(args.rounds):
        for name, port, lua, serving in cases:
            seen[name].append(load(port, lua, c, args.seconds, serving))
    base = None
    for name, results in seen.items():
        rate, per_cpu, p50, p99 = (
            statistics.median(getattr(each, what) for each in results)
            for what in ("rate", "per_cpu", "p50", "p99")
        )
        base = base or per_cpu
        failed = sum(each.failed for each in results)
        print(
            f"| {name} | {c} | {rate:,.0f} | {p50:.2f} / {p99:.2f} | {per_cpu:,.0f} |"
            f" {per_cpu / base:.2f} | {failed} |",
            flush=True,
        )


def memory(processes: list[int]) -> float:
    """Return the megabytes that `processes` hold by themselves."""
    total = 0
    for process in processes:
        said = Path(f"/proc/{process}/smaps_rollup").read_text()
        total += sum(int(n) for n in re.findall(r"Private_\w+:\s+(\d+) kB", said))
    return total / 1_000


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--only", choices=["main", "304", "tls", "all"], default="all")
    parser.add_argument("--folder", type=Path, help="where pages are made and found again")
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp(prefix="newsstand-"))
    modules = Path("/usr/lib/nginx/modules")
    if not shutil.which("wrk") or not (modules / "ngx_http_brotli_static_module.so").is_file():
        print("apt-get install nginx libnginx-mod-http-brotli-static wrk", file=sys.stderr)
        return 1
    if not (folder / "whole").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "var").mkdir(parents=True)
        prepare(folder, args.pages)
        (folder / "whole").write_text("")
    serve(folder, args, modules)
    if args.folder is None:
        shutil.rmtree(folder)
    return 0


def serve(folder: Path, args: argparse.Namespace, modules: Path) -> None:
    """Start both, ask both, stop both."""
    (folder / "nginx.conf").write_text(nginx(folder, modules))
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    made += ["-nodes", "-days", "30", "-subj", "/CN=127.0.0.1", "-keyout", str(folder / "tls.key")]
    subprocess.run([*made, "-out", str(folder / "tls.crt")], check=True, capture_output=True)
    processes = []
    for workers, port in ((1, STAND), (2, STAND + 10)):
        setup = Setup(
            "127.0.0.1", port, str(folder / "var"), str(folder / "media"),
            f"http://127.0.0.1:{port}", ("127.0.0.1",), str(folder / "none.sock"), workers=workers,
            headers=(("X-Content-Type-Options", "nosniff"),
                     ("Referrer-Policy", "strict-origin-when-cross-origin")),
            access_log=str(folder / f"access-{workers}.log"),
        )  # fmt: skip
        path = folder / f"newsstand-{workers}.json"
        path.write_text(setup.written())
        command = [sys.executable, "-m", "dateline.newsstand", str(path)]
        pinned = ["taskset", "-c", "0", *command] if workers == 1 else command
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        processes.append(subprocess.Popen(pinned, env=environment))
    command = ["taskset", "-c", "0", "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    processes.append(subprocess.Popen(command))
    time.sleep(3)
    one, two, static = (children(each.pid) for each in processes)
    try:
        ask(args, folder, one, two, static)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(15)


def ask(
    args: argparse.Namespace, folder: Path, one: list[int], two: list[int], static: list[int]
) -> None:
    """Print the table."""
    plain = script(folder, args.pages, "plain", lambda number: {})
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ",
        end="",
    )
    told = subprocess.run(["nginx", "-v"], capture_output=True, text=True, check=True).stderr
    print(f"{told.strip()}; {args.rounds} rounds of {args.seconds:g} s\n")
    print("| variant | connections | requests/s | p50 / p99 ms | requests per CPU s | × | failed |")
    print("|---|---:|---:|---|---:|---:|---:|")
    before = memory(one)
    both = ("nginx brotli_static", PLAIN, plain, static), ("newsstand", STAND, plain, one)
    load(STAND, plain, 8, 1, one), load(PLAIN, plain, 8, 1, static)
    if args.only in {"main", "all"}:
        rounds(args, *both)
    if args.only == "all":
        rounds(args, *both, c=1)
        rounds(args, *both, c=256)
        rounds(args, ("nginx SSI, gzip 5", SSI, plain, static), both[1])
    if args.only in {"304", "all"}:
        etags = script(folder, args.pages, "stand-304", lambda number: known(STAND, number))
        dates = script(folder, args.pages, "nginx-304", lambda number: known(PLAIN, number))
        rounds(
            args,
            ("nginx brotli_static, 304", PLAIN, dates, static),
            ("newsstand, 304", STAND, etags, one),
        )
    if args.only in {"tls", "all"}:
        rounds(
            args,
            ("nginx brotli_static by TLS", TLS_PLAIN, plain, static),
            ("newsstand behind nginx by TLS", TLS_STAND, plain, [*static, *one]),
        )
    if args.only == "all":
        rounds(args, both[1], ("newsstand, 2 processes", STAND + 10, plain, two))
    held = len(set(map(address, range(args.pages))))
    print(f"\nmemory: {before:.0f} MB at the start, {memory(one):.0f} MB with {held} pages at hand")


_known: dict[tuple[int, int], dict[str, str]] = {}


def known(port: int, number: int) -> dict[str, str]:
    """Return what a browser says that has page `number` already."""
    import http.client

    if (port, number) not in _known:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", address(number), headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        _known[port, number] = {"If-None-Match": answer.headers["ETag"].replace('"', '\\"')}
        connection.close()
    return _known[port, number]


if __name__ == "__main__":
    sys.exit(main())
