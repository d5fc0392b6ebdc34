"""`manage.py search`, the report of staff in the admin, and /healthz."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from search import indexing, outbox
from search.engines import engine
from search.engines.base import BuildLostError, SearchUnavailableError
from search.jobs import drain_what_is_left
from search.models import Rebuild
from search.status import health
from tests.factories import LessonFactory


def run(*args) -> str:
    out = io.StringIO()
    call_command("search", *args, stdout=out)
    return out.getvalue()


def test_rebuild_says_how_far_it_is_and_what_it_did(search_index):
    LessonFactory()

    said = run("rebuild")

    assert "lesson       1 of 1" in said
    assert "Rebuilt: 1 documents" in said


def test_rebuild_if_needed_builds_once(search_index):
    run("rebuild", "--if-needed")
    LessonFactory()

    said = run("rebuild", "--if-needed")

    assert "can serve" in said
    assert Rebuild.objects.count() == 1
    assert outbox.backlog()["waiting"] == 0


def test_verify_says_what_it_repaired(search_index):
    lesson = LessonFactory()
    search_index()
    type(lesson).objects.update(title="Another title")

    assert "1 things differed" in run("verify")
    assert "0 things differed" in run("verify")


def test_drain_and_status_say_what_waits(search_index):
    search_index()
    LessonFactory()

    before, drained, after = run("status"), run("drain"), run("status")

    assert "tantivy, ready" in before
    assert "the oldest for" in before
    assert "changes taken" in drained
    assert "waiting      0 changes" in after
    assert "last rebuild" in after


def test_status_tells_of_a_rebuild_that_failed_and_of_none(search_index):
    never = run("status")
    Rebuild.objects.create(engine="tantivy", error="the disk is full")

    assert "last rebuild never" in never
    assert "tantivy, missing" in never
    assert "failed: the disk is full" in run("status")


@pytest.mark.parametrize(
    ("error", "words"),
    [(SearchUnavailableError("refused"), "Nothing is lost"), (BuildLostError("x"), "Another rebuild has begun")],
)
def test_what_goes_wrong_is_one_sentence(search_index, monkeypatch, error, words):
    def failing():
        raise error

    monkeypatch.setattr(engine(), "build", failing)

    with pytest.raises(CommandError, match=words):
        run("rebuild")


def test_health_tells_engine_backlog_and_the_age_of_the_oldest_change(search_index):
    search_index()
    LessonFactory()

    said = health()

    assert (said["engine"], said["state"]) == ("tantivy", "ready")
    assert said["backlog"] > 0
    assert said["oldest"] >= 0


def test_staff_see_how_the_search_stands_and_nobody_else_does(search_index, clients):
    search_index()
    outbox.note("lesson", [999])
    row = outbox.take_due()[0]
    outbox.postpone([row], "too long")
    address = reverse("search_standing")

    staff = clients["staff"].get(address)

    assert staff.status_code == 200
    assert "tantivy" in staff.content.decode()
    assert "lesson:999" in staff.content.decode()
    assert {clients[name].get(address).status_code for name in ("visitor", "member", "colleague", "reviewer")} == {302}
    assert address in clients["staff"].get(reverse("wagtailadmin_home")).content.decode()


def test_the_clock_drains_what_is_left(search_index):
    search_index()
    LessonFactory()

    drain_what_is_left()

    assert outbox.backlog()["waiting"] == 0
    assert indexing.verify() == 0
