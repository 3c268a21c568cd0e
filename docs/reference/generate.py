"""Writes the reference pages that are read out of the code: options, contexts, requests.

``python docs/reference/generate.py`` writes them, ``--check`` only says whether they are stale.
Django is not needed: the code is read, not run.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "src" / "dateline"

#: Modules whose dataclasses templates get, in the order in which the page tells of them.
CONTEXTS = (
    ("masthead/contexts.py", "The paper"),
    ("syndication/contexts.py", "For machines"),
    ("stories/contexts.py", "Stories"),
    ("stories/body.py", "A story's body"),
    ("broadsheet/charts.py", "Charts"),
    ("fronts/contexts.py", "Fronts"),
    ("onward/contexts.py", "Pages that list stories"),
    ("photodesk/contexts.py", "Pictures"),
    ("record/contexts.py", "Takedowns"),
)

#: What stands in each slot of each kind of page: the name a template uses, and its class.
EVERY_PAGE = {"paper": "PaperContext", "head": "HeadContext"}
PAGES: dict[str, dict[str, str]] = {
    "home": {"front": "FrontContext"},
    "section": {"front": "FrontContext"},
    "month": {"month": "MonthContext"},
    "day": {"day": "DayContext"},
    "story": {"story": "StoryContext", "onward": "OnwardContext", "draft": "bool", "beacon": "str"},
    "topic": {"list": "ListContext"},
    "contributor": {"contributor": "ContributorContext", "list": "ListContext"},
    "policy": {"policy": "PolicyContext"},
    "not-found": {"missing": "MissingContext"},
    "gone": {"missing": "MissingContext"},
    "away": {"missing": "MissingContext"},
    "takedown": {"takedown": "TakedownContext"},
    "search": {"search": "SearchContext"},
    "front-draft": {"front": "FrontContext"},
}

#: Set by `dateline serve` for the processes it starts; nobody else sets them.
BETWEEN_PROCESSES = {
    "DATELINE_BIND",
    "DATELINE_PORT",
    "DATELINE_SOCKET",
    "DATELINE_WORKERS",
    "DATELINE_SUPERVISOR",
}

#: Names in the environment besides those of the options: (default, what it is for).
ENVIRONMENT: dict[str, tuple[str, str]] = {
    "DATELINE_SITE": ("the current folder", "The site's folder. The command line sets it."),
    "DATELINE_ROLE": (
        "`newsroom`",
        "Which origin this process answers for, `newsroom` or `readers`. `dateline serve` sets it.",
    ),
    "DATELINE_SECRET_KEY": (
        "none",
        "50 random characters or more; whoever has it can forge logins. `dateline start` makes it.",
    ),
    "DATELINE_DEBUG": ("`false`", "Django's debug pages. Never where others can reach the site."),
    "DATELINE_HOSTS": (
        "`127.0.0.1,localhost,[::1]`",
        "Host names that readers' and newsroom's processes answer to, with commas.",
    ),
    "DATELINE_TRUSTED_ORIGINS": (
        "none",
        "Origins (`https://host`) whose forms the newsroom takes, with commas.",
    ),
    "DATELINE_SECURE": (
        "`false`",
        "`true` where both are reached by https: cookies are then sent by https only, browsers are "
        "told to use nothing else for a year, and `X-Forwarded-Proto` is believed.",
    ),
    "DATELINE_PROXIES": (
        "`0`",
        "How many proxies stand in front. Login limits, and the count of reads, need the network "
        "of who asks.",
    ),
    "DATELINE_DATABASE_URL": (
        "SQLite in `var/newsroom.sqlite3`",
        "Another database: `postgres://user:password@host:5432/name`.",
    ),
    "DATELINE_CACHE_URL": (
        "a table in the database",
        "Another cache, which all processes must share: `redis://host:6379/0`. Login limits live "
        "in it.",
    ),
    "DATELINE_MAIL_URL": (
        "`consolemail://`",
        "The mail server: `smtp+tls://user:password@host:587`. Without one the worker prints mail.",
    ),
    "DATELINE_MAIL_FROM": ("`newsroom@localhost`", "The sender of the newsroom's mail."),
    "DATELINE_LANGUAGE": ("`en-gb`", "The newsroom's language. The paper's is in its masthead."),
    "DATELINE_TIME_ZONE": ("`UTC`", "The newsroom's zone. The paper's is in its masthead."),
    "DATELINE_INSECURE_PASSKEYS": (
        "`false`",
        "Lets passkeys work without https. For a machine of one's own.",
    ),
    "DATELINE_LOG_LEVEL": ("`WARNING`", "From which level on the log is written."),
    "DATELINE_THREADS": (
        "`4`",
        "How many requests each server process answers side by side, 1 to 256.",
    ),
    "DATELINE_FIRST_USER": (
        "none",
        "Name of the first login, where the first `dateline serve` has no terminal to ask on.",
    ),
    "DATELINE_FIRST_PASSWORD": ("none", "The password of that login."),
    "DATELINE_TEST_DATABASE_URL": (
        "SQLite",
        "For Dateline's own tests: the database they run on.",
    ),
}

MADE = "<!-- Written by docs/reference/generate.py from the code: change it there. -->\n"


@dataclass(frozen=True)
class Field:
    """One field of a context: its type as written and its words."""

    name: str
    type: str
    words: str


@dataclass(frozen=True)
class Shape:
    """One dataclass: its name, its docstring and its fields."""

    name: str
    words: str
    fields: tuple[Field, ...]


def shapes(path: Path) -> Iterator[Shape]:
    """Yield the public dataclasses of a module, in its order."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and _is_dataclass(node) and node.name[0] != "_":
            fields = tuple(_fields(node, lines))
            yield Shape(node.name, ast.get_docstring(node) or "", fields)


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(mark) for mark in node.decorator_list)


