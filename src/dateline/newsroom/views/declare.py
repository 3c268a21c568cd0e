"""Declares an update of a story, or a correction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.newsroom.desk_forms import DeclaredForm
from dateline.stories.actions import MayNot, SaysNothing, correct, declare_update
from dateline.stories.models import Story


class StoryView(WagtailAdminTemplateMixin, FormView):
    """A page about one story, for those who may change what is in print."""

    template_name = "dateline/newsroom/declare.html"
    form_class: type[forms.Form] = DeclaredForm
    #: What is said to who may not.
    refusal: Any = _("You may not change what is in print. Ask an editor to do it.")
    story: Story

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the story; send away, with words, who may not change it."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not self.may():
            messages.error(request, str(self.refusal))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        """Whether the person may do this to the story."""
        return bool(self.story.permissions_for_user(self.request.user).can_publish())

    def get_page_subtitle(self) -> str:
        """The story's headline."""
        return str(self.story.get_admin_display_title())

    def get_success_url(self) -> str:
        """Back to the story."""
        return reverse("wagtailadmin_pages:edit", args=[self.story.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, stories, the story, here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("stories:index"), "label": _("Stories")},
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Hand out the story."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["story"] = self.story
        context["media"] = context["form"].media
        return context


class DeclareView(StoryView):
    """Adds a dated statement to the story."""

    act: Callable[..., Any]
    done: Any
    explanation: Any
    submit_label: Any

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Add it; say why where it cannot be added."""
        try:
            type(self).act(self.story, form.cleaned_data["text"], user=self.request.user)
        except (MayNot, SaysNothing) as refusal:
            form.add_error("text", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, str(self.done))
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the statement is for."""
        context = super().get_context_data(**kwargs)
        context["explanation"] = self.explanation
        context["submit_label"] = self.submit_label
        return context


class UpdateView(DeclareView):
    """Declares that the story was brought up to date."""

    act = declare_update
    page_title = _("Declare an update")
    header_icon = "resubmit"
    explanation = _(
        "Readers see the time of the update beside the date of first publication, and these "
        "words under the story. Saving a story or mending a slip declares nothing. An update "
        "cannot be taken back."
    )
    submit_label = _("Declare the update")
    done = _("The update is declared.")


class CorrectionView(DeclareView):
    """Adds a correction."""

    act = correct
    page_title = _("Add a correction")
    header_icon = "warning"
    explanation = _(
        "Say what was wrong and what is right, so that it can be understood by itself. It "
        "stays under the story for ever. Mend the text of the story as well."
    )
    submit_label = _("Publish the correction")
    done = _("The correction is added.")
