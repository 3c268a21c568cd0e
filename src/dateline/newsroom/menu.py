"""The newsroom's menu: Wagtail's entries in newspaper words, and the paper's own."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from dateline.almanac.models import Station
from dateline.fronts.models import Arrangement
from dateline.masthead.models import Masthead

#: Wagtail's entries of the main menu that a newsroom does not need.
UNNEEDED = frozenset({"help"})
#: Wagtail's entries under other names: (label, order).
RENAMED = {
    "explorer": (gettext_lazy("Sections"), 20),
    "images": (gettext_lazy("Pictures"), 30),
    "documents": (gettext_lazy("Documents"), 35),
    "reports": (gettext_lazy("Reports"), 90),
    "settings": (gettext_lazy("Settings"), 100),
}
#: Wagtail's settings that the paper sets itself: another root page would take it off the web.
UNNEEDED_SETTINGS = frozenset({"sites"})


class OwnItem(MenuItem):
    """An entry of our own, shown to those who may change what it leads to."""

    def __init__(self, *args: Any, model: type[Model], verb: str = "change", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = f"{model._meta.app_label}.{verb}_{model._meta.model_name}"

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may."""
        return request.user.has_perm(self.permission)


def masthead_item() -> MenuItem:
    """List the masthead."""
    return OwnItem(
        gettext_lazy("Masthead"),
        reverse("dateline_masthead"),
        name="masthead",
        model=Masthead,
        icon_name="home",
        order=60,
    )


def fronts_item() -> MenuItem:
    """List the fronts."""
    return OwnItem(
        gettext_lazy("Fronts"),
        reverse("dateline_fronts"),
        name="fronts",
        model=Arrangement,
        verb="add",
        icon_name="grip",
        order=15,
    )


def board_item() -> MenuItem:
    """List the board, for all who may log in."""
    return MenuItem(
        gettext_lazy("Read now"),
        reverse("dateline_board"),
        name="read-now",
        icon_name="view",
        order=16,
    )


def weather_item() -> MenuItem:
    """List the weather among the settings."""
    return OwnItem(
        gettext_lazy("Weather"),
        reverse("dateline_weather"),
        name="weather",
        model=Station,
        icon_name="sliders",
        order=50,
    )


class PublishersItem(MenuItem):
    """An entry for those who may publish."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may, anywhere."""
        return bool(page_permission_policy.user_has_any_permission(request.user, {"publish"}))


def imports_item() -> MenuItem:
    """List the accounts of imports among the reports."""
    return PublishersItem(
        gettext_lazy("Imports"),
        reverse("dateline_imports"),
        name="imports",
        icon_name="download",
        order=900,
    )


class AdministratorsItem(MenuItem):
    """An entry that only administrators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one."""
        return bool(request.user.is_superuser)


def lite_item() -> MenuItem:
    """List the switch to lite among the settings."""
    return AdministratorsItem(
        gettext_lazy("Lite"),
        reverse("dateline_lite"),
        name="lite",
        icon_name="warning",
        order=55,
    )


def in_newspaper_words(request: HttpRequest, items: list[MenuItem]) -> None:
    """Name Wagtail's entries as a newsroom does, and leave out what it does not need."""
    items[:] = [item for item in items if item.name not in UNNEEDED]
    for item in items:
        if item.name in RENAMED:
            item.label, item.order = RENAMED[item.name]


def without_the_paper(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out settings that the paper sets itself."""
    items[:] = [item for item in items if item.name not in UNNEEDED_SETTINGS]
