"""Sets a newsstand up from the paper's settings, and becomes it.

What it needs is written into ``var/newsstand.json``. The process then forgets everything else: it
starts anew without Django, and without an environment that holds secrets.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from dateline.cli import loading
from dateline.lib.files import write_whole

#: What of the environment the newsstand keeps.
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "TMPDIR", "PYTHONPATH", "PYTHONUNBUFFERED")
#: Fields that belong to one answer, and not to all.
_OWN = {"content-type", "content-length", "vary", "cache-control", "etag"}
#: Bytes that the path of a Unix socket has room for, less some.
_ROOM = 100


def become(host: str, port: int, workers: int) -> NoReturn:
    """Write the setup of the site that the environment names, and become its newsstand."""
    loading.set_up()
    path = write(host, port, workers)
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-m", "dateline.newsstand", str(path)]
    os.execve(sys.executable, command, environment)  # noqa: S606  our own words


def write(host: str, port: int, workers: int) -> Path:
    """Write the setup file; return where it is. The settings must be those of readers."""
    from django.conf import settings

    from dateline.conf.options import option
    from dateline.newsstand.requests import name_of
    from dateline.newsstand.setup import Setup

    named = urlsplit(option("READERS_URL"))
    own = name_of(named.netloc.encode())
    setup = Setup(
        host=host,
        port=port,
        var=str(settings.VAR),
        media=str(settings.MEDIA_ROOT),
        origin=f"{named.scheme}://{named.netloc}",
        hosts=tuple(dict.fromkeys(filter(None, [*map(str.lower, settings.ALLOWED_HOSTS), own]))),
        service=service(Path(settings.VAR)),
        workers=workers,
        headers=_headers(named.netloc),
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
        proxy_protocol=option("PROXY_PROTOCOL"),
        memory=option("NEWSSTAND_MEMORY"),
        counted_by=_counted_by(),
        reads_per_network=option("READS_PER_NETWORK"),
        reads_redis=option("READS_REDIS"),
        access_log=_in_site(option("ACCESS_LOG")),
        metrics=option("METRICS"),
    )
    path = Path(settings.VAR) / "newsstand.json"
    write_whole(path, setup.written().encode(), mode=0o640)
    path.chmod(0o640)  # also for a newsstand of another user, whatever the umask
    return path


def service(var: Path) -> str:
    """Return the Unix socket at which the reader service of the paper whose files lie in `var`
    answers. A path that is too long for one has a short one instead."""
    socket = str(var / "readers.sock")
    if len(os.fsencode(socket)) <= _ROOM:
        return socket
    folder = Path(tempfile.gettempdir()) / f"dateline-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return str(folder / f"{hashlib.sha256(socket.encode()).hexdigest()[:16]}.sock")


def _in_site(file: str) -> str:
    """Return the path of `file` as seen from the site's folder, wherever it is served from."""
    from django.conf import settings

    return file if file in {"", "-"} else str(Path(settings.BASE_DIR) / file)


def _counted_by() -> str:
    """Return what counts as a read. Raises `BadOption`."""
    from dateline.conf.options import BadOption, option

    said: str = option("READS_COUNTED_BY")
    if said not in {"pages", "beacon"}:
        raise BadOption(f"DATELINE option READS_COUNTED_BY: {said!r} is neither pages nor beacon")
    return said


def _headers(host: str) -> tuple[tuple[str, str], ...]:
    """Return the fields that the site's middleware puts on every answer to a reader."""
    from django.conf import settings
    from django.core.handlers.base import BaseHandler
    from django.test import RequestFactory

    handler = BaseHandler()
    handler.load_middleware()
    request = RequestFactory(HTTP_HOST=host).get("/healthz", secure=settings.SECURE)
    answered = handler.get_response(request)
    return tuple((name, said) for name, said in answered.items() if name.lower() not in _OWN)
