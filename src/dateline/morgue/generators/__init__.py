"""Reads papers that a site generator made of Markdown: Hugo, Jekyll, Pelican, Nikola. Touches no
database."""

from dateline.morgue.generators.read import STYLES, UnreadableFolder, count, stories

__all__ = ["STYLES", "UnreadableFolder", "count", "stories"]
