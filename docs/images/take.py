"""Takes the pictures of this folder off a running demo: ``python docs/images/take.py ADDRESS``.

Needs what ``make dev-environment`` makes, and Chromium. `HOUSE` is laid over the pages of the last
picture as ``static/house/paper.css`` would be: the page how-to/customise-the-look shows both.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
#: What how-to/customise-the-look writes into ``static/house/paper.css``.
HOUSE = """
:root {
  --brand: #00557f;
  --paper: light-dark(#fff, #0d1418);
  --head: "Libre Franklin", "Label stand-in", sans-serif;
}
.nameplate .title { letter-spacing: -.03em; font-weight: 700; }
"""


@dataclass(frozen=True)
class Shot:
    """A picture to take: file name, path, width and height of the screen, and its scheme."""

    name: str
    path: str
    width: int
    height: int
    scheme: str = "light"
    house: str = ""


def shots(story: str) -> list[Shot]:
    """Return what is to be taken; `story` is the path of the story that leads the front page."""
    return [
        Shot("front", "/", 1440, 1500),
        Shot("story", story, 1440, 1500),
        Shot("story-dark", story, 820, 1100, "dark"),
        Shot("front-phone", "/", 390, 844),
        Shot("story-phone", story, 390, 844),
        Shot("search", "/search/?q=harbour", 820, 1100),
        Shot("house", "/", 1440, 1000, house=HOUSE),
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
                color_scheme="dark" if shot.scheme == "dark" else "light",
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
