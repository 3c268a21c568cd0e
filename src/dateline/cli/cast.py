"""The demo's cast: one login for each role, with passwords that only this machine knows."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Login:
    """Somebody who can log in to the demo's newsroom."""

    role: str
    username: str
    password: str
    #: False where the password was changed in the newsroom since.
    holds: bool = True


#: User name, given name, family name, and the role's group in `dateline.newsroom.roles`.
PEOPLE = (
    ("reporter", "Robin", "Reporter", "REPORTERS"),
    ("editor", "Edda", "Editor", "EDITORS"),
    ("picture-editor", "Pia", "Picture-Editor", "PICTURE_EDITORS"),
    ("publisher", "Paul", "Publisher", "PUBLISHERS"),
)


def assemble(folder: Path) -> list[Login]:
    """Make the logins that are missing in the site `folder`, and return all of them."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction

    from dateline.newsroom import roles

    users = get_user_model().objects
    passwords = _passwords(folder / "var" / "cast.json")
    logins = []
    for username, given, family, role in PEOPLE:
        user = users.filter(username=username).first()
        if user is None:
            with transaction.atomic():
                user = users.create_user(
                    username,
                    f"{username}@demo.example",
                    passwords[username],
                    first_name=given,
                    last_name=family,
                )
                user.groups.add(Group.objects.get(name=getattr(roles, role)))
        holds = user.check_password(passwords[username])
        name = username.replace("-", " ")
        logins.append(Login(name, username, passwords[username], holds))
    return logins


def _passwords(path: Path) -> dict[str, str]:
    """Return each login's password from the file at `path`, which is written if need be."""
    known: dict[str, str] = {}
    if path.is_file():
        known = json.loads(path.read_text())
    missing = [username for username, *_ in PEOPLE if username not in known]
    if missing:
        known |= {username: secrets.token_urlsafe(18) for username in missing}
        beside = path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(known, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    return known
