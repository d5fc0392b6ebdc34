"""Whatever the index shows changes only together with a row in the outbox."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cms.actions import set_audience
from members.accounts.actions import erase
from members.partnerships.models import RosterEntry
from members.people.models import Profile
from resources.lessons.models import Authorship, Cycle, Measurement
from search import outbox
from search.engines import engine
from search.jobs import follow_the_rosters
from search.models import OutboxRow
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, TopicFactory, member_of


@pytest.fixture
def lesson(partnership, outbox_of):
    author = member_of(partnership, name="Ana Serrano")
    lesson = LessonFactory(
        title="The Friday tally",
        partnership=partnership,
        authors=[author],
        challenges=[ChallengeFactory(slug="turf-war")],
        outcomes=[OutcomeFactory(slug="reading")],
        topics=[TopicFactory(slug="attendance")],
    )
    lesson.author = author
    outbox_of()
    return lesson


def rename(thing, field="name"):
    setattr(thing, field, "Another name")
    thing.save()


CHANGES = {
    "a lesson is saved": lambda lesson: rename(lesson, "title"),
    "its audience is tightened": lambda lesson: set_audience(page=lesson, audience="members"),
    "it is taken off the site": lambda lesson: lesson.unpublish(),
    "it is deleted": lambda lesson: lesson.delete(),
    "a cycle is written": lambda lesson: Cycle.objects.create(lesson=lesson, measure="absences"),
    "somebody becomes its author": lambda lesson: Authorship.objects.create(
        lesson=lesson, user=member_of(lesson.partnership)
    ),
    "an authorship ends": lambda lesson: lesson.authorships.get().delete(),
    "its partnership is renamed": lambda lesson: rename(lesson.partnership),
    "its author is renamed": lambda lesson: rename(lesson.author),
    "its author is hidden": lambda lesson: rename(lesson.author.profile, "audience"),
    "its outcome is renamed": lambda lesson: rename(lesson.outcomes.get()),
    "its challenge is renamed": lambda lesson: rename(lesson.challenges.get()),
    "its topic is renamed": lambda lesson: rename(lesson.topics.get()),
    "a word is deleted": lambda lesson: lesson.topics.get().delete(),
    "a revision is published": lambda lesson: lesson.save_revision().publish(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_lesson_shows_is_noted_when_it_changes(lesson, outbox_of, name):
    key = lesson.pk

    CHANGES[name](lesson)

    assert ("lesson", key) in outbox_of()


def test_a_measurement_is_noted_for_its_lesson(lesson, outbox_of):
    cycle = Cycle.objects.create(lesson=lesson, measure="absences")
    outbox_of()

    Measurement.objects.create(cycle=cycle, value=3, date=timezone.localdate())

    assert outbox_of() == {("lesson", lesson.pk)}


def test_what_only_drafts_write_is_not_noted(lesson, outbox_of):
    lesson.title = "A draft title"

    lesson.save_revision()
    lesson.author.save(update_fields=["last_login"])

    assert outbox_of() == set()


def test_a_person_is_noted_when_name_roster_or_readers_change(lesson, outbox_of):
    profile = Profile.objects.get(user=lesson.author)
    for change in (
        lambda: rename(lesson.author),
        lambda: rename(profile, "job_title"),
        lambda: rename(lesson.partnership),
        lambda: RosterEntry.objects.get(user=lesson.author).save(),
    ):
        outbox_of()

        change()

        assert ("person", profile.pk) in outbox_of()


def test_an_erased_account_is_noted_with_its_lessons_and_old_indexes_go(lesson, outbox_of):
    profile = Profile.objects.get(user=lesson.author)

    erase(user=lesson.author)

    assert outbox_of() >= {("person", profile.pk), ("lesson", lesson.pk), (outbox.PURGE, 0)}


def test_a_change_that_is_rolled_back_leaves_no_row(lesson, outbox_of):
    with transaction.atomic():
        rename(lesson, "title")
        transaction.set_rollback(True)

    assert outbox_of() == set()


def test_a_commit_starts_the_drain(lesson, search_index, django_capture_on_commit_callbacks):
    search_index()

    with django_capture_on_commit_callbacks(execute=True):
        rename(lesson, "title")

    assert outbox.backlog()["waiting"] == 0


def test_a_failure_waits_twice_as_long_each_time_and_at_most_five_minutes(db):
    outbox.note("lesson", [1])
    row = OutboxRow.objects.get()
    waits = []
    for _ in range(10):
        before = timezone.now()
        outbox.postpone([row], "away\x00")
        waits.append(round((row.not_before - before).total_seconds()))

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert OutboxRow.objects.get().error == "away"
    assert outbox.take_due() == []
    assert outbox.take_due(began=timezone.now() + timedelta(minutes=6)) == [row]


def test_revisions_only_grow(db):
    first, second = outbox.next_revision(), outbox.next_revision()

    assert second > first


def test_rows_written_meanwhile_are_not_settled(db):
    outbox.note("lesson", [1])
    rows = outbox.take_due()
    outbox.note("lesson", [1])

    outbox.settle(rows)

    assert OutboxRow.objects.count() == 1


def test_the_roster_job_reads_people_again_whose_time_ended(search_index, partnership):
    user = member_of(partnership)
    profile = Profile.objects.get(user=user)
    search_index()
    RosterEntry.objects.filter(user=user).update(left=timezone.localdate())
    follow_the_rosters()

    held = engine().revisions()
    assert f"person:{profile.pk}#members" not in held
