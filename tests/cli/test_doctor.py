"""The doctor: names each fault, and says what to do."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dateline.cli import heart, site
from dateline.cli.doctor import database, machine, readers, settings, templates
from dateline.cli.doctor.finding import Finding, Level
from dateline.cli.models import Heartbeat
from dateline.press import storing
from dateline.readership.store import Store
from tests.cli.sites import dateline, make_site

HOSTS = ["127.0.0.1", "www.paper.example", "newsroom.paper.example"]


def _faults(findings: Iterable[Finding]) -> str:
    """Return what the faults say; each must say what to do."""
    faults = [finding for finding in findings if finding.level is Level.FAULT]
    assert all(finding.do for finding in faults)
    return "\n".join(finding.what for finding in faults)


def test_two_origins_by_https_are_good() -> None:
    found = settings.origins(
        "https://www.paper.example", "https://newsroom.paper.example", HOSTS, secure=True
    )
    assert not _faults(found)


@pytest.mark.parametrize(
    ("readers", "newsroom", "secure", "words"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", False, "share the origin"),
        ("http://elsewhere.example", "http://127.0.0.1:8001", False, "not among the hosts"),
        ("https://www.paper.example", "https://newsroom.paper.example", False, "DATELINE_SECURE"),
        ("www.paper.example", "http://127.0.0.1:8001", False, "READERS_URL is"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8001", False, "READERS_URL is"),
    ],
)
def test_addresses_that_do_not_fit_are_faults(
    readers: str, newsroom: str, secure: bool, words: str
) -> None:
    assert words in _faults(settings.origins(readers, newsroom, HOSTS, secure))


def test_a_simple_secret_key_is_a_fault(tmp_path: Path) -> None:
    assert "short or simple" in _faults(settings.secrecy(tmp_path, "secret"))
    assert "short or simple" in _faults(settings.secrecy(tmp_path, "ab" * 40))


def test_a_secret_that_others_can_read_is_a_fault(tmp_path: Path) -> None:
    key = "k3y-" + "0123456789abcdefghij" * 3
    env = tmp_path / ".env"
    env.write_text("")
    env.chmod(0o644)
    assert "can be read by others" in _faults(settings.secrecy(tmp_path, key))
    env.chmod(0o600)
    assert not _faults(settings.secrecy(tmp_path, key))


def test_a_number_of_threads_that_is_none_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _faults(settings.threads())
    monkeypatch.setenv("DATELINE_THREADS", "abc")
    assert "DATELINE_THREADS is 'abc'" in _faults(settings.threads())


def test_a_misspelt_name_in_the_environment_is_a_fault() -> None:
    given = {"DATELINE_SECRET_KEY", "DATELINE_READER_URL", "DATELINE_LIST_LENGTH", "HOME"}
    assert (
        _faults(settings.unknown_names(given)) == "DATELINE_READER_URL is set, and nothing reads it"
    )


def test_every_name_in_the_example_is_known(tmp_path: Path) -> None:
    from dateline.cli.start import write_site

    text = (write_site(tmp_path / "paper") / ".env.example").read_text()
    names = {line.lstrip("#").partition("=")[0] for line in text.splitlines() if "=" in line}
    assert len(names) > 8
    assert not _faults(settings.unknown_names(names))


def test_plates_that_cannot_be_read_are_a_fault_and_none_yet_are_not(tmp_path: Path) -> None:
    plates = tmp_path / "plates.db"
    assert list(readers.plates(plates)) == []
    with storing.opened(plates):
        pass
    (found,) = readers.plates(plates)
    assert (found.level, found.what) == (Level.NOTE, "the front page is not printed yet")
    for file in tmp_path.glob("plates.db*"):
        file.write_bytes(b"this is no database" * 300)
    assert "everything is printed anew" in str(list(readers.plates(plates)))
    assert "cannot be read" in _faults(readers.plates(plates))


def test_reads_that_cannot_be_counted_are_a_fault(tmp_path: Path) -> None:
    assert list(readers.reads(tmp_path, "")) == []
    Store(tmp_path / "reads.db").close()
    assert not _faults(readers.reads(tmp_path, ""))
    for file in tmp_path.glob("reads.db*"):
        file.write_bytes(b"this is no database" * 300)
    assert "reads cannot be counted" in _faults(readers.reads(tmp_path, ""))


def test_lite_mode_is_told_of(tmp_path: Path) -> None:
    assert list(readers.lite(tmp_path / "lite")) == []
    (tmp_path / "lite").touch()
    (found,) = readers.lite(tmp_path / "lite")
    assert found.level is Level.NOTE
    assert str(tmp_path / "lite") in found.do


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    assert "cannot be written" in _faults(machine.writable(tmp_path / "var"))
    assert not _faults(machine.writable(tmp_path / "other"))


def test_a_full_disk_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 20_000_000

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: Usage)
    assert "only 20 MB free" in _faults(machine.room(tmp_path))


@pytest.mark.parametrize("wrong", [0.0, 5e9])
def test_a_clock_in_an_insane_year_is_a_fault(tmp_path: Path, wrong: float) -> None:
    assert "the clock says" in _faults(machine.clock(tmp_path, wrong))


def test_a_clock_that_differs_from_the_file_systems_is_a_fault(tmp_path: Path) -> None:
    assert "off the clock" in _faults(machine.clock(tmp_path, time.time() - 3600))
    assert not _faults(machine.clock(tmp_path, time.time()))


def test_a_database_whose_clock_differs_is_a_fault() -> None:
    now = timezone.now()
    assert "+60 s off" in _faults(database.same_time(now + timedelta(seconds=60), now))
    assert not _faults(database.same_time(now + timedelta(seconds=1), now))


@pytest.mark.django_db
def test_a_record_from_the_future_is_a_fault() -> None:
    from dateline.record.models import Version

    now = timezone.now()
    assert not _faults(database.newest_record(now))
    Version.objects.bulk_create(
        [
            Version(
                uid="0ed75dab-492a-551a-a893-3dd47c005f9a",
                version=1,
                content="{}",
                content_hash="a",
                previous_hash="b",
                hash="c",
                recorded_at=now,
            )
        ]
    )
    assert not _faults(database.newest_record(now))
    assert "later than now" in _faults(database.newest_record(now - timedelta(days=2)))


@pytest.mark.django_db
def test_a_served_paper_without_a_worker_is_a_fault(tmp_path: Path) -> None:
    assert not _faults(database.worker(tmp_path))
    with site.held(tmp_path):
        assert "no worker gave a sign of life" in _faults(database.worker(tmp_path))
        heart.beat("somebody")
        assert not _faults(database.worker(tmp_path))
        Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=2))
        assert "no worker" in _faults(database.worker(tmp_path))


def test_a_template_whose_original_has_changed_is_a_fault(tmp_path: Path) -> None:
    name = "dateline/page.html"
    place = templates.shipped(name)
    assert place is not None
    own = tmp_path / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_text("{# from dateline 0.1.0, sha 0123456789abcdef #}\n<p>")
    assert "has changed since" in _faults(templates.check(tmp_path))
    own.write_text(f"{{# from dateline 0.1.0, sha {templates.sha(place / name)} #}}\n<p>")
    (found,) = templates.check(tmp_path)
    assert found.level is Level.GOOD
    own.write_text("<p>no word of where it came from")
    (found,) = templates.check(tmp_path)
    assert found.level is Level.NOTE
    assert templates.sha(place / name)[:16] in found.do


def test_a_template_of_the_sites_own_is_nobodys_business(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "house" / "ours.html"
    own.parent.mkdir(parents=True)
    own.write_text("")
    assert not list(templates.check(tmp_path))


@pytest.mark.usefixtures("ground")
def test_the_doctor_examines_a_site_from_the_command_line(
    tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    folder = make_site(tmp_path / "paper-two")
    done = dateline(command, outside, "doctor", "--site", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "is up to date" in done.stdout
    assert done.stdout.endswith("No fault found.\n")

    broken = {**outside, "DATELINE_DEBUG": "true", "DATELINE_READER_URL": "x"}
    done = dateline(command, broken, "doctor", "--site", folder)
    assert done.returncode == 1
    assert "FAULT  DEBUG is on" in done.stdout
    assert "FAULT  DATELINE_READER_URL is set" in done.stdout
    assert done.stdout.endswith("2 faults found.\n")

    (folder / "paper" / "settings.py").write_text("DATELINE = ")
    done = dateline(command, outside, "doctor", "--site", folder)
    assert done.returncode == 1
    assert "FAULT  the settings cannot be loaded: SyntaxError" in done.stdout


def test_a_database_that_was_never_set_up_is_a_fault(
    tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    from dateline.cli.start import write_site

    folder = write_site(tmp_path / "paper-three")
    done = dateline(command, outside, "doctor", "--site", folder)
    assert done.returncode == 1
    assert "there is no database yet" in done.stdout
    assert "dateline serve" in done.stdout
    assert not (folder / "var" / "newsroom.sqlite3").exists()

    (folder / "var" / "newsroom.sqlite3").touch()
    done = dateline(command, outside, "doctor", "--site", folder)
    assert "migrations wait" in done.stdout

    (folder / "var" / "newsroom.sqlite3").write_bytes(b"no database at all, but text" * 100)
    done = dateline(command, outside, "doctor", "--site", folder)
    assert "is damaged or no database" in done.stdout
    done = dateline(command, outside, "manage", "--site", folder, "migrate", "--skip-checks")
    assert done.returncode == 1
    assert "is damaged or no database" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATELINE_DATABASE_URL", "nonsense", "DATELINE_DATABASE_URL is no address"),
        ("DATELINE_DATABASE_URL", "postgres://u:secret@h:port/n", "is no address of a database"),
        ("DATELINE_PROXIES", "two", "DATELINE_PROXIES is 'two'"),
        ("DATELINE_SECURE", "maybe", "DATELINE_SECURE is 'maybe'"),
        ("DATELINE_TIME_ZONE", "Mars/Olympus", "DATELINE_TIME_ZONE is 'Mars/Olympus'"),
        ("DATELINE_LOG_LEVEL", "loud", "ValueError"),
    ],
)
def test_a_value_in_the_environment_that_is_none_is_named(
    name: str, value: str, words: str, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    from dateline.cli.start import write_site

    folder = write_site(tmp_path / "paper-four")
    for word in ("doctor", "serve"):
        done = dateline(command, {**outside, name: value}, word, "--site", folder)
        assert done.returncode == 1
        told = done.stdout + done.stderr
        assert words in told
        assert "a fault in Dateline" not in told
        assert "secret" not in told.replace("secret key", "")
        assert done.stderr.count("\n") <= 1


def test_a_template_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "dateline" / "page.html"
    own.parent.mkdir(parents=True)
    own.write_bytes("<p>Grüße".encode("latin-1"))
    assert "dateline/page.html is not UTF-8" in _faults(templates.check(tmp_path))
