"""Where `manage.py up` listens, and what it says when it cannot; the rest is what `make run` does."""

import socket
from io import StringIO

import pytest
from django.core.management.base import CommandError, OutputWrapper

from cms.management.commands.up import HOST, Command, TellingMigrate


@pytest.fixture
def taken():
    """A port on which somebody answers."""
    with socket.create_server((HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("asked", ["abc", "0", "65536", "-1", "８０"])
def test_port_that_is_none_is_named(monkeypatch, asked):
    monkeypatch.setenv("PORT", asked)

    with pytest.raises(CommandError, match=f"PORT is “{asked}”"):
        Command().bind()


def test_taken_port_that_was_asked_for_is_refused_in_one_sentence(monkeypatch, taken):
    monkeypatch.setenv("PORT", str(taken))

    with pytest.raises(CommandError, match=f"Port {taken} is taken"):
        Command().bind()


def test_next_free_port_is_taken_and_named_when_none_was_asked_for(monkeypatch, taken, capsys):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr("cms.management.commands.up.FIRST_PORT", taken)

    server = Command().bind()
    server.server_close()

    assert server.server_port > taken
    assert f"Port {taken} is taken; using {server.server_port}." in capsys.readouterr().out


@pytest.mark.parametrize(("seconds", "told"), [(0, ["1 of 2 migrations", "2 of 2 migrations"]), (60, [])])
def test_whoever_waits_for_the_database_is_told_every_few_seconds_how_far_it_is(monkeypatch, seconds, told):
    monkeypatch.setattr("cms.management.commands.up.TELL_SECONDS", seconds)
    out = StringIO()
    command = TellingMigrate(2, OutputWrapper(out))

    for action in ("apply_start", "apply_success", "apply_start", "apply_success"):
        command.migration_progress_callback(action)

    assert [line.strip() for line in out.getvalue().splitlines() if line] == told
