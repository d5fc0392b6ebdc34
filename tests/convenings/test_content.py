"""The convenings of the content: two true ones that stay, two invented ones that stay ahead or behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.content import rooms
from cms.content.pack import Pack
from convenings.program.demo import load
from convenings.program.models import ConveningPage, Placement, SessionPage, Speaker
from tests.factories import SessionFactory

FILE = (load.FOLDER / "convenings.yaml").read_text(encoding="utf-8")
pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int]:
    return ConveningPage.objects.count(), SessionPage.objects.count(), Placement.objects.count()


def test_what_the_note_tells_of_2013_is_there_and_nothing_more(demo, client):
    data = ConveningPage.objects.get(slug="data-2013")
    dallas = client.get("/convenings/gateways-to-quality-2013/").content.decode()

    assert (data.dates, data.place, data.represented) == ("June 27, 2013", "Cincinnati, Ohio", "more than 40")
    assert not Speaker.objects.filter(session__in=SessionPage.objects.child_of(data)).exists()
    assert not Placement.objects.filter(session__in=SessionPage.objects.child_of(data)).exists()
    assert ("September 2013" in dallas, dallas.count("Illustrative"), "Dallas" in dallas) == (True, 2, True)


def test_what_is_ahead_stays_ahead_whenever_it_is_loaded(demo):
    ahead = ConveningPage.objects.get(slug="btn-upcoming")
    first = Placement.objects.filter(session__in=SessionPage.objects.child_of(ahead)).earliest("starts")

    assert ahead.starts == timezone.localdate() + timedelta(days=84)
    assert f"{first.starts.astimezone(ahead.zone):%Y-%m-%d %H:%M}" == f"{ahead.starts} 09:00"


def test_loading_twice_changes_nothing_and_removal_leaves_what_is_true_or_a_persons(demo):
    loaded = counts()
    rooms.load(with_demo=True)
    assert (loaded, counts()) == ((4, 43, 37), loaded)
    own = SessionFactory(convening=ConveningPage.objects.get(slug="btn-2026-spring"), title="A real one")

    said = rooms.remove_demo()

    assert sorted(ConveningPage.objects.values_list("slug", flat=True)) == [
        "btn-2026-spring", "data-2013", "gateways-to-quality-2013",
    ]  # fmt: skip
    assert SessionPage.objects.filter(pk=own.pk).exists()
    assert counts()[1:] == (7, 0)
    assert "Spring Gathering 2026 (demo)” stays: it has a session that stays." in " ".join(said)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("time_zone: America/Detroit", "time_zone: Mars/Olympus", "unknown time_zone “Mars/Olympus”"),
        ("room: Quay Hall", "room: Attic", "unknown room “Attic”"),
        ("start_offset_days: 84", "starts: '2027-02-30'", "“2027-02-30” is no date"),
        ("    end_offset_days: 85\n", "", "a convening has “starts” and “ends”, or an offset for each"),
        ("end: '10:00'", "end: '08:00'", "it ends before it begins"),
        ("        day: 1\n", "", "a session has a day, a start and an end, or none of them"),
        ("title: Break this table", "title: Matching without magic", "a second address of a session"),
        ("kind: clinic", "kind: seance", "unknown kind “seance”"),
        ("depth: covers", "depth: drowns", "unknown depth “drowns”"),
        ("- ottilie-brandvold", "- nobody", "unknown person “nobody”"),
        ("capacity: 12", "kapacity: 12", "unknown key “kapacity”"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path, right, wrong, said):
    (tmp_path / "convenings.yaml").write_text(FILE.replace(right, wrong, 1), encoding="utf-8")
    pack = Pack({"person": {"x": 1}})

    load.read(pack, tmp_path)
    with pytest.raises(rooms.ContentError) as refused:
        pack.check()

    places = [problem for problem in refused.value.problems if said in problem]
    assert places
    assert "convenings.yaml:" in places[0]
