"""Wagtail's page views for stories, sections and the home page, in the newsroom's manner."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page

from dateline.masthead.models import Section
from dateline.newsroom.desk_panel import DeskSidePanel
from dateline.newsroom.middleware import mark_refusal
from dateline.record import takedowns
from dateline.record.models import Takedown
from dateline.stories.models import Story

View = Callable[..., HttpResponse]

#: Characters of the reason for a takedown that stand above a story's form.
BANNER = 300


class StoryPanels:
    """Puts the Desk in the place of Wagtail's content checks, which need its own user bar."""

    def get_side_panels(self) -> Any:
        """Return Wagtail's panels with the Desk before them."""
        panels = super().get_side_panels()  # type: ignore[misc]
        kept = [panel for panel in panels if not isinstance(panel, ChecksSidePanel)]
        return type(panels)([DeskSidePanel(self.page, self.request), *kept])  # type: ignore[attr-defined]


class StoryCreateView(StoryPanels, CreateView):
    """Writes a new story."""


class StoryEditView(StoryPanels, EditView):
    """Goes on writing a story."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say above the form that the story was taken down, where that stands. One query."""
        takedown = takedowns.standing(self.page.uid)
        if takedown is not None:
            tell_of_takedown(request, self.page, takedown)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


def tell_of_takedown(request: HttpRequest, story: Story, takedown: Takedown) -> None:
    """Say when, by whom and why `story` was taken down, with the way to lift it for who may."""
    name = {
        "day": date_format(timezone.localtime(takedown.taken_down_at), "j F Y, H:i T"),
        "who": takedown.taken_down_by or _("the system"),
        "kind": takedown.get_kind_display(),
        "reason": Truncator(takedown.reason).chars(BANNER),
    }
    words = _("Taken down on %(day)s by %(who)s. %(kind)s: %(reason)s") % name
    buttons = []
    if request.user.has_perm(takedowns.RIGHT):
        way = reverse("dateline_takedown", args=[story.pk])
        buttons = [messages.button(way, _("Look at it, or lift it"))]
    messages.warning(request, words, buttons)


class PreviewsNothingNew:
    """Reads the form for a preview: nothing of it is stored, new topics neither."""

    def get_form(self, query_dict: Any) -> Any:
        """Return the form, marked."""
        form = super().get_form(query_dict)  # type: ignore[misc]
        form.for_preview = True
        return form


class StoryPreviewView(PreviewsNothingNew, PreviewOnEditView):
    """Shows a story as its form stands."""


class NewStoryPreviewView(PreviewsNothingNew, PreviewOnCreateView):
    """Shows a story that was never saved."""


class NoPosition(SetPagePositionView):
    """Stories have no order by hand."""

    def post(self, request: HttpRequest, page_to_move_id: int, *args: Any, **kwargs: Any) -> Any:
        """Refuse."""
        raise PermissionDenied(_("Stories are ordered by their publication, not by hand."))


class NewsroomPageViewSet(PageViewSet):
    """Views of any page. A refusal takes back what the request had done."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> View:
        """Return the view, noting refusals for `OneTransaction`."""
        return _noting_refusals(super().construct_view(view_class, **kwargs))


class StoryViewSet(NewsroomPageViewSet):
    """Views of a story."""

    model = Story
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    preview_on_add_view_class = NewStoryPreviewView
    preview_on_edit_view_class = StoryPreviewView
    set_page_position_view_class = NoPosition

    @property
    def parent_models(self) -> list[type[Page]]:
        """Sections are explored as Wagtail does it; the list of stories is a page of its own."""
        return []


def _noting_refusals(view: View) -> View:
    @wraps(view)
    def noting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            mark_refusal(request)
            raise

    return noting


class StoryFilterSet(WagtailFilterSet):
    """What the list of stories can be narrowed to."""

    section = ModelMultipleChoiceFilter(label=_("Section"), queryset=Section.objects.all())
    kind = ChoiceFilter(label=_("Kind"), choices=Story.Kind.choices)
    owner = ModelMultipleChoiceFilter(
        label=_("Begun by"),
        queryset=lambda request: get_user_model().objects.filter(is_active=True),
    )
    in_print = ChoiceFilter(label=_("In print"), choices=[("True", _("Yes")), ("False", _("No"))])

    class Meta:
        model = Story
        fields: list[str] = []


class StoriesView(IndexView):
    """All stories, the last written first."""

    page_title = _("Stories")

    def get_base_queryset(self) -> QuerySet:
        """Add what the columns show. No query a row."""
        stories: QuerySet = super().get_base_queryset()
        return stories.prefetch_related("owner", "section")


class SectionForm(forms.Form):
    """In which section a story stands."""

    parent_page = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.none(), widget=forms.RadioSelect
    )


class ChooseSectionView(ChooseParentView):
    """Asks in which section a new story stands."""

    page_title = _("Write a story")

    def get_form(self) -> SectionForm:
        """Offer the sections in which the person may write."""
        form = SectionForm(self.request.POST if self.request.method == "POST" else None)
        allowed = self.get_valid_parent_pages(self.request.user).values("pk")
        choice: Any = form.fields["parent_page"]
        choice.queryset = Section.objects.filter(pk__in=allowed)
        return form

    def get_page_subtitle(self) -> str:
        """None."""
        return ""

    @cached_property
    def submit_button_label(self) -> str:
        """What follows."""
        return str(_("Write"))


class StoryListing(PageListingViewSet):
    """The list of stories."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_order = 10
    add_to_admin_menu = True
    index_view_class = StoriesView
    choose_parent_view_class = ChooseSectionView
    filterset_class = StoryFilterSet
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), sort_key="section__title", width="10%"),
        Column(
            "kind",
            label=_("Kind"),
            accessor="get_kind_display",
            sort_key="kind",
            classname="dateline-wide",
            width="10%",
        ),
        Column(
            "owner",
            label=_("Begun by"),
            accessor=lambda story: user_display_name(story.owner),
            sort_key="owner__last_name",
            classname="dateline-wide",
            width="12%",
        ),
        DateColumn(
            "latest_revision_created_at",
            label=_("Written"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


stories = StoryListing("stories")
story_pages = StoryViewSet("story-pages")
any_page = NewsroomPageViewSet("any-page")
