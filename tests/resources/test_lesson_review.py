"""From a draft to a published lesson: submitted, sent back, approved, and never by its own authors."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, WorkflowState

from cms.actions import set_audience
from cms.setup import EDITORS, REVIEWERS
from resources.lessons.actions import decide, raise_flag, submit, take_back
from resources.lessons.models import Authorship, LessonPage
from resources.lessons.permissions import can_review
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, RosterEntryFactory, UserFactory
from tests.resources.lesson_forms import TEXT, cycle, filled

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def words(db):
    return {"challenges": [ChallengeFactory()], "outcomes": [OutcomeFactory()]}


@pytest.fixture
def draft(people, partnership, words):
    author = people["colleague"]
    return LessonFactory(
        **TEXT, **words, slug="weekly", live=False, first_published_at=None,
        partnership=partnership, authors=[author], owner=author,
    )  # fmt: skip


@pytest.fixture
def in_review(draft, people):
    submit(lesson=draft, user=people["colleague"])
    return LessonPage.objects.get(pk=draft.pk)


def again(lesson) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def act(client, lesson, name, comment=""):
    """Approve or reject, as a reviewer's click in Wagtail's admin does."""
    state = lesson.current_workflow_task_state
    path = reverse("wagtailadmin_pages:workflow_action", args=[lesson.pk, name, state.pk])
    return client.post(path, {"comment": comment})


def test_submit_needs_what_reviewers_need(clients, people):
    OutcomeFactory()
    lesson = LessonFactory(title="Untitled lesson", summary="", live=False, authors=[people["colleague"]])

    response = clients["colleague"].post(
        f"/lessons/{lesson.slug}/edit/", {"context": "Only this.", "version": "0", "submit": "1"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Give it a title." in page
    assert "Choose at least one outcome." in page
    assert "Only this." in page
    assert again(lesson).context == "Only this."
    assert again(lesson).current_workflow_state is None


def test_submit_from_the_form(clients, draft, words):
    typed = filled(draft, challenges=words["challenges"][0].pk, outcomes=words["outcomes"][0].pk, submit="1")

    response = clients["colleague"].post("/lessons/weekly/edit/", typed)

    assert response.url == "/desk/"
    lesson = again(draft)
    assert lesson.workflow_in_progress
    assert lesson.slug == "attendance-by-week"


def test_submitting_twice_makes_one_review(clients, in_review):
    response = clients["colleague"].post(f"/lessons/{in_review.slug}/submit/")

    assert response.status_code == 302
    assert WorkflowState.objects.count() == 1


def test_reviewers_and_stewards_are_told(draft, people, partnership, django_capture_on_commit_callbacks):
    steward = RosterEntryFactory(partnership=partnership, is_steward=True).user
    with django_capture_on_commit_callbacks(execute=True):
        submit(lesson=draft, user=people["colleague"])

    assert {letter.to[0] for letter in mail.outbox} == {people[name].email for name in ("reviewer", "staff")} | {
        steward.email
    }
    assert all("/lessons/attendance-by-week/review/" in letter.body for letter in mail.outbox)


@pytest.mark.parametrize(
    ("reader", "allowed"),
    [
        ("visitor", False),
        ("unapproved", False),
        ("member", False),
        ("colleague", False),
        ("reviewer", True),
        ("staff", True),
    ],
)
def test_can_review(people, in_review, reader, allowed):
    assert can_review(people[reader], in_review) is allowed


def test_a_steward_reviews_what_the_partnership_owns(in_review, people, partnership):
    steward = RosterEntryFactory(partnership=partnership, is_steward=True).user
    elsewhere = RosterEntryFactory(is_steward=True).user

    page = client_of(steward).get(f"/lessons/{in_review.slug}/review/")
    refused = client_of(elsewhere).get(f"/lessons/{in_review.slug}/review/")
    client_of(steward).post(f"/lessons/{in_review.slug}/review/", {"approve": "1"})

    assert (page.status_code, refused.status_code) == (200, 404)
    assert again(in_review).live


@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_what_was_changed_since_it_was_read_is_not_decided(clients, in_review, people, verdict):
    reviewer, path = client_of(people["reviewer"]), f"/lessons/{in_review.slug}/review/"
    read = reviewer.get(path).context["version"]
    take_back(lesson=in_review, user=people["colleague"])
    clients["colleague"].post(f"/lessons/{in_review.slug}/edit/", filled(in_review, context="Unread.", save="1"))
    submit_again = again(in_review)
    submit_again.get_workflow().start(submit_again, people["colleague"])

    stale = reviewer.post(path, {verdict: "1", "comment": "My words.", "version": read})
    undecided = again(in_review).workflow_in_progress
    fresh = reviewer.post(path, {verdict: "1", "comment": "My words.", "version": stale.context["version"]})

    page = stale.content.decode()
    assert (stale.status_code, fresh.status_code) == (409, 302)
    assert "Unread." in page
    assert "My words." in page
    assert undecided
    assert again(in_review).live is (verdict == "approve")


@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_deciding_twice_says_that_it_is_done(clients, in_review, people, verdict):
    path, typed = f"/lessons/{in_review.slug}/review/", {verdict: "1", "comment": "My words."}

    first = clients["reviewer"].post(path, typed)
    second = clients["reviewer"].post(path, typed, follow=True)
    later = clients["staff"].get(path, follow=True)

    assert first.status_code == 302
    assert all("It was decided before." in page.content.decode() for page in (second, later))
    assert WorkflowState.objects.get().task_states.count() == 1


@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "colleague"])
def test_who_could_not_decide_is_not_told_that_it_is_done(clients, in_review, people, reader):
    decide(lesson=in_review, user=people["reviewer"], approve=False, comment="Why?")

    page = clients[reader].post(f"/lessons/{in_review.slug}/review/", {"approve": "1"}, follow=True)

    assert "It was decided before." not in page.content.decode()
    assert not again(in_review).live


def test_what_was_taken_back_is_not_there_for_reviewers(clients, in_review, people):
    take_back(lesson=in_review, user=people["colleague"])

    assert clients["reviewer"].get(f"/lessons/{in_review.slug}/review/").status_code == 404


@pytest.mark.parametrize("who", ["author", "coauthor", "steward and author", "superuser and author"])
def test_nobody_reviews_their_own(in_review, people, partnership, who):
    person = people["colleague"]
    if who == "coauthor":
        person = people["reviewer"]
        Authorship.objects.create(lesson=in_review, user=person)
    if who == "steward and author":
        person.roster_entries.update(is_steward=True)
    if who == "superuser and author":
        person.is_superuser = True
        person.save()
    person.groups.add(Group.objects.get(name=REVIEWERS))

    for name in ("approve", "reject"):
        act(client_of(person), in_review, name, "Mine is good.")
        with pytest.raises(PermissionDenied):
            decide(lesson=in_review, user=person, approve=name == "approve", comment="Mine is good.")
    page = client_of(person).get(f"/lessons/{in_review.slug}/review/")

    assert page.status_code == 404
    assert not again(in_review).live
    assert again(in_review).workflow_in_progress


def test_an_editor_does_not_publish_their_own(draft, people):
    person = people["colleague"]
    person.groups.add(Group.objects.get(name=EDITORS))
    draft.save_revision()

    client_of(person).post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        {
            "title": "Mine",
            "slug": "weekly",
            "started_precision": "day",
            "finished_precision": "day",
            "action-publish": "1",
        },
    )

    assert not again(draft).live


def test_sending_back_in_the_admin_needs_a_reason(clients, in_review, django_capture_on_commit_callbacks):
    act(clients["reviewer"], in_review, "reject", "  ")
    assert again(in_review).workflow_in_progress

    with django_capture_on_commit_callbacks(execute=True):
        act(clients["reviewer"], in_review, "reject", "Say how many families.")

    state = again(in_review).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    letter = next(letter for letter in mail.outbox if "Sent back" in letter.subject)
    assert "Say how many families." in letter.body
    assert "/lessons/attendance-by-week/edit/" in letter.body
    assert "/admin/" not in letter.body


def test_the_desk_shows_the_reason(clients, people, in_review):
    decide(lesson=in_review, user=people["reviewer"], approve=False, comment="Say how many families.")

    page = clients["colleague"].get("/desk/").content.decode()

    assert "Sent back" in page
    assert "Say how many families." in page


def test_all_authors_are_told_and_can_open_the_links(in_review, people, clients, django_capture_on_commit_callbacks):
    other = UserFactory(affiliation="volunteer", affiliation_approved="2024-01-01")
    Authorship.objects.create(lesson=in_review, user=other)
    with django_capture_on_commit_callbacks(execute=True):
        act(clients["reviewer"], in_review, "approve")

    told = {letter.to[0]: letter for letter in mail.outbox if "Published" in letter.subject}
    assert set(told) == {people["colleague"].email, other.email}
    assert "/lessons/attendance-by-week/" in told[other.email].body
    assert client_of(other).get("/lessons/attendance-by-week/").status_code == 200


def test_fixing_goes_on_in_the_same_review(clients, people, in_review):
    decide(lesson=in_review, user=people["reviewer"], approve=False, comment="Why?")
    before = again(in_review).current_workflow_state

    clients["colleague"].post(
        f"/lessons/{in_review.slug}/edit/",
        filled(
            in_review, title="Because", submit="1",
            challenges=in_review.challenges.first().pk, outcomes=in_review.outcomes.first().pk,
        ),
    )  # fmt: skip
    state = again(in_review).current_workflow_state
    decide(lesson=in_review, user=people["reviewer"], approve=True, comment="")

    assert (state.pk, state.status) == (before.pk, WorkflowState.STATUS_IN_PROGRESS)
    assert (again(in_review).live, again(in_review).title) == (True, "Because")


def test_a_lesson_in_review_is_locked(clients, in_review):
    response = clients["colleague"].post(f"/lessons/{in_review.slug}/edit/", filled(in_review, title="Too late"))

    assert response.status_code == 403
    assert "Too late" in response.content.decode()
    assert again(in_review).get_latest_revision_as_object().title == "Attendance by week"


def test_authors_take_it_back(clients, in_review):
    refused = clients["member"].post(f"/lessons/{in_review.slug}/take-back/")
    taken = clients["colleague"].post(f"/lessons/{in_review.slug}/take-back/")

    assert (refused.status_code, taken.status_code) == (404, 302)
    assert again(in_review).current_workflow_state is None


def test_a_published_lesson_serves_while_an_edit_waits(clients, people, words):
    lesson = LessonFactory(**TEXT, **words, slug="served", authors=[people["colleague"]])
    typed = filled(
        lesson, context="The new text.", submit="1",
        challenges=words["challenges"][0].pk, outcomes=words["outcomes"][0].pk, **cycle(),
    )  # fmt: skip

    clients["colleague"].post("/lessons/served/edit/", typed)
    waiting = clients["visitor"].get("/lessons/served/").content.decode()
    preview = clients["colleague"].get("/lessons/served/preview/").content.decode()
    decide(lesson=again(lesson), user=people["reviewer"], approve=True, comment="")
    published = clients["visitor"].get("/lessons/served/").content.decode()

    for page, has_it in ((waiting, False), (preview, True), (published, True)):
        assert ("The new text." in page, "K to 2 students missing ten days" in page) == (has_it, has_it)


def test_publishing_an_older_revision_keeps_the_cycles(clients, people, words):
    lesson = LessonFactory(**TEXT, **words, slug="old", authors=[people["colleague"]])
    older = lesson.save_revision()
    clients["colleague"].post("/lessons/old/edit/", filled(lesson, title="Newer", **cycle(), save="1"))
    lesson.save_revision().publish()
    kept = lesson.cycles.count()

    older.publish()

    assert (kept, lesson.cycles.count()) == (1, 1)


def test_an_older_revision_leaves_proposed_cycles_waiting(clients, people):
    lesson = LessonFactory(**TEXT, slug="old", authors=[people["colleague"]])
    older = lesson.save_revision()
    clients["colleague"].post("/lessons/old/edit/", filled(lesson, **cycle(), save="1"))

    Revision.objects.get(pk=older.pk).publish()

    assert not lesson.cycles.exists()
    assert again(lesson).proposed_cycles.rows[0]["measure"] == "K to 2 students missing ten days"


def test_approving_never_widens_what_was_tightened(people, words):
    lesson = LessonFactory(**TEXT, **words, slug="tight", audience="public", authors=[people["colleague"]])
    lesson.title = "Edited"
    lesson.save_revision(user=people["colleague"])
    submit(lesson=lesson, user=people["colleague"])
    set_audience(page=again(lesson), audience="members")

    decide(lesson=again(lesson), user=people["reviewer"], approve=True, comment="")

    assert (again(lesson).title, again(lesson).audience) == ("Edited", "members")


def test_the_admin_shows_authors_and_cycles(clients, in_review, people, words):
    words = {name: chosen[0].pk for name, chosen in words.items()}
    clients["colleague"].post(f"/lessons/{in_review.slug}/take-back/")
    clients["colleague"].post(f"/lessons/{in_review.slug}/edit/", filled(in_review, **cycle(), save="1"))
    submit_again = filled(in_review, **words, submit="1")
    clients["colleague"].post(f"/lessons/{in_review.slug}/edit/", submit_again)

    page = clients["reviewer"].get(reverse("wagtailadmin_pages:edit", args=[in_review.pk])).content.decode()

    assert "Cora Colleague" in page
    assert "K to 2 students missing ten days" in page


@pytest.mark.parametrize("reader", ["member", "colleague"])
def test_the_admin_is_closed_to_authors(clients, in_review, reader):
    path = reverse("wagtailadmin_pages:edit", args=[in_review.pk])

    assert clients[reader].get(path).status_code == 404


def test_a_flagged_lesson_needs_its_authors(clients, people):
    lesson = LessonFactory(authors=[people["colleague"]], audience="members")
    raise_flag(lesson=lesson, user=people["member"], reason="The rule changed in July.")

    page = clients["colleague"].get("/desk/").content.decode()

    assert "The rule changed in July." in page
    assert "Mel Member" in page


@pytest.mark.parametrize(("comment", "status"), [("  ", 422), ("Say how many families.", 302)])
def test_sending_back_without_a_reason_says_so_at_the_top(clients, in_review, comment, status):
    path = f"/lessons/{in_review.slug}/review/"

    response = clients["reviewer"].post(path, {"reject": "1", "comment": comment})

    page = response.content.decode()
    assert response.status_code == status
    assert again(in_review).workflow_in_progress is (status == 422)
    if status == 422:
        assert page.index('<a href="#id_comment">') < page.index("<h1")
        assert page.count("Say why you send it back") == 2


@pytest.mark.parametrize(("audience", "is_linked"), [("members", True), ("circle:9", False)])
def test_the_reviewer_hears_which_lesson_is_published(clients, in_review, people, audience, is_linked):
    set_audience(page=in_review, audience=audience)

    desk = clients["reviewer"].post(f"/lessons/{in_review.slug}/review/", {"approve": "1"}, follow=True)

    page = desk.content.decode()
    link = '<a href="/lessons/attendance-by-week/">Attendance by week</a>'
    assert f"“{link if is_linked else 'Attendance by week'}” is published." in page


def test_the_reviewer_hears_which_lesson_went_back(clients, in_review):
    waiting = clients["reviewer"].get("/desk/").content.decode()
    path, typed = f"/lessons/{in_review.slug}/review/", {"reject": "1", "comment": "How many?"}

    desk = clients["reviewer"].post(path, typed, follow=True).content.decode()

    assert "“Attendance by week” is back with its authors, with your reason." in desk
    assert "Lessons of others, for your review" in waiting
    assert "Lessons of others, for your review" not in desk
