"""What must hold of a paper at every moment, whoever was killed whenever."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from dateline.press.models import Outbox, PrintedFile, Signpost
from dateline.record import chain
from dateline.record.models import Version
from dateline.stories.content import content_of
from dateline.stories.models import Story


def faults() -> list[str]:
    """Return what does not hold, in words. Empty: all is well."""
    found = [f"the record is broken: {each.what}" for each in chain.breaks()]
    stories = {story.uid: story for story in Story._base_manager.all()}
    uids = set(stories) | set(Outbox.objects.values_list("uid", flat=True))
    uids |= set(Version.objects.values_list("uid", flat=True))
    for uid in uids:
        found += [f"{uid}: {what}" for what in _faults_of(uid, stories.get(uid))]
    return found


def _faults_of(uid: Any, story: Any) -> list[str]:
    found = []
    rows = list(Outbox.objects.filter(uid=uid).order_by("pk"))
    last = rows[-1] if rows else None
    versions = list(Version.objects.filter(uid=uid).order_by("version"))
    if [v.version for v in versions] != list(range(1, len(versions) + 1)):
        found.append("versions are not numbered from 1 without a gap")
    if {v.version for v in versions} != {r.record_version for r in rows if r.record_version}:
        found.append("the outbox does not tell of every version, and of these only")
    said = last is not None and last.action == Outbox.Action.PRINT
    public = story is not None and story.in_print
    if public != said:
        found.append(f"in print is {public}, the outbox says {said}")
    files = PrintedFile.objects.filter(released_by=str(uid)).exists()
    if files and not public:
        found.append("its files are released, it is not in print")
    if public:
        found += _faults_in_print(story, last, versions)
    elif rows and not Signpost.objects.filter(path=rows[-1].old_address, target="").exists():
        found.append("it was removed and its address does not say so")
    return found


def _faults_in_print(story: Any, last: Any, versions: list[Any]) -> list[str]:
    found = []
    if not story.live:
        found.append("it is in print and not live")
    if story.live_revision_id and last.revision != story.live_revision_id:
        found.append("another revision is live than the outbox says")
    if last.new_address != story.address:
        found.append("it stands at another address than the outbox says")
    if Signpost.objects.filter(path=story.address).exists():
        found.append("its address says it is gone")
    if story.embargo_until and story.embargo_until > timezone.now():
        found.append("it is in print under embargo")
    if not versions or last.record_version != versions[-1].version:
        found.append("what is in print is not the record's last version")
    elif versions[-1].content != chain.canonical({**content_of(story)}):
        moved = _without_section(versions[-1].content) == _without_section(
            chain.canonical(content_of(story))
        )
        if not moved:
            found.append("what is in print is not what was recorded")
    return found


def _without_section(text: str) -> str:
    import json

    content = json.loads(text)
    content.pop("section")
    return chain.canonical(content)


def state() -> list[tuple[Any, ...]]:
    """Return what a paper has come to, without anything that differs from run to run."""
    return [
        (
            story.title,
            story.draft_title,
            story.live,
            story.in_print,
            story.section.slug,
            story.address is not None,
            story.locked,
            Outbox.objects.filter(uid=story.uid).count(),
            Version.objects.filter(uid=story.uid).count(),
            Revision.objects.filter(object_id=str(story.pk)).count(),
            Revision.objects.filter(object_id=str(story.pk))
            .filter(approved_go_live_at__isnull=False)
            .count(),
        )
        for story in Story._base_manager.order_by("pk")
    ] + [("gone", Outbox.objects.count(), Version.objects.count(), Signpost.objects.count())]
