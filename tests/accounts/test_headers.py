"""What goes with every answer: policies, and no cookie for readers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from dateline.accounts.models import User

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, str]:
    """Return the content policy of a response, by directive."""
    parts = (part.strip() for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/invitation/nothing/",
        "/accounts/signup/",
        "/newsroom/logout/",
    ],
)
def test_pages_at_the_door_admit_no_inline_script(client: Client, address: str) -> None:
    policy = directives(client.get(address, follow=True))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"


def test_the_newsroom_admits_nothing_from_elsewhere(client: Client, ada: User) -> None:
    client.force_login(ada)
    policy = directives(client.get("/newsroom/"))
    for name, value in policy.items():
        assert "http" not in value, name
        assert "*" not in value, name
        assert "unsafe-eval" not in value, name
    assert policy["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("address", ["/newsroom/", "/accounts/login/", "/healthz", "/nothing"])
def test_nothing_of_the_newsroom_is_stored(client: Client, ada: User, address: str) -> None:
    client.force_login(ada)
    response = client.get(address)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Permissions-Policy"]


def test_pages_at_the_door_carry_no_inline_script_and_no_inline_style(
    client: Client, ada: User
) -> None:
    client.force_login(ada)
    for address in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"):
        text = client.get(address).content.decode()
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


@pytest.mark.parametrize(
    "address", ["/api/v2/pages/", "/api/v3/", "/images/1/2/fill-9x9/", "/django-admin/"]
)
def test_what_the_newsroom_does_not_need_is_not_there(
    client: Client, ada: User, address: str
) -> None:
    client.force_login(ada)
    assert client.get(address).status_code == 404


READER = """
import django
django.setup()
from django.conf import settings
from django.test import Client
assert settings.ROLE == "readers", settings.ROLE
for word in ("Session", "Csrf", "Authentication", "Message"):
    assert not any(word in name for name in settings.MIDDLEWARE), word
client = Client(raise_request_exception=False)
for address in ("/healthz", "/nothing/", "/accounts/login/", "/newsroom/", "/media/nothing"):
    for method in ("get", "post"):
        response = getattr(client, method)(address)
        print("answer", address, response.status_code, len(response.cookies))
        print("policy", response.get("Content-Security-Policy", ""))
"""


def test_the_readers_origin_sets_no_cookie_and_has_no_door() -> None:
    done = subprocess.run(
        [sys.executable, "-c", READER],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": "src:.",
            "DATELINE_ROLE": "readers",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    answers = [line.split() for line in lines if line.startswith("answer ")]
    assert len(answers) == 10
    assert all(cookies == "0" for *_rest, cookies in answers)
    assert not any(status == "200" for _, address, status, _ in answers if address != "/healthz")
    policies = [line for line in lines if line.startswith("policy ")]
    assert all("script-src 'self';" in policy + ";" for policy in policies)
    assert not any("unsafe" in policy for policy in policies)


@pytest.fixture
def stored(settings: Settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for name in ("a.jpg", "b.svg", "c.html", "d.pdf", "original_images/e.png", "f.unknown"):
        default_storage.save(name, ContentFile(b"content of a file"))


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("name", ["a.jpg", "original_images/e.png", "d.pdf"])
def test_files_are_for_the_newsroom_only(client: Client, ada: User, name: str) -> None:
    assert client.get(f"/media/{name}")["Location"].startswith("/accounts/login/")
    outsider = User.objects.create_user("cy", "cy@paper.example")
    client.force_login(outsider)
    assert client.get(f"/media/{name}").status_code == 403
    client.force_login(ada)
    response = client.get(f"/media/{name}")
    assert b"".join(response.streaming_content) == b"content of a file"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("name", ["b.svg", "c.html", "f.unknown"])
def test_what_a_browser_might_run_is_only_offered_for_saving(
    client: Client, ada: User, name: str
) -> None:
    client.force_login(ada)
    response = client.get(f"/media/{name}")
    assert response["Content-Disposition"].startswith("attachment")
    response.close()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    "name",
    [
        "none.jpg",
        "../newsroom.sqlite3",
        "..%2f..%2fetc/passwd",
        "/etc/passwd",
        "original_images",
        "a%00.jpg",
    ],
)
def test_other_names_are_not_found(client: Client, ada: User, name: str) -> None:
    client.force_login(ada)
    assert client.get(f"/media/{name}").status_code == 404


def test_documents_are_for_the_newsroom_only(client: Client) -> None:
    assert client.get("/documents/1/plan.pdf")["Location"].startswith("/accounts/login/")


SECURE = """
import django
django.setup()
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE,
      s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.SECURE_HSTS_SECONDS)
"""


def test_behind_https_cookies_are_bound_to_the_host() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SECURE],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": "src:.",
            "DATELINE_SECURE": "true",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [
        "__Host-newsroom",
        "True",
        "__Host-newsroom-form",
        "True",
        "/",
        "None",
        "31536000",
    ]
