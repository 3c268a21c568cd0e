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
    path = folder / "var" / "cast.json"
    known = _known(path)
    logins = []
    for username, given, family, role in PEOPLE:
        told = known[username]
        user = users.filter(username=username).first()
        if user is None:
            with transaction.atomic():
                user = users.create_user(
                    username,
                    f"{username}@demo.example",
                    told["password"],
                    first_name=given,
                    last_name=family,
                )
                user.groups.add(Group.objects.get(name=getattr(roles, role)))
        # Asked only where the stored form is another one: a check is made to be slow.
        holds = user.password == told.get("stored") or user.check_password(told["password"])
        if holds:
            told["stored"] = user.password
        logins.append(Login(username.replace("-", " "), username, told["password"], holds))
    _write(path, known)
    return logins


def _known(path: Path) -> dict[str, dict[str, str]]:
    """Return what the file at `path` tells of each login; passwords it lacks are drawn and kept.

    They are written before a login is made with them: a start that is cut short loses none.
    """
    known: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.is_file() else {}
    for username, *_ in PEOPLE:
        known.setdefault(username, {"password": secrets.token_urlsafe(18)})
    _write(path, known)
    return known


def _write(path: Path, known: dict[str, dict[str, str]]) -> None:
    text = json.dumps(known, indent=1)
    if path.is_file() and path.read_text() == text:
        return
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
