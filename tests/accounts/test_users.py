"""Users are the administrators' business: nobody else makes them, or makes them more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
)

from dateline.accounts import queries
from dateline.accounts.models import User
from dateline.masthead.models import Home
from dateline.newsroom.models import DeskApproval
from dateline.newsroom.roles import (
    EDITORS,
    PICTURE_EDITORS,
    PUBLISHERS,
    REPORTERS,
)
from dateline.newsroom.setup import WORKFLOW, set_up

from .conftest import PASSWORD, permission

pytestmark = pytest.mark.django_db

ROLES = {REPORTERS, EDITORS, PICTURE_EDITORS, PUBLISHERS}


@pytest.fixture
def publisher() -> User:
    user = User.objects.create_user("pub", "pub@paper.example", PASSWORD, first_name="Pat")
    set_up()
    user.groups.add(Group.objects.get(name=PUBLISHERS))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("root", "root@paper.example", PASSWORD)


def details(user: User, **changes: object) -> dict[str, object]:
    """Return what Wagtail's form for a user posts."""
    return {
        "username": user.username,
        "email": user.email,
        "first_name": "Pat",
        "last_name": "Lee",
        "is_active": "on",
        "password1": "",
        "password2": "",
    } | changes


def test_a_publisher_invites_into_every_role(publisher: User) -> None:
    assert queries.may_invite(publisher)
    given = {group.name for group in queries.groups_to_give(publisher)}
    assert given == ROLES


def test_a_publisher_invites_nobody_who_may_do_more_with_pages_or_files(publisher: User) -> None:
    home, pictures = Home.objects.get(), Collection.get_first_root_node().add_child(name="Archive")
    page_wide, section_wide, file_wide, none_more = (
        Group.objects.create(name=name) for name in ("Over pages", "In a page", "Files", "Desk")
    )
    root = home.get_parent()
    delete = permission("wagtailcore.change_page"), permission("wagtailimages.delete_image")
    publish = permission("wagtailcore.publish_page")
    unheard = Permission.objects.create(
        codename="pulp_page", name="Pulp", content_type=publish.content_type
    )
    GroupPagePermission.objects.create(group=page_wide, page=root, permission=unheard)
    GroupPagePermission.objects.create(group=section_wide, page=home, permission=unheard)
    GroupCollectionPermission.objects.create(
        group=file_wide, collection=pictures, permission=delete[1]
    )
    GroupPagePermission.objects.create(group=none_more, page=home, permission=publish)
    GroupCollectionPermission.objects.create(
        group=none_more, collection=pictures, permission=permission("wagtailimages.add_image")
    )
    given = set(queries.groups_to_give(publisher))
    assert not given & {page_wide, section_wide, file_wide}
    assert none_more in given
    assert queries.may_give(publisher, none_more)
    assert not queries.may_give(publisher, section_wide)


def test_who_may_work_in_one_section_invites_nobody_into_all(publisher: User) -> None:
    home = Home.objects.get()
    own, whole = Group.objects.create(name="In a page"), Group.objects.create(name="Everywhere")
    change = permission("wagtailcore.change_page")
    GroupPagePermission.objects.create(group=own, page=home, permission=change)
    GroupPagePermission.objects.create(group=whole, page=home.get_parent(), permission=change)
    clerk = User.objects.create_user("clerk", "clerk@paper.example", PASSWORD)
    clerk.groups.add(own)
    assert queries.may_give(clerk, own)
    assert not queries.may_give(clerk, whole)


def test_groups_to_give_cost_no_query_a_group(publisher: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.groups_to_give(User.objects.get(pk=publisher.pk))
        return len(asked)

    before = cost()
    root = Home.objects.get().get_parent()
    for number in range(5):
        group = Group.objects.create(name=f"Desk {number}")
        GroupPagePermission.objects.create(
            group=group, page=root, permission=permission("wagtailcore.add_page")
        )
    assert cost() == before


def test_the_groups_and_the_workflow_that_wagtail_begins_with_are_gone(publisher: User) -> None:
    assert {group.name for group in Group.objects.all()} == ROLES
    assert [workflow.name for workflow in Workflow.objects.all()] == [WORKFLOW]
    assert {task.specific_class for task in Task.objects.all()} == {DeskApproval}


def test_a_group_that_an_administrator_made_stays(publisher: User) -> None:
    Group.objects.create(name="Moderators")
    set_up()
    assert Group.objects.filter(name="Moderators").exists()


def test_a_publisher_cannot_become_administrator(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    client.post(f"/newsroom/users/edit/{publisher.pk}/", details(publisher, is_superuser="on"))
    publisher.refresh_from_db()
    assert not publisher.is_superuser


def test_a_publisher_cannot_make_users_past_the_invitation(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    eve = User(username="eve", email="eve@elsewhere.example")
    fields = details(eve, password1=PASSWORD, password2=PASSWORD, is_superuser="on")
    client.post("/newsroom/users/new/", fields)
    assert not User.objects.filter(username="eve").exists()


def test_an_administrator_changes_users(
    client: Client, administrator: User, publisher: User
) -> None:
    client.force_login(administrator)
    assert client.get(f"/newsroom/users/edit/{publisher.pk}/").status_code == 200
    client.post(f"/newsroom/users/edit/{publisher.pk}/", details(publisher, last_name="Moss"))
    publisher.refresh_from_db()
    assert publisher.last_name == "Moss"


def test_the_users_form_says_when_an_address_is_taken(
    client: Client, administrator: User, publisher: User
) -> None:
    client.force_login(administrator)
    page = client.post(
        f"/newsroom/users/edit/{publisher.pk}/", details(publisher, email="ROOT@paper.example")
    )
    assert "has this address already" in page.content.decode()
    publisher.refresh_from_db()
    assert publisher.email == "pub@paper.example"


def test_ones_own_settings_lead_to_the_second_factor(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    page = client.get("/newsroom/account/").content.decode()
    menu = client.get("/newsroom/").content.decode()
    assert "/accounts/2fa/" in page + menu
    assert 'name="password-old_password"' not in page
