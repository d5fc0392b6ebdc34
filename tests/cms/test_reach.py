"""Dates at the edges of the calendar: no form takes a day that other time zones cannot tell, and none falls over it."""

from datetime import date

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from wagtail.admin.panels import get_edit_handler
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import get_page_models

from cms.inputs import PartialDateField
from cms.setup import EDITORS
from convenings.program.actions import begin_schedule
from convenings.program.models import ConveningPage, Placement
from members.partnerships.imports.roster import RowForm
from members.people.models import Profile
from tests.factories import ConveningFactory, SessionFactory, StageFactory, UserFactory
from tests.tabs import sent_by

pytestmark = pytest.mark.django_db

EDGES = ("0001-01-01", "1699-12-31", "2200-01-01", "9999-12-31")
SAYS = "Choose a year from 1700 to 2199."


@pytest.fixture
def editor():
    editor = UserFactory(role="staff", affiliation="network")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def dated_forms(editor) -> dict:
    """The date fields of every form in the editors' admin: of records, by viewset, and of pages."""
    editor.get("/admin/")
    viewsets.populate()
    made = {each.name: each.get_form_class() for each in viewsets.viewsets if isinstance(each, ModelViewSet)}
    made |= {page.__name__: get_edit_handler(page).get_form_class() for page in get_page_models()}
    return {
        (name, field): dated
        for name, form in made.items()
        for field, dated in form.base_fields.items()
        if isinstance(dated, forms.DateField | forms.DateTimeField)
    }


@pytest.mark.parametrize("edge", EDGES)
def test_every_form_of_the_admin_refuses_the_edges_and_takes_our_time(dated_forms, edge):
    known = {name for name, _field in dated_forms}
    assert {"placement", "stage", "rosterentry", "ConveningPage", "routefinder", "source", "system"} <= known
    for field in dated_forms.values():
        moment = " 23:59" if isinstance(field, forms.DateTimeField) else ""
        with pytest.raises(ValidationError, match=SAYS):
            field.clean(edge + moment)
        assert field.clean("2027-01-14" + moment).year == 2027


@pytest.mark.parametrize("edge", EDGES)
def test_an_hour_at_the_edge_is_an_error_at_its_day(editor, edge):
    session = SessionFactory(convening=ConveningFactory())
    draft = begin_schedule(convening=session.convening)
    sent = {"schedule": draft.pk, "session": session.pk, "begins": "23:30", "until": "23:59"}

    refused = editor.post("/admin/placement/new/", {**sent, "day": edge})
    taken = editor.post("/admin/placement/new/", {**sent, "day": "2027-01-14"})

    assert (refused.status_code, taken.status_code, Placement.objects.count()) == (200, 302, 1)
    assert refused.context["form"].errors == {"day": [SAYS]}


def test_a_convening_at_the_edge_is_an_error_at_its_days(editor):
    convening = ConveningFactory()
    address = f"/admin/pages/{convening.pk}/edit/"
    form = editor.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"starts": "0001-01-01", "ends": "9999-12-31", "expire_at": "9999-12-31 23:59", "comments-TOTAL_FORMS": 0}

    response = editor.post(address, {name: value for name, value in sent.items() if value is not None})

    assert response.status_code == 200
    assert {name: response.context["form"].errors[name] for name in ("starts", "ends", "expire_at")} == {
        "starts": [SAYS], "ends": [SAYS], "expire_at": [SAYS],
    }  # fmt: skip
    assert ConveningPage.objects.get().starts == convening.starts


@pytest.mark.parametrize("edge", EDGES)
def test_forms_of_the_site_and_sheets_refuse_the_edges(clients, people, edge):
    profile = people["member"].profile

    response = clients["member"].post(
        "/people/me/edit/", sent_by(clients["member"].get("/people/me/edit/"), role_since=edge)
    )

    assert (response.status_code, response.context["form"].errors) == (422, {"role_since": [SAYS]})
    assert Profile.objects.get(pk=profile.pk).role_since is None
    assert RowForm({"email": "ada@example.org", "joined": edge, "left": edge}).errors == {
        "joined": [SAYS],
        "left": [SAYS],
    }
    with pytest.raises(ValidationError, match=SAYS):
        PartialDateField().clean(edge[:4])


def test_what_an_editor_asks_for_at_the_edge_of_the_calendar_is_answered_or_refused_kindly(client):
    client.force_login(
        UserFactory(role="staff", is_superuser=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    report = "/admin/reports/site-history/"

    at_the_edge = client.get(report, {"timestamp_from": "0001-01-01", "timestamp_to": "9999-12-31"})
    shown = client.get(report, {"timestamp_from": "2026-01-01", "timestamp_to": "2027-12-31"})

    # PostgreSQL counts with such days itself; for SQLite they are moved into another zone first, and cannot be.
    can_count = connection.vendor == "postgresql"
    assert (at_the_edge.status_code, shown.status_code) == (200 if can_count else 400, 200)
    assert ("a date that we cannot count with" in at_the_edge.content.decode()) is not can_count


@pytest.mark.parametrize("since", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_gateway_at_the_edge_that_is_stored_falls_over_nothing(client, partnership, since):
    StageFactory(partnership=partnership, since=since)

    assert {client.get(address).status_code for address in ("/partnerships/", "/partnerships/twin-forks/")} == {200}
