"""``dateline import page|markdown``: brings stories in, and accounts for every one."""

from __future__ import annotations

import argparse
import fcntl
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.cli import site
from dateline.cli.errors import Refused

if TYPE_CHECKING:
    from dateline.morgue.account import Account, Item
    from dateline.morgue.copy import Copy

NAME = "import"
HELP = "Bring stories in from saved pages, text scrapes, addresses or a Markdown folder."

Say = Callable[[str], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two importers."""
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
    for one in (page, markdown):
        site.add_site_argument(one)
        one.add_argument("--dry-run", action="store_true", help="store nothing; only account")
        one.add_argument("--account", metavar="FILE.json", help="write the account as JSON")


def run(args: argparse.Namespace) -> int:
    """Import, print one line an item that needs a look, and the totals."""
    folder = site.open_site(args.site)
    # What the fetcher refuses is in the account, in words; its library need not log it, too.
    logging.getLogger("requests_hardened").setLevel(logging.ERROR)
    from dateline.lib.files import FileTrouble
    from dateline.morgue.places import NoHome

    _refuse_useless(args)
    try:
        with _alone(folder):
            account = _imported(args)
        if args.account:
            account.write(Path(args.account))
    except (FileTrouble, NoHome) as error:
        raise Refused(str(error)) from error
    for item in account.items:
        _tell(item)
    told = ", ".join(f"{count} {state}" for state, count in account.totals().items() if count)
    print(f"{len(account.items)} items: {told or 'none'}" + (" (dry run)" * args.dry_run))
    return 1 if account.totals()["lost"] else 0


def _refuse_useless(args: argparse.Namespace) -> None:
    """Refuse, before anything is stored, what could not be written in the end."""
    if args.account and not Path(args.account).parent.is_dir():
        raise Refused(f"{args.account} cannot be written: its folder is not there")
    texts = getattr(args, "texts", None)
    if texts and Path(texts).exists() and not Path(texts).is_dir():
        raise Refused(f"{texts} is no folder, so no texts can be written into it")


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


def _imported(args: argparse.Namespace) -> Account:
    if args.importer == "page":
        return import_pages(
            args.sources,
            dry_run=args.dry_run,
            texts=Path(args.texts) if args.texts else None,
            pictures=args.pictures,
        )
    return import_markdown(
        Path(args.folder),
        day=args.day,
        publish=args.publish,
        dry_run=args.dry_run,
        say=_progress if sys.stderr.isatty() else lambda line: None,
    )


def import_pages(
    sources: list[str],
    *,
    dry_run: bool = False,
    texts: Path | None = None,
    pictures: bool = False,
) -> Account:
    """Import saved pages, scrapes and addresses as drafts; return the account.

    Everything about a source that cannot be read is an item with state ``lost``.
    """
    from dateline.morgue.account import Account, Item
    from dateline.morgue.load import Loader
    from dateline.morgue.pages import UnreadablePage
    from dateline.morgue.storable import storable, storable_text

    account = Account(source=storable_text(" ".join(sources)), importer="page")
    for number, source in enumerate(_each(sources), start=1):
        by_address = source.startswith(("http://", "https://"))
        loader = Loader("page", fetching=by_address or pictures, dry_run=dry_run)
        try:
            copy = storable(_understood(source))
        except UnreadablePage as error:
            told, reason = storable_text(source), storable_text(str(error))
            account.add(Item(kind="story", source_id=told, reason=reason))
            continue
        if texts is not None:
            _write_texts(texts, number, source, copy)
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
) -> Account:
    """Import a folder of Markdown stories, and its masthead where it has one.

    `day` is day 0 of relative times (default: today in the paper's zone). Stories that cannot
    be read are items with state ``lost``; the others come in.
    """
    from dateline.lib import clock
    from dateline.masthead.queries import masthead
    from dateline.morgue.account import Account, Item
    from dateline.morgue.load import Loader
    from dateline.morgue.markdown import MarkdownError, read_folder, read_masthead
    from dateline.morgue.masthead import load_masthead

    account = Account(source=str(folder), importer="markdown")
    try:
        if (folder / "masthead").is_dir() and not dry_run:
            account.items += load_masthead(read_masthead(folder))
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
    loader = Loader("markdown", publish=publish, fetching=False, dry_run=dry_run)
    for copy in copies:
        loader.reserve(copy)
    # Oldest first: the record then tells of the paper's past in its order.
    for number, copy in enumerate(sorted(copies, key=_first_published), start=1):
        say(f"  story {number} of {len(copies)}: {copy.headline[:60]}")
        account.add(loader.load(copy))
    return account


def _each(sources: list[str]) -> Iterator[str]:
    """Yield every file and address; a folder gives its files in order."""
    for source in sources:
        if not source.startswith(("http://", "https://")) and _is_folder(source):
            yield from (str(path) for path in sorted(Path(source).iterdir()) if path.is_file())
        else:
            yield source


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # too long a name, a NUL in it: `_understood` says so
        return False


def _understood(source: str) -> Copy:
    """Read one source. Raises `UnreadablePage` for whatever keeps it from being a story."""
    from dateline.conf.options import option
    from dateline.lib.fetch import FetchFailed, FetchRefused, fetch
    from dateline.morgue.pages import UnreadablePage, read_source
    from dateline.morgue.storable import storable_text

    if source.startswith(("http://", "https://")):
        try:
            fetched = fetch(
                source,
                accept=("text/html", "application/xhtml+xml", "text/plain"),
                max_bytes=option("IMPORT_MAX_BYTES"),
            )
        except (FetchRefused, FetchFailed) as error:
            raise UnreadablePage(source, str(error)) from error
        return read_source(fetched.body, source, fetched.url)
    # The whole path is what a second import knows the file by, wherever it is called from.
    try:
        path = Path(source).resolve()
        if "://" in source and not path.exists():
            raise UnreadablePage(source, "only http and https addresses are fetched")
        if path.stat().st_size > option("IMPORT_MAX_BYTES"):
            size = path.stat().st_size / 1_000_000
            most = option("IMPORT_MAX_BYTES") / 1_000_000
            raise UnreadablePage(source, f"is {size:.0f} MB; at most {most:.0f} MB are read")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadablePage(source, f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in it
        raise UnreadablePage(source, "is no name that a file can have") from error
    return read_source(data, storable_text(str(path)))


def _known_by_itself(copy: Copy, source: str) -> None:
    """Know a page by where it was read, not by the address it claims for itself.

    Two pages can claim the same one, and a hostile page another story's; the second would
    take the first one's place. What it claims stays its `address`.
    """
    from dateline.morgue.copy import story_uid
    from dateline.morgue.storable import storable_text
    from dateline.stories.models import Story

    by_address = source.startswith(("http://", "https://"))
    copy.source_id = storable_text(source if by_address else str(Path(source).resolve()))
    others = Story.objects.filter(imported_from=copy.address) if copy.address else None
    other = others.exclude(uid=story_uid("page", copy.source_id)).first() if others else None
    if other is not None:
        copy.doubts.append(f"story {other.uid} was imported from the same address")


def _write_texts(folder: Path, number: int, source: str, copy: Copy) -> None:
    from dateline.lib.files import write_whole
    from dateline.morgue.pages import texts

    folder.mkdir(parents=True, exist_ok=True)
    name = Path(source.rstrip("/").split("?")[0]).name or f"page-{number}"
    target = folder / f"{name}.json"
    if target.exists():
        target = folder / f"{number}-{name}.json"
    text = json.dumps({**texts(copy), "source": source}, ensure_ascii=False, indent=1)
    write_whole(target, text.encode(errors="replace") + b"\n")


def _tell(item: Item) -> None:
    """Print what a person should look at: losses, and what is doubtful about the rest."""
    if item.kind != "story":
        return
    if item.state == "lost":
        print(f"lost: {item.reason}")
        return
    print(f"{item.state}: {item.source_id} -> story {item.story}")
    for doubt in item.doubts:
        print(f"  doubt: {doubt}")
    for inside in item.inside:
        if inside.state == "lost":
            print(f"  lost: {inside.what}: {inside.reason}")


def _first_published(copy: Copy) -> tuple[bool, Any]:
    return (copy.published is None, copy.published or copy.source_id)


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
