"""Stars are one's own; calendars hold what their reader may read, at the hours of the released schedule."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from cms.actions import set_audience
from convenings.program.exports import program_of
from convenings.program.models import Star, StarFeed
from members.partnerships.models import RosterEntry
from tests.factories import ConveningFactory, SessionFactory
from tests.factories.convenings import NINE, place

pytestmark = pytest.mark.django_db

STAR = "/convenings/counting/small-cells/star/"


@pytest.fixture
def convening():
    return ConveningFactory(title="Counting Together", slug="counting")


@pytest.fixture
def session(convening):
    session = SessionFactory(
        convening=convening, title="Small cells, live; bring a table", slug="small-cells",
        abstract="One rule,\nand a pencil. " + "Long words. " * 20,
    )  # fmt: skip
    place(session)
    return session


def events_of(response) -> list:
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).events


def feed_of(client) -> str:
    client.post("/starred/address/", {"do": "renew"})
    return client.get("/starred/").context["address"].removeprefix("http://testserver")


def test_a_session_goes_into_a_calendar_with_its_hour_room_and_words(clients, session):
    (event,) = events_of(clients["visitor"].get("/convenings/counting/small-cells.ics"))

    assert (event.start, event.end) == (NINE, NINE + timedelta(hours=1))
    assert str(event["summary"]) == "Small cells, live; bring a table"
    assert str(event["description"]).startswith("One rule,\nand a pencil.")
    assert str(event["description"]).endswith("http://testserver/convenings/counting/small-cells/")
    assert str(event["location"]) == "Hall A"


def test_an_event_that_moves_is_still_the_same_event(clients, session):
    def uid():
        (event,) = events_of(clients["visitor"].get("/convenings/counting/agenda.ics"))
        return event["uid"]

    before = uid()
    session.placements.update(starts=NINE + timedelta(hours=2), ends=NINE + timedelta(hours=3))

    assert uid() == before


def test_an_agenda_holds_what_has_an_hour(clients, convening, session):
    SessionFactory(convening=convening, title="No hour yet")

    events = events_of(clients["visitor"].get("/convenings/counting/agenda.ics"))

    assert [str(event["summary"]) for event in events] == ["Small cells, live; bring a table"]


@pytest.mark.parametrize("is_part", [False, True])
def test_a_star_is_set_and_taken_back_as_often_as_one_likes(clients, people, session, is_part):
    headers = {"HX-Request": "true"} if is_part else {}
    told = []
    for star in ("1", "1", "0", "0"):
        response = clients["member"].post(STAR, {"star": star}, headers=headers)
        assert response.status_code == (200 if is_part else 302)
        if is_part:
            assert f'aria-pressed="{"true" if star == "1" else "false"}"' in response.content.decode()
        told.append(Star.objects.filter(user=people["member"], session=session).count())

    assert told == [1, 1, 0, 0]


def test_a_star_leads_back_to_where_it_was_pressed(clients, session):
    fields = {"star": "1", "from": "agenda", "view": "starred", "zone": "America/Denver"}

    assert clients["member"].post(STAR, fields).url == (
        "/convenings/counting/?view=starred&zone=America%2FDenver#small-cells"
    )
    assert (
        clients["member"].post(STAR, {"star": "1", "next": "//evil.example"}).url == "/convenings/counting/small-cells/"
    )


def test_nobody_stars_what_they_may_not_read_or_without_an_account(clients, session):
    assert clients["visitor"].post(STAR, {"star": "1"}).url.startswith("/accounts/login/")
    set_audience(page=session, audience="members")
    assert clients["unapproved"].post(STAR, {"star": "1"}).status_code == 404
    assert clients["member"].post("/convenings/other/small-cells/star/", {"star": "1"}).status_code == 404
    assert clients["member"].get(STAR).status_code == 405

    assert Star.objects.count() == 0


def test_stars_are_seen_by_their_owner_only(clients, people, session):
    Star.objects.create(user=people["member"], session=session)

    for name, expected in (("member", True), ("colleague", False), ("staff", False)):
        for door in ("/starred/", "/convenings/counting/?view=starred"):
            assert ("Small cells, live" in clients[name].get(door).content.decode()) is expected, (name, door)
    assert program_of(people["member"])["starred"][0]["session"] == "/convenings/counting/small-cells/"


def test_two_stars_of_one_hour_say_so(clients, people, convening, session):
    other = SessionFactory(convening=convening)
    place(other, room="Hall B")
    for starred in (session, other):
        Star.objects.create(user=people["member"], session=starred)

    assert clients["member"].get("/convenings/counting/").content.decode().count("Same hour as another star") == 2


def test_the_private_address_needs_no_sign_in_and_ends_when_it_is_renewed_or_closed(clients, people, session):
    Star.objects.create(user=people["member"], session=session)
    address = feed_of(clients["member"])
    assert len(events_of(Client().get(address))) == 1

    renewed = feed_of(clients["member"])
    assert (Client().get(address).status_code, len(events_of(Client().get(renewed)))) == (404, 1)
    clients["member"].post("/starred/address/", {"do": "close"})
    assert Client().get(renewed).status_code == 404


def test_an_address_is_good_only_as_it_was_signed(clients, people):
    token = feed_of(clients["member"]).removeprefix("/starred/").removesuffix(".ics")
    secret = StarFeed.objects.get().secret

    for wrong in (secret, f"{secret}.", token[:-1] + ("A" if token[-1] != "A" else "B"), "x", "%00", "é.é"):
        assert Client().get(f"/starred/{wrong}.ics").status_code in (400, 404), wrong


def test_a_feed_holds_only_what_its_owner_may_read_now(clients, people, session):
    set_audience(page=session, audience="members")
    Star.objects.create(user=people["member"], session=session)
    address = feed_of(clients["member"])
    assert len(events_of(Client().get(address))) == 1

    RosterEntry.objects.filter(user=people["member"]).update(left="2020-01-02")
    assert events_of(Client().get(address)) == []
    people["member"].is_active = False
    people["member"].save()
    assert Client().get(address).status_code == 404


def test_my_starred_sessions_cost_the_same_queries_however_many(clients, people, convening, django_assert_num_queries):
    for total in (1, 3, 30):
        while Star.objects.count() < total:
            session = SessionFactory(convening=convening)
            place(session, room=f"Hall {total}")
            Star.objects.create(user=people["member"], session=session)
        with django_assert_num_queries(10):
            clients["member"].get("/starred/")


@pytest.mark.parametrize(("view", "offers_own"), [("", False), ("starred", True)])
def test_the_file_beside_an_agenda_is_of_what_it_shows(clients, people, convening, session, view, offers_own):
    Star.objects.create(user=people["member"], session=session)
    page = clients["member"].get("/convenings/counting/", {"view": view}).content.decode()

    assert ("Your starred sessions in your calendar" in page, "Whole agenda (.ics)" in page) == (
        offers_own,
        not offers_own,
    )


def test_nothing_starred_says_how_to_begin(clients):
    assert "You have not starred a session yet" in clients["unapproved"].get("/starred/").content.decode()


def test_own_data_tell_of_no_session_that_its_owner_may_not_read(people, convening):
    for title, audience in (("Open", "public"), ("Of staff", "staff")):
        session = SessionFactory(convening=convening, title=title, audience=audience, speakers=[people["member"]])
        Star.objects.create(session=session, user=people["member"])

    told = program_of(people["member"])

    assert [each["title"] for each in told["speaks_at"]] == ["Open"]
    assert len(told["starred"]) == 1
