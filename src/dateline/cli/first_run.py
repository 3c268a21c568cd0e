"""Brings a site's database to where it can be served; each step may be cut short and run again."""

from __future__ import annotations

import getpass
import io
import os
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.cli.errors import Refused

Say = Callable[[str], None]
#: Seconds between two lines of progress.
PROGRESS_EVERY = 5.0


def prepare(folder: Path, say: Say) -> None:
    """Make the release of the look, migrate the database, and make what every newsroom starts
    with, where that is missing."""
    from django.conf import settings

    from dateline.press import statics

    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    statics.release()
    _migrate(say)
    _cache_table()
    from dateline.newsroom.setup import set_up

    set_up()


def _migrate(say: Say) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waiting:
        return
    say(f"Setting up the database: {waiting} steps, half a minute or so …")
    call_command("migrate", interactive=False, verbosity=1, stdout=_Progress(waiting, say))
    say("The database is ready.")


class _Progress(io.TextIOBase):
    """Takes what the migrations print, and says now and then how far they are."""

    def __init__(self, total: int, say: Say) -> None:
        self.total, self.say = total, say
        self.done, self.told = 0, time.monotonic()

    def write(self, text: str) -> int:
        """Count the steps that are done."""
        self.done += text.count("OK")
        if time.monotonic() - self.told > PROGRESS_EVERY:
            self.say(f"  {self.done} of {self.total} steps")
            self.told = time.monotonic()
        return len(text)


def _cache_table() -> None:
    """Make the table behind the cache, where the cache is the database (the default)."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    tables = {
        cache["LOCATION"]
        for cache in settings.CACHES.values()
        if cache["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    }
    if tables - set(connection.introspection.table_names()):
        call_command("createcachetable", verbosity=0)


def first_user(say: Say) -> None:
    """Make the first login, if there is none: asked for, taken from the environment, or drawn.

    Raises `Refused` where the name or the password given will not do.
    """
    from django.contrib.auth import get_user_model

    if get_user_model().objects.exists():
        return
    name = os.environ.get("DATELINE_FIRST_USER", "")
    password = os.environ.get("DATELINE_FIRST_PASSWORD", "")
    if password:
        _make(name or "publisher", "", password)
    elif not name and sys.stdin.isatty():
        _ask(say)
    else:
        password = secrets.token_urlsafe(18)
        _make(name or "publisher", "", password)
        say(
            f"The first login is {name or 'publisher'}, its password {password} "
            "(shown this once; change it in the newsroom)."
        )


def _ask(say: Say) -> None:
    """Ask for the first login, and again for what of it will not do."""
    say("Who runs this newsroom? This makes the first login; others are invited from within.")
    name, email, password = "publisher", "", ""
    again = {"username", "email", "password"}
    try:
        while again:
            if "username" in again:
                name = input(f"User name [{name}]: ").strip() or name
            if "email" in again:
                email = input("Mail address (may stay empty): ").strip()
            if "password" in again:
                password = _ask_password(say)
            faults = _faults(_login(name, email, password), password)
            for line in faults.values():
                say(line)
            again = set(faults)
    except EOFError:  # Ctrl-D: nobody wants to answer
        say("")
        raise KeyboardInterrupt from None
    _make(name, email, password)


def _ask_password(say: Say) -> str:
    while True:
        password = getpass.getpass("Password (15 characters or more): ")
        if password == getpass.getpass("The same again: "):
            return password
        say("The two differ.")


def _login(name: str, email: str, password: str) -> Any:
    """Return the login, an administrator, not yet stored."""
    from django.contrib.auth import get_user_model

    user = get_user_model()(username=name, email=email, is_superuser=True, is_staff=True)
    user.set_password(password)
    return user


def _faults(user: Any, password: str) -> dict[str, str]:
    """Return what is wrong with a login by what was asked: username, email, password."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    faults = {}
    try:
        user.full_clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            asked = field if field in {"username", "email"} else "password"
            faults[asked] = " ".join(messages)
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults["password"] = " ".join(error.messages)
    return faults


def _make(name: str, email: str, password: str) -> Any:
    """Make the login, an administrator and publisher. Raises `Refused`."""
    from django.contrib.auth.models import Group
    from django.db import transaction

    from dateline.newsroom.roles import PUBLISHERS

    user = _login(name, email, password)
    if faults := _faults(user, password):
        raise Refused(f"the first login cannot be made: {' '.join(faults.values())}")
    with transaction.atomic():
        user.save()
        user.groups.add(Group.objects.get(name=PUBLISHERS))
    return user
