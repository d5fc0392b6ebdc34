"""Partnerships in the editors' admin: every fact, filters, and exports in which no cell is a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from members.partnerships.models import Partnership
from tests.factories import FacedChallengeFactory, OutcomeFactory, StageFactory, UserFactory
from tests.tabs import edition_in


def exported(client, address) -> tuple[str, list[list]]:
    text = client.get(address, {"export": "csv"}).getvalue().decode()
    book = load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).getvalue()))
    return text, [[(cell.value, cell.data_type) for cell in row] for row in book.active.rows]


def test_editors_keep_every_fact(clients, partnership):
    outcome = OutcomeFactory()
    opened = clients["staff"].get(f"/admin/partnership/edit/{partnership.pk}/")

    response = clients["staff"].post(f"/admin/partnership/edit/{partnership.pk}/", {
        "name": "Twin Forks", "slug": "twin-forks", "state": "OH", "other_states": "ky", "outcomes": [outcome.pk],
        "tables": "One\nTwo", "links": "Card: https://example.org/card", "source": "The note", "founded": "2011",
        "is_limited_to_source": "on", "edition": edition_in(opened),
    })  # fmt: skip

    assert response.status_code == 302
    place = Partnership.objects.get(slug="twin-forks")
    assert (place.states, place.tables, place.founded) == (("OH", "KY"), ["One", "Two"], 2011)
    assert place.links == [["Card", "https://example.org/card"]]
    assert list(place.outcomes.all()) == [outcome]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_exports_hold_no_formula(clients, partnership, sign):
    Partnership.objects.update(region=f"{sign}HYPERLINK(0)", tables=[f"{sign}1"])

    text, rows = exported(clients["staff"], "/admin/partnership/")

    assert f"'{sign}HYPERLINK(0)" in text
    assert f",{sign}" not in text
    assert f'"{sign}' not in text
    values = [value for row in rows for value, kind in row if isinstance(value, str)]
    assert not [value for value in values if value.startswith(("=", "+", "-", "@"))]
    assert {kind for row in rows for _value, kind in row} <= {"s", "n", "b", "inlineStr"}


def test_lists_are_filtered(clients, partnership):
    outcome, stage = OutcomeFactory(), StageFactory(partnership=partnership)
    partnership.outcomes.add(outcome)

    for query in ({"outcomes": outcome.pk}, {"stages__gateway": stage.gateway_id}, {"state": "MN", "is_demo": "false"}):
        page = clients["staff"].get("/admin/partnership/", query)
        assert "Twin Forks" in page.content.decode(), query
    assert "Twin Forks" not in clients["staff"].get("/admin/partnership/", {"state": "OH"}).content.decode()


@pytest.mark.parametrize(("audience", "seen"), [("members", True), ("own", False)])
def test_editors_read_of_the_register_what_is_for_them(clients, partnership, audience, seen):
    audience = f"partnership:{partnership.pk}" if audience == "own" else audience
    entry = FacedChallengeFactory(partnership=partnership, tried="Atwowaytalk", audience=audience)

    listed = clients["staff"].get("/admin/facedchallenge/").content.decode()
    text, _rows = exported(clients["staff"], "/admin/facedchallenge/")
    inspected = clients["staff"].get(f"/admin/facedchallenge/inspect/{entry.pk}/")

    assert (f"/inspect/{entry.pk}/" in listed) is ("Atwowaytalk" in text) is seen
    assert inspected.status_code == (200 if seen else 404)
    assert clients["staff"].post(f"/admin/facedchallenge/edit/{entry.pk}/", {"weight": "stops"}).status_code == 302
    entry.refresh_from_db()
    assert entry.weight == ""


@pytest.mark.parametrize("verb", ["edit", "delete", "inspect", "history", "usage"])
def test_administrators_open_no_line_of_a_partnerships_own(partnership, client, verb):
    own, shared = (
        FacedChallengeFactory(partnership=partnership, audience=audience)
        for audience in (f"partnership:{partnership.pk}", "members")
    )
    client.force_login(UserFactory(role="admin", is_superuser=True), "django.contrib.auth.backends.ModelBackend")

    assert client.get(f"/admin/facedchallenge/{verb}/{shared.pk}/").status_code == 200
    assert client.get(f"/admin/facedchallenge/{verb}/{own.pk}/").status_code == 404
