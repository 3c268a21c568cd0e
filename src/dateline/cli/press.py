"""``dateline press``: prints what waits, tells how printing stands, proves what is printed."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.cli import site
from dateline.cli.errors import Refused

NAME = "press"
HELP = "Print what waits, tell how printing stands, prove or spoil what is printed."

#: Paths and faults that are listed one by one.
LISTED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    run = verbs.add_parser("run", help="print what waits and what is due, and end")
    run.add_argument("--all", action="store_true", help="every page anew, fronts and newest first")
    status = verbs.add_parser("status", help="tell how printing stands")
    verify = verbs.add_parser(
        "verify", help="prove every page against its hash, and against what would be printed now"
    )
    spoil = verbs.add_parser("spoil", help="have pages printed anew")
    spoil.add_argument("what", metavar="ADDRESS|KEY", help="/city/, or a key such as section:3")
    copy = verbs.add_parser(
        "copy", help="write the whole printed paper into a folder, as files that open from a disk"
    )
    copy.add_argument("folder", metavar="DIR", help="missing, empty, or an earlier copy")
    follow = verbs.add_parser(
        "follow", help="bring what is printed in PostgreSQL to readers of this machine, until ended"
    )
    for verb in (run, status, verify, spoil, copy, follow):
        site.add_site_argument(verb)


def run(args: argparse.Namespace) -> int:
    """Do it. Raises `Refused` where nothing was ever printed."""
    site.open_site(args.site)
    if args.verb == "follow":
        return follow(args)
    follow_print()
    verbs = {"run": print_all, "status": tell, "verify": prove, "spoil": spoil, "copy": copy_all}
    return verbs[args.verb](args)


def follow(args: argparse.Namespace) -> int:
    """Follow until ended. Raises `Refused` where the press prints into the file itself."""
    from dateline.cli.pressing import until_stopped
    from dateline.lib.logs import to_stderr
    from dateline.press import loop, stores

    if not stores.in_database():
        raise Refused("this paper's press prints into var/plates.db itself: nothing is to follow")
    to_stderr(logging.INFO)
    print(f"Following into {stores.plates_path()}. Stop with Ctrl-C.", flush=True)
    return until_stopped(loop.follow)


def follow_print() -> None:
    """Have pages carry the readers' address that the printed ones carry, unless environment or
    settings name one: ``dateline serve --port`` does, and nobody else knows."""
    from django.conf import settings

    from dateline.press import stores
    from dateline.press.run import READERS_URL

    if "READERS_URL" in settings.DATELINE:
        return
    try:
        with stores.printed() as printed:
            address = printed.note(READERS_URL)
    except FileNotFoundError:
        return
    if address:
        os.environ.setdefault("DATELINE_READERS_URL", address)


def print_all(args: argparse.Namespace) -> int:
    """Print until nothing is left; with a press at work beside it, whoever comes first prints."""
    from django.utils import timezone

    from dateline.press import stores
    from dateline.press.run import Press, waiting

    with stores.printing() as store:
        press = Press(store)
        press.begin()
        if args.all:
            press.list_all("asked for")
        total, told = store.counts(timezone.now().timestamp())["due"], 0
        while waiting() or store.due(timezone.now().timestamp(), 1):
            press.turn()
            told += 1
            if told % 50 == 0:
                left = store.counts(timezone.now().timestamp())["due"]
                print(f"{left} of {total} pages are left", flush=True)
        _say_how_it_stands(store)
        return 1 if store.faults() else 0


def tell(args: argparse.Namespace) -> int:
    """Tell how printing stands; 1 where a page could not be printed."""
    with _opened() as store:
        _say_how_it_stands(store)
        return 1 if store.faults() else 0


def prove(args: argparse.Namespace) -> int:
    """Tell what differs; 1 where anything does that should not."""
    from dateline.press.proving import verify

    with _opened() as store:
        paths, wrong, kept = len(store.paths()), 0, 0
        for difference in verify(store):
            if difference.expected:
                kept += 1
            else:
                wrong += 1
                print(f"{difference.path}: {difference.what}")
    print(f"{paths} paths, {wrong} differ.")
    if kept:
        print(f"{kept} stories offer other stories than they would now, as they were printed.")
    if wrong:
        print("dateline press spoil ADDRESS prints one anew, dateline press run --all all of them.")
    return 1 if wrong else 0


def spoil(args: argparse.Namespace) -> int:
    """Have pages printed anew by the press that is at work, or at the next ``press run``."""
    from django.utils import timezone

    from dateline.press import stores

    with _opened():
        at, what = timezone.now().timestamp(), args.what
    with stores.printing() as store:
        paths = {what} if store.find(what) else store.made_from([what])
        if not paths:
            raise Refused(
                f"nothing is printed at {what} or from it; an address begins and ends with /, "
                f"a key looks like section:3"
            )
        store.spoil(sorted(paths, reverse=True), at)
    print(f"{len(paths)} pages will be printed anew.")
    return 0


def copy_all(args: argparse.Namespace) -> int:
    """Write the paper into a folder; 1 where something had to be left out."""
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.utils import timezone

    from dateline.press.copying import copy

    def static(name: str) -> Path | None:
        found, collected = finders.find(name), Path(settings.STATIC_ROOT) / name
        if isinstance(found, str):
            return Path(found)
        return collected if collected.is_file() else None

    with _opened() as store:
        account = copy(
            store,
            Path(args.folder),
            timezone.now().timestamp(),
            media=Path(settings.MEDIA_ROOT),
            static=static,
            static_url=settings.STATIC_URL,
        )
    print(f"{account.pages} pages and {account.files} files are in {args.folder}.")
    for path, why in account.left_out[:LISTED]:
        print(f"{path} is not: {why}")
    if len(account.left_out) > LISTED:
        print(f"and {len(account.left_out) - LISTED} more are not")
    for path, pages in account.dead[:LISTED]:
        print(f"{pages} pages lead to {path}, which needs a server.")
    return 1 if account.left_out else 0


@contextmanager
def _opened() -> Iterator[Any]:
    from dateline.press import stores

    with ExitStack() as stack:
        try:
            store = stack.enter_context(stores.printed())
        except FileNotFoundError:
            raise Refused(
                "nothing was printed yet: dateline serve or dateline press run does"
            ) from None
        yield store


def _say_how_it_stands(store: Any) -> None:
    from django.utils import timezone

    from dateline.press.run import LISTED_AT, waiting

    counts = store.counts(timezone.now().timestamp())
    faults = store.faults()
    print(f"edition {store.edition}; the whole paper was listed {store.note(LISTED_AT) or 'never'}")
    for name, words in _WORDS.items():
        print(f"{counts.get(name, 0):>8} {words}")
    print(f"{waiting():>8} changes wait for the press")
    if (moment := store.next_due()) is not None and not counts["due"]:
        at = datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")
        print(f"         the next page changes by the clock at {at}")
    for path, fault, attempts in faults[:LISTED]:
        print(f"{path} could not be printed ({attempts} times): {fault}")
    if len(faults) > LISTED:
        print(f"and {len(faults) - LISTED} more")


_WORDS = {
    "plate": "pages are printed",
    "stub": "pages exist and are not printed yet",
    "moved": "addresses lead elsewhere",
    "gone": "addresses were taken out of print",
    "live": "pages are made for whoever asks",
    "due": "pages are to be printed now",
    "fault": "pages could not be printed",
}
