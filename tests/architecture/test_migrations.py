"""No change of a model is without its migration."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tests.architecture.tree import PACKAGE, ROOT


@pytest.mark.django_db
def test_no_migration_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_rooms_with_models_keep_their_migrations_with_them() -> None:
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("dateline.") and list(config.get_models()):
            first = sorted((PACKAGE / config.name.split(".")[1] / "migrations").glob("0001*.py"))
            assert first, f"{config.name} has models and no first migration"


def test_locked_dependencies_carry_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pins = [line for line in text.splitlines() if line and line[0] not in "# -"]
        assert pins
        assert all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
