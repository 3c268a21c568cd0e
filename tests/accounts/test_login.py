"""Getting in: by password, with a second factor, and not by guessing."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dateline.accounts.models import User
from dateline.mailroom.models import Letter

from .conftest import PASSWORD, app_code, letter_text, link_in

LOGIN = "/accounts/login/"
WRONG = "not the password at all"


def log_in(client: Client, login: str = "ada", password: str = PASSWORD, **extra: str):
    return client.post(LOGIN, {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("login", ["ada", "ADA", "ada@paper.example", "Ada@Paper.Example"])
def test_a_password_lets_in_by_user_name_or_address(client: Client, ada: User, login: str) -> None:
    response = log_in(client, login)
    assert (response.status_code, response["Location"]) == (302, "/newsroom/")
    assert client.get("/newsroom/").status_code == 200


def test_the_first_address_leads_to_the_newsroom_and_there_to_the_login(
    client: Client, db: None
) -> None:
    response = client.get("/", follow=True)
    assert [address for address, _status in response.redirect_chain] == [
        "/newsroom/",
        "/accounts/login/?next=/newsroom/",
    ]
    assert response.status_code == 200


def test_a_session_gets_a_new_key_at_login(client: Client, ada: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_cookies_are_out_of_reach_of_scripts(client: Client, ada: User) -> None:
    client.get(LOGIN)
    log_in(client)
    assert set(client.cookies) == {"newsroom", "newsroom-form"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["domain"]


@pytest.mark.parametrize(
    ("login", "password"), [("ada", WRONG), ("nobody", WRONG), ("nobody@x.example", WRONG)]
)
def test_wrong_names_and_wrong_passwords_get_one_answer(
    client: Client, ada: User, login: str, password: str
) -> None:
    response = log_in(client, login, password)
    assert response.status_code == 200
    faults = response.context["form"].non_field_errors()
    assert len(faults) == 1
    assert "password you specified are not correct" in faults[0]


def test_the_eleventh_try_is_refused_even_with_the_right_password(
    client: Client, ada: User
) -> None:
    for _try in range(10):
        assert log_in(client, password=WRONG).status_code == 200
    response = log_in(client)
    assert response.status_code == 200
    assert "Too many failed login attempts" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_tries_from_many_addresses_count_together_for_one_account(
    client: Client, ada: User
) -> None:
    for number in range(10):
        log_in(client, password=WRONG, REMOTE_ADDR=f"198.51.100.{number}")
    response = log_in(client, REMOTE_ADDR="203.0.113.9")
    assert "Too many failed login attempts" in response.content.decode()


def test_a_lock_out_ends_after_minutes(client: Client, ada: User) -> None:
    for number in range(10):
        log_in(client, password=WRONG, REMOTE_ADDR=f"198.51.100.{number}")
    later = datetime.now(tz=UTC) + timedelta(minutes=5, seconds=5)
    with time_machine.travel(later, tick=True):
        assert log_in(client, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_forged_forwarding_header_does_not_reset_the_count(client: Client, ada: User) -> None:
    for number in range(10):
        log_in(client, f"nobody{number}", WRONG, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    response = log_in(client, HTTP_X_FORWARDED_FOR="192.0.2.99")
    assert "Too many failed login attempts" in response.content.decode()


def test_behind_a_proxy_callers_are_told_apart(
    client: Client, ada: User, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        log_in(client, f"nobody{number}", WRONG, HTTP_X_FORWARDED_FOR="spoofed, 192.0.2.1")
    refused = log_in(client, HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert "Too many failed login attempts" in refused.content.decode()
    assert log_in(client, HTTP_X_FORWARDED_FOR="192.0.2.2").status_code == 302


GUESSER = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.CACHES["default"] = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "dateline_cache",
}
settings.ROOT_URLCONF = "dateline.conf.urls_newsroom"
from django.test import Client
for number in range(int(sys.argv[2])):
    answer = Client().post("/accounts/login/", {"login": "ada", "password": "wrong %d" % number})
    print("answer", "refused" if "Too many failed" in answer.content.decode() else "wrong")
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_share_the_count(client: Client, ada: User, settings: Settings) -> None:
    settings.CACHES = settings.CACHES | {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "dateline_cache",
        }
    }
    call_command("createcachetable")
    answers = []
    for _process in range(2):
        done = subprocess.run(
            [sys.executable, "-c", GUESSER, str(connection.settings_dict["NAME"]), "6"],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "src:."},
            capture_output=True,
            text=True,
            check=True,
        )
        answers += re.findall(r"^answer (\w+)$", done.stdout, re.MULTILINE)
    assert answers == ["wrong"] * 10 + ["refused"] * 2
    assert "Too many failed" in log_in(client).content.decode()
    # … and from elsewhere too: the account has had its ten wrong tries
    assert log_in(client, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_somebody_without_a_desk_is_told_so_and_not_sent_in_circles(
    client: Client, db: None
) -> None:
    User.objects.create_user("cy", "cy@paper.example", PASSWORD)
    log_in(client, "cy")
    response = client.get("/newsroom/", follow=True)
    assert response.status_code == 403
    assert "no role in the newsroom" in response.content.decode()


def test_a_closed_account_gets_no_further(client: Client, ada: User) -> None:
    log_in(client)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert client.get("/newsroom/")["Location"].startswith(LOGIN)
    assert log_in(Client())["Location"] == "/accounts/inactive/"


def test_a_new_password_ends_the_other_sessions(client: Client, ada: User) -> None:
    log_in(client)
    ada.set_password("another long lead entirely")
    ada.save()
    assert client.get("/newsroom/")["Location"].startswith(LOGIN)


def test_sign_up_is_closed(client: Client, db: None) -> None:
    fields = {
        "username": "eve",
        "email": "eve@elsewhere.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert "Nobody signs up here" in client.get("/accounts/signup/").content.decode()
    assert "Nobody signs up here" in client.post("/accounts/signup/", fields).content.decode()
    assert not User.objects.exists()


def test_logging_out_takes_a_post(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/newsroom/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/newsroom/logout/")["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/newsroom/login/", LOGIN),
        ("/newsroom/login/?next=/newsroom/pages/", LOGIN + "?next=%2Fnewsroom%2Fpages%2F"),
        ("/newsroom/login/?next=https://evil.example/", LOGIN),
        ("/newsroom/login/?next=//evil.example/", LOGIN),
        ("/newsroom/login/?next=javascript:alert(1)", LOGIN),
        ("/newsroom/password_reset/", "/accounts/password/reset/"),
        ("/newsroom/password_reset/done/", "/accounts/password/reset/"),
        ("/newsroom/password_reset/confirm/MQ/abc-def/", "/accounts/password/reset/"),
        ("/newsroom/password_reset/complete/", "/accounts/password/reset/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_doors_lead_to_ours(
    client: Client, ada: User, asked: str, led: str, method: str
) -> None:
    fields = {"username": "ada", "password": PASSWORD, "email": ada.email}
    response = client.get(asked) if method == "get" else client.post(asked, fields)
    assert (response.status_code, response["Location"]) == (302, led)
    assert "_auth_user_id" not in client.session
    assert not Letter.objects.exists()


def test_a_next_page_elsewhere_is_not_followed_after_login(client: Client, ada: User) -> None:
    response = client.post(
        LOGIN, {"login": "ada", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert response["Location"] == "/newsroom/"


def test_a_new_password_comes_by_a_letter_that_names_our_own_host(
    client: Client, ada: User
) -> None:
    response = client.post(
        "/accounts/password/reset/", {"email": "ADA@paper.example"}, HTTP_HOST="evil.example"
    )
    assert response["Location"] == "/accounts/password/reset/done/"
    letter = Letter.objects.get()
    assert letter.recipients == ["ada@paper.example"]
    assert "evil.example" not in letter_text()
    page = client.get(link_in(letter_text()), follow=True)
    action = page.redirect_chain[-1][0]
    fresh = "quite another headline 7"
    changed = client.post(action, {"password1": fresh, "password2": fresh})
    assert changed["Location"] == "/accounts/password/reset/key/done/"
    assert client.get(changed["Location"]).status_code == 200
    assert "_auth_user_id" not in client.session  # the second factor is still to be asked for
    assert log_in(client, password=fresh).status_code == 302
    again = Client().get(link_in_first_letter())
    assert "does not hold" in again.content.decode()


def link_in_first_letter() -> str:
    letter = Letter.objects.earliest("pk")
    Letter.objects.exclude(pk=letter.pk).delete()
    return link_in(letter_text())


def test_asking_for_a_password_tells_nobody_who_works_here(client: Client, ada: User) -> None:
    answers = []
    for email in (ada.email, "stranger@elsewhere.example"):
        response = client.post("/accounts/password/reset/", {"email": email}, follow=True)
        text = re.sub(r'value="\w+"', "", response.content.decode())
        answers.append((response.status_code, response.redirect_chain, text))
    assert answers[0] == answers[1]
    assert Letter.objects.count() == 1  # and no letter to strangers


def test_letters_with_passwords_are_limited_per_address(client: Client, ada: User) -> None:
    for number in range(7):
        response = client.post(
            "/accounts/password/reset/",
            {"email": ada.email},
            REMOTE_ADDR=f"198.51.100.{number}",
        )
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()
    assert Letter.objects.count() == 5


def test_an_address_that_was_replaced_is_no_way_in_any_more(client: Client, ada: User) -> None:
    ada.email = "ada@new.example"
    ada.save()
    client.post("/accounts/password/reset/", {"email": "ada@paper.example"})
    assert not Letter.objects.exists()
    client.post("/accounts/password/reset/", {"email": "ada@new.example"})
    assert Letter.objects.get().recipients == ["ada@new.example"]


def show_it_is_me(client: Client) -> None:
    """Give the password once more, as everything that changes a factor demands."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def set_up_app(client: Client) -> str:
    """Add an authenticator app to the account that is logged in, and return its secret."""
    show_it_is_me(client)
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert done["Location"] == "/accounts/2fa/codes/"
    return str(secret)


