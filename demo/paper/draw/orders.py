"""What is to be drawn: the pictures that stories and staff ask for."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

DIRECTIVE = re.compile(r"^:{3,}\s*picture\s*\{(.*)\}\s*$", re.M)
PAIR = re.compile(r"(\w+)=(?:\"([^\"]*)\"|(\S+))")


@dataclass(frozen=True)
class Order:
    """One picture: the name of its file, and what it is drawn from."""

    name: str
    motif: str
    seed: int
    light: str = "day"


def orders(stories, staff):
    """Yield an order for each picture of the stories in a folder and of a staff list."""
    for path in sorted(Path(stories).glob("**/*.md")):
        _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        front = yaml.safe_load(head)
        asked = [front["picture"]] if "picture" in front else []
        for found in DIRECTIVE.finditer(text):
            asked.append({key: quoted or plain for key, quoted, plain in PAIR.findall(found[1])})
        for n, words in enumerate(asked, 1 if "picture" in front else 2):
            yield _order(front["slug"] if n == 1 else f"{front['slug']}-{n}", words)
    for person in yaml.safe_load(Path(staff).read_text(encoding="utf-8")):
        yield _order(f"staff-{person['slug']}", person["portrait"])


def _order(name, words):
    return Order(name, words["motif"], int(words["seed"]), words.get("light", "day"))
