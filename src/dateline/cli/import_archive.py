"""``dateline import wordpress|ghost|feed``: brings the archive of an older system over."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.cli.errors import Refused

if TYPE_CHECKING:
    from dateline.morgue.account import Account
    from dateline.morgue.archive import Run
    from dateline.morgue.copy import Copy

#: The importers of archives, each with what it reads.
IMPORTERS = {
    "wordpress": "exports of WordPress (WXR); several files of one site together",
    "ghost": "exports of Ghost (JSON) of any version",
    "feed": "RSS, Atom, JSON Feed and exports of Blogger; files and http(s) addresses",
}

TEXTS = "write what was understood of each item as JSON"
#: Types in which feeds are given out, and bytes of one that are read.
FEEDS = (
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
    "application/xml", "text/xml",
)  # fmt: skip
MOST_OF_A_FEED = 200_000_000


def add_parsers(kinds: Any) -> list[argparse.ArgumentParser]:
    """Declare the importers of archives."""
    parsers = []
    for name, reads in IMPORTERS.items():
        parser = kinds.add_parser(name, help=reads)
        metavar = "SOURCE" if name == "feed" else "FILE"
        parser.add_argument("sources", nargs="+", metavar=metavar, help=f"one of the {name} kind")
        parser.add_argument(
            "--publish", action="store_true", help="put into print what was, with its old date"
        )
        parser.add_argument("--texts", metavar="DIR", help=TEXTS)
        add_options(parser, address=name == "ghost")
        parsers.append(parser)
    return parsers


def add_options(parser: argparse.ArgumentParser, *, address: bool) -> None:
    """Take what holds for all archives; `address` where a source does not say where it stood."""
    parser.add_argument(
        "--map", metavar="FILE.toml", help="names, sections, topics, what goes live"
    )
    parser.add_argument("--media", metavar="DIR", help="a copy of the old media folder")
    parser.add_argument("--pictures", action="store_true", help="fetch pictures that are missing")
    parser.add_argument(
        "--only", action="append", default=[], metavar="ID",
        help="an item by number, slug or address; may be given several times",
    )  # fmt: skip
    if address:
        parser.add_argument(
            "--address", metavar="URL", help="where the old paper stood, if not here"
        )


def bring_over(args: argparse.Namespace, account: Account, say: Callable[[str], None]) -> None:
    """Import the archive that `args` name into `account`. Raises `Refused`."""
    from dateline.morgue.archive import Run
    from dateline.morgue.load import Loader

    media = Path(args.media) if args.media else None
    if media is not None and not media.is_dir():
        raise Refused(f"{args.media} is no folder with the files of the old site")
    mapping = _mapping(args)
    folders = (media,) if media is not None else ()
    if args.importer == "markdown":
        folder = Path(args.folder)
        folders = (*folders, *(folder / name for name in ("static", "content", "files")), folder)
    loader = Loader(
        getattr(args, "style", None) or args.importer,
        fetching=args.pictures, dry_run=args.dry_run, archive=True, media=folders,
    )  # fmt: skip
    texts = Path(args.texts) if args.texts else None
    run = Run(loader, mapping, account, only=frozenset(args.only), say=say)
    if texts is not None:
        run.understood = lambda copy: _write_texts(texts, copy)
    if args.importer == "markdown":
        _read_generator(Path(args.folder), run, args.style, args.address)
        return
    if args.importer == "feed":
        _read_feeds(args.sources, run)
        return
    paths = [Path(source) for source in args.sources]
    if args.importer == "wordpress":
        _read_wordpress(paths, run)
    else:
        _read_ghost(paths, run, args.address)


def _mapping(args: argparse.Namespace) -> Any:
    from dataclasses import replace

    from dateline.morgue.mapping import BadMapping, Mapping, read_mapping

    try:
        mapping = read_mapping(Path(args.map)) if args.map else Mapping()
    except BadMapping as error:
        raise Refused(str(error)) from error
    return replace(mapping, stories_live=True) if args.publish else mapping


def _read_wordpress(paths: list[Path], run: Run) -> None:
    from dateline.masthead.queries import masthead
    from dateline.morgue.wordpress import Export, Reader, UnreadableExport, count

    try:
        run.say(f"  looking through {len(paths)} files")
        exports = [Export(path) for path in paths]
        run.account.counted = sum(map(count, paths))
        reader = Reader(exports, run.mapping, masthead().zone)
        run.bring_over(reader.read(), run.account.counted)
        run.lead_to(reader.lists)
    except UnreadableExport as error:
        raise Refused(str(error)) from error


def _read_ghost(paths: list[Path], run: Run, address: str | None) -> None:
    from dateline.conf.options import option
    from dateline.masthead.queries import masthead
    from dateline.morgue.ghost import UnreadableExport, count, posts

    base = f"{(address or option('READERS_URL')).rstrip('/')}/"
    try:
        run.account.counted = sum(map(count, paths))
        for path in paths:
            run.bring_over(posts(path, masthead().zone, run.mapping, base), run.account.counted)
    except UnreadableExport as error:
        raise Refused(str(error)) from error


def _read_generator(folder: Path, run: Run, style: str, address: str | None) -> None:
    from dateline.conf.options import option
    from dateline.masthead.queries import masthead
    from dateline.morgue.generators import UnreadableFolder, count, stories

    base = f"{(address or option('READERS_URL')).rstrip('/')}/"
    try:
        found = stories(folder, style, masthead().zone, run.mapping, base)
        run.account.counted = count(folder, style)
        run.bring_over(found, run.account.counted)
    except UnreadableFolder as error:
        raise Refused(f"{folder}: {error}") from error


def _read_feeds(sources: list[str], run: Run) -> None:
    from dateline.masthead.queries import masthead
    from dateline.morgue.feeds import UnreadableFeed, count, posts
    from dateline.morgue.sources import known_as, told

    run.account.counted = 0
    for source in sources:
        try:
            data = _data_of(source)
            run.account.counted += (counted := count(data))
            run.bring_over(posts(data, known_as(source), masthead().zone, run.mapping), counted)
        except UnreadableFeed as error:
            raise Refused(f"{told(source)}: {error.reason}") from error


def _data_of(source: str) -> bytes:
    """Return what the feed at `source`, a file or an address, holds. Raises `UnreadableFeed`."""
    from dateline.lib.fetch import FetchFailed, FetchRefused, fetch
    from dateline.lib.files import NoPlainFile, TooLarge, read_plain
    from dateline.morgue.feeds import UnreadableFeed
    from dateline.morgue.sources import is_address

    try:
        if is_address(source):
            return fetch(source, accept=FEEDS, max_bytes=MOST_OF_A_FEED).body
        return read_plain(Path(source), most=MOST_OF_A_FEED)
    except (FetchRefused, FetchFailed, NoPlainFile, TooLarge, ValueError) as error:
        raise UnreadableFeed(source, str(error)) from error
    except OSError as error:
        raise UnreadableFeed(source, f"cannot be read: {error.strerror}") from error


def _write_texts(folder: Path, copy: Copy) -> None:
    from dateline.lib.files import write_whole
    from dateline.morgue.copy import story_uid
    from dateline.morgue.pages import texts

    folder.mkdir(parents=True, exist_ok=True)
    name = f"{story_uid('texts', copy.source_id)}.json"
    text = json.dumps({**texts(copy), "source": copy.source_id}, ensure_ascii=False, indent=1)
    write_whole(folder / name, text.encode(errors="replace") + b"\n")


def check_addresses(file: Path) -> int:
    """Say of each old address in `file` where it leads; return 1 where one leads nowhere.

    Raises `Refused` for a file that cannot be read.
    """
    from dateline.morgue.checking import checked

    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no text in UTF-8"
        raise Refused(f"{file}: {reason}") from error
    wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    counts: dict[str, int] = {}
    bad = 0
    for found in map(checked, wanted):
        bad += not found.good
        counts[found.verdict] = counts.get(found.verdict, 0) + 1
        if not found.good:
            print(f"{found.verdict}: {found.address}" + (f": {found.why}" if found.why else ""))
    told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items()))
    print(f"{len(wanted)} addresses: {told or 'none'}")
    return 1 if bad else 0