def test_with_an_app_the_password_alone_is_not_enough(
    client: Client, ada: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    log_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(client)
    assert "authenticator app" in letter_text().lower()  # the change is told by mail
    visitor = Client()
    assert log_in(visitor)["Location"] == "/accounts/2fa/authenticate/"
    assert visitor.get("/newsroom/")["Location"].startswith(LOGIN)
    assert visitor.get("/accounts/2fa/authenticate/").status_code == 200
    wrong = visitor.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert visitor.get("/newsroom/").status_code == 302
    code = app_code(secret)
    right = visitor.post("/accounts/2fa/authenticate/", {"code": code})
    assert right["Location"] == "/newsroom/"
    assert visitor.get("/newsroom/").status_code == 200
    other = Client()
    log_in(other)
    replayed = other.post("/accounts/2fa/authenticate/", {"code": code})
    assert replayed.status_code == 200  # a code works once


def test_codes_cannot_be_guessed_without_end(client: Client, ada: User) -> None:
    log_in(client)
    secret = set_up_app(client)
    visitor = Client()
    log_in(visitor)
    for number in range(11):
        visitor.post("/accounts/2fa/authenticate/", {"code": f"{number:06d}"})
    late = visitor.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    assert late.status_code == 200
    assert visitor.get("/newsroom/").status_code == 302


def test_a_recovery_code_works_once(client: Client, ada: User) -> None:
    log_in(client)
    set_up_app(client)
    page = client.get("/accounts/2fa/codes/")
    code = page.context["unused_codes"][0]
    assert len(page.context["unused_codes"]) == 10
    assert code in client.get("/accounts/2fa/codes/download/").content.decode()
    first, second = Client(), Client()
    log_in(first)
    assert first.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    log_in(second)
    assert second.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_password_letter_does_not_get_round_the_second_factor(client: Client, ada: User) -> None:
    log_in(client)
    set_up_app(client)
    thief = Client()
    thief.post("/accounts/password/reset/", {"email": ada.email})
    action = thief.get(link_in(letter_text()), follow=True).redirect_chain[-1][0]
    fresh = "quite another headline 7"
    thief.post(action, {"password1": fresh, "password2": fresh})
    assert log_in(thief, password=fresh)["Location"] == "/accounts/2fa/authenticate/"


def test_the_pages_of_the_second_factor_can_all_be_read(client: Client, ada: User) -> None:
    log_in(client)
    show_it_is_me(client)
    for address in ("", "totp/activate/", "passkeys/", "passkeys/add/", "codes/generate/"):
        page = client.get(f"/accounts/2fa/{address}")
        assert page.status_code == 200, address
    set_up_app(client)
    for address in ("", "totp/deactivate/", "codes/", "codes/generate/"):
        page = client.get(f"/accounts/2fa/{address}")
        assert page.status_code == 200, address
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert client.get("/accounts/password/change/").status_code == 200


def test_changing_the_factor_asks_again_who_it_is(client: Client, ada: User) -> None:
    log_in(client)
    address = "/accounts/2fa/totp/activate/"
    asked = client.get(address)["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    assert "Is it still you?" in client.get(asked).content.decode()
    assert client.post(asked, {"password": WRONG}).status_code == 200
    assert client.get(address).status_code == 302
    assert client.post(asked, {"password": PASSWORD})["Location"] == address
    assert client.get(address).status_code == 200
    later = datetime.now(tz=UTC) + timedelta(minutes=10)
    with time_machine.travel(later, tick=True):
        assert client.get(address).status_code == 302


def test_changing_ones_password_takes_the_old_one(client: Client, ada: User) -> None:
    log_in(client)
    fresh = "quite another headline 7"
    fields = {"password1": fresh, "password2": fresh}
    client.post("/accounts/password/change/", fields | {"oldpassword": WRONG})
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    client.post("/accounts/password/change/", fields | {"oldpassword": PASSWORD})
    ada.refresh_from_db()
    assert ada.check_password(fresh)
    assert client.get("/newsroom/").status_code == 200


@pytest.mark.parametrize("password", ["short", "password1234567890"[:14], "111111111111111"])
def test_a_weak_password_is_refused(client: Client, ada: User, password: str) -> None:
    log_in(client)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_login_stands_in_the_log_without_the_password(
    client: Client, ada: User, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        log_in(client, "ada\nroot logged in", WRONG)
        log_in(client)
    seen = capsys.readouterr().out + caplog.text
    assert "login.refused" in seen
    assert WRONG not in seen
    assert "\nroot logged in" not in seen


def test_the_default_users_have_one_known_address(ada: User) -> None:
    address = EmailAddress.objects.get(user=ada)
    assert (address.email, address.verified, address.primary) == ("ada@paper.example", True, True)
    ada.email = ""
    ada.save()
    assert not EmailAddress.objects.filter(user=ada).exists()
