"""What a page costs its reader: bytes on the wire, requests, strangers, cookies, what shifts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request

#: Most of a story without pictures, as sent, and of the home page on a phone before scrolling.
STORY_BYTES = 100_000
STORY_REQUESTS = 6
HOME_BYTES = 350_000

SHIFT = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) sum += shift.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


@dataclass(frozen=True)
class Weight:
    """What came over the wire for one page, and what it did then."""

    bytes: int
    requests: int
    strangers: tuple[str, ...]
    cookies: int
    shift: float
    words: str


def weigh(browser: Browser, address: str, *, width: int = 390, scripts: bool = True) -> Weight:
    """Open `address` with an empty cache on a screen of `width` pixels, and weigh it unscrolled.

    Bytes are those of the answers' heads and bodies as sent, compressed where they are.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=scripts
    )
    try:
        page = context.new_page()
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))
        page.goto(address, wait_until="networkidle")
        shift = float(page.evaluate(SHIFT)) if scripts else 0.0
        sizes = [request.sizes() for request in asked if request.response() is not None]
        host = urlsplit(address).netloc
        hosts = {urlsplit(request.url).netloc for request in asked}
        return Weight(
            bytes=sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes),
            requests=len(asked),
            strangers=tuple(sorted(hosts - {host, ""})),
            cookies=len(context.cookies()),
            shift=shift,
            words=" ".join(page.locator("body").inner_text().split()),
        )
    finally:
        context.close()
