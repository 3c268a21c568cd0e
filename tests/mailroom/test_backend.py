"""Mail becomes rows, in the transaction that caused it."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.message import BadHeaderError
from django.db import transaction

from dateline.mailroom.models import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rows")]


def test_a_message_becomes_a_letter_with_all_its_bytes() -> None:
    message = EmailMultiAlternatives(
        "Grüße", "Die Ausgabe ist fertig.", "desk@paper.example", ["Ada <ada@paper.example>"]
    )
    message.attach_alternative("<p>Die Ausgabe ist fertig.</p>", "text/html")
    assert message.send() == 1
    letter = Letter.objects.get()
    assert letter.recipients == ["Ada <ada@paper.example>"]
    assert letter.subject == "Grüße"
    assert letter.sender == "desk@paper.example"
    assert letter.state == Letter.State.WAITING
    parsed = message_from_bytes(bytes(letter.message))
    assert parsed["To"] == "Ada <ada@paper.example>"
    assert parsed["Message-ID"]
    plain, html = parsed.get_payload()
    assert plain.get_payload(decode=True).decode() == "Die Ausgabe ist fertig."
    assert html.get_content_type() == "text/html"


def test_a_letter_goes_when_its_cause_is_undone() -> None:
    with transaction.atomic():
        send_mail("Invitation", "Come in.", None, ["ada@paper.example"])
        assert Letter.objects.exists()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_each_recipient_gets_a_letter_and_a_blind_copy_stays_blind() -> None:
    EmailMessage(
        "Rota",
        "Sunday: Ada.",
        "desk@paper.example",
        to=["ada@paper.example"],
        cc=["ben@paper.example"],
        bcc=["cy@paper.example", "ada@paper.example"],
    ).send()
    letters = Letter.objects.order_by("pk")
    assert [letter.recipients for letter in letters] == [
        ["ada@paper.example"],
        ["ben@paper.example"],
        ["cy@paper.example"],
    ]
    assert all(b"cy@paper" not in bytes(letter.message) for letter in letters)


@pytest.mark.parametrize("part", ["subject", "to", "bcc", "sender", "header"])
@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
def test_a_line_break_in_a_header_is_refused(part: str, line_break: str) -> None:
    evil = f"x@paper.example{line_break}Bcc: all@elsewhere.example"
    message = EmailMessage(
        subject=evil if part == "subject" else "News",
        body="Text",
        from_email=evil if part == "sender" else "desk@paper.example",
        to=[evil if part == "to" else "ada@paper.example"],
        bcc=[evil] if part == "bcc" else [],
        headers={"X-Desk": evil} if part == "header" else {},
    )
    with pytest.raises(BadHeaderError):
        message.send(fail_silently=True)
    assert not Letter.objects.exists()


def test_a_message_to_nobody_is_no_letter() -> None:
    EmailMessage("News", "Text", "desk@paper.example", []).send()
    assert not Letter.objects.exists()
