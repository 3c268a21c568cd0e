"""The worker sends what waits: once if it can, again if it must."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from dateline.lib import duties
from dateline.mailroom import actions
from dateline.mailroom.actions import ATTEMPTS, LEASE, InsideTransaction, send_due
from dateline.mailroom.checks import mail_leaves_the_house, mail_settings
from dateline.mailroom.models import Letter
from tests.ports import free_port

from .conftest import Postbox, outlet_to

pytestmark = pytest.mark.django_db(transaction=True)


def write(to: str = "ada@paper.example", subject: str = "News") -> Letter:
    """Write a letter and return its row."""
    send_mail(subject, "First line\n.a line with a dot\nÜbermorgen", "desk@paper.example", [to])
    return Letter.objects.latest("pk")


def test_a_letter_is_sent_as_it_was_written_and_then_forgotten(postbox: Postbox) -> None:
    letter = write()
    written = bytes(letter.message)
    assert send_due() == 1
    (envelope,) = postbox.taken
    assert envelope.mail_from == "desk@paper.example"
    assert envelope.rcpt_tos == ["ada@paper.example"]
    assert envelope.content.splitlines() == written.splitlines()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert letter.sent_at is not None
    assert bytes(letter.message) == b""  # a way into the newsroom may have stood in it
    assert send_due() == 0


def test_names_and_addresses_abroad_reach_the_envelope(postbox: Postbox) -> None:
    write("Zoë Grün <zoe@grün.example>")
    assert send_due() == 1
    assert postbox.recipients == ["zoe@xn--grn-ioa.example"]


def test_nothing_is_sent_inside_a_transaction(postbox: Postbox) -> None:
    write()
    with transaction.atomic(), pytest.raises(InsideTransaction):
        send_due()
    assert not postbox.taken


def test_no_transaction_is_open_while_the_server_takes_its_time(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = []
    deliver = actions._deliver

    def watched(letter: Letter) -> None:
        states.append((connection.in_atomic_block, Letter.objects.get(pk=letter.pk).attempts))
        deliver(letter)

    monkeypatch.setattr(actions, "_deliver", watched)
    write()
    assert send_due() == 1
    assert states == [(False, 1)]


def test_a_letter_that_is_not_due_stays(postbox: Postbox) -> None:
    letter = write()
    Letter.objects.update(due=timezone.now() + timedelta(minutes=1))
    assert send_due() == 0
    letter.refresh_from_db()
    assert letter.attempts == 0


def test_no_more_letters_than_asked_for_are_sent(postbox: Postbox) -> None:
    for number in range(3):
        write(f"reader{number}@paper.example")
    assert send_due(limit=2) == 2
    assert send_due(limit=2) == 1
    assert postbox.recipients == [f"reader{number}@paper.example" for number in range(3)]


def test_a_refusal_for_now_is_tried_again_and_delays_no_other_letter(postbox: Postbox) -> None:
    postbox.answers["full@paper.example"] = "452 Mailbox full"
    full, other = write("full@paper.example"), write("ada@paper.example")
    before = timezone.now()
    assert send_due() == 1
    full.refresh_from_db()
    other.refresh_from_db()
    assert other.state == Letter.State.SENT
    assert (full.state, full.attempts) == (Letter.State.WAITING, 1)
    assert "Mailbox full" in full.fault
    assert timedelta(seconds=50) < full.due - before < timedelta(minutes=2)
    del postbox.answers["full@paper.example"]
    Letter.objects.filter(pk=full.pk).update(due=timezone.now())
    assert send_due() == 1
    full.refresh_from_db()
    assert (full.state, full.fault) == (Letter.State.SENT, "")


def test_a_refusal_for_good_gives_the_letter_up_at_once(postbox: Postbox) -> None:
    postbox.answers["gone@paper.example"] = "550 No such person"
    gone, _other = write("gone@paper.example"), write("ada@paper.example")
    assert send_due() == 1
    gone.refresh_from_db()
    assert (gone.state, gone.attempts) == (Letter.State.GIVEN_UP, 1)
    assert "No such person" in gone.fault


def test_one_refused_recipient_costs_the_others_nothing(postbox: Postbox) -> None:
    postbox.answers["gone@paper.example"] = "550 No such person"
    EmailMessage("Rota", "Ada.", None, ["ada@paper.example", "gone@paper.example"]).send()
    assert send_due() == 1
    assert postbox.recipients == ["ada@paper.example"]
    assert Letter.objects.filter(state=Letter.State.GIVEN_UP).count() == 1


def test_the_pauses_grow_and_after_the_last_attempt_the_letter_is_given_up(
    rows: None, settings: Settings
) -> None:
    settings.MAILROOM_EMAIL = outlet_to(free_port())
    letter = write()
    pauses = []
    for _attempt in range(ATTEMPTS):
        Letter.objects.update(due=timezone.now())
        assert send_due() == 0
        letter.refresh_from_db()
        pauses.append(round((letter.due - timezone.now()).total_seconds() / 60))
    assert letter.state == Letter.State.GIVEN_UP
    assert letter.attempts == ATTEMPTS == 8
    assert "refused" in letter.fault.lower()
    assert pauses[:-1] == [1, 5, 15, 60, 180, 360, 360]


@pytest.mark.parametrize(
    "greeting",
    [b"", b"220 mail.exam", b"554 Go away\r\n", b"silence", b"HTTP/1.1 400 Bad Request\r\n\r\n"],
)
def test_a_server_that_hangs_up_or_says_nothing_costs_one_attempt(
    rude_server: Callable[[bytes], None], greeting: bytes
) -> None:
    rude_server(greeting)
    letter = write()
    started = time.monotonic()
    assert send_due() == 0
    assert time.monotonic() - started < 4
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.WAITING, 1)
    assert letter.fault


def test_without_a_server_one_round_ends_after_one_letter(rows: None, settings: Settings) -> None:
    settings.MAILROOM_EMAIL = outlet_to(free_port())
    write()
    write("ben@paper.example")
    assert send_due() == 0
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 1]


def test_a_bad_farewell_does_not_send_the_letter_twice(rows: None, settings: Settings) -> None:
    """The server takes the letter and dies before it says goodbye."""
    listener = socket.create_server(("127.0.0.1", 0))
    taken = []

    def serve() -> None:
        caller, _address = listener.accept()
        with caller, caller.makefile("rb") as lines:
            caller.sendall(b"220 hello\r\n")
            for line in lines:
                if line.upper().startswith(b"DATA"):
                    caller.sendall(b"354 go on\r\n")
                    while next(lines) != b".\r\n":
                        pass
                    taken.append(True)
                    caller.sendall(b"250 taken\r\n")
                elif line.upper().startswith(b"QUIT"):
                    caller.sendall(b"421 4.3.0 boom\r\n")
                    return
                else:
                    caller.sendall(b"250 OK\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    settings.MAILROOM_EMAIL = outlet_to(listener.getsockname()[1])
    letter = write()
    assert send_due() == 1
    thread.join()
    listener.close()
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert taken == [True]


def test_two_senders_at_once_send_each_letter_once(postbox: Postbox) -> None:
    for number in range(12):
        write(f"reader{number}@paper.example")
    postbox.pause = 0.02
    barrier = threading.Barrier(3)
    counts = []

    def sender() -> None:
        barrier.wait()
        try:
            counts.append(send_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=sender) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == 12
    assert sorted(postbox.recipients) == sorted(f"reader{n}@paper.example" for n in range(12))


SENDER = """
import os, sys
import django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
settings.MAILROOM_EMAIL = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": int(sys.argv[2]), "OPTIONS": {"TIMEOUT": 20},
}
from dateline.mailroom.actions import send_due
print(send_due())
"""


def test_a_sender_killed_while_sending_leaves_the_letter_to_the_next(postbox: Postbox) -> None:
    letter = write()
    caught = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def hold() -> None:
        caller, _address = listener.accept()
        caught.set()  # the claim is committed, the letter on its way
        time.sleep(0.2)
        caller.close()

    thread = threading.Thread(target=hold)
    thread.start()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            SENDER,
            str(connection.settings_dict["NAME"]),
            str(listener.getsockname()[1]),
        ],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "src:."},
        stderr=subprocess.DEVNULL,
    )
    assert caught.wait(30)
    process.send_signal(signal.SIGKILL)
    process.wait()
    thread.join()
    listener.close()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.WAITING, 1)
    assert letter.due > timezone.now() + LEASE - timedelta(minutes=1)
    assert send_due() == 0  # the dead sender's lease still holds
    Letter.objects.update(due=timezone.now())
    assert send_due() == 1
    assert postbox.recipients == ["ada@paper.example"]


def test_a_sender_that_comes_back_late_does_not_undo_what_the_next_one_did(
    postbox: Postbox,
) -> None:
    letter = write()
    slow = actions._claim(letter.pk, 0)
    assert slow is not None
    Letter.objects.update(due=timezone.now())
    assert send_due() == 1
    actions._put_back(slow, OSError("too late"))
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_a_letter_whose_senders_all_die_is_given_up(postbox: Postbox) -> None:
    letter = write()
    Letter.objects.update(attempts=ATTEMPTS)
    assert send_due() == 0
    letter.refresh_from_db()
    assert letter.state == Letter.State.GIVEN_UP
    assert not postbox.taken


def test_sending_is_a_duty_of_the_worker() -> None:
    (duty,) = [duty for duty in duties.duties() if duty.name == "mail"]
    assert duty.run is send_due
    assert duty.every == 5


@pytest.mark.parametrize(
    ("given", "port"),
    [({"EMAIL_USE_SSL": True}, 465), ({"EMAIL_USE_TLS": True}, 587), ({}, 25)],
)
def test_the_port_follows_from_the_kind_of_encryption(
    settings: Settings, given: dict, port: int
) -> None:
    settings.MAILROOM_EMAIL = outlet_to(0) | given | {"EMAIL_PORT": None}
    outlet = actions.open_outlet()
    assert outlet.port == port
    assert outlet.fail_silently is False
    assert outlet.ssl_context.check_hostname


def test_a_password_in_the_clear_is_refused_by_a_check(settings: Settings) -> None:
    settings.MAILROOM_EMAIL = outlet_to(25) | {
        "EMAIL_HOST": "mail.paper.example",
        "EMAIL_HOST_USER": "desk",
    }
    assert [fault.id for fault in mail_settings()] == ["dateline_mailroom.E001"]
    settings.MAILROOM_EMAIL |= {"EMAIL_USE_SSL": True}
    assert mail_settings() == []


def test_a_deployment_that_only_prints_its_mail_is_told_so(settings: Settings) -> None:
    settings.MAILROOM_EMAIL = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    assert [fault.id for fault in mail_leaves_the_house()] == ["dateline_mailroom.W001"]


def test_the_console_shows_the_letter(
    rows: None, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAILROOM_EMAIL = {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    write(subject="Your way in")
    assert send_due() == 1
    assert "Subject: Your way in" in capsys.readouterr().out
