"""What the settings say, and whether it fits together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from dateline.cli import counts
from dateline.cli.doctor.finding import Finding
from dateline.cli.errors import Refused
from dateline.conf.options import OPTIONS, BadOption, option, read

#: Names that the command line reads, besides those of the options and of `dateline.conf.site`.
_OF_COMMANDS = {
    "DATELINE_SITE",
    "DATELINE_SUPERVISOR",
    "DATELINE_BIND",
    "DATELINE_PORT",
    "DATELINE_WORKERS",
    "DATELINE_THREADS",
    "DATELINE_FIRST_USER",
    "DATELINE_FIRST_PASSWORD",
    "DATELINE_TEST_DATABASE_URL",
}


def check(folder: Path) -> Iterator[Finding]:
    """Yield what is found about the loaded settings of the site `folder`."""
    from django.conf import settings

    yield from secrecy(folder, settings.SECRET_KEY)
    if settings.DEBUG:
        yield Finding.fault(
            "DEBUG is on: faults show the settings to whoever causes them",
            "take DATELINE_DEBUG out of .env",
        )
    try:
        read(settings.DATELINE)
    except BadOption as error:
        yield Finding.fault(str(error), "mend it in paper/settings.py or .env")
        return
    yield from unknown_names(set(os.environ))
    yield from threads()
    yield from origins(
        option("READERS_URL"), option("NEWSROOM_URL"), settings.ALLOWED_HOSTS, settings.SECURE
    )
    yield from system_checks()
    if settings.MAILROOM_EMAIL["EMAIL_BACKEND"].endswith("console.EmailBackend"):
        yield Finding.note(
            "mail is printed by the worker, not sent", "set DATELINE_MAIL_URL to send invitations"
        )


def secrecy(folder: Path, key: str) -> Iterator[Finding]:
    """Yield whether the secret key is one, and kept."""
    faults = list(secret_key(key))
    yield from faults or [Finding.good("the secret key is long enough")]
    env = folder / ".env"
    if env.is_file() and env.stat().st_mode & 0o077:
        yield Finding.fault(f"{env} can be read by others on this machine", f"run chmod 600 {env}")


def secret_key(key: str) -> Iterator[Finding]:
    """Yield a fault where `key` can be guessed; with it no paper is served."""
    if len(key) < 32 or len(set(key)) < 10:
        yield Finding.fault(
            "the secret key is short or simple: logins can be forged",
            "set DATELINE_SECRET_KEY in .env to 50 random characters",
        )


def threads() -> Iterator[Finding]:
    """Yield a fault where the number of threads is none."""
    try:
        counts.threads()
    except Refused as error:
        yield Finding.fault(str(error), "mend it in .env, or take it out")


def system_checks() -> Iterator[Finding]:
    """Yield a fault for each error that the checks of Django, Wagtail and the rooms find."""
    from django.core import checks

    for message in checks.run_checks():
        if message.level >= checks.ERROR and not message.is_silenced():
            about = f"{message.obj}: " if message.obj else ""
            what = f"{about}{' '.join(message.msg.split())} ({message.id})"
            yield Finding.fault(what, message.hint or "see the documentation of that check")


def known_names() -> set[str]:
    """Return every name in the environment that Dateline reads."""
    source = (files("dateline.conf") / "site.py").read_text(encoding="utf-8")
    told = set(re.findall(r'"(DATELINE_[A-Z_]+)"', source))
    return told | {f"DATELINE_{row.name}" for row in OPTIONS} | _OF_COMMANDS


def unknown_names(given: set[str]) -> Iterator[Finding]:
    """Yield a fault for each name in `given` that looks like Dateline's and is not."""
    for name in sorted(given - known_names()):
        if name.startswith("DATELINE_"):
            yield Finding.fault(
                f"{name} is set, and nothing reads it", "correct its spelling, or take it out"
            )


def origins(readers: str, newsroom: str, hosts: list[str], secure: bool) -> Iterator[Finding]:
    """Yield whether readers and newsroom are two origins that the settings let in."""
    seen = {}
    for name, address in (("READERS_URL", readers), ("NEWSROOM_URL", newsroom)):
        parts = urlsplit(address)
        seen[name] = (parts.scheme, parts.netloc)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            yield Finding.fault(
                f"{name} is {address!r}", "write it as https://host, without a slash at the end"
            )
            continue
        if not _let_in(parts.hostname, hosts):
            yield Finding.fault(
                f"{parts.hostname} of {name} is not among the hosts",
                "add it to DATELINE_HOSTS in .env",
            )
        if (parts.scheme == "https") != secure:
            yield Finding.fault(
                f"{name} is {parts.scheme}, DATELINE_SECURE is {str(secure).lower()}",
                "set DATELINE_SECURE=true with https addresses, and only with them",
            )
    if seen["READERS_URL"] == seen["NEWSROOM_URL"]:
        yield Finding.fault(
            f"readers and newsroom share the origin {readers}",
            "give the newsroom a host name of its own in DATELINE_NEWSROOM_URL",
        )
    else:
        yield Finding.good(f"readers at {readers}, newsroom at {newsroom}")


def _let_in(host: str, hosts: list[str]) -> bool:
    from django.http.request import validate_host

    return validate_host(f"[{host}]" if ":" in host else host, hosts)
