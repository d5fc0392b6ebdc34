"""The pages of convenings and sessions: who reads what, in whose time, and by whose name."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.actions import set_audience
from convenings.program.models import Placement, Schedule, SessionPage, Speaker, Star
from members.people.models import Profile
from tests.factories import (
    ChallengeFactory,
    ConveningFactory,
    PartnershipFactory,
    ProfileFactory,
    SessionFactory,
    TopicFactory,
    member_of,
)
from tests.factories.convenings import NINE, place

pytestmark = pytest.mark.django_db

URL = "/convenings/counting/"


@pytest.fixture
def convening():
    return ConveningFactory(title="Counting Together", slug="counting", purposes=["Meet"])


@pytest.fixture
def session(convening):
    """At 09:00 in Chicago on the 14th, in Hall A."""
    session = SessionFactory(convening=convening, title="Small cells, live", slug="small-cells")
    place(session)
    return session


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", ["visitor", "unapproved", "member", "colleague", "staff"])
@pytest.mark.parametrize("audience", ["public", "members", "staff"])
def test_every_door_is_for_whoever_may_read_it(clients, viewers, convening, session, name, audience):
    set_audience(page=convening, audience=audience)
    allowed = audience in viewers[name].audiences
    doors = (URL, f"{URL}?view=rooms", f"{URL}?view=print", f"{URL}agenda.ics", f"{URL}small-cells/",
             f"{URL}small-cells.ics")  # fmt: skip

    assert {door: clients[name].get(door).status_code for door in doors} == dict.fromkeys(
        doors, 200 if allowed else 404
    )
    assert ("Counting Together" in text_of(clients[name], "/convenings/")) is allowed


def test_an_inner_session_of_an_open_convening_is_in_no_agenda_of_others(clients, convening, session):
    set_audience(page=session, audience="members")

    for door in ("", "?view=rooms", "?view=print", "agenda.ics"):
        assert b"Small cells" in clients["member"].get(URL + door).content, door
        assert b"Small cells" not in clients["visitor"].get(URL + door).content, door
    assert clients["visitor"].get(f"{URL}small-cells/").status_code == 404


@pytest.mark.parametrize(("asked", "expected"), [("staff", "staff"), ("public", "members")])
def test_a_new_session_has_at_most_the_readers_of_its_convening(asked, expected):
    session = SessionFactory(convening=ConveningFactory(audience="members"), audience=asked, live=False)

    assert SessionPage.objects.get(pk=session.pk).audience == expected


def test_two_sessions_of_different_convenings_never_share_an_address(session):
    other = SessionFactory(convening=ConveningFactory(), title="Small cells, live", slug="")

    assert other.slug != session.slug


def test_the_shelf_parts_what_is_ahead_from_what_was(clients):
    today = timezone.localdate()
    ConveningFactory(title="Over", starts=today - timedelta(days=2), ends=today - timedelta(days=1))
    ConveningFactory(title="Running", starts=today - timedelta(days=1), ends=today)
    ConveningFactory(title="Ahead", starts=today + timedelta(days=9), ends=today + timedelta(days=9))

    context = clients["visitor"].get("/convenings/").context

    assert [page.title for page in context["upcoming"]] == ["Running", "Ahead"]
    assert [page.title for page in context["past"]] == ["Over"]


def test_empty_shelf_and_empty_convening_say_what_will_be_there(clients, convening):
    assert "No sessions yet" in text_of(clients["visitor"], URL)
    convening.delete()
    assert "Nothing is announced yet" in text_of(clients["visitor"], "/convenings/")


def test_times_are_the_convenings_and_besides_those_that_the_reader_asks_for(clients, people, session):
    plain = text_of(clients["visitor"], URL)
    asked = text_of(clients["visitor"], f"{URL}?zone=America/Denver")
    Profile.objects.filter(user=people["member"]).update(time_zone="America/Los_Angeles")
    own = text_of(clients["member"], URL)
    without = text_of(clients["member"], f"{URL}?zone=event")

    assert '<time datetime="2027-01-14T09:00:00-06:00"' in plain
    assert ("08:00–09:00" in plain, "08:00–09:00" in asked) == (False, True)
    assert ("07:00–08:00" in own, "07:00–08:00" in without) == (True, False)


@pytest.mark.parametrize("query", ["view=nonsense", "zone=Mars/Olympus", "zone=%F0", "view=rooms&view=x", "page=99"])
def test_rubbish_in_the_address_changes_nothing(clients, session, query):
    assert "Small cells, live" in text_of(clients["visitor"], f"{URL}?{query}")


def test_only_the_released_schedule_is_shown(clients, convening, session):
    draft = Schedule.objects.create(convening=convening)
    place(session, starts=NINE + timedelta(hours=5), schedule=draft)

    for door in (URL, f"{URL}?view=rooms", f"{URL}?view=print", f"{URL}small-cells/"):
        text = text_of(clients["staff"], door)
        assert ("09:00" in text, "14:00" in text) == (True, False), door


def test_rooms_of_a_draft_are_listed_for_staff_alone(clients, convening, session):
    place(session, room="Secret Hall", schedule=Schedule.objects.create(convening=convening))

    for door in (URL, f"{URL}?view=print"):
        for name in ("visitor", "member", "staff"):
            text = text_of(clients[name], door)
            assert ("Hall A" in text, "Secret Hall" in text) == (True, name == "staff"), (name, door)


def test_a_session_without_a_placement_is_shown_without_time_and_room(clients, convening, session):
    Placement.objects.all().delete()

    agenda, page = text_of(clients["visitor"], URL), text_of(clients["visitor"], f"{URL}small-cells/")

    assert ("Small cells, live" in agenda, "09:00" in agenda, "By room" in agenda) == (True, False, False)
    assert ("The hour is not settled yet." in page, "Hall A" in page) == (True, False)
    assert clients["visitor"].get(f"{URL}small-cells.ics").status_code == 404


def test_speakers_are_named_to_whoever_may_read_their_profile(clients, partnership, session):
    speaker = member_of(partnership, name="Rosa Mireles")
    Speaker.objects.create(session=session, user=speaker)
    ProfileFactory(user=speaker, audience="members")

    for door in (URL, f"{URL}small-cells/", f"{URL}?view=print"):
        named, unnamed = text_of(clients["member"], door), text_of(clients["visitor"], door)
        assert ("Rosa Mireles" in named, "Rosa Mireles" in unnamed) == (True, False), door
        assert "A data manager at Twin Forks" in unnamed, door


def test_words_that_are_not_for_the_reader_are_not_on_the_page(clients, convening):
    inner, open_one = ChallengeFactory(name="Inner fear", audience="members"), ChallengeFactory(name="Open fear")
    place_for_staff = PartnershipFactory(name="Quiet Forks", audience="staff")
    SessionFactory(
        convening=convening, slug="words", challenges=[inner, open_one], topics=[TopicFactory(name="Suppression")],
        partnerships=[place_for_staff],
    )  # fmt: skip

    text = text_of(clients["visitor"], f"{URL}words/")

    shown = {word: word in text for word in ("Inner fear", "Open fear", "Suppression", "Quiet Forks")}
    assert shown == {"Inner fear": False, "Open fear": True, "Suppression": True, "Quiet Forks": False}


def test_month_and_year_are_enough_of_a_date(clients):
    ConveningFactory(slug="dallas", starts=date(2013, 9, 1), ends=date(2013, 9, 1), precision="month")

    assert "September 2013" in text_of(clients["visitor"], "/convenings/dallas/")


def test_pages_of_lower_rooms_show_their_sessions(clients, partnership, convening):
    challenge = ChallengeFactory(name="Small numbers", slug="small-numbers")
    speaker = member_of(partnership, name="Rosa Mireles")
    ProfileFactory(user=speaker, audience="members")
    SessionFactory(convening=convening, title="For all", challenges=[challenge], partnerships=[partnership])
    SessionFactory(convening=convening, title="Inner", challenges=[challenge], audience="members")
    SessionFactory(convening=convening, title="Rosa speaks", speakers=[speaker])
    titles = ("For all", "Inner", "Rosa speaks")

    def shown(name, url):
        text = text_of(clients[name], url)
        return [title for title in titles if title in text]

    assert shown("visitor", "/challenges/small-numbers/") == ["For all"]
    assert shown("member", "/challenges/small-numbers/") == ["For all", "Inner"]
    assert shown("visitor", "/partnerships/twin-forks/") == ["For all"]
    assert shown("member", "/partnerships/twin-forks/") == ["For all", "Rosa speaks"]


@pytest.mark.parametrize(("door", "queries"), [(URL, 17), (f"{URL}?view=rooms", 17), (f"{URL}agenda.ics", 8)])
def test_an_agenda_of_any_length_costs_the_same_queries(
    clients, people, convening, django_assert_num_queries, door, queries
):
    for total in (1, 3, 30):
        while SessionPage.objects.count() < total:
            number = SessionPage.objects.count()
            session = SessionFactory(convening=convening, speakers=[member_of(PartnershipFactory())])
            place(session, starts=NINE + timedelta(hours=number % 8), room=f"Hall {number % 5}")
            Star.objects.create(user=people["member"], session=session)
        with django_assert_num_queries(queries):
            clients["member"].get(door)


@pytest.mark.parametrize("total", [1, 3, 30])
def test_a_session_and_the_shelf_cost_the_same_queries(clients, convening, django_assert_num_queries, total):
    speakers, challenges = (
        [member_of(PartnershipFactory()) for _n in range(total)],
        ChallengeFactory.create_batch(total),
    )
    SessionFactory(
        convening=convening, slug="small-cells", speakers=speakers, challenges=challenges,
        topics=TopicFactory.create_batch(total), partnerships=PartnershipFactory.create_batch(total),
    )  # fmt: skip
    ConveningFactory.create_batch(total)
    ConveningFactory.create_batch(total, starts=date(2013, 6, 27), ends=date(2013, 6, 27))

    with django_assert_num_queries(21):
        clients["member"].get(f"{URL}small-cells/")
    with django_assert_num_queries(13):
        clients["member"].get("/convenings/")
