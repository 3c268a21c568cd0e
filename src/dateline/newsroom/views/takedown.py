"""Takes a story down for a legal reason, and lifts that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dateline.newsroom.desk_forms import TakedownForm
from dateline.newsroom.views.declare import StoryView
from dateline.record import takedowns
from dateline.record.models import Takedown
from dateline.stories.actions import MayNot, SaysNothing
from dateline.stories.models import Story


class TakedownView(StoryView):
    """Asks why a story is to be taken down. Of one that is down, says why and offers to lift it."""

    template_name = "dateline/newsroom/takedown.html"
    form_class = TakedownForm
    page_title = gettext_lazy("Legal takedown")
    header_icon = "no-view"
    refusal = gettext_lazy("You may not take stories down. Ask a publisher to do it.")

    def may(self) -> bool:
        """Whether the person has the right to take stories down."""
        return bool(self.request.user.has_perm(takedowns.RIGHT))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; send back, with words, where there is nothing to take down."""
        if self.story.address is None:
            words = _("“%(headline)s” was never in print.") % {"headline": self.story.title}
            messages.error(request, words)
            return redirect(self.get_success_url())
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Take it down; say why where it cannot be."""
        try:
            takedowns.take_down(self.story, self.request.user, **form.cleaned_data)
        except (
            MayNot,
            SaysNothing,
            takedowns.NeverInPrint,
            takedowns.AlreadyDown,
        ) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        words = _("The story is taken down. Readers find your reason in its place.")
        messages.success(self.request, words)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the takedown that stands, if one does. One query."""
        context = super().get_context_data(**kwargs)
        context["takedown"] = takedowns.standing(self.story.uid)
        return context


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the story be published again."""
    takedown = get_object_or_404(Takedown, pk=pk)
    story = Story._base_manager.filter(uid=takedown.uid).first()
    try:
        takedowns.lift_takedown(takedown, request.user)
    except (MayNot, takedowns.NoTakedown) as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("The takedown is lifted. The story is out again once somebody publishes it.")
        messages.success(request, words)
    if story is None or not story.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_home")
    return redirect("wagtailadmin_pages:edit", story.pk)