def _fields(node: ast.ClassDef, lines: list[str]) -> Iterator[Field]:
    for part in node.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            words = _comment_above(lines, part.lineno)
            yield Field(part.target.id, ast.unparse(part.annotation), words)
        elif isinstance(part, ast.FunctionDef) and "property" in map(
            ast.unparse, part.decorator_list
        ):
            returned = ast.unparse(part.returns) if part.returns else ""
            yield Field(part.name, returned, ast.get_docstring(part) or "")


def _comment_above(lines: list[str], lineno: int) -> str:
    """Return the words of the ``#:`` lines that stand above line `lineno` (from 1)."""
    found: list[str] = []
    for line in reversed(lines[: lineno - 1]):
        if not line.strip().startswith("#:"):
            break
        found.insert(0, line.strip()[2:].strip())
    return " ".join(found)


def template_contexts() -> str:
    """Return the page about what templates get."""
    page = [
        MADE,
        "# What templates get",
        "Names on this page are a contract: a template of yours that uses them goes on working "
        "until the next major version. Whatever a template can reach and is not named here may "
        "change at any time. How to override a template: {doc}`../how-to/customise-the-look`.",
        "Everything is complete when a template gets it: printing asks no database.",
        "## Which page gets what",
        "Every page gets "
        + " and ".join(f"`{slot}` ({_link(name)})" for slot, name in EVERY_PAGE.items())
        + ".",
        "\n".join(_page_rows()),
    ]
    for name, title in CONTEXTS:
        page.append(f"## {title}")
        for shape in shapes(PACKAGE / name):
            page += _shape_words(shape)
    page.append("## Templates and their blocks")
    page.append(
        "A template in a site's `templates/` of the same name stands in for the one below. Extend "
        "the original and override one block, rather than copying the whole."
    )
    page.append("\n".join(_template_rows()))
    return "\n\n".join(page) + "\n"


def _link(name: str) -> str:
    """Return the class `name` as a link to its heading on the page."""
    bare = name.rpartition(" ")[2]
    anchored = f"[{bare}](#{bare.lower()})" if bare[0].isupper() else f"`{bare}`"
    return name.removesuffix(bare) + anchored


def _page_rows() -> Iterator[str]:
    yield "| page | name | what it is |"
    yield "|---|---|---|"
    for kind, slots in PAGES.items():
        for slot, name in slots.items():
            yield f"| {kind} | `{slot}` | {_link(name)} |"


def _shape_words(shape: Shape) -> Iterator[str]:
    yield f"### {shape.name}"
    yield shape.words.replace("``", "`")
    rows = ["| field | type | what it is |", "|---|---|---|"]
    for field in shape.fields:
        kind = field.type.replace("|", r"\|")
        words = field.words.replace("|", r"\|").replace("``", "`").replace("\n", " ")
        rows.append(f"| `{field.name}` | `{kind}` | {words} |")
    yield "\n".join(rows)


