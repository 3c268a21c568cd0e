"""The front desk: fronts arranged, looked at, published, planned; breaking news called out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from dateline.fronts import actions
from dateline.fronts.compose import first_plan
from dateline.fronts.models import Arrangement, Banner
from dateline.fronts.plan import MOST_SLOTS, SIZES, TOP, BadPlan, Kind, Plan
from dateline.fronts.queries import changes_after, in_force, newest_number
from dateline.masthead.models import Home, Section
from dateline.masthead.queries import masthead, sections_for_readers
from dateline.newsroom.front_form import (
    local,
    plan_for_desk,
    read_moment,
    read_plan,
    sent_as_is,
    topics_of,
)
from dateline.stories.models import Story, Topic

#: How many earlier arrangements the desk offers to begin from.
HISTORY = 12
#: For how long breaking news stands unless told otherwise.
BREAKING_FOR = timedelta(hours=2)


def front_or_404(pk: int) -> Page:
    """Return the home page or section with number `pk`."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, Home | Section):
        raise Http404
    return page


class FrontsMixin(WagtailAdminTemplateMixin):
    """A page for those who may arrange fronts."""

    header_icon = "grip"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not request.user.has_perm(actions.ARRANGE):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class BannerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Breaking news, with its end on the paper's clock."""

    until = forms.CharField(
        label=gettext_lazy("Until"), widget=forms.DateTimeInput({"type": "datetime-local"})
    )
    address = forms.CharField(
        label=gettext_lazy("Story"),
        required=False,
        help_text=gettext_lazy("Its address: /city/2026/07/06/ferry-stays-in-port/"),
    )

    class Meta:
        model = Banner
        fields = ("label", "words")

    def clean_until(self) -> datetime:
        """Read the moment in the paper's zone."""
        try:
            moment = read_moment(self.cleaned_data["until"], masthead().zone)
        except BadPlan as refusal:
            raise forms.ValidationError(str(refusal)) from None
        assert moment is not None  # noqa: S101  the field is required
        return moment

    def clean_address(self) -> str:
        """Find the story that stands there; a whole URL does as well."""
        try:
            address = urlsplit(self.cleaned_data["address"]).path
        except ValueError:
            raise forms.ValidationError(_("That is no address.")) from None
        if address:
            self.instance.story = Story.objects.in_print().filter(address=address).first()
            if self.instance.story is None:
                raise forms.ValidationError(_("No story in print stands at %s.") % address)
        return address

    def _post_clean(self) -> None:
        if "until" in self.cleaned_data:
            self.instance.until = self.cleaned_data["until"]
        super()._post_clean()  # type: ignore[misc]


