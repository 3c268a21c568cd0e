"""Copies as importers hand them over, and everything that storing them can leave behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize

from dateline.morgue.models import ImportItem, ImportRun

#: What the clock or the dice decide; rows are compared without it.
OF_ITS_MOMENT = {
    "created_at",
    "latest_revision_created_at",
    "last_published_at",
    "imported_at",
    "written_at",
    "due",
    "timestamp",
    "enqueued_at",
    "run_after",
    "first_published_at",
    "file",
    "title_file",
    "since",
}


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def rows() -> dict[str, str]:
    """Every row of every table of the paper, as Django writes it, but the accounts of imports."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model not in (ImportRun, ImportItem):
            for instance in model._base_manager.all():
                found[f"{model._meta.label} {instance.pk}"] = serialize("json", [instance])
    return found
