"""Values from the environment: read strictly, and refused with the name that said them.

What a library would let pass (``maybe`` for false, an address of no database) stands refused
here, in words that never repeat an address: it may hold a password.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import environ

from dateline.conf.options import BadOption

_WORDS = {
    **dict.fromkeys(("1", "true", "yes", "y", "on", "ok"), True),
    **dict.fromkeys(("0", "false", "no", "n", "off", ""), False),
}
_ADDRESSES = "postgres://user:password@host:5432/name or sqlite:////folder/file"


def read_dotenv(folder: Path) -> None:
    """Put what the ``.env`` in `folder` says into the environment, where that is not set there.

    Raises `BadOption` for a file that cannot be read.
    """
    path = folder / ".env"
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadOption(
            f"{path} cannot be read ({(error.strerror or 'no reason given').lower()}): give it to "
            "the user who runs the paper"
        ) from error
    except UnicodeDecodeError as error:
        raise BadOption(f"{path} is not UTF-8: save it as UTF-8") from error
    environ.Env.read_env(io.StringIO(text))


def _said(name: str, default: str) -> str:
    """Return what the environment says; ``$OTHER`` stands for what that name says."""
    return str(environ.Env().str(name, default=default))


def flag(name: str, default: bool = False) -> bool:
    """Return the value of `name`, which is true or false. Raises `BadOption`."""
    raw = _said(name, str(default))
    if raw.strip().lower() not in _WORDS:
        raise BadOption(f"{name} is {raw!r}; it must be true or false")
    return _WORDS[raw.strip().lower()]


def number(name: str, default: int) -> int:
    """Return the value of `name`, a number of at least 0. Raises `BadOption`."""
    raw = _said(name, str(default)).strip()
    if not (raw.isascii() and raw.isdigit() and len(raw) < 10):
        raise BadOption(f"{name} is {raw[:20]!r}; it must be a number, such as {default}")
    return int(raw)


def time_zone(name: str, default: str) -> str:
    """Return the value of `name`, a time zone. Raises `BadOption`."""
    zone = _said(name, default)
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise BadOption(
            f"{name} is {zone!r}; it must be a time zone such as Europe/Lisbon"
        ) from error
    return zone


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for the database whose address is `name`. Raises `BadOption`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            settings: dict[str, Any] = environ.Env.db_url_config(_said(name, "") or default)
    except (ValueError, UserWarning, KeyError, TypeError) as error:
        raise BadOption(f"{name} is no address of a database: write {_ADDRESSES}") from error
    if settings.get("ENGINE") not in {
        "django.db.backends.sqlite3",
        "django.db.backends.postgresql",
    } or not settings.get("NAME"):
        raise BadOption(f"{name} names no database that Dateline knows: write {_ADDRESSES}")
    if settings["ENGINE"] == "django.db.backends.postgresql":
        # Compiling a query takes PostgreSQL seconds, and none of ours runs as long as that.
        settings.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return settings
