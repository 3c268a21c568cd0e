"""Hands out what the press printed, without asking the newsroom's database anything."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from contextlib import suppress
from datetime import datetime

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from dateline.press import forms
from dateline.press.store import Plate, Store, in_file
from dateline.press.stores import plates_path

log = structlog.get_logger(__name__)

#: Browsers always ask; a proxy in front may keep a page for a minute (design, section 7).
FRESHNESS = "public, max-age=0, s-maxage=60, must-revalidate"
MISSING_FRESHNESS = "public, max-age=0, s-maxage=5, must-revalidate"
#: Where the words stand for all paths whose page was taken out of print.
GONE = "410"

_opened = threading.local()


class MovedPermanently(HttpResponseRedirectBase):
    """301, as Django's own, but to any path of the paper."""

    status_code = 301


def answer(request: HttpRequest, path: str, at: datetime) -> HttpResponse | None:
    """Return the answer with what is printed at `path`, or None where nothing is."""
    try:
        store = _store()
        plate = store.find(path)
        if plate is not None and plate.state == "gone":
            plate = store.find(GONE) or plate
        if plate is None or plate.state == "stub" or (plate.forms is None and not plate.target):
            return None
        if plate.state == "moved":
            response: HttpResponse = MovedPermanently(plate.target)
            response["Cache-Control"] = FRESHNESS
            return response
        fillings = [store.filling(name, at.timestamp()) for name in plate.holes]
    except FileNotFoundError:
        return None
    except sqlite3.Error:
        log.exception("plates.unreadable")
        _opened.__dict__.clear()
        return None
    return _printed(request, plate, fillings)


def _store() -> Store:
    """Return the store, opened once a thread and anew where another file stands there now."""
    path = plates_path()
    number = path.stat().st_ino
    if getattr(_opened, "number", None) != (path, number):
        if hasattr(_opened, "store"):
            _opened.store.close()
        _opened.store, _opened.number = in_file(path), (path, number)
    store: Store = _opened.store
    return store


def _printed(request: HttpRequest, plate: Plate, fillings: list[bytes]) -> HttpResponse:
    assert plate.forms is not None  # noqa: S101  the caller looked
    encoding, body = _encoded(plate.forms, fillings, request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(body, status=plate.status, headers=dict(plate.headers))
    fresh = FRESHNESS if plate.status == 200 else MISSING_FRESHNESS
    response.headers.setdefault("Cache-Control", fresh)
    patch_vary_headers(response, ["Accept-Encoding"])
    if encoding:
        response["Content-Encoding"] = encoding
    if plate.status != 200:
        return response
    said = hashlib.sha256(b"\0".join([plate.digest.encode(), encoding.encode(), *fillings]))
    response["ETag"] = f'"{said.hexdigest()[:32]}"'
    return get_conditional_response(request, response["ETag"], response=response) or response


def _encoded(page: forms.Forms, fillings: list[bytes], accepted: str) -> tuple[str, bytes]:
    """Return the smallest encoding of `page` that is `accepted`, and the page in it."""
    taken = _accepted(accepted)
    if "br" in taken:
        with suppress(forms.TooLong):  # until the page is printed again, with more room
            body = page.brotlied(fillings)
            if body is not None:
                return "br", body
    if "gzip" in taken:
        return "gzip", page.gzipped([forms.run_of(filling) for filling in fillings])
    return "", page.identity(fillings)


def _accepted(header: str) -> set[str]:
    """Return the encodings that an ``Accept-Encoding`` header takes (RFC 9110, section 12.5.3)."""
    taken = set()
    for piece in header.lower().split(","):
        name, *parameters = (part.strip() for part in piece.split(";"))
        weights = [said.removeprefix("q=") for said in parameters if said.startswith("q=")]
        if not weights or weights[0].strip("0.") != "":
            taken.add(name)
    return taken
