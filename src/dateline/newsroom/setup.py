"""The first set-up of a newsroom: home page, site, masthead, roles, workflow.

Can be run at any time; it adds what is missing and changes nothing that is there.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site, Task, Workflow, WorkflowPage, WorkflowTask

from dateline.conf.options import option
from dateline.masthead.models import Home, Masthead
from dateline.newsroom.models import DeskApproval
from dateline.newsroom.roles import EDITORS, PUBLISHERS, set_up_roles

WORKFLOW = "Edit and publish"
#: What Wagtail's migrations call their workflow and its task, for a group that is not kept.
_WAGTAILS = "Moderators approval"


@transaction.atomic
def set_up() -> Home:
    """Make what every newsroom starts with, and return its home page."""
    home = _home()
    _site(home)
    if not Masthead.objects.exists():
        Masthead.objects.create(language=settings.LANGUAGE_CODE, time_zone=settings.TIME_ZONE)
    _workflow(home)
    return home


def _home() -> Home:
    home = Home.objects.first()
    if home is not None:
        return home
    root = Page.objects.filter(depth=1).get()
    for welcome in root.get_children().filter(content_type__app_label="wagtailcore"):
        welcome.delete()  # the page that Wagtail's first migration makes
    root.refresh_from_db()
    home = Home(title="Home", slug="home")
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _site(home: Home) -> None:
    readers = urlsplit(option("READERS_URL"))
    port = readers.port or (443 if readers.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": readers.hostname or "localhost",
            "port": port,
            "site_name": "Readers",
        },
    )


def _workflow(home: Home) -> None:
    """Draft, edit, publish: an editor lets a draft pass, then somebody puts it into print."""
    groups = set_up_roles()
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    for model in (Workflow, Task):
        model.objects.filter(name=_WAGTAILS).delete()
    workflow = Workflow.objects.create(name=WORKFLOW)
    steps = (("Edit", (EDITORS, PUBLISHERS)), ("Publish", (EDITORS, PUBLISHERS)))
    for order, (name, names) in enumerate(steps):
        task = DeskApproval.objects.create(name=name)
        task.groups.set(groups[group] for group in names)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
