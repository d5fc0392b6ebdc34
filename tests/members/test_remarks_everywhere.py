"""What people may leave on a thing, they can leave from its own page: walked by the register of kinds."""

import pytest

from cms.kinds import every_kind, get_kind
from members.remarks.models import Bookmark
from members.remarks.talk import talk_about
from resources.lessons.actions import submit
from resources.lessons.models import LessonPage
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory
from tests.resources.lesson_forms import TEXT
from tests.test_canary import PLANTERS

pytestmark = pytest.mark.django_db


def doors_of(page: str, reference: str) -> dict[str, bool]:
    doors = ("bookmarks", "comments", "reports")
    return {door: f'"{address_of(door, reference)}' in page for door in doors}


def address_of(door: str, reference: str) -> str:
    return f"/reports/on/{reference}/" if door == "reports" else f"/{door}/{reference}/"


@pytest.mark.parametrize("name", PLANTERS)
def test_a_page_of_every_kind_leads_to_what_can_be_left_on_it(clients, name):
    kind = get_kind(name)
    thing = PLANTERS[name]("word", "members")
    reference, takes_comments = kind.reference(thing), talk_about(thing).is_open
    page = clients["member"].get(kind.url(thing)).content.decode()
    talk = clients["member"].get(address_of("comments", reference))

    if not kind.has_page:
        # One among many on a page: that leads to the page of its comments, where the rest is.
        assert address_of("comments", reference) in page
        page = talk.content.decode() + page
    # The comments on a question stand in its page, each below what it is about.
    assert doors_of(page, reference) == {"bookmarks": True, "comments": takes_comments, "reports": True}
    assert talk.status_code == (200 if takes_comments else 404)
    clients["member"].post(address_of("bookmarks", reference), {"on": "1"})
    assert Bookmark.objects.get().kind == name


def test_nothing_is_offered_where_nothing_can_be_left(clients, people):
    """Whoever left the directory still has a page, and is no longer marked or reported."""
    profile = people["colleague"].profile
    reference = f"person:{profile.code}"
    shown = doors_of(clients["member"].get(profile.url).content.decode(), reference)
    profile.in_directory = False
    profile.save()
    left = doors_of(clients["member"].get(profile.url).content.decode(), reference)

    assert (shown["bookmarks"], shown["reports"]) == (True, True)
    assert left == {"bookmarks": False, "comments": False, "reports": False}
    assert clients["member"].post(address_of("bookmarks", reference), {"on": "1"}).status_code == 404


@pytest.mark.parametrize(("reader", "address"), [("staff", "review"), ("colleague", "preview")])
def test_a_draft_offers_what_its_door_takes(clients, people, reader, address):
    """Nothing while nobody reads it; once it is out, what is on its page, unless the draft has another address."""
    more = {
        "audience": "members",
        "authors": [people["colleague"]],
        "owner": people["colleague"],
        "challenges": [ChallengeFactory()],
    }
    lesson = LessonFactory(**TEXT, **more, outcomes=[OutcomeFactory()], live=False, first_published_at=None)
    submit(lesson=lesson, user=people["colleague"])
    lesson, offered = LessonPage.objects.get().get_latest_revision_as_object(), {}
    for slug, is_out in ((lesson.slug, False), (lesson.slug, True), ("elsewhere", True)):
        LessonPage.objects.filter(pk=lesson.pk).update(live=is_out, slug=slug)
        page = clients[reader].get(f"/lessons/{slug}/{address}/").content.decode()
        offered[slug, is_out] = {*doors_of(page, f"lesson:{lesson.slug}").values(), 'id="talk"' in page}

    assert offered == {(lesson.slug, False): {False}, (lesson.slug, True): {True}, ("elsewhere", True): {False}}


def test_every_kind_is_walked():
    assert {kind.name for kind in every_kind()} == set(PLANTERS)
