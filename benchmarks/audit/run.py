"""Looks at the demo paper as strict readers do: axe, the Nu HTML checker, Lighthouse, and a ruler.

Run ``make audit``. It serves the demo (or takes a running one: ``--readers http://…``), opens one
page of every kind and prints a table; any fault makes it end with 1. It needs Node.js 18 and Java
11 besides what ``make demo`` needs, and installs its checkers from npm into ``var/audit``.

- axe: no violation, in light and dark, at 390 and 1440 px;
- Nu: no error on any page;
- the ruler: nothing to scroll sideways at 320 to 1920 px, also with text at 200 per cent and from
  right to left;
- feeds: read whole by feedparser;
- Lighthouse, mobile, story and home, the median of three: accessibility, best practices and SEO
  100, performance 98, layout shift 0, largest contentful paint 1.2 s.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]

from pages import Looked, every_kind, story_without_pictures  # noqa: E402  found beside this file
from weight import HOME_BYTES, STORY_BYTES, STORY_REQUESTS, weigh  # noqa: E402

TOOLS = ROOT / "var" / "audit"
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)
WAYS = ["axe", "ruler", "weight", "nu", "feeds", "lighthouse"]
WIDTHS = (320, 390, 820, 1024, 1440, 1920)
#: What Lighthouse has to give, of 100.
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Look at everything and say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=ROOT / "var" / "demo")
    parser.add_argument("--readers", help="a paper that runs already, on this site")
    parser.add_argument("--only", nargs="*", choices=WAYS, default=WAYS)
    args = parser.parse_args()
    install()
    faults: list[str] = []
    with served(args.site, args.readers) as readers:
        pages, plain = every_kind(args.site), story_without_pictures()
        print(f"{len(pages)} pages of {readers}: {', '.join(page.name for page in pages)}")
        with sync_playwright() as playwright:
            launch = playwright.chromium.launch
            browser = launch(executable_path=CHROMIUM, args=QUIET.split()[1:])
            if "axe" in args.only:
                faults += axe(browser, readers, pages)
            if "ruler" in args.only:
                faults += ruler(browser, readers, pages)
            if "weight" in args.only:
                faults += weight(browser, readers, plain)
            browser.close()
        if "nu" in args.only:
            faults += nu(readers, pages)
        if "feeds" in args.only:
            faults += feeds(readers)
        if "lighthouse" in args.only:
            news = next(page for page in pages if page.name == "story: news")
            faults += lighthouse(readers, [pages[0], news])
    for fault in faults:
        print(f"  {fault}")
    print(f"{len(faults)} faults" if faults else "No fault.")
    return 1 if faults else 0


def install() -> None:
    """Put the checkers into ``var/audit``, once for each set of versions."""
    for command, package in (("node", "nodejs npm"), ("java", "default-jre-headless")):
        if shutil.which(command) is None:
            sys.exit(f"{command} is missing: run sudo apt-get install {package}")
    wanted = (Path(__file__).parent / "package.json").read_text()
    standing = TOOLS / "package.json"
    if standing.is_file() and standing.read_text() == wanted and (TOOLS / "done").is_file():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    standing.write_text(wanted)
    command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=TOOLS, check=True)
    (TOOLS / "done").touch()


@contextmanager
def served(site: Path, readers: str | None) -> Iterator[str]:
    """Serve the demo, unless one runs; give its address."""
    if readers is not None:
        yield readers.rstrip("/")
        return
    ports = _free_ports(2)
    command = [sys.executable, "-m", "dateline.cli", "demo", "--site", str(site)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    environment |= {"PORT": str(ports[0]), "NEWSROOM_PORT": str(ports[1])}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{ports[0]}"
    try:
        deadline = time.monotonic() + 600
        while not _answers(f"{address}/healthz"):
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit("the demo did not start: see make demo")
            time.sleep(0.5)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def axe(browser: Browser, readers: str, pages: list[Looked]) -> list[str]:
    """Return what axe finds, in light and dark, on a phone and on a desk."""
    source = (TOOLS / "node_modules/axe-core/axe.min.js").read_text()
    faults = []
    for scheme in ("light", "dark"):
        for width in (390, 1440):
            context = browser.new_context(
                viewport={"width": width, "height": 1000}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            for looked in pages:
                _open(page, readers, looked)
                page.evaluate(source)
                found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                for each in found["violations"]:
                    where = "; ".join(node["html"][:120] for node in each["nodes"][:2])
                    faults.append(
                        f"axe, {looked.name}, {scheme}, {width} px: {each['id']}: {where}"
                    )
            context.close()
    print(f"axe: {len(pages)} pages, light and dark, 390 and 1440 px: {len(faults)} violations")
    return faults


def ruler(browser: Browser, readers: str, pages: list[Looked]) -> list[str]:
    """Return the pages that have to be scrolled sideways, and at what."""
    faults = []
    page = browser.new_context(bypass_csp=True).new_page()
    too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    for looked in pages:
        _open(page, readers, looked)
        ways = [("", ""), (" with text at 200 %", "fontSize = '200%'")]
        for words, change in ways:
            if change:
                page.evaluate(f"document.documentElement.style.{change}")
            for direction in ("ltr", "rtl"):
                page.evaluate(f"document.documentElement.dir = '{direction}'")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    if page.evaluate(too_wide):
                        faults.append(f"ruler, {looked.name}, {width} px, {direction}{words}")
    print(f"ruler: {len(pages)} pages at {len(WIDTHS)} widths: {len(faults)} to scroll sideways")
    return faults


def weight(browser: Browser, readers: str, plain: str) -> list[str]:
    """Return what is too heavy, asks strangers, sets cookies, shifts, or needs scripts."""
    faults = []
    for name, path, most, requests in (
        ("home", "/", HOME_BYTES, None),
        ("story without pictures", plain, STORY_BYTES, STORY_REQUESTS),
    ):
        weighed = weigh(browser, readers + path)
        bare = weigh(browser, readers + path, scripts=False)
        print(
            f"weight, {name}, 390 px: {weighed.bytes / 1000:.0f} KB in {weighed.requests} requests,"
            f" shift {weighed.shift:.3f}, {len(weighed.strangers)} strangers,"
            f" {weighed.cookies} cookies"
        )
        checks = {
            f"{weighed.bytes} bytes, not {most}": weighed.bytes <= most,
            f"{weighed.requests} requests": requests is None or weighed.requests <= requests,
            f"asks {', '.join(weighed.strangers)}": not weighed.strangers,
            f"{weighed.cookies} cookies": not weighed.cookies,
            f"shifts by {weighed.shift}": weighed.shift == 0,
            "says something else with scripts off": weighed.words == bare.words,
        }
        faults += [f"weight, {name}: {words}" for words, right in checks.items() if not right]
    return faults


def _open(page: Page, readers: str, looked: Looked) -> None:
    if looked.body is not None:
        body = looked.body

        def answer(route: Route) -> None:
            route.fulfill(body=body, content_type="text/html; charset=utf-8")

        page.route(f"{readers}{looked.path}", answer)
    page.goto(f"{readers}{looked.path}", wait_until="load")


def nu(readers: str, pages: list[Looked]) -> list[str]:
    """Return the errors of the Nu HTML checker."""
    folder = TOOLS / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = {}
    for number, looked in enumerate(pages):
        file = folder / f"{number}.html"
        file.write_bytes(looked.body if looked.body is not None else _read(readers + looked.path))
        names[file.resolve().as_uri()] = looked.name
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--format", "json", *map(str, sorted(folder.iterdir()))]
    told = json.loads(subprocess.run(command, capture_output=True, text=True).stderr)
    faults = []
    for message in told["messages"]:
        if message["type"] != "info":
            name = names.get(message.get("url", "").replace("file:/", "file:///", 1), "?")
            name = names.get(message.get("url", ""), name)
            faults.append(f"Nu, {name}, line {message.get('lastLine')}: {message['message']}")
    print(f"Nu HTML checker: {len(pages)} pages: {len(faults)} errors")
    return faults


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  our own server
            return bytes(answer.read())
    except urllib.error.HTTPError as refusal:  # a page that says 404 is a page, too
        return bytes(refusal.read())


def feeds(readers: str) -> list[str]:
    """Return what a reader of feeds cannot read."""
    import feedparser

    faults = []
    for path in ("/rss.xml", "/atom.xml"):
        parsed = feedparser.parse(_read(readers + path))
        if parsed.bozo:
            faults.append(f"feed {path}: {parsed.bozo_exception}")
        for entry in parsed.entries:
            lacking = [name for name in ("title", "link", "id", "published") if not entry.get(name)]
            if lacking:
                faults.append(f"feed {path}: an entry lacks {', '.join(lacking)}")
        if not parsed.entries:
            faults.append(f"feed {path}: no entry")
    print(f"feeds: RSS and Atom: {len(faults)} faults")
    return faults


def lighthouse(readers: str, pages: list[Looked], times: int = 3) -> list[str]:
    """Return where Lighthouse gives less than it has to; print what it measures."""
    faults = []
    for looked in pages:
        runs = [_lighthouse(readers + looked.path) for _ in range(times)]
        scores = {
            name: round(statistics.median(run["categories"][name]["score"] for run in runs) * 100)
            for name in SCORES
        }
        measured = {
            name: statistics.median(run["audits"][name]["numericValue"] for run in runs)
            for name in ("largest-contentful-paint", "cumulative-layout-shift", "total-byte-weight")
        }
        observed = statistics.median(
            run["audits"]["metrics"]["details"]["items"][0]["observedLargestContentfulPaint"]
            for run in runs
        )
        lcp, shift, weight = measured.values()
        print(
            f"Lighthouse, {looked.name}: "
            + ", ".join(f"{name} {score}" for name, score in scores.items())
            + f"; LCP {lcp / 1000:.1f} s simulated (slow 4G phone), {observed / 1000:.1f} s here;"
            f" shift {shift:.3f}; {weight / 1024:.0f} KB"
        )
        faults += [
            f"Lighthouse, {looked.name}: {name} {score}, not {SCORES[name]}"
            for name, score in scores.items()
            if score < SCORES[name]
        ]
        if lcp > 1200:
            faults.append(f"Lighthouse, {looked.name}: LCP {lcp / 1000:.1f} s, not 1.2 s")
        if shift > 0.005:
            faults.append(f"Lighthouse, {looked.name}: layout shift {shift:.3f}")
    return faults


def _lighthouse(address: str) -> Any:
    report = TOOLS / "lighthouse.json"
    command = [
        *(str(TOOLS / "node_modules/.bin/lighthouse"), address, "--quiet", "--output", "json"),
        *("--output-path", str(report), f"--chrome-flags={QUIET}"),
    ]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
    return json.loads(report.read_text())


if __name__ == "__main__":
    sys.exit(main())
