import logging

import pytest

from search.models import OutboxRow


@pytest.fixture(autouse=True)
def no_silent_failures(caplog):
    """The index never fails whoever saves something; in a test, what it logged as an error fails the test.

    A test that breaks something on purpose clears the log when it has seen that it says so.
    """
    yield
    said = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [each.getMessage() for each in said if each.levelno >= logging.ERROR and each.name.startswith("search")]
    assert errors == []


@pytest.fixture
def outbox_of(db):
    """The (kind, id) that wait, each once, and the outbox emptied."""

    def taken() -> set[tuple[str, int]]:
        found = set(OutboxRow.objects.values_list("kind", "object_id"))
        OutboxRow.objects.all().delete()
        return found

    return taken
