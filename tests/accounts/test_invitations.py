"""An invitation: sent, lost, sent again, withdrawn, too old, accepted once."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from dateline.accounts import actions, queries
from dateline.accounts.models import Invitation, User
from dateline.mailroom.models import Letter

from .conftest import PASSWORD, letter_text, link_in, permission

NEW = {"name": "Zoë van Dam", "username": "zoe", "password": "fourteen ferries to nowhere"}


def token_in(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[1]


@pytest.fixture
def link(boss: User, reporters: Group) -> str:
    """The way in that a new reporter got by mail."""
    actions.invite("zoe@paper.example", reporters, boss)
    return link_in(letter_text())


def test_an_invitation_and_its_letter_are_written_together(boss: User, reporters: Group) -> None:
    invitation = actions.invite(" zoe@paper.example ", reporters, boss)
    letter = Letter.objects.get()
    assert letter.recipients == ["zoe@paper.example"]
    assert letter.subject == "Your way into the newsroom of Dateline"
    text = letter_text()
    assert 'with the role "Desk reporters"' in text
    token = token_in(link_in(text))
    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))
    assert timedelta(days=6) < invitation.expires_at - timezone.now() < timedelta(days=8)
    assert ModelLogEntry.objects.get(action="dateline_accounts.invite").user == boss


def test_no_letter_leaves_when_the_invitation_is_undone(boss: User, reporters: Group) -> None:
    with transaction.atomic():
        actions.invite("zoe@paper.example", reporters, boss)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not Invitation.objects.exists()


def test_only_those_who_may_can_invite(ada: User, reporters: Group) -> None:
    with pytest.raises(actions.MayNotInvite):
        actions.invite("zoe@paper.example", reporters, ada)
    assert not Invitation.objects.exists()


def test_nobody_invites_into_a_role_above_his_own(boss: User, reporters: Group) -> None:
    stronger = Group.objects.create(name="Administrators")
    stronger.permissions.add(permission("dateline_accounts.change_user"))
    assert stronger not in queries.groups_to_give(boss)
    with pytest.raises(actions.MayNotInvite):
        actions.invite("zoe@paper.example", stronger, boss)
    boss.is_superuser = True
    assert actions.invite("zoe@paper.example", stronger, boss).pk


def test_somebody_who_is_here_is_not_invited(ada: User, boss: User, reporters: Group) -> None:
    with pytest.raises(actions.AlreadyHere):
        actions.invite("ADA@paper.example", reporters, boss)


@pytest.mark.parametrize(
    "email", ["", "zoe", "zoe@paper.example\nBcc: all@paper.example", "a@b, c@d"]
)
def test_what_is_no_address_is_not_invited(boss: User, reporters: Group, email: str) -> None:
    with pytest.raises(actions.BadDetails):
        actions.invite(email, reporters, boss)


def test_looking_at_an_invitation_does_not_use_it_up(client: Client, link: str) -> None:
    for _look in range(2):
        page = client.get(link)
        assert page.status_code == 200
        assert "zoe@paper.example" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"


def test_accepting_makes_a_user_with_address_role_and_password(
    client: Client, link: str, reporters: Group
) -> None:
    response = client.post(link, NEW)
    assert response["Location"] == "/accounts/login/"
    user = User.objects.get(username="zoe")
    assert user.email == "zoe@paper.example"
    assert (user.first_name, user.last_name) == ("Zoë van", "Dam")
    assert list(user.groups.all()) == [reporters]
    assert not user.is_superuser
    assert not user.is_staff
    assert "_auth_user_id" not in client.session
    entered = client.post(
        "/accounts/login/", {"login": "zoe@paper.example", "password": NEW["password"]}
    )
    assert entered["Location"] == "/newsroom/"


def test_whoever_was_logged_in_is_not_whoever_came_in(
    client: Client, link: str, boss: User
) -> None:
    client.force_login(boss)
    client.post(link, NEW)
    assert "_auth_user_id" not in client.session


def test_an_address_in_the_answer_is_not_taken(client: Client, link: str) -> None:
    client.post(link, NEW | {"email": "eve@elsewhere.example", "is_superuser": "on"})
    user = User.objects.get(username="zoe")
    assert user.email == "zoe@paper.example"
    assert not user.is_superuser


@pytest.mark.parametrize("lost", ["login", "right"])
def test_an_invitation_holds_no_longer_than_the_right_to_give_it(
    client: Client, link: str, boss: User, lost: str
) -> None:
    if lost == "login":
        boss.is_active = False
    boss.is_superuser = False
    boss.save()
    if lost == "right":
        boss.groups.clear()
    client.post(link, NEW)
    assert not User.objects.filter(username="zoe").exists()


def test_bad_used_withdrawn_and_old_invitations_get_one_answer(
    client: Client, boss: User, reporters: Group
) -> None:
    links = {"bad": f"/accounts/invitation/{'x' * 43}/"}
    for state in ("used", "withdrawn", "old"):
        invitation = actions.invite(f"{state}@paper.example", reporters, boss)
        links[state] = link_in(letter_text())
        if state == "used":
            actions.accept(token_in(links[state]), "used", PASSWORD, "Used Up")
        elif state == "withdrawn":
            actions.withdraw(invitation, boss)
        else:
            Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    users = User.objects.count()
    answers = set()
    for address in links.values():
        for response in (client.get(address), client.post(address, NEW)):
            text = re.sub(r'value="\w+"', "", response.content.decode())
            answers.add((response.status_code, text))
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    assert User.objects.count() == users


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password": "short"}, "password"),
        ({"password": "zoe@paper.example"}, "password"),
        ({"username": "zoe dam"}, "username"),
        ({"username": "BOSS"}, "username"),
        ({"username": ""}, "username"),
        ({"name": ""}, "name"),
    ],
)
def test_a_bad_answer_is_refused_in_words_and_can_be_mended(
    client: Client, link: str, change: dict[str, str], field: str
) -> None:
    page = client.post(link, NEW | change)
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert client.post(link, NEW).status_code == 302


def test_the_password_typed_does_not_come_back_in_the_page(client: Client, link: str) -> None:
    page = client.post(link, NEW | {"username": "boss"})
    assert NEW["password"] not in page.content.decode()


def test_an_address_that_came_in_otherwise_meanwhile_is_refused(client: Client, link: str) -> None:
    User.objects.create_user("zoe-other", "ZOE@paper.example", PASSWORD)
    page = client.post(link, NEW)
    assert page.status_code == 200
    assert "already" in page.content.decode()
    with pytest.raises(actions.AlreadyHere):
        actions.accept(token_in(link), **NEW)
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("names", [("zoe", "zoe"), ("zoe", "zoe2")])
def test_two_accepts_at_once_make_one_user(
    boss: User, reporters: Group, names: tuple[str, str]
) -> None:
    actions.invite("zoe@paper.example", reporters, boss)
    token = token_in(link_in(letter_text()))
    barrier = threading.Barrier(2)
    outcomes: list[str] = []
    known = queries.invitation_for(token)

    def accept(username: str) -> None:
        try:
            barrier.wait()
            actions.accept(token, username, PASSWORD, "Zoë Dam")
            outcomes.append("in")
        except actions.AccountsError as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["NotOpen", "in"]
    assert User.objects.filter(email="zoe@paper.example").count() == 1
    assert known is not None


@pytest.mark.django_db(transaction=True)
def test_a_second_accept_that_saw_it_open_finds_it_closed(
    boss: User, reporters: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.invite("zoe@paper.example", reporters, boss)
    token = token_in(link_in(letter_text()))
    seen = queries.invitation_for(token)
    actions.accept(token, "zoe", PASSWORD, "Zoë Dam")
    monkeypatch.setattr(actions, "invitation_for", lambda _token: seen)
    with pytest.raises(actions.NotOpen):
        actions.accept(token, "zoe2", PASSWORD, "Zoë Dam")
    assert not User.objects.filter(username="zoe2").exists()


def test_sending_again_ends_the_old_link(client: Client, link: str, boss: User) -> None:
    actions.send_again(Invitation.objects.get(), boss)
    fresh = link_in(letter_text())
    assert fresh != link
    assert client.get(link).status_code == 404
    assert client.get(fresh).status_code == 200


def test_inviting_again_ends_the_old_link(
    client: Client, link: str, boss: User, reporters: Group
) -> None:
    actions.invite("ZOE@paper.example", reporters, boss)
    assert client.get(link).status_code == 404
    assert Invitation.objects.count() == 1


def test_an_accepted_invitation_is_neither_withdrawn_nor_sent_again(link: str, boss: User) -> None:
    invitation = Invitation.objects.get()
    actions.accept(token_in(link), **NEW)
    with pytest.raises(actions.NotOpen):
        actions.withdraw(invitation, boss)
    with pytest.raises(actions.NotOpen):
        actions.send_again(invitation, boss)
    assert Invitation.objects.count() == 1


def test_the_invitations_page_sends_lists_and_withdraws(
    client: Client, boss: User, reporters: Group
) -> None:
    client.force_login(boss)
    assert "/newsroom/invitations/" in client.get("/newsroom/").content.decode()
    fields = {"email": "zoe@paper.example", "group": reporters.pk}
    assert client.post("/newsroom/invitations/", fields).status_code == 302
    page = client.get("/newsroom/invitations/")
    assert "zoe@paper.example is invited." in page.content.decode()
    assert [row.email for row in page.context["invitations"]] == ["zoe@paper.example"]
    row = Invitation.objects.get()
    client.post(f"/newsroom/invitations/{row.pk}/again/")
    assert Letter.objects.count() == 2
    fresh = Invitation.objects.get()
    client.post(f"/newsroom/invitations/{fresh.pk}/withdraw/")
    assert not Invitation.objects.exists()


def test_the_invitations_page_says_what_is_wrong(
    client: Client, boss: User, ada: User, reporters: Group
) -> None:
    client.force_login(boss)
    page = client.post(
        "/newsroom/invitations/", {"email": "ada@paper.example", "group": reporters.pk}
    )
    assert page.context["form"].errors["email"]
    page = client.post("/newsroom/invitations/", {"email": "ada", "group": "999"})
    assert set(page.context["form"].errors) == {"email", "group"}


def test_an_invitation_that_ran_out_is_listed_as_such(
    client: Client, boss: User, link: str
) -> None:
    Invitation.objects.update(expires_at=timezone.now())
    client.force_login(boss)
    assert "Ran out" in client.get("/newsroom/invitations/").content.decode()


@pytest.mark.parametrize("address", ["", "1/again/", "1/withdraw/"])
def test_others_do_not_reach_the_invitations_page(
    client: Client, ada: User, boss: User, reporters: Group, address: str
) -> None:
    invitation = actions.invite("zoe@paper.example", reporters, boss)
    address = f"/newsroom/invitations/{address}".replace("/1/", f"/{invitation.pk}/")
    assert client.post(address)["Location"].startswith("/accounts/login/")
    client.force_login(ada)
    assert "/newsroom/invitations/" not in client.get("/newsroom/").content.decode()
    assert client.post(address)["Location"] == "/newsroom/"
    assert Invitation.objects.get().pk == invitation.pk
    assert Letter.objects.count() == 1


def test_one_address_has_one_user(ada: User) -> None:
    double = User(username="ada2", email="ADA@PAPER.example")
    with pytest.raises(Exception, match="has this address already"):
        double.validate_constraints()
