"""What makes up a release of the paper's look: another one, and every page is printed anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.utils import get_app_template_dirs

import dateline
from dateline.conf.options import OPTIONS, option
from dateline.press import statics


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return the hash of what pages are made with beside what the database holds: the version,
    the paper's options, all templates, translations and static files. Read once a process."""
    said = hashlib.sha256(f"{dateline.__version__} {statics.current()}".encode())
    options = {each.name: option(each.name) for each in OPTIONS}
    said.update(json.dumps(options, sort_keys=True, default=str).encode())
    for path in sorted({*_templates(), *Path(dateline.__file__).parent.rglob("*.mo")}):
        said.update(hashlib.sha256(path.read_bytes()).digest())
    return said.hexdigest()


def _templates() -> Iterator[Path]:
    """Yield the templates of the paper's own folder and of all rooms and apps that have some for
    readers."""
    engines: list[Any] = settings.TEMPLATES
    folders = [Path(folder) for engine in engines for folder in engine["DIRS"]]
    folders += [folder / "dateline" for folder in map(Path, get_app_template_dirs("templates"))]
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())
