"""What AVIF costs at the speed that `darkroom.develop` chose, beside Pillow's own.

Run ``python benchmarks/pictures.py``. It draws pictures (a gradient with noise, flat areas with
edges, fine lines), writes each at both speeds and at the quality of the paper's sizes, and
prints time and size as ratios to Pillow's default, measured in the same run.
"""

from __future__ import annotations

import argparse
import io
import random
import time
from collections.abc import Iterator
from statistics import geometric_mean

from PIL import Image, ImageDraw, ImageFilter

#: Pillow's default, the baseline; and what the paper uses.
DEFAULT, CHOSEN = 6, 8
QUALITY = 60
WIDTHS = (480, 800, 1440)


def pictures(width: int) -> Iterator[tuple[str, Image.Image]]:
    """Yield drawn pictures of `width` pixels, three to two, with the name of what they are."""
    size = (width, width * 2 // 3)
    dice = random.Random(width)
    sky = Image.linear_gradient("L").resize(size)
    noise = Image.effect_noise(size, 24).filter(ImageFilter.GaussianBlur(1))
    yield "photograph", Image.merge("RGB", (Image.blend(sky, noise, 0.4), sky, noise))
    flat = Image.new("RGB", size, "#e8e4d8")
    pen = ImageDraw.Draw(flat)
    for _ in range(60):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        colour = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
        pen.ellipse((x, y, x + dice.randrange(20, 200), y + dice.randrange(20, 200)), fill=colour)
    yield "drawing", flat
    lines = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(lines)
    for x in range(0, size[0], 5):
        pen.line((x, 0, dice.randrange(size[0]), size[1]), fill="black")
    yield "engraving", lines


def written(image: Image.Image, speed: int, times: int) -> tuple[float, int]:
    """Return the least CPU seconds that writing `image` took, and the bytes it came to."""
    seconds = []
    for _ in range(times):
        file = io.BytesIO()
        began = time.process_time()
        image.save(file, "AVIF", quality=QUALITY, speed=speed)
        seconds.append(time.process_time() - began)
    return min(seconds), file.getbuffer().nbytes


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3, help="how often each is written")
    times = parser.parse_args().times
    print(f"AVIF at quality {QUALITY}; speed {CHOSEN} beside Pillow's {DEFAULT}")
    print(f"{'picture':<12}{'width':>6}{'s at 6':>9}{'s at 8':>9}{'time':>8}{'size':>8}")
    faster, larger = [], []
    for width in WIDTHS:
        for name, image in pictures(width):
            (slow, small), (quick, large) = (written(image, s, times) for s in (DEFAULT, CHOSEN))
            faster.append(quick / slow)
            larger.append(large / small)
            told = f"{slow:>9.3f}{quick:>9.3f}{faster[-1]:>8.2f}{larger[-1]:>8.3f}"
            print(f"{name:<12}{width:>6}{told}")
    print(f"{'together':<36}{geometric_mean(faster):>8.2f}{geometric_mean(larger):>8.3f}")


if __name__ == "__main__":
    main()
