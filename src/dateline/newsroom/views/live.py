"""The live desk: entries of live coverage, published one by one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dateline.lib.htmltext import plain
from dateline.newsroom.desk_forms import EntryForm
from dateline.newsroom.views.declare import StoryView
from dateline.stories.actions import MayNot, NotLive, SaysNothing, add_entry, withdraw_entry
from dateline.stories.models import LiveEntry, Story

#: How many entries the live desk lists.
SHOWN = 100


class LiveDeskView(StoryView):
    """Writes the next entry; lists those that stand."""

    template_name = "dateline/newsroom/live_desk.html"
    form_class = EntryForm
    page_title = gettext_lazy("Live desk")
    header_icon = "time"

    def get_success_url(self) -> str:
        """Stay here: the next entry follows."""
        return reverse("dateline_live_desk", args=[self.story.pk])

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Publish the entry; say why where it cannot be."""
        data = form.cleaned_data
        text = data["text"]
        body = [{"type": "text", "value": text}] if plain(text).strip() else []
        try:
            add_entry(
                self.story,
                body,
                headline=data["headline"],
                by=data["by"],
                key=data["key"],
                user=self.request.user,
            )
        except (MayNot, NotLive, SaysNothing) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)  # type: ignore[arg-type]
            return self.form_invalid(form)
        in_print = Story.objects.filter(pk=self.story.pk, in_print=True).exists()
        words = _("The entry is out.") if in_print else _("The entry goes out with the story.")
        messages.success(self.request, words)
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the newest entries. One query."""
        context = super().get_context_data(**kwargs)
        context["entries"] = self.story.entries.all()[:SHOWN]
        return context


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one entry out of print."""
    entry = get_object_or_404(LiveEntry.objects.select_related("story"), pk=pk)
    try:
        withdraw_entry(entry, user=request.user)
    except MayNot as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_home")
    messages.success(request, _("The entry is withdrawn. Its words stay in the record."))
    return redirect("dateline_live_desk", entry.story_id)
