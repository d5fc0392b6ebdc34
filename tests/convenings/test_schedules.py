"""Schedules: drafted and released by staff; what readers see is never changed under them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from convenings.program.actions import NoDraftError, UnfitScheduleError, begin_schedule, release_schedule
from convenings.program.models import ConveningPage, Placement, Room, Schedule, SessionPage, Speaker
from tests.factories import ConveningFactory, SessionFactory, UserFactory
from tests.factories.convenings import NINE, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def convening():
    return ConveningFactory(title="Counting Together", slug="counting")


@pytest.fixture
def session(convening):
    return SessionFactory(convening=convening, title="Small cells", slug="small-cells")


def states(convening) -> list[str]:
    return sorted(convening.schedules.values_list("state", flat=True))


def test_a_release_replaces_the_one_before_and_the_next_draft_begins_there(convening, session):
    first = begin_schedule(convening=convening)
    place(session, schedule=first)
    release_schedule(schedule=first)
    second = begin_schedule(convening=convening)
    assert [(each.session_id, each.starts) for each in second.placements.all()] == [(session.pk, NINE)]
    second.placements.update(starts=NINE + timedelta(hours=1), ends=NINE + timedelta(hours=2))

    release_schedule(schedule=second)

    assert states(convening) == ["released", "replaced"]
    assert [each.starts for each in Placement.objects.released()] == [NINE + timedelta(hours=1)]
    with pytest.raises(NoDraftError):
        release_schedule(schedule=Schedule.objects.get(pk=second.pk))


def test_there_is_one_draft_whoever_begins_it(convening):
    assert begin_schedule(convening=convening) == begin_schedule(convening=convening)


def test_what_cannot_happen_is_not_released(convening, session):
    draft = begin_schedule(convening=convening)
    speaker = UserFactory(name="Rosa Mireles")
    others = [SessionFactory(convening=convening, title=title) for title in ("In the same room", "By the same", "Late")]
    for speaking in (session, others[1]):
        Speaker.objects.create(session=speaking, user=speaker)
    with pytest.raises(UnfitScheduleError) as nothing:
        release_schedule(schedule=draft)
    for each, hours, room in ((session, 0, "A"), (others[0], 0.5, "A"), (others[1], 0.5, "B"), (others[2], 99, "B")):
        place(each, starts=NINE + timedelta(hours=hours), room=room, schedule=draft)

    with pytest.raises(UnfitScheduleError) as refused:
        release_schedule(schedule=draft)

    assert nothing.value.problems == ["No session is placed yet."]
    assert refused.value.problems == [
        "Late, January 18, 12:00–13:00: on no day of the convening.",
        "Small cells, January 14, 09:00–10:00 and In the same room, January 14, 09:30–10:30: both in A.",
        "Small cells, January 14, 09:00–10:00 and By the same, January 14, 09:30–10:30: Rosa Mireles speaks at both.",
    ]
    assert states(convening) == ["draft"]


def test_sessions_and_rooms_of_other_convenings_have_no_place(convening, session):
    other = ConveningFactory()
    hours = {"starts": NINE, "ends": NINE + timedelta(hours=1)}
    draft = begin_schedule(convening=convening)

    with pytest.raises(ValidationError, match="session is of another"):
        Placement(schedule=draft, session=SessionFactory(convening=other), **hours).clean()
    with pytest.raises(ValidationError, match="room is of another"):
        Placement(
            schedule=draft, session=session, room=Room.objects.create(convening=other, name="Hall"), **hours
        ).clean()


def test_an_editor_drafts_in_the_hours_of_the_convening_and_releases(editor, client, convening, session):
    room = Room.objects.create(convening=convening, name="Hall A")
    editor.post("/admin/schedule/new/", {"convening": convening.pk, "note": "First"})
    draft = Schedule.objects.get()
    hours = {"schedule": draft.pk, "session": session.pk, "room": room.pk, "day": "2027-01-14"}

    refused = editor.post("/admin/placement/new/", {**hours, "begins": "10:00", "until": "09:00"})
    editor.post("/admin/placement/new/", {**hours, "begins": "09:00", "until": "10:00"})

    assert "It ends before it begins." in refused.content.decode()
    assert Placement.objects.get().starts == datetime(2027, 1, 14, 15, tzinfo=UTC)
    assert "Hall A" not in client.get("/convenings/counting/small-cells/").content.decode()
    url = f"/admin/schedule/release/{draft.pk}/"
    assert "Release it" in editor.get(url).content.decode()
    assert editor.post(url).status_code == 302
    assert "Hall A" in client.get("/convenings/counting/small-cells/").content.decode()
    assert editor.post(url).status_code == 302  # and nothing happens again


def test_what_was_released_has_no_door_to_change_it(editor, session):
    placement = place(session)

    for door in ("edit", "delete"):
        for name, record in (("placement", placement), ("schedule", placement.schedule)):
            assert editor.get(f"/admin/{name}/{door}/{record.pk}/").status_code == 302, (name, door)
    assert f"/admin/placement/edit/{placement.pk}/" not in editor.get("/admin/placement/").content.decode()


@pytest.mark.parametrize("name", ["member", "reviewer"])
def test_only_editors_keep_the_program(clients, convening, name):
    draft = begin_schedule(convening=convening)

    for door in ("room/", "schedule/", "placement/new/", f"schedule/release/{draft.pk}/",
                 f"convenings/readers/{convening.pk}/"):  # fmt: skip
        assert clients[name].post(f"/admin/{door}").status_code in (302, 403, 404), door
    assert states(convening) == ["draft"]


@pytest.mark.parametrize("door", ["room", "schedule", "placement", "speaker"])
def test_every_list_of_the_program_opens_and_can_be_taken_home(editor, convening, session, door):
    place(session)
    Speaker.objects.create(session=session, user=UserFactory(name="=cmd()"))

    assert editor.get(f"/admin/{door}/").status_code == 200
    assert editor.get(f"/admin/{door}/new/").status_code == 200
    sheet = b"".join(editor.get(f"/admin/{door}/?export=csv").streaming_content).decode()
    assert len(sheet.splitlines()) == 2
    assert ",=cmd()" not in sheet


def test_an_editor_makes_the_readers_of_a_convening_fewer_and_its_sessions_follow(editor, client, convening, session):
    url = f"/admin/convenings/readers/{convening.pk}/"
    assert "Who may read it" in editor.get(url).content.decode()
    assert editor.post(url, {"audience": "user:1"}).status_code == 200

    assert editor.post(url, {"audience": "members"}).status_code == 302

    assert ConveningPage.objects.get().audience == SessionPage.objects.get().audience == "members"
    assert client.get("/convenings/counting/small-cells/").status_code == 404
    choices = editor.get(f"/admin/convenings/readers/{session.pk}/").context["form"].fields["audience"].choices
    assert [token for token, _label in choices] == ["members", "staff"]


def test_pages_are_written_previewed_and_never_deleted_once_they_were_there(editor, convening, session):
    for page in (convening, session):
        assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
        assert editor.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200
        editor.post(f"/admin/pages/{page.pk}/delete/")
        assert type(page).objects.filter(pk=page.pk).exists()
    assert editor.get(f"/admin/pages/add/program/sessionpage/{convening.pk}/").status_code == 200
