"""/healthz answers, and soon, whatever is broken or hangs."""

import json
from threading import Event
from time import monotonic

import pytest
from django.db import OperationalError

from cms import health


@pytest.fixture
def hanging():
    """A report that hangs until the test is over; how often it was begun."""
    over, begun = Event(), []

    def report():
        begun.append("once more")
        over.wait(60)
        return {}

    report.begun = begun
    yield report
    over.set()


@pytest.fixture
def ask(client, db):
    """The status and the words of /healthz, and the seconds that they took."""

    def answer():
        start = monotonic()
        response = client.get("/healthz")
        return response.status_code, json.loads(response.content), monotonic() - start

    return answer


def test_healthz_says_that_all_is_well(ask):
    status, said, _seconds = ask()

    assert (status, said["status"], said["database"]) == (200, "up", "up")
    assert said["search"]["state"]


def test_healthz_waits_for_nothing_that_hangs_and_says_so(ask, monkeypatch, hanging):
    monkeypatch.setitem(health._looks, "search", health.Look(hanging))

    status, said, seconds = ask()

    assert (status, said["database"], said["search"]) == (200, "up", {"state": "no answer"})
    assert seconds < 3


def test_healthz_begins_no_second_look_at_what_still_hangs(ask, monkeypatch, hanging):
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    monkeypatch.setattr(health, "_ground", health.Look(lambda: {"database": "up"}))
    monkeypatch.setitem(health._looks, "search", health.Look(hanging))

    answers = [ask()[1]["search"] for _ in range(3)]

    assert answers == [{"state": "no answer"}] * 3
    assert hanging.begun == ["once more"]


def test_healthz_is_503_when_the_database_hangs(ask, monkeypatch, hanging):
    monkeypatch.setattr(health, "_ground", health.Look(hanging))

    status, said, seconds = ask()

    assert (status, said) == (503, {"status": "down", "database": "no answer"})
    assert seconds < 3


@pytest.mark.parametrize("place", ["ground", "search"])
def test_healthz_is_503_when_the_database_is_away(ask, monkeypatch, place):
    def refused():
        raise OperationalError("connection refused")

    if place == "ground":
        monkeypatch.setattr(health, "_ground", health.Look(refused))
    else:
        monkeypatch.setitem(health._looks, "search", health.Look(refused))

    status, said, _seconds = ask()

    assert (status, said) == (503, {"status": "down", "database": "unreachable"})