def blocks_of(path: Path) -> list[str]:
    """Return the names of the blocks of a template, in its order."""
    text = path.read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"{%\s*block\s+(\w+)\s*%}", text)))


def readers_pages() -> list[Path]:
    """Return the templates that readers' pages are made with."""
    return sorted((PACKAGE / "broadsheet" / "templates").rglob("*.html"))


def _template_rows() -> Iterator[str]:
    yield "| template | blocks |"
    yield "|---|---|"
    for path in readers_pages():
        name = path.relative_to(PACKAGE / "broadsheet" / "templates").as_posix()
        blocks = ", ".join(f"`{block}`" for block in blocks_of(path)) or "none"
        yield f"| `{name}` | {blocks} |"


def settings() -> str:
    """Return the page about options and names in the environment."""
    sys.path.insert(0, str(PACKAGE.parent))
    from dateline.conf.options import OPTIONS

    page = [
        MADE,
        "# Settings",
        "## Options",
        'A site sets them in `paper/settings.py` (`DATELINE = {"LIST_LENGTH": 20}`), or in the '
        "environment or `.env` with `DATELINE_` before the name (`DATELINE_LIST_LENGTH=20`). The "
        "environment wins. A name that does not exist, a value of a wrong type and a number "
        "below 1 are refused.",
    ]
    rows = ["| option | type | default | what it is for |", "|---|---|---|---|"]
    for row in OPTIONS:
        default = f"`{row.default}`" if row.default != "" else "empty"
        rows.append(f"| `{row.name}` | {row.type.__name__} | {default} | {row.help} |")
    page.append("\n".join(rows))
    page.append("## Names in the environment")
    page.append(
        "What is secret, or differs from machine to machine. They stand in the environment or in "
        "the site's `.env`; the environment wins."
    )
    rows = ["| name | default | what it is for |", "|---|---|---|"]
    for name, (default, words) in ENVIRONMENT.items():
        rows.append(f"| `{name}` | {default} | {words} |")
    page.append("\n".join(rows))
    page.append(
        "Any setting of Django and Wagtail can be set in `paper/settings.py` below the line that "
        "takes over Dateline's own. `dateline doctor` says what does not fit together."
    )
    return "\n\n".join(page) + "\n"


def requests() -> str:
    """Return the page about how the newsstand answers, written from the table that tests try."""
    sys.path[:0] = [str(PACKAGE.parent), str(PACKAGE.parents[1])]
    from tests.newsstand.table import ROWS

    page = [
        MADE,
        "# How requests are answered",
        "Each row is tried over a real connection. The paper in it has `/`, `/city/`, a story, an "
        "old address, one that is gone, one that was taken down for a legal reason, a search, and "
        "a picture; its host is `paper.example`. *Closed* means that the connection ends with the "
        "answer.",
    ]
    for group in dict.fromkeys(row.group for row in ROWS):
        page.append(f"## {group}")
        rows = ["| what is asked | answer |", "|---|---|"]
        for row in (row for row in ROWS if row.group == group):
            what = row.what.replace("|", r"\|").replace("\0", "NUL")
            answer = str(row.status or "none")
            answer += f", to `{row.location}`" if row.location else ""
            rows.append(f"| {what} | {answer}{', closed' if row.closed else ''} |")
        page.append("\n".join(rows))
    return "\n\n".join(page) + "\n"


#: Every page this script writes.
WRITTEN = {
    "settings.md": settings,
    "template-contexts.md": template_contexts,
    "requests.md": requests,
}


def stale() -> list[str]:
    """Return the names of pages that are not as the code would have them."""
    return [
        name
        for name, write in WRITTEN.items()
        if not (HERE / name).is_file() or (HERE / name).read_text(encoding="utf-8") != write()
    ]


def main() -> int:
    """Write the pages, or with ``--check`` say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    old = stale()
    for name in old:
        if not check:
            (HERE / name).write_text(WRITTEN[name](), encoding="utf-8")
        sys.stdout.write(f"{name} {'is stale' if check else 'written'}\n")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
