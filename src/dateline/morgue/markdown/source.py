"""A file's bytes as text, and its front matter parted from its Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.morgue.markdown.errors import Notes

#: The longest file that is read, in bytes: a story of some 150,000 words.
LARGEST_FILE = 1_000_000
#: The longest front matter that is read, in characters.
LARGEST_FRONT = 50_000

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Source:
    """A file parted in two; the line numbers are those of the first line of each part."""

    front: str
    front_line: int
    body: str
    body_line: int


def read_text(notes: Notes) -> str:
    """Return the file's text with plain newlines, or raise `MarkdownError`.

    A file larger than `LARGEST_FILE`, an empty one, one that is not UTF-8 or not text at all
    is refused before anything is parsed. Stray control characters are taken out, with a doubt.
    """
    try:
        raw = read_plain(notes.file, most=LARGEST_FILE)
    except NoPlainFile:
        raise notes.error(0, "this is not a file", "name a Markdown file") from None
    except TooLarge as error:
        raise notes.error(
            0,
            f"the file has {error.size:,} bytes, and {LARGEST_FILE:,} is the most a story may have",
            "split it or take it out of the folder",
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise notes.error(0, f"cannot be read ({reason})", "check that it may be read") from None
    if not raw.strip():
        raise notes.error(0, "the file is empty", "write the story or remove the file")
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise notes.error(line, "this is not text", "save the story as UTF-8 text")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise notes.error(line, "this is not UTF-8", "save the file as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, stray = _CONTROL.subn("", text)
    if stray:
        notes.doubt(f"{stray} control characters were taken out")
    return text


def part(text: str, notes: Notes) -> Source:
    """Return `text` parted into front matter and body, or raise `MarkdownError`."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence == "+++":
        raise notes.error(
            start + 1, "the front matter is TOML", "write it as YAML between two lines of ---"
        )
    if fence != "---":
        raise notes.error(
            start + 1,
            "there is no front matter",
            "begin the file with a line of ---, the story's fields and a line of ---",
        )
    for n in range(start + 1, len(lines)):
        if lines[n].rstrip() in {"---", "..."}:
            front = "\n".join(lines[start + 1 : n])
            if len(front) > LARGEST_FRONT:
                raise notes.error(
                    start + 1,
                    f"the front matter has {len(front):,} characters of {LARGEST_FRONT:,} allowed",
                    "keep the story itself below the second line of ---",
                )
            return Source(front, start + 2, "\n".join(lines[n + 1 :]), n + 2)
    raise notes.error(start + 1, "the front matter has no end", "close it with a line of ---")
