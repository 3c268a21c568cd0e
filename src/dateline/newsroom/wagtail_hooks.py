"""Where the newsroom joins Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.snippets.models import register_snippet

from dateline.masthead.models import Section
from dateline.newsroom import dashboard, menu, people, story_views
from dateline.newsroom.publishing import before_publishing
from dateline.newsroom.views import (
    board,
    declare,
    front_parts,
    fronts,
    imports,
    lite,
    live,
    paper,
    reads_chart,
    takedown,
)
from dateline.record import takedowns
from dateline.stories.models import Story

for viewset in people.VIEWSETS:
    register_snippet(viewset)

hooks.register("before_publish_page", before_publishing)
hooks.register("construct_main_menu", menu.in_newspaper_words)
hooks.register("construct_settings_menu", menu.without_the_paper)
for item in (menu.masthead_item, menu.fronts_item, menu.board_item):
    hooks.register("register_admin_menu_item", item)
hooks.register("register_reports_menu_item", menu.imports_item)
for item in (menu.weather_item, menu.lite_item):
    hooks.register("register_settings_menu_item", item)


@hooks.register("register_admin_viewset")
def page_views() -> list[Any]:
    """Register the list of stories and the views of pages."""
    return [story_views.stories, story_views.any_page, story_views.story_pages]


@hooks.register("register_admin_urls")
def newsroom_urls() -> list[URLPattern]:
    """Mount the newsroom's own pages."""
    return [
        path("masthead/", paper.MastheadView.as_view(), name="dateline_masthead"),
        path("weather/", paper.WeatherView.as_view(), name="dateline_weather"),
        path("fronts/", fronts.FrontsView.as_view(), name="dateline_fronts"),
        path("fronts/<int:pk>/", fronts.FrontDeskView.as_view(), name="dateline_front_desk"),
        path("fronts/<int:pk>/filled/", front_parts.filled, name="dateline_front_filled"),
        path("fronts/<int:pk>/preview/", front_parts.preview, name="dateline_front_preview"),
        path("fronts/stories/", front_parts.stories, name="dateline_front_stories"),
        path("fronts/topics/", front_parts.topics, name="dateline_front_topics"),
        path("arrangements/<int:pk>/take-back/", fronts.take_back, name="dateline_take_back"),
        path("banners/<int:pk>/end/", fronts.end_banner, name="dateline_end_banner"),
        path("read-now/", board.BoardView.as_view(), name="dateline_board"),
        path(
            "stories/<int:pk>/reads/",
            reads_chart.ReadsChartView.as_view(),
            name="dateline_reads_chart",
        ),
        path("imports/", imports.ImportsView.as_view(), name="dateline_imports"),
        path(
            "imports/results/",
            imports.ImportsView.as_view(results_only=True),
            name="dateline_imports_results",
        ),
        path("lite/", lite.LiteView.as_view(), name="dateline_lite"),
        path("topic-names/", paper.topic_names, name="dateline_topic_names"),
        path(
            "stories/<int:pk>/update/",
            declare.UpdateView.as_view(),
            name="dateline_declare_update",
        ),
        path(
            "stories/<int:pk>/correction/",
            declare.CorrectionView.as_view(),
            name="dateline_correct",
        ),
        path(
            "stories/<int:pk>/takedown/", takedown.TakedownView.as_view(), name="dateline_takedown"
        ),
        path("takedowns/<int:pk>/lift/", takedown.lift, name="dateline_lift_takedown"),
        path("stories/<int:pk>/live/", live.LiveDeskView.as_view(), name="dateline_live_desk"),
        path("entries/<int:pk>/withdraw/", live.withdraw, name="dateline_withdraw_entry"),
    ]


