"""Takes the pictures of this folder off a running demo: ``python docs/images/take.py ADDRESS``.

Needs what ``make dev-environment`` makes, and Chromium. The stylesheet that the how-to
customise-the-look shows is laid over the last page, as ``static/house/paper.css`` would be.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
SHOWN = FOLDER.parent / "how-to" / "customise-the-look.md"


@dataclass(frozen=True)
class Shot:
    """A picture to take: file name, path, width and height of the screen, and its scheme."""

    name: str
    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    house: str = ""


def house() -> str:
    """Return the stylesheet under the two front pages of the how-to."""
    after = SHOWN.read_text().partition("images/house.webp")[2]
    return after.partition("```css\n")[2].partition("```")[0]


def shots(story: str) -> list[Shot]:
    """Return what is to be taken; `story` is the path of the story that leads the front page."""
    return [
        Shot("front", "/", 1440, 1500),
        Shot("story", story, 1440, 1500),
        Shot("story-dark", story, 820, 1100, "dark"),
        Shot("front-phone", "/", 390, 844),
        Shot("story-phone", story, 390, 844),
        Shot("search", "/search/?q=harbour", 820, 1100),
        Shot("house", "/", 1440, 1000, house=house()),
    ]


def main(readers: str) -> None:
    """Take every picture, as WebP."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(readers)
        story = page.locator(".front .story a").first.get_attribute("href") or "/"
        page.close()
        for shot in shots(story):
            context = browser.new_context(
                viewport={"width": shot.width, "height": shot.height},
                color_scheme=shot.scheme,
                bypass_csp=True,
            )
            page = context.new_page()
            for _ in range(2):  # the second time all faces are there
                page.goto(readers + shot.path, wait_until="networkidle")
            if shot.house:
                page.add_style_tag(content=shot.house)
            taken = Image.open(io.BytesIO(page.screenshot()))
            taken.save(FOLDER / f"{shot.name}.webp", quality=82, method=6)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
