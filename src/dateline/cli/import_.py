"""``dateline import …``: brings stories in, and accounts for every one."""

from __future__ import annotations

import argparse
import fcntl
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.cli import import_archive, site
from dateline.cli.errors import Refused

if TYPE_CHECKING:
    from dateline.morgue.account import Account
    from dateline.morgue.copy import Copy

NAME = "import"
HELP = "Bring stories in: an archive of WordPress, saved pages, addresses, a Markdown folder."

Say = Callable[[str], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the importers."""
    kinds = parser.add_subparsers(dest="importer", metavar="IMPORTER", required=True)
    page = kinds.add_parser(
        "page", help="HTML files, whole-page text scrapes and http(s) addresses; makes drafts"
    )
    page.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder or a URL")
    page.add_argument(
        "--texts", metavar="DIR", help="write what was understood of each source as JSON"
    )
    page.add_argument(
        "--pictures", action="store_true", help="fetch pictures by address for files, too"
    )
    markdown = kinds.add_parser("markdown", help="a folder of Markdown stories (see the docs)")
    markdown.add_argument("folder", metavar="FOLDER")
    markdown.add_argument(
        "--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day 0 of relative times"
    )
    markdown.add_argument(
        "--publish", action="store_true", help="put stories into print as their dates say"
    )
    markdown.add_argument(
        "--style", choices=("hugo", "jekyll", "pelican", "nikola"),
        help="of a paper that one of these made; else in our own format",
    )  # fmt: skip
    markdown.add_argument("--texts", metavar="DIR", help=import_archive.TEXTS)
    import_archive.add_options(markdown, address=True)
    archives = import_archive.add_parsers(kinds)
    addresses = kinds.add_parser(
        "check-addresses", help="prove that old addresses lead to where things stand now"
    )
    addresses.add_argument("file", metavar="FILE", help="old addresses, one a line")
    site.add_site_argument(addresses)
    for one in (page, markdown, *archives):
        site.add_site_argument(one)
        one.add_argument("--dry-run", action="store_true", help="store nothing; only account")
        one.add_argument("--account", metavar="FILE.json", help="write the account as JSON")


def run(args: argparse.Namespace) -> int:
    """Import, print one line an item that needs a look, and the totals."""
    folder = site.open_site(args.site)
    if args.importer == "check-addresses":
        return import_archive.check_addresses(Path(args.file))
    # What the fetcher refuses is in the account, in words; its library need not log it, too.
    logging.getLogger("requests_hardened").setLevel(logging.ERROR)
    from dateline.lib.files import FileTrouble

    try:
        _refuse_useless(args)
        with _alone(folder), _accounted(args) as account:
            _import(args, account)
    except FileTrouble as error:
        raise Refused(str(error)) from error
    return 1 if account.totals()["lost"] or not account.balances else 0


def _refuse_useless(args: argparse.Namespace) -> None:
    """Refuse, before anything is stored, what could not be written in the end.

    Raises `FileTrouble`, or `Refused`.
    """
    from dateline.lib.files import refuse_unwritable, writable

    if args.account is not None:
        refuse_unwritable(Path(args.account))
    if args.importer == "markdown" and not args.style:
        for name in ("map", "media", "pictures", "only", "address", "texts"):
            if getattr(args, name):
                raise Refused(f"--{name} goes with --style, for a paper that a site generator made")
    texts = getattr(args, "texts", None)
    if texts and Path(texts).exists() and not Path(texts).is_dir():
        raise Refused(f"{texts} is no folder, so no texts can be written into it")
    if texts:
        writable(Path(texts))


@contextmanager
def _accounted(args: argparse.Namespace) -> Iterator[Account]:
    """Give an account to fill; write it and tell it, also that of a run that was cut short.

    What was stored is accounted for, whatever ended the run. Raises `FileTrouble`.
    """
    from django.db import DatabaseError

    from dateline.lib.files import FileTrouble
    from dateline.morgue.account import Account
    from dateline.morgue.sources import told

    given = [args.folder] if args.importer == "markdown" else args.sources
    account = Account(source=" ".join(map(told, given)), importer=args.importer)
    try:
        yield account
    except BaseException:
        if account.items:
            # The fault that ended the run is told; that the disk is full, too, would hide it.
            with suppress(FileTrouble):
                _write_account(account, args)
            with suppress(DatabaseError):
                _keep(account, args)
            _tell(account, args)
        raise
    trouble = None
    try:
        _write_account(account, args)
    except FileTrouble as error:
        trouble = error
    _keep(account, args)
    _tell(account, args)
    if trouble is not None:
        raise trouble


def _write_account(account: Account, args: argparse.Namespace) -> None:
    if args.account is not None:
        account.write(Path(args.account))


def _keep(account: Account, args: argparse.Namespace) -> None:
    """Keep the account for the newsroom; that of a dry run changes nothing."""
    from dateline.morgue import books

    if not args.dry_run and account.items:
        books.keep(account)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only import into this site on this machine. Raises `Refused` where one runs."""
    lock = folder / "var" / "import.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("another import into this site is running: wait until it ends") from None
        yield


def _import(args: argparse.Namespace, account: Account) -> None:
    if args.importer == "page":
        import_pages(
            args.sources,
            dry_run=args.dry_run,
            texts=Path(args.texts) if args.texts else None,
            pictures=args.pictures,
            account=account,
        )
    elif args.importer in import_archive.IMPORTERS or args.style:
        import_archive.bring_over(
            args, account, _progress if sys.stderr.isatty() else lambda _: None
        )
    else:
        import_markdown(
            Path(args.folder),
            day=args.day,
            publish=args.publish,
            dry_run=args.dry_run,
            say=_progress if sys.stderr.isatty() else lambda line: None,
            account=account,
        )


def import_pages(
    sources: list[str],
    *,
    dry_run: bool = False,
    texts: Path | None = None,
    pictures: bool = False,
    account: Account | None = None,
) -> Account:
    """Import saved pages, scrapes and addresses as drafts; return the account.

    An `account` that is given is filled item by item, so that it tells of a run cut short, too.
    Everything about a source that cannot be read is an item with state ``lost``.
    """
    from dateline.morgue import sources as found
    from dateline.morgue.account import Account, Item
    from dateline.morgue.load import Loader
    from dateline.morgue.pages import UnreadablePage
    from dateline.morgue.storable import storable, storable_text

    account = account or Account(source=" ".join(map(found.told, sources)), importer="page")
    names: set[str] = set()
    for number, source in enumerate(found.each(sources), start=1):
        if isinstance(source, Item):
            account.add(source)
            continue
        fetching = found.is_address(source) or pictures
        loader = Loader("page", fetching=fetching, dry_run=dry_run)
        try:
            copy = storable(found.understood(source))
        except UnreadablePage as error:
            known, reason = found.known_as(source), storable_text(str(error))
            account.add(Item(kind="story", source_id=known, reason=reason))
            continue
        if texts is not None:
            name = _text_name(source, number, names)
            _write_texts(texts / name, source, copy)
        _known_by_itself(copy, source)
        account.add(loader.load(copy))
    return account


def import_markdown(
    folder: Path,
    *,
    day: date | None = None,
    publish: bool = False,
    dry_run: bool = False,
    say: Say = print,
    account: Account | None = None,
) -> Account:
    """Import a folder of Markdown stories, and its masthead where it has one.

    `day` is day 0 of relative times (default: today in the paper's zone). An `account` that is
    given is filled item by item. Stories that cannot be read are items with state ``lost``; the
    others come in.
    """
    from dateline.lib import clock
    from dateline.masthead.queries import masthead
    from dateline.morgue.account import Account, Item
    from dateline.morgue.fronts import load_fronts
    from dateline.morgue.load import Loader
    from dateline.morgue.markdown import MarkdownError, read_folder, read_masthead
    from dateline.morgue.masthead import announced, load_masthead

    account = account or Account(source=str(folder), importer="markdown")
    named: frozenset[str] = frozenset()
    try:
        if (folder / "masthead").is_dir():
            paper = read_masthead(folder)
            named = announced(paper)
            for item in load_masthead(paper, dry_run=dry_run):
                account.add(item)
        zone = masthead().zone
        day0 = day or clock.day_in(zone, clock.now())
        read = list(read_folder(folder, day0=day0, zone=zone))
    except MarkdownError as error:
        raise Refused(str(error)) from error
    copies: list[Copy] = []
    for path, found in read:
        if isinstance(found, MarkdownError):
            account.add(Item(kind="story", source_id=path.stem, reason=str(found)))
        else:
            copies.append(found)
    loader = Loader("markdown", publish=publish, dry_run=dry_run, announced=named)
    for copy in copies:
        loader.reserve(copy)
    # Oldest first: the record then tells of the paper's past in its order.
    for number, copy in enumerate(sorted(copies, key=_first_published), start=1):
        say(f"  story {number} of {len(copies)}: {copy.headline[:60]}")
        account.add(loader.load(copy))
    coming = {copy.source_id for copy in copies}
    for item in load_fronts(folder, coming=coming, dry_run=dry_run):
        account.add(item)
    return account


def _known_by_itself(copy: Copy, source: str) -> None:
    """Know a page by where it was read, not by the address it claims for itself.

    Two pages can claim the same one, and a hostile page another story's; the second would
    take the first one's place. What it claims stays its `address`.
    """
    from dateline.morgue.copy import story_uid
    from dateline.morgue.sources import known_as
    from dateline.stories.models import Story

    copy.source_id = known_as(source)
    others = Story.objects.filter(imported_from=copy.address) if copy.address else None
    other = others.exclude(uid=story_uid("page", copy.source_id)).first() if others else None
    if other is not None:
        copy.doubts.append(f"story {other.uid} was imported from the same address")


def _text_name(source: str, number: int, taken: set[str]) -> str:
    """Return the name of the file for what was understood of `source`, and add it to `taken`.

    A number parts sources of one run that share a name. What an earlier run wrote is replaced.
    """
    stem = Path(source.rstrip("/").split("?")[0]).name or "page"
    name = f"{stem}.json"
    while name in taken:
        name, number = f"{number}-{stem}.json", number + 1
    taken.add(name)
    return name


def _write_texts(target: Path, source: str, copy: Copy) -> None:
    from dateline.lib.files import write_whole
    from dateline.morgue.pages import texts

    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**texts(copy), "source": source}, ensure_ascii=False, indent=1)
    write_whole(target, text.encode(errors="replace") + b"\n")


def _tell(account: Account, args: argparse.Namespace) -> None:
    for line in account.lines():
        print(line)
    told = ", ".join(f"{count} {state}" for state, count in account.totals().items() if count)
    print(f"{len(account.items)} items: {told or 'none'}" + (" (dry run)" * args.dry_run))
    if not account.balances:
        print(
            f"The account does not balance: by another count the source has {account.counted} "
            f"items; {sum(item.kind != 'table' for item in account.items)} are accounted for.",
            file=sys.stderr,
        )


def _first_published(copy: Copy) -> tuple[bool, Any]:
    return (copy.published is None, copy.published or copy.source_id)


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
