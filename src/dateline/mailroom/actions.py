"""Sending what waits: each letter by itself, outside any transaction, at least once."""

from __future__ import annotations

import smtplib
import time
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import F
from django.utils import timezone

from dateline.mailroom.models import Letter

log = structlog.get_logger(__name__)

#: Minutes to wait after the first, second, … failed attempt; after the last the letter is
#: given up. Altogether a mail server may be away for about 17 hours.
PAUSES = (1, 5, 15, 60, 180, 360, 360)
ATTEMPTS = len(PAUSES) + 1
#: How long a letter belongs to the sender that claimed it. A sender that dies leaves it to
#: the next one after this time: the letter may then arrive twice, but it arrives.
LEASE = timedelta(minutes=15)
#: Seconds after which a silent mail server counts as gone.
TIMEOUT = 30
#: Seconds after which a round begins no other letter, so that a slow server blocks no duty.
ROUND = 60
FAULT_LENGTH = 500


class InsideTransaction(RuntimeError):
    """Sending was asked for inside a transaction, which would hold its lock for minutes."""


class NotTaken(Exception):
    """The mail server did not take a letter, and did not say why."""


def send_due(limit: int = 50) -> int:
    """Send up to `limit` letters that are due and return how many were sent.

    A failed letter keeps its fault and is tried again later; a refusal for good (a 5xx answer)
    or the last of `ATTEMPTS` attempts gives it up. Raises `InsideTransaction`.
    """
    if connection.in_atomic_block:
        raise InsideTransaction("Letters are sent outside transactions only")
    due = (
        Letter.objects.filter(state=Letter.State.WAITING, due__lte=timezone.now())
        .order_by("due", "pk")
        .values_list("pk", "attempts")[:limit]
    )
    sent = 0
    started = time.monotonic()
    for pk, attempts in list(due):
        if time.monotonic() - started > ROUND:
            break
        letter = _claim(pk, attempts)
        if letter is None:
            continue
        try:
            _deliver(letter)
        except Unreachable as error:
            _put_back(letter, error)
            break  # no server, no other letter either: each would only wait for the same answer
        except Exception as error:  # noqa: BLE001  one bad letter delays none
            _put_back(letter, error)
        else:
            _mark_sent(letter)
            sent += 1
    return sent


class Unreachable(Exception):
    """No mail server answered, or it did not let us in."""


def _claim(pk: int, attempts: int) -> Letter | None:
    """Return letter `pk` if this sender may send it now; None if another one has it.

    One conditional UPDATE, committed before anything is sent: it counts the attempt and moves
    `due` past the lease, so that no other sender sees the letter meanwhile.
    """
    waiting = Letter.objects.filter(pk=pk, state=Letter.State.WAITING, attempts=attempts)
    if attempts >= ATTEMPTS:  # every attempt ended in a sender's death
        fault = "No attempt came to an end"
        waiting.update(state=Letter.State.GIVEN_UP, fault=fault)
        log.error("mail.given_up", letter=pk, fault=fault)
        return None
    claimed = waiting.filter(due__lte=timezone.now()).update(
        attempts=F("attempts") + 1, due=timezone.now() + LEASE
    )
    return Letter.objects.get(pk=pk) if claimed else None


def _deliver(letter: Letter) -> None:
    """Hand `letter` to the mail server. Returns only when the server has taken it."""
    outlet = open_outlet()
    try:
        outlet.open()
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(str(error) or type(error).__name__) from error
    try:
        if not outlet.send_messages([_Sealed(letter)]):
            raise NotTaken("The mail server did not take the letter")
    finally:
        try:
            outlet.close()
        except (OSError, smtplib.SMTPException) as error:
            # Whether the letter was taken is known by now: a bad farewell changes nothing.
            log.info("mail.bad_farewell", letter=letter.pk, fault=str(error))


def _mark_sent(letter: Letter) -> None:
    """Note that `letter` went out, and forget its text: it may hold a way into the newsroom."""
    Letter.objects.filter(pk=letter.pk, attempts=letter.attempts).update(
        state=Letter.State.SENT, sent_at=timezone.now(), fault="", message=b""
    )


def _put_back(letter: Letter, error: Exception) -> None:
    """Keep the fault of `letter`, and try again later or never."""
    fault = f"{type(error).__name__}: {error}"[:FAULT_LENGTH]
    mine = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING, attempts=letter.attempts)
    if _for_good(error) or letter.attempts >= ATTEMPTS:
        mine.update(state=Letter.State.GIVEN_UP, fault=fault)
        log.error("mail.given_up", letter=letter.pk, attempts=letter.attempts, fault=fault)
        return
    pause = timedelta(minutes=PAUSES[letter.attempts - 1])
    mine.update(fault=fault, due=timezone.now() + pause)
    log.warning("mail.put_back", letter=letter.pk, attempts=letter.attempts, fault=fault)


def _for_good(error: Exception) -> bool:
    """Whether the server's answer to this letter is one that no second attempt changes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600


def open_outlet() -> BaseEmailBackend:
    """Return the backend that really sends, as ``MAILROOM_EMAIL`` names it.

    Certificates are checked; a port that is not given follows from the kind of TLS.
    """
    given: dict[str, Any] = dict(settings.MAILROOM_EMAIL)
    ssl, tls = bool(given.get("EMAIL_USE_SSL")), bool(given.get("EMAIL_USE_TLS"))
    more = {name.lower(): value for name, value in given.get("OPTIONS", {}).items()}
    return get_connection(
        given["EMAIL_BACKEND"],
        fail_silently=False,
        host=given.get("EMAIL_HOST") or "localhost",
        port=given.get("EMAIL_PORT") or (465 if ssl else 587 if tls else 25),
        username=given.get("EMAIL_HOST_USER") or "",
        password=given.get("EMAIL_HOST_PASSWORD") or "",
        use_tls=tls,
        use_ssl=ssl,
        file_path=given.get("EMAIL_FILE_PATH") or None,
        **{"timeout": TIMEOUT} | more,
    )


class _Sealed(EmailMessage):
    """A letter in the shape that Django's backends send: its bytes are final."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(
            subject=letter.subject, from_email=letter.sender, to=list(letter.recipients)
        )
        self._content = bytes(letter.message)

    def message(self, *, policy: Any = None) -> Any:
        """Return what answers ``as_bytes`` with the letter as it was written."""
        return _Content(self._content)


class _Content:
    """The bytes of a letter behind the part of `email.message.Message` that backends use."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        """Return the bytes with `linesep` at the end of each line."""
        return linesep.encode().join(self.content.splitlines()) + linesep.encode()

    def get_charset(self) -> None:
        """Return None: the bytes say themselves what they are written in."""
