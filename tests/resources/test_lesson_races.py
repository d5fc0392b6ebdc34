"""Two at once: what one of them has done is seen by the other, who changes nothing more."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import TaskState

from cms.actions import set_audience
from resources.lessons.actions import NothingToReviewError, decide, raise_flag, resolve_flag, submit, take_back
from resources.lessons.models import LessonPage
from resources.lessons.versions import rights_version_of
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, member_of
from tests.resources.lesson_forms import TEXT, filled

# Threads have connections of their own, which see only what is committed.
at_once = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def together(*acts) -> list:
    """Do all `acts` at the same moment; what each returned or raised, in their order."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait(timeout=10)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def draft_of(author, **fields) -> LessonPage:
    lesson = LessonFactory(
        **{**TEXT, **fields}, live=False, first_published_at=None, authors=[author], owner=author,
        challenges=[ChallengeFactory()], outcomes=[OutcomeFactory()],
    )  # fmt: skip
    lesson.save_revision(user=author)
    return LessonPage.objects.get(pk=lesson.pk)


@at_once
def test_of_two_who_answer_a_flag_one_is_first(people):
    lesson = LessonFactory(audience="members", authors=[people["colleague"]])
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")

    results = together(
        lambda: resolve_flag(flag=flag, user=people["colleague"], answer="It holds."),
        lambda: resolve_flag(flag=flag, user=people["staff"], answer="It is changed."),
    )

    assert sorted(results) == [False, True]
    assert people["member"].notifications.filter(notification_type="lesson-flag-answered").count() == 1


@at_once
def test_a_lesson_is_taken_back_or_approved_but_never_both(people):
    author = people["colleague"]
    lesson = draft_of(author)
    submit(lesson=lesson, user=author)
    taken_stale, decided_stale = (LessonPage.objects.get(pk=lesson.pk) for _ in range(2))

    taken, decided = together(
        lambda: take_back(lesson=taken_stale, user=author),
        lambda: decide(lesson=decided_stale, user=people["reviewer"], approve=True, comment=""),
    )

    state = TaskState.objects.get()
    if isinstance(taken, NothingToReviewError):
        assert (decided, state.status) == (None, TaskState.STATUS_APPROVED)
    else:
        assert (taken, type(decided), state.status) == (None, PermissionDenied, TaskState.STATUS_CANCELLED)
    assert LessonPage.objects.get(pk=lesson.pk).live is isinstance(taken, NothingToReviewError)


@at_once
def test_two_lessons_of_one_title_settle_at_two_addresses(people):
    authors = [people["colleague"], people["member"]]
    drafts = [draft_of(author, title="Attendance by week") for author in authors]

    results = together(
        *(lambda lesson=lesson, author=author: submit(lesson=lesson, user=author)
          for lesson, author in zip(drafts, authors, strict=True))
    )  # fmt: skip

    assert results == [None, None]
    slugs = set(LessonPage.objects.values_list("slug", flat=True))
    assert slugs == {"attendance-by-week", "attendance-by-week-2"}


def test_a_flag_is_answered_once_though_both_have_read_it_open(people):
    lesson = LessonFactory(audience="members", authors=[people["colleague"]])
    flag = raise_flag(lesson=lesson, user=people["member"], reason="The rule changed.")
    stale = type(flag).objects.get(pk=flag.pk)

    assert resolve_flag(flag=flag, user=people["colleague"], answer="It holds.")
    assert not resolve_flag(flag=stale, user=people["colleague"], answer="It is changed.")


def test_what_was_decided_meanwhile_is_not_taken_back(people):
    lesson = draft_of(people["colleague"])
    submit(lesson=lesson, user=people["colleague"])
    stale = LessonPage.objects.get(pk=lesson.pk)
    assert stale.current_workflow_state
    decide(lesson=lesson, user=people["reviewer"], approve=True, comment="")

    with pytest.raises(NothingToReviewError):
        take_back(lesson=stale, user=people["colleague"])


@pytest.fixture
def open_draft(people):
    lesson = draft_of(people["colleague"], slug="weekly")
    set_audience(page=lesson, audience="members")
    return lesson


@pytest.mark.parametrize("address", ["edit", "autosave"])
@pytest.mark.parametrize(("is_stale", "audience"), [(True, "staff"), (False, "public")])
def test_a_window_that_was_open_before_does_not_open_what_was_tightened(
    clients, open_draft, address, is_stale, audience
):
    seen = rights_version_of(open_draft)
    set_audience(page=open_draft, audience="staff")
    now = rights_version_of(open_draft)
    typed = {**filled(open_draft, context="Typed."), "rights": seen if is_stale else now, "audience": "public"}

    answer = clients["colleague"].post(f"/lessons/weekly/{address}/", {**typed, "save": "1"})

    lesson = LessonPage.objects.get(pk=open_draft.pk)
    assert answer.status_code == (302 if address == "edit" else 200)
    assert lesson.audience == audience
    assert lesson.get_latest_revision_as_object().context == "Typed."
    if address == "autosave":
        expected = seen if is_stale else rights_version_of(lesson)
        assert answer.json()["rights"] == expected


def test_a_window_that_was_open_before_drops_no_new_coauthor(clients, open_draft, people, partnership):
    seen = rights_version_of(open_draft)
    other = member_of(partnership)
    open_draft.authorships.create(user=other)

    page = clients["colleague"].post(
        "/lessons/weekly/edit/", {**filled(open_draft), "rights": seen, "audience": "members", "save": "1"}, follow=True
    )

    assert open_draft.authorships.filter(user=other).exists()
    assert "was changed meanwhile" in page.content.decode()


def test_an_autosaved_choice_can_be_changed_again(clients, open_draft):
    typed = filled(open_draft, rights="1", audience="public")
    saved = clients["colleague"].post("/lessons/weekly/autosave/", typed).json()

    clients["colleague"].post(
        "/lessons/weekly/edit/",
        {**typed, "version": saved["version"], "rights": saved["rights"], "audience": "members", "save": "1"},
    )

    assert LessonPage.objects.get(pk=open_draft.pk).audience == "members"
