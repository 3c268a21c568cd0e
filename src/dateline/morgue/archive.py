"""Brings the archive of an older system over: item by item, each accounted for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field

from dateline.morgue import places
from dateline.morgue.account import Account, Item
from dateline.morgue.copy import Copy, OldList, OldStory
from dateline.morgue.load import Loader
from dateline.morgue.mapping import Mapping


@dataclass
class Run:
    """One import of an archive: what becomes of its items goes into `account`."""

    loader: Loader
    mapping: Mapping
    account: Account
    #: Names of the items that are wanted; empty for all.
    only: Collection[str] = ()
    say: Callable[[str], None] = lambda line: None
    understood: Callable[[Copy], None] = lambda copy: None
    _files: list[Item] = field(default_factory=list)

    def bring_over(self, found: Iterable[OldStory | Item], total: int) -> None:
        """Load what was `found`, of `total` items in all."""
        for number, each in enumerate(found, start=1):
            if isinstance(each, Item):
                self.account.add(each)
                if each.kind == "file":
                    self._files.append(each)
                continue
            if self.only and not _wanted(each.copy, self.only):
                self.account.add(_left_out(each.copy))
                continue
            self.understood(each.copy)
            self.say(f"  item {number} of {total}: {each.copy.headline[:60]}")
            self.account.add(self.loader.load(each.copy, live=self._goes_live(each)))
        taken = self.loader.desk.taken
        for item in self._files:
            if item.address in taken:
                item.state, item.reason = "imported", ""

    def lead_to(self, lists: Lookup[str, OldList]) -> None:
        """Let the old paths of sections, topics and people lead to their pages here."""
        if not self.loader.dry_run:
            for path, old in lists.items():
                places.lead_to_list(path, old)

    def _goes_live(self, post: OldStory) -> bool:
        decided = self.mapping.pages_live if post.is_page else self.mapping.stories_live
        return post.live and decided


def _wanted(copy: Copy, only: Collection[str]) -> bool:
    names = {copy.source_id, copy.source_id.rpartition("=")[2], copy.slug, copy.address}
    return not names.isdisjoint(only)


def _left_out(copy: Copy) -> Item:
    return Item(
        kind="story", source_id=copy.source_id, address=copy.address, state="skipped",
        reason="was not asked for (--only)",
    )  # fmt: skip
