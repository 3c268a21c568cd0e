"""What the front desk asks for while a front is arranged: stories, topics, the front as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from dateline.fronts import actions
from dateline.fronts.compose import place
from dateline.fronts.outlook import NOTHING, Outlook, embargoed, outlook, planned_revisions
from dateline.fronts.plan import BadPlan
from dateline.fronts.plates import Draft
from dateline.masthead.queries import masthead
from dateline.newsroom.front_form import local, read_moment, read_plan, uids
from dateline.newsroom.views.fronts import front_or_404
from dateline.press.render import render_subject
from dateline.stories.models import Story, Topic

#: How many stories and topics are offered.
OFFERED = 30

View = Callable[..., HttpResponse]


def for_front_editors(view: View) -> View:
    """Let only those who may arrange fronts reach `view`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(actions.ARRANGE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_front_editors
def stories(request: HttpRequest) -> JsonResponse:
    """Return stories to choose from: what is planned first, then the newest in print.

    ``q`` are words of the headline, ``section`` its number. Four queries.
    """
    said = request.GET.get("q", "").replace("\0", "").strip()[:100]
    section = request.GET.get("section", "")
    wanted = Q(title__icontains=said) if said else Q()
    if section.isascii() and section.isdigit() and len(section) < 10:
        wanted &= Q(section=int(section))
    planned = [int(pk) for pk in planned_revisions().values_list("object_id", flat=True)[:OFFERED]]
    waiting = Story.objects.filter(Q(pk__in=planned) | Q(pk__in=embargoed().values("pk")))
    waiting = waiting.select_related("section")
    found = [*waiting.filter(wanted, in_print=False)[:OFFERED]]
    printed = Story.objects.in_print().filter(wanted).newest_first().select_related("section")
    found += printed[: OFFERED - len(found)]
    return JsonResponse({"stories": _told(found)})


@require_safe
@for_front_editors
def topics(request: HttpRequest) -> JsonResponse:
    """Return topics whose names begin with ``term``, by number. One query."""
    term = request.GET.get("term", "").replace("\0", "").strip()
    found = Topic.objects.filter(name__istartswith=term).order_by("name")[:OFFERED]
    told = [{"id": topic.pk, "name": topic.name} for topic in found] if term else []
    return JsonResponse({"topics": told})


@require_POST
@for_front_editors
def filled(request: HttpRequest, pk: int) -> JsonResponse:
    """Return what stands in each slot of the plan in hand, at the moment asked for."""
    front = front_or_404(pk)
    try:
        plan, at, seen = _in_hand(request)
    except BadPlan as refusal:
        return JsonResponse({"fault": str(refusal)}, status=400)
    placed = place(front, plan, at, seen).rows
    numbers = {each.story for row in placed for each in row}
    pinned = Story._base_manager.filter(Q(pk__in=numbers) | Q(uid__in=uids(plan)))
    by_uid = {told["uid"]: told for told in _told(pinned.select_related("section"))}
    by_uid |= {told["uid"]: told for told in _told(seen.coming.values())}
    rows = [[str(each.uid) for each in row] for row in placed]
    return JsonResponse({"slots": rows, "stories": by_uid})


@require_POST
@for_front_editors
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the page as readers get it with the plan in hand at the moment asked for."""
    front = front_or_404(pk)
    try:
        plan, at, seen = _in_hand(request)
    except BadPlan as refusal:
        return HttpResponse(escape(refusal), status=400)
    printed = render_subject("front-draft", Draft(front, plan, seen), at)
    body = printed.body(at).replace(b"<head>", b'<head><base target="_blank">', 1)
    return HttpResponse(body, headers=dict(printed.headers))


def _in_hand(request: HttpRequest) -> tuple[Any, Any, Outlook]:
    """Return the plan that was sent, the moment, and what is planned by then."""
    zone, now = masthead().zone, timezone.now()
    plan = read_plan(request.POST.get("plan", ""), zone)
    at = read_moment(request.POST.get("at", ""), zone)
    if at is None or at <= now:
        return plan, now, NOTHING
    return plan, at, outlook(now, at)


def _told(found: Iterable[Story]) -> list[dict[str, Any]]:
    zone = masthead().zone
    return [_of(story, zone) for story in found]


def _of(story: Story, zone: ZoneInfo) -> dict[str, Any]:
    moment = story.printed_at or story.release_at
    return {
        "uid": str(UUID(str(story.uid))),
        "headline": story.title,
        "kind": story.get_kind_display(),
        "section": story.section.title if story.section else "",
        "when": local(moment, zone).replace("T", " ") if moment else "",
        "in_print": story.in_print,
        "was_in_print": bool(story.address) and not story.in_print,
    }
