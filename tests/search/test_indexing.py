"""The index agrees with the database, whatever happens in between."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from members.accounts.actions import erase
from members.people.models import Profile
from resources.lessons.models import LessonPage
from search import indexing, outbox
from search.engines import engine
from search.engines.base import ApplyResult, Change, SearchUnavailableError
from search.indexing import draining
from search.models import IndexedObject, OutboxRow, Rebuild
from search.query import SearchRequest
from search.sources import SOURCES
from tests.factories import LessonFactory, member_of


def found(viewer, text) -> set[str]:
    page = engine().search(SearchRequest(viewer=viewer, text=text, exact=True))
    return {hit.id for hit in page.hits}


def lesson_id(lesson) -> str:
    return f"lesson:{lesson.pk}"


def test_what_is_published_is_found_and_what_is_deleted_is_not(search_index, viewers):
    search_index()
    lesson = LessonFactory(title="Zebra crossing")

    indexing.drain()
    shown = found(viewers["visitor"], "zebra")
    lesson.delete()
    indexing.drain()

    assert shown == {lesson_id(lesson)}
    assert found(viewers["visitor"], "zebra") == set()
    assert not IndexedObject.objects.filter(kind="lesson").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"withdrawn_on": timezone.localdate()},
        {"expire_at": timezone.now() - timedelta(hours=1)},
    ],
    ids=["draft", "withdrawn", "expired"],
)
def test_what_is_not_listed_is_in_no_index(search_index, viewers, fields):
    shown, hidden = LessonFactory(title="Zebra"), LessonFactory(title="Zebra")
    search_index()
    LessonPage.objects.filter(pk=hidden.pk).update(**fields)
    outbox.note("lesson", [hidden.pk])

    indexing.drain()

    assert found(viewers["visitor"], "zebra") == {lesson_id(shown)}


def test_an_expired_lesson_is_not_found_before_anything_reads_it_again(search_index, viewers):
    LessonFactory(title="Zebra", expire_at=timezone.now() + timedelta(hours=1))
    search_index()
    before = found(viewers["visitor"], "zebra")

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        after = found(viewers["visitor"], "zebra")

    assert (len(before), after) == (1, set())


@pytest.mark.parametrize(("audience", "is_found"), [("public", True), ("members", False)])
def test_an_author_is_found_by_name_only_where_all_readers_may_know_it(
    search_index, viewers, partnership, audience, is_found
):
    author = member_of(partnership, name="Quillon Abernathy")
    Profile.objects.filter(user=author).update(audience=audience)
    lesson = LessonFactory(authors=[author])
    search_index()

    assert (lesson_id(lesson) in found(viewers["visitor"], "Quillon")) is is_found
    assert (lesson_id(lesson) in found(viewers["member"], "Quillon")) is is_found


def test_a_person_stands_once_in_the_layer_of_each_reader(search_index, viewers, partnership):
    profile = Profile.objects.get(user=member_of(partnership, name="Quillon Abernathy"))
    profile.audience = "public"
    profile.save()
    search_index()
    public = found(viewers["visitor"], "Quillon"), found(viewers["member"], "Quillon")
    profile.audience = "members"
    profile.save()
    indexing.drain()

    assert public == ({f"person:{profile.pk}#anonymous"}, {f"person:{profile.pk}#members"})
    assert found(viewers["visitor"], "Quillon") == set()
    assert found(viewers["member"], "Quillon") == {f"person:{profile.pk}#members"}


def test_what_only_its_owner_may_read_is_in_no_index(search_index, partnership):
    profile = Profile.objects.get(user=member_of(partnership))
    profile.audience = f"user:{profile.user_id}"
    profile.save()

    search_index()

    assert not [id for id in engine().revisions() if id.startswith(f"person:{profile.pk}#")]


def test_a_drain_that_is_killed_after_telling_the_engine_is_repeated(search_index, viewers, monkeypatch):
    search_index()
    lesson = LessonFactory(title="Zebra")

    def killed(rows):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            indexing.drain()
    left = OutboxRow.objects.count()
    indexing.drain()

    assert left > 0
    assert OutboxRow.objects.count() == 0
    assert found(viewers["visitor"], "zebra") == {lesson_id(lesson)}


def test_an_engine_that_is_away_leaves_the_rows_and_takes_them_when_it_is_back(search_index, viewers, monkeypatch):
    search_index()
    lesson = LessonFactory(title="Zebra")

    def away(changes, *, wait=False):
        raise SearchUnavailableError("refused")

    with monkeypatch.context() as patch:
        patch.setattr(engine(), "apply", away)
        indexing.drain()
    waiting = list(OutboxRow.objects.values_list("attempts", "error").distinct())
    outbox.hurry()
    indexing.drain()

    assert waiting == [(1, "refused")]
    assert OutboxRow.objects.count() == 0
    assert found(viewers["visitor"], "zebra") == {lesson_id(lesson)}


def test_one_refused_document_stops_no_other(search_index, viewers, monkeypatch):
    search_index()
    good, bad = LessonFactory(title="Zebra"), LessonFactory(title="Zebra")
    real = engine().apply

    def refusing(changes, *, wait=False):
        real([change for change in changes if change.id != lesson_id(bad)])
        return ApplyResult(errors={lesson_id(bad): "too long"})

    with monkeypatch.context() as patch:
        patch.setattr(engine(), "apply", refusing)
        indexing.drain()

    assert found(viewers["visitor"], "zebra") == {lesson_id(good)}
    assert set(OutboxRow.objects.values_list("object_id", "error")) == {(bad.pk, "too long")}


def test_one_thing_that_cannot_be_read_stops_no_other(search_index, viewers, monkeypatch, caplog):
    search_index()
    good, bad = LessonFactory(title="Zebra"), LessonFactory(title="Zebra")
    source = SOURCES["lesson"]

    def broken(lessons, rev):
        if lessons.filter(pk=bad.pk).exists():
            raise ValueError("broken")
        return source.documents(lessons, rev)

    with monkeypatch.context() as patch:
        patch.setitem(SOURCES, "lesson", type(source)("lesson", source.rows, broken))
        indexing.drain()

    assert f"lesson {bad.pk} cannot be indexed" in caplog.text
    caplog.clear()
    assert found(viewers["visitor"], "zebra") == {lesson_id(good)}
    assert set(OutboxRow.objects.values_list("object_id", flat=True)) == {bad.pk}


def test_a_rebuild_loses_no_concurrent_edit_and_brings_nothing_back(search_index, viewers):
    search_index()
    edited, deleted = LessonFactory(title="Aardvark"), LessonFactory(title="Baboon")
    made = []

    def meanwhile(kind, done, of):
        # The lessons were copied already when this runs, and once when they were only counted.
        if kind == "lesson" and done == of and not made:
            edited.title = "Zebra"
            edited.save()
            deleted.delete()
            made.append(LessonFactory(title="Zebra"))
            indexing.drain()

    indexing.rebuild(meanwhile)

    assert found(viewers["visitor"], "zebra") == {lesson_id(edited), lesson_id(made[0])}
    assert found(viewers["visitor"], "aardvark baboon") == set()
    assert Rebuild.objects.latest().repaired == 0


def test_a_rebuild_reads_again_only_what_it_may_have_missed(search_index, monkeypatch):
    search_index()
    known, changed = LessonFactory(), LessonFactory()
    gone = known.pk + changed.pk
    outbox.note("lesson", [known.pk, gone])
    read_again, take = [], draining._take
    monkeypatch.setattr(draining, "_take", lambda rows: read_again.extend(row.object_id for row in rows) or take(rows))

    def meanwhile(kind, done, of):
        if kind == "lesson" and done == 0:
            outbox.note("lesson", [changed.pk])

    indexing.rebuild(meanwhile)

    assert read_again == [gone, changed.pk]
    assert not OutboxRow.objects.exists()


def test_a_rebuild_that_fails_leaves_the_serving_index(search_index, viewers, monkeypatch):
    lesson = LessonFactory(title="Zebra")
    search_index()

    def failing(build):
        raise SearchUnavailableError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(engine(), "swap", failing)
        with pytest.raises(SearchUnavailableError):
            indexing.rebuild()

    assert found(viewers["visitor"], "zebra") == {lesson_id(lesson)}
    assert "the disk is full" in Rebuild.objects.latest().error
    assert engine().status().building == ""


def test_what_the_index_need_not_hear_of_does_not_wait_for_an_engine_that_is_away(search_index, monkeypatch):
    search_index()
    LessonFactory(live=False)
    asked = []
    monkeypatch.setattr(engine(), "apply", lambda changes, **kwargs: asked.append(changes))

    indexing.drain()

    assert asked == []
    assert not OutboxRow.objects.exists()


def test_a_rebuild_puts_right_what_its_new_index_lacks_before_that_serves(search_index, viewers, monkeypatch):
    lesson = LessonFactory(title="Zebra")
    fill, lost = engine().fill, []

    def forgetful(build, changes):
        if not lost and any(change.id == lesson_id(lesson) for change in changes):
            lost.append(changes)
            return ApplyResult(len(changes), 0, {})
        return fill(build, changes)

    monkeypatch.setattr(engine(), "fill", forgetful)

    record = indexing.rebuild()

    assert lost
    assert record.repaired == 1
    assert found(viewers["visitor"], "zebra") == {lesson_id(lesson)}


def test_verify_repairs_what_is_missing_left_over_or_not_as_it_was(search_index, viewers):
    missing, changed, extra = (LessonFactory(title=f"Zebra {name}") for name in ("one", "two", "three"))
    search_index()
    rev = outbox.next_revision()
    engine().apply([Change(lesson_id(missing), rev)])
    LessonPage.objects.filter(pk=changed.pk).update(title="Giraffe")
    LessonPage.objects.filter(pk=extra.pk).update(live=False)

    repaired = indexing.verify()

    assert repaired == 3
    assert found(viewers["visitor"], "zebra") == {lesson_id(missing)}
    assert found(viewers["visitor"], "giraffe") == {lesson_id(changed)}
    assert indexing.verify() == 0


def test_verify_removes_what_the_database_never_knew(search_index, viewers):
    lesson = LessonFactory(title="Zebra")
    search_index()
    IndexedObject.objects.all().delete()
    LessonPage.objects.filter(pk=lesson.pk).update(live=False)

    indexing.verify()

    assert not [id for id in engine().revisions() if id.startswith("lesson:")]


def test_somebody_erased_is_in_no_kept_index(search_index, partnership, settings):
    author = member_of(partnership, name="Quillon Abernathy")
    Profile.objects.filter(user=author).update(audience="public")
    LessonFactory(authors=[author])
    search_index()
    search_index()
    kept = len([path for path in settings.SEARCH["PATH"].iterdir() if path.is_dir()])

    erase(user=author)
    indexing.drain()

    left = [path for path in settings.SEARCH["PATH"].iterdir() if path.is_dir()]
    assert (kept, len(left)) == (2, 1)
    assert not IndexedObject.objects.filter(kind="person", object_id=author.pk).exists()


QUERIES_OF_A_DRAIN = 19


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_drain_asks_as_often_for_thirty_lessons_as_for_one(
    search_index, partnership, django_assert_num_queries, count
):
    author = member_of(partnership)
    search_index()
    lessons = [LessonFactory(partnership=partnership, authors=[author]) for _ in range(count)]
    OutboxRow.objects.all().delete()
    outbox.note("lesson", [lesson.pk for lesson in lessons])

    with django_assert_num_queries(QUERIES_OF_A_DRAIN):
        indexing.drain()
