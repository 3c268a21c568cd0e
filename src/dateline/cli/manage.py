"""``dateline manage``: Django's and Wagtail's own management commands, on a site."""

from __future__ import annotations

import argparse

from dateline.cli import site

NAME = "manage"
HELP = "Run a management command of Django or Wagtail on the site."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the site, then anything at all."""
    site.add_site_argument(parser)
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, metavar="...", help="the command and what it takes"
    )


def run(args: argparse.Namespace) -> int:
    """Hand the words on."""
    return site.manage(site.find(args.site), ["dateline manage", *args.words])
