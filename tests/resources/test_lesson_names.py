"""How people around a lesson are named: “Only me” hides a name from all but those one writes with."""

import pytest
from django.core import mail

from cms.audiences import user_token
from members.people.models import Profile
from resources.lessons.actions import decide, raise_flag, set_rights, submit, withdraw
from resources.lessons.models import LessonPage
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, member_of
from tests.resources.lesson_forms import TEXT, filled

HIDDEN = "Hilda Hidden"
ROLE = "data manager at Twin Forks"


def hide(person) -> None:
    Profile.objects.filter(user=person).update(audience=user_token(person.pk))


@pytest.fixture
def hidden(partnership):
    """Somebody of the partnership whose profile only she may read."""
    person = member_of(partnership, name=HIDDEN)
    hide(person)
    return person


@pytest.fixture
def lesson(people, partnership):
    return LessonFactory(
        **TEXT, slug="weekly", audience="members", partnership=partnership, authors=[people["colleague"]],
        owner=people["colleague"], challenges=[ChallengeFactory()], outcomes=[OutcomeFactory()],
    )  # fmt: skip


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Call an action; the texts of the mail that follows, by address."""

    def told(action, **kwargs):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action(**kwargs)
        return {letter.to[0]: f"{letter.subject}\n{letter.body}" for letter in mail.outbox}

    return told


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_colleague_is_offered_as_coauthor_only_by_a_name_one_may_read(clients, people, lesson, hidden, is_hidden):
    if not is_hidden:
        Profile.objects.filter(user=hidden).update(audience="members")

    page = clients["colleague"].get("/lessons/weekly/edit/").content.decode()
    answer = clients["colleague"].post(
        "/lessons/weekly/edit/", filled(lesson, rights="1", coauthors=hidden.pk, save="1")
    )

    assert (HIDDEN in page) is not is_hidden
    assert answer.status_code == (422 if is_hidden else 302)
    assert lesson.authorships.filter(user=hidden).exists() is not is_hidden


def test_those_who_write_together_know_each_other_by_name(clients, people, lesson, hidden, told):
    set_rights(lesson=lesson, user=people["colleague"], coauthors=[hidden])
    LessonPage.objects.get(pk=lesson.pk).save_revision(user=hidden)
    LessonFactory(live=False, first_published_at=None, authors=[people["colleague"], hidden])

    editor = clients["colleague"].get("/lessons/weekly/edit/").content.decode()
    desk = clients["colleague"].get("/desk/").content.decode()
    conflict = clients["colleague"].post("/lessons/weekly/edit/", {**filled(lesson), "version": "0"}).content.decode()
    letters = told(withdraw, lesson=lesson, user=hidden, reason="The holder asked.")

    assert [HIDDEN in page for page in (editor, desk, conflict)] == [True, True, True]
    assert HIDDEN in letters[people["colleague"].email]
    assert HIDDEN not in clients["member"].get("/lessons/weekly/").content.decode()


def test_a_new_coauthor_is_told_by_whom(people, lesson, told):
    hide(people["colleague"])
    other = member_of(lesson.partnership)

    letters = told(set_rights, lesson=lesson, user=people["colleague"], coauthors=[other])

    assert "Cora Colleague writes a lesson with you" in letters[other.email]


@pytest.mark.parametrize(("is_hidden", "name"), [(True, f"A {ROLE}"), (False, HIDDEN)])
def test_who_flags_is_named_as_the_authors_may_know_them(clients, people, lesson, hidden, told, is_hidden, name):
    if not is_hidden:
        Profile.objects.filter(user=hidden).update(audience="members")

    letters = told(raise_flag, lesson=lesson, user=hidden, reason="The rule changed.")
    flag = lesson.flags.get()
    pages = [
        clients["colleague"].get(address).content.decode()
        for address in ("/desk/", f"/lessons/weekly/flag/{flag.code}/")
    ]

    for text in (letters[people["colleague"].email], *pages):
        assert name in text
        assert is_hidden is not (HIDDEN in text)


@pytest.mark.parametrize(("is_hidden", "name"), [(True, "A data manager"), (False, "Rita Reviewer")])
def test_who_reviews_is_named_as_the_authors_may_know_them(clients, people, lesson, told, is_hidden, name):
    if is_hidden:
        hide(people["reviewer"])
    lesson.save_revision(user=people["colleague"])
    submit(lesson=lesson, user=people["colleague"])

    letters = told(decide, lesson=lesson, user=people["reviewer"], approve=False, comment="Say how many.")
    desk, editor = (clients["colleague"].get(page).content.decode() for page in ("/desk/", "/lessons/weekly/edit/"))

    assert name in letters[people["colleague"].email]
    assert name in editor
    assert name.lower() in desk.lower()
    assert ("Rita" in letters[people["colleague"].email] + desk + editor) is not is_hidden


@pytest.mark.parametrize(("is_hidden", "name"), [(True, f"A {ROLE}"), (False, "Cora Colleague")])
def test_who_hands_in_is_named_as_the_reviewers_may_know_them(people, lesson, told, is_hidden, name):
    if is_hidden:
        hide(people["colleague"])
    lesson.save_revision(user=people["colleague"])

    letters = told(submit, lesson=lesson, user=people["colleague"])

    assert f"{name} submitted it for review" in letters[people["reviewer"].email]


def test_where_one_chooses_who_reads_ones_name_it_says_who_knows_it_all_the_same(clients):
    page = clients["colleague"].get("/people/me/edit/").content.decode()

    assert "whoever writes a lesson with you, the stewards of your partnership" in page


def test_a_draft_is_told_only_to_those_who_still_write_or_review_it(clients, people, lesson, told):
    LessonPage.objects.filter(pk=lesson.pk).update(live=False)
    told(submit, lesson=lesson, user=people["colleague"])
    told(set_rights, lesson=lesson, user=people["colleague"], coauthors=[people["member"]])
    readers = ("reviewer", "member")

    def shown():
        return [lesson.title in clients[name].get("/notices/").content.decode() for name in readers]

    assert shown() == [True, True]
    people["reviewer"].groups.clear()
    lesson.authorships.filter(user=people["member"]).delete()
    assert shown() == [False, False]