class FrontsView(FrontsMixin, FormView):  # type: ignore[type-arg]
    """All fronts, what is planned for them, and breaking news."""

    template_name = "dateline/newsroom/fronts.html"
    page_title = gettext_lazy("Fronts")
    form_class = BannerForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with an end in two hours."""
        kwargs: dict[str, Any] = super().get_form_kwargs()
        until = local(timezone.now() + BREAKING_FOR, masthead().zone)
        return kwargs | {"instance": Banner(), "initial": {"until": until}}

    def form_valid(self, form: BannerForm) -> HttpResponse:
        """Call it out."""
        actions.call_out(form.instance, user=self.request.user)
        messages.success(self.request, _("It stands above the fronts."))
        return redirect("dateline_fronts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the fronts with what stands and what is planned. Three queries a front."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = timezone.now()
        home = Home.objects.live().first()
        fronts = [*([home] if home else []), *sections_for_readers()]
        context["fronts"] = [
            {
                "page": front,
                "standing": in_force(front, now),
                "planned": Arrangement.objects.of(front).planned(now).select_related("made_by"),
            }
            for front in fronts
        ]
        context["banners"] = Banner.objects.filter(until__gt=now).order_by("stands_from")
        context["media"] = context["form"].media
        context["zone"] = str(masthead().zone)
        return context


class FrontDeskView(FrontsMixin, TemplateView):
    """One front: its slots, the stories there are, and the page as readers will get it."""

    template_name = "dateline/newsroom/front_desk.html"
    front: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the front."""
        self.front = front_or_404(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The front's name."""
        return _("Front page") if isinstance(self.front, Home) else str(self.front.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, fronts, here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("dateline_fronts"), "label": _("Fronts")},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a draft, publish, or plan. What cannot be done is said, and nothing is lost."""
        zone = masthead().zone
        try:
            plan = read_plan(request.POST.get("plan", ""), zone)
        except BadPlan as refusal:
            messages.error(request, str(refusal))
            return self._again(request.POST.get("plan", ""))
        action, words = request.POST.get("action"), ""
        desk = reverse("dateline_front_desk", args=[self.front.pk])
        if action not in {"draft", "plan", "publish"}:
            messages.error(request, _("Publish it, plan it or keep it: nothing was done."))
            return self._again(plan)
        try:
            if action == "draft":
                draft = actions.keep_draft(self.front, plan, user=request.user)
                desk += f"?from={draft.pk}"
                words = _("The draft is kept. Readers see nothing of it.")
            else:
                at = self._planned_for() if action == "plan" else None
                begun_from = _number(request.POST.get("begun_from", ""))
                actions.publish(
                    self.front,
                    plan,
                    user=request.user,
                    begun_from=begun_from,
                    at=at,
                    seen=_number(request.POST.get("seen", "")),
                )
                words = _("The front is planned.") if at else _("The front is out.")
        except actions.Overtaken as refusal:
            messages.error(request, _overtaken(refusal.standing))
            return self._again(plan, warned=True)
        except (actions.TooLate, BadPlan) as refusal:
            messages.error(request, str(refusal))
            return self._again(plan)
        messages.success(request, words)
        return redirect(desk)

    def _planned_for(self) -> datetime:
        at = read_moment(self.request.POST.get("at", ""), masthead().zone)
        if at is None:
            raise BadPlan(_("Say from when on it stands."))
        return at

    def _again(self, plan: Plan | str, *, warned: bool = False) -> HttpResponse:
        """Show the desk with what was sent. Only who was `warned` of what others did meanwhile may
        publish over it with the next press of the button."""
        context = self.get_context_data(plan=plan)
        sent = self.request.POST
        context["at"] = sent.get("at", "")
        context["desk"]["refused"] = True
        if not warned:
            context |= {name: sent.get(name, "") for name in ("begun_from", "seen")}
        return self.render_to_response(context, status=400)

    def get_context_data(self, plan: Plan | str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Hand out the plan in hand, what it may be made of, and what else is planned."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, zone = timezone.now(), masthead().zone
        standing = in_force(self.front, now)
        of_front = Arrangement.objects.of(self.front)
        told = sent_as_is(plan) if isinstance(plan, str) else None
        if not isinstance(plan, Plan):
            plan = self._begun(of_front, standing)
        told = told or plan_for_desk(plan, zone)
        known = topics_of(told)
        return context | {
            "front": self.front,
            "standing": standing,
            "begun_from": standing.pk if standing else "",
            "seen": newest_number(self.front),
            "drafts": of_front.drafts().select_related("made_by")[:HISTORY],
            "planned": of_front.planned(now).select_related("made_by"),
            "history": of_front.counting()
            .filter(stands_from__lte=now)
            .select_related("made_by")[:HISTORY],
            "changes": [(moment, local(moment, zone)) for moment in changes_after(self.front, now)],
            "now": local(now, zone),
            "zone": str(zone),
            "desk": {
                "plan": told,
                "sizes": {str(kind): size for kind, size in SIZES.items()},
                "most": MOST_SLOTS,
                "refused": False,
                "top": [str(kind) for kind in TOP],
                "sections": {s.pk: s.title for s in sections_for_readers()},
                "topics": dict(Topic.objects.filter(pk__in=known).values_list("pk", "name")),
                "kinds": {str(kind): str(name) for kind, name in KIND_NAMES.items()},
                "words": {name: str(words) for name, words in WORDS.items()},
            },
        }

    def _begun(self, of_front: Any, standing: Arrangement | None) -> Plan:
        """Return the plan to begin with: the one asked for, what stands, or the first."""
        number = _number(self.request.GET.get("from", ""))
        asked = of_front.filter(pk=number).first() if number else None
        if asked is not None:
            return asked.plan
        return standing.plan if standing else first_plan(self.front)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what is planned, or a draft."""
    arrangement = get_object_or_404(Arrangement.objects.select_related("front"), pk=pk)
    try:
        actions.take_back(arrangement, user=request.user)
    except actions.TooLate as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("dateline_front_desk", arrangement.front_id)


@require_POST
def end_banner(request: HttpRequest, pk: int) -> HttpResponse:
    """Take breaking news down."""
    actions.end_banner(get_object_or_404(Banner, pk=pk), user=request.user)
    messages.success(request, _("It is taken down."))
    return redirect("dateline_fronts")


def _overtaken(standing: Arrangement | None) -> str:
    who = standing.made_by if standing else None
    words = _("%(who)s published or planned this front after you began.") % {
        "who": who or _("Somebody")
    }
    return f"{words} {_('Yours is still here: look at it, then publish it if it is right.')}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


#: What the kinds of slots are called at the desk.
KIND_NAMES = {
    Kind.LEAD: gettext_lazy("Lead"),
    Kind.LIVE: gettext_lazy("Live coverage"),
    Kind.SECONDS: gettext_lazy("Seconds"),
    Kind.OPINION: gettext_lazy("Opinion"),
    Kind.PICTURES: gettext_lazy("In pictures"),
    Kind.STRIP: gettext_lazy("Section"),
    Kind.TOPIC: gettext_lazy("Topic"),
}
#: What the desk's script says.
WORDS = {
    "by_itself": gettext_lazy("fills itself"),
    "empty": gettext_lazy("empty"),
    "pinned": gettext_lazy("by hand"),
    "until": gettext_lazy("Until"),
    "unpin": gettext_lazy("Let it fill itself"),
    "pin": gettext_lazy("Keep it here"),
    "lift": gettext_lazy("Move"),
    "up": gettext_lazy("Up"),
    "down": gettext_lazy("Down"),
    "remove": gettext_lazy("Remove"),
    "heading": gettext_lazy("Own heading"),
    "lifted": gettext_lazy(
        "Lifted: {story}. Arrow keys move it, Enter puts it down, Escape leaves it where it was."
    ),
    "at": gettext_lazy("{slot}, place {place} of {size}"),
    "put": gettext_lazy("{story} stands in {slot}, place {place}."),
    "left": gettext_lazy("Left where it was."),
    "unpinned": gettext_lazy("{slot}, place {place} fills itself."),
    "moved": gettext_lazy("{slot} is now number {place}."),
    "removed": gettext_lazy("{slot} is removed."),
    "none": gettext_lazy("No story found."),
    "unseen": gettext_lazy("The front cannot be shown: {fault}"),
    "not_yet": gettext_lazy("not in print yet"),
    "gone": gettext_lazy("not in print any more"),
    "full": gettext_lazy("The front is full. Remove a strip first."),
    "unsaved": gettext_lazy("Not saved yet."),
}
