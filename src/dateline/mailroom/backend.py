"""Django's way to send mail, ending in rows: nothing leaves before its cause is committed."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError
from django.db import transaction

from dateline.lib import duties
from dateline.mailroom.models import Letter


class RowBackend(BaseEmailBackend):
    """Writes each message as letters, in the transaction around it. It never sends.

    A message to several people becomes one letter each, all with the same bytes: a mail server
    that refuses one of them then neither loses the letter for him nor doubles it for the rest.
    `fail_silently` is not heeded: a letter that cannot be written is a fault of the cause.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many there were.

        Raises `BadHeaderError` when an address or a header carries a line break.
        """
        letters = [letter for message in email_messages for letter in _written(message)]
        with transaction.atomic():  # its own: Wagtail goes on when a mail cannot be written,
            Letter.objects.bulk_create(letters)  # and what it did before must not be undone
        if letters:
            # The rows are what counts; this only saves the worker's next look.
            transaction.on_commit(lambda: duties.wake("mail"), robust=True)
        return len(email_messages)


def _written(message: EmailMessage) -> list[Letter]:
    """Return one unsaved letter for each recipient of `message`."""
    recipients = list(dict.fromkeys(message.recipients()))
    for address in (message.from_email, *recipients):
        # Blind copies stand in no header, so nothing else looks at them.
        if any(mark in address for mark in "\r\n\0"):
            raise BadHeaderError(f"Mail address {address!r} carries a line break or a zero byte")
    content = message.message().as_bytes()
    return [
        Letter(
            recipients=[recipient],
            subject=str(message.subject),
            message=content,
            sender=message.from_email,
        )
        for recipient in recipients
    ]
