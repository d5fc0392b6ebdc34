"""Demo content: an invented network that can be tried, and taken away without a person's work."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from generic_notifications.models import Notification

from cms.audiences import viewer_for
from cms.content import DEMO_PASSWORD, rooms
from cms.kinds import every_kind, get_kind
from cms.models import Loaded
from cms.setup import EDITORS, REVIEWERS
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry
from members.people.models import Profile
from members.remarks.models import Comment
from resources.lessons.models import Adaptation, Authorship, LessonPage
from tests.cms.loaded import DEMO, STARTER, counts
from tests.factories import CommentFactory, LessonFactory, UserFactory, member_of


def test_loading_twice_changes_nothing(demo):
    before, remembered = counts(), Loaded.objects.count()

    rooms.load(with_demo=True)
    rooms.load(with_demo=False)

    assert before == DEMO
    assert (counts(), Loaded.objects.count()) == (before, remembered)


def test_demo_tells_nobody(demo):
    assert (len(mail.outbox), Notification.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("email", "role", "groups", "is_superuser"),
    [
        ("member@demo.example.org", "member", set(), False),
        ("staff@demo.example.org", "staff", {EDITORS, REVIEWERS}, False),
        ("admin@demo.example.org", "admin", {EDITORS, REVIEWERS}, True),
    ],
)
def test_personas_can_sign_in(demo, email, role, groups, is_superuser):
    person = User.objects.get(email=email)

    assert person.check_password(DEMO_PASSWORD)
    assert EmailAddress.objects.get(user=person).verified
    assert (person.role, person.is_superuser, person.is_demo) == (role, is_superuser, True)
    assert set(person.groups.values_list("name", flat=True)) == groups
    assert viewer_for(person).is_member


def test_every_invented_partnership_has_one_steward(demo):
    stewards = RosterEntry.objects.current().filter(is_steward=True)

    assert {entry.partnership_id for entry in stewards} == set(
        Partnership.objects.filter(is_demo=True).values_list("pk", flat=True)
    )
    assert stewards.count() == 42


def test_profiles_are_for_everyone_only_where_a_field_is(demo):
    assert Profile.objects.filter(audience="public").count() == 20
    assert Profile.objects.filter(audience="members").count() == 52


def test_remove_leaves_what_starter_made(demo):
    said = rooms.remove_demo()

    assert counts() == STARTER
    assert said == ["No administrator is left: make one with `manage.py createsuperuser`."]


def test_remove_then_demo_brings_it_back(demo):
    UserFactory(role="admin", is_superuser=True)

    said = rooms.remove_demo()
    rooms.load(with_demo=True)

    assert said == []
    assert counts() == {**DEMO, "User": 73, "EmailAddress": 73, "Profile": Profile.objects.count()}


def test_remove_leaves_a_persons_lesson_and_the_stubs_of_its_lineage(demo):
    person = member_of(Partnership.objects.get(slug="strivepartnership"))
    theirs = LessonFactory(authors=[person], context="We phoned on Mondays.")
    source = LessonPage.objects.get(slug="milk-truck-drivers-on-the-attendance-line")
    Adaptation.objects.create(lesson=theirs, source=source)

    rooms.remove_demo()

    invented = LessonPage.objects.exclude(pk=theirs.pk).filter(
        pk__in=[int(row.object_id) for row in Loaded.objects.filter(kind="lesson", is_demo=True)]
    )
    family = {"milk-truck-drivers-on-the-attendance-line", "attendance-letters-home", "the-friday-tally"}
    assert LessonPage.objects.get(pk=theirs.pk).context == "We phoned on Mondays."
    assert theirs.adaptation.source == source
    assert set(invented.values_list("slug", flat=True)) == family


def test_a_stub_has_no_word_of_the_text(demo):
    parent = LessonPage.objects.get(slug="the-friday-tally")
    Adaptation.objects.create(lesson=LessonFactory(), source=parent)

    rooms.remove_demo()

    stub = LessonPage.objects.get(pk=parent.pk)
    assert (stub.title, stub.live, stub.is_withdrawn, stub.partnership) == ("The Friday tally", True, True, None)
    assert [section for section in stub.sections if section["markdown"] or section["html"]] == []
    assert (stub.summary, stub.cycles.count(), stub.authorships.count(), stub.revisions.count()) == ("", 0, 0, 0)
    assert list(stub.outcomes.all()) == []


def test_remove_leaves_what_was_written_with_a_demo_account(demo):
    vance = User.objects.get(email="member@demo.example.org")
    home = Partnership.objects.get(slug="juniper-crossing")
    lesson = LessonFactory(authors=[vance], partnership=home, title="Tried it")

    said = rooms.remove_demo()

    kept = LessonPage.objects.get(pk=lesson.pk)
    assert (kept.title, kept.partnership, kept.authorships.count()) == ("Tried it", home, 0)
    assert f"{home.name} stays: people, or things that stay, belong to it." in said


def test_remove_leaves_an_invented_lesson_that_a_person_joined(demo):
    lesson = LessonPage.objects.get(slug="the-friday-tally")
    Authorship.objects.create(lesson=lesson, user=member_of(lesson.partnership), order=9)

    rooms.remove_demo()

    assert LessonPage.objects.get(slug="the-friday-tally").context == lesson.context


def test_remove_leaves_a_partnership_that_a_person_joined(demo):
    home = Partnership.objects.get(slug="iron-harbor")
    person = member_of(home)

    rooms.remove_demo()

    assert RosterEntry.objects.get(user=person).partnership == home


def test_remove_leaves_whatever_kind_of_thing_a_person_commented_on(demo):
    """And nothing that only invented people did. People take no comments."""
    person, invented = UserFactory(), User.objects.get(email="member@demo.example.org")
    theirs, gone = {}, {}
    for kind in (kind for kind in every_kind() if kind.name != "person"):
        loaded = Loaded.objects.filter(kind=kind.name, is_demo=True).order_by("pk")
        for row, things, author in zip(loaded, (theirs, gone), (person, invented), strict=False):
            things[kind.name] = kind.model.objects.get(pk=row.object_id)
            CommentFactory(thing=things[kind.name], author=author, text=kind.name)

    said = " ".join(rooms.remove_demo())

    assert set(theirs) == set(gone) == {
        "convening", "lesson", "partnership", "question", "report-card", "session", "system"
    }  # fmt: skip
    left = Comment.objects.filter(author=person)
    assert {(each.kind, each.object_id) for each in left} == {(name, thing.pk) for name, thing in theirs.items()}
    for name, thing in theirs.items():
        assert stays(thing), name
        assert f"“{get_kind(name).title(thing)}” stays" in said
    assert [name for name in ("lesson", "report-card", "system", "session", "partnership") if stays(gone[name])] == []


def stays(thing) -> bool:
    return type(thing).objects.filter(pk=thing.pk).exists()


def test_commands_load_and_remove(demo, capsys):
    call_command("starter")
    call_command("demo")
    call_command("demo", "--remove")

    said = capsys.readouterr().out
    assert "Starter content is there." in said
    assert f"share the password {DEMO_PASSWORD}" in said
    assert "The invented content is gone." in said
    assert counts() == STARTER
