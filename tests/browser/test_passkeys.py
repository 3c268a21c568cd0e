"""A passkey, from adding it to logging in with it alone, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from playwright.sync_api import Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dateline.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long lead about nothing"


@pytest.fixture
def faults() -> list[str]:
    """What the browser's console complained of."""
    return []


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, faults: list[str]) -> Iterator[Page]:
    """A browser page with an authenticator built in."""
    # Playwright keeps a loop running in this thread; Django takes that for async code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        yield page
        browser.close()


@pytest.fixture
def newsroom(settings: Settings, live_server: LiveServer) -> str:
    """The newsroom's address, on the one host for which browsers admit passkeys without https."""
    settings.ROOT_URLCONF = "dateline.conf.urls_newsroom"
    settings.EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    cache.clear()
    group = Group.objects.create(name="Desk reporters")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    User.objects.create_user("ada", "ada@paper.example", PASSWORD).groups.add(group)
    return str(live_server.url).replace("127.0.0.1", "localhost")


def log_in_by_password(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/")
    page.get_by_label("Login").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/accounts/logout/")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in", exact=True)).to_be_visible()


def add_key(page: Page, newsroom: str, passwordless: bool) -> None:
    page.goto(f"{newsroom}/accounts/2fa/passkeys/add/")
    page.get_by_label("Password").fill(PASSWORD)  # is it still you?
    page.get_by_role("button", name="Go on").click()
    if passwordless:
        page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_a_passkey_alone_lets_in(page: Page, newsroom: str, faults: list[str]) -> None:
    log_in_by_password(page, newsroom)
    expect(page).to_have_url(f"{newsroom}/newsroom/")
    add_key(page, newsroom, passwordless=True)
    page.goto(f"{newsroom}/accounts/2fa/passkeys/")
    expect(page.get_by_text("(passkey)")).to_be_visible()
    log_out(page, newsroom)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page).to_have_url(f"{newsroom}/newsroom/")
    assert faults == []


def test_a_key_is_asked_for_after_the_password(
    page: Page, newsroom: str, faults: list[str]
) -> None:
    log_in_by_password(page, newsroom)
    add_key(page, newsroom, passwordless=False)
    log_out(page, newsroom)
    log_in_by_password(page, newsroom)
    page.goto(f"{newsroom}/newsroom/")  # leads back to the open question
    expect(page.get_by_role("heading", name="The second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey or a security key").click()
    expect(page).to_have_url(f"{newsroom}/newsroom/")
    assert faults == []


def test_without_a_passkey_the_page_says_so(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () =>"
        " Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def test_the_login_can_be_done_by_keyboard(page: Page, newsroom: str) -> None:
    page.goto(f"{newsroom}/accounts/login/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("To the content")).to_be_focused()
    page.get_by_label("Login").focus()
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{newsroom}/newsroom/")