@hooks.register("insert_global_admin_css")
def own_style() -> str:
    """Add the newsroom's stylesheet."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("dateline/newsroom/newsroom.css")
    )


@hooks.register("construct_homepage_panels")
def panels_of_the_day(request: HttpRequest, panels: list[Any]) -> None:
    """Show held and planned releases to those who can do something about them."""
    if request.user.has_perm("wagtailcore.publish_page") or _may_publish(request):
        panels.append(dashboard.HeldPanel())
        panels.append(dashboard.NotPrintedPanel())
    panels.append(dashboard.PlannedPanel())


@hooks.register("construct_homepage_summary_items")
def where_to_begin(request: HttpRequest, items: list[Any]) -> None:
    """Lead to the stories in the place of Wagtail's counts, which read every page."""
    items[:] = [dashboard.SectionsSummary(request)]


def _may_publish(request: HttpRequest) -> bool:
    section = Section.objects.first()
    return bool(section and section.permissions_for_user(request.user).can_publish_subpage())


class StoryButton(PageMenuItem):
    """A button of a story, for those who may change what is in print."""

    def is_shown(self, user: Any) -> bool:
        """Whether the person may."""
        return bool(self.page.permissions_for_user(user).can_publish())


class UpdateButton(StoryButton):
    label = gettext_lazy("Declare an update")
    icon_name = "resubmit"
    url_name = "dateline_declare_update"


class CorrectionButton(StoryButton):
    label = gettext_lazy("Add a correction")
    icon_name = "warning"
    url_name = "dateline_correct"


class LiveDeskButton(StoryButton):
    label = gettext_lazy("Live desk")
    icon_name = "time"
    url_name = "dateline_live_desk"


class ReadsButton(StoryButton):
    label = gettext_lazy("Reads over time")
    icon_name = "history"
    url_name = "dateline_reads_chart"

    def is_shown(self, user: Any) -> bool:
        """Everybody here may look."""
        return True


class TakedownButton(StoryButton):
    label = gettext_lazy("Legal takedown")
    icon_name = "no-view"
    url_name = "dateline_takedown"

    def is_shown(self, user: Any) -> bool:
        """Whether the person may take stories down."""
        return bool(user.has_perm(takedowns.RIGHT))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def story_buttons(page: Any, user: Any, **_kwargs: Any) -> Iterator[PageMenuItem]:
    """Offer what is done to a story beyond writing it."""
    if not isinstance(page, Story) or not page.pk:
        return
    if page.kind == Story.Kind.LIVE:
        yield LiveDeskButton(page=page, priority=1)
    if page.live:
        yield UpdateButton(page=page, priority=7)
        yield CorrectionButton(page=page, priority=8)
    if page.address is not None:
        yield ReadsButton(page=page, priority=9)
        yield TakedownButton(page=page, priority=60)


@hooks.register("before_delete_page")
def keep_with_stories(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Keep a section, or the home page, as long as stories stand under it."""
    return _refusal(request, "delete", [page])


@hooks.register("before_unpublish_page")
def keep_in_print_with_stories(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Keep a section, or the home page, in print as long as stories of it are."""
    return _refusal(request, "unpublish", [page])


@hooks.register("before_bulk_action")
def keep_of_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same, for many at once."""
    return _refusal(request, action_type, objects) if action_type in _LAST else None


#: What is done to a section only after its stories, which stories forbid it, and the words.
_LAST: dict[str, tuple[dict[str, bool], Any]] = {
    "delete": (
        {},
        gettext_lazy("Stories stand in “%(name)s”. Move them to another section first."),
    ),
    "unpublish": (
        {"in_print": True},
        gettext_lazy("Stories in “%(name)s” are in print. Move or unpublish them first."),
    ),
}


def _refusal(request: HttpRequest, action: str, objects: list[Any]) -> HttpResponse | None:
    which, words = _LAST[action]
    for page in objects:
        if not hasattr(page, "path") or page.specific_class is Story:
            continue
        if Story._base_manager.filter(path__startswith=page.path, **which).exists():
            messages.error(request, words % {"name": page.title})
            if transaction.get_connection().in_atomic_block:
                transaction.set_rollback(True)
            return redirect("wagtailadmin_explore", page.pk)
    return None
