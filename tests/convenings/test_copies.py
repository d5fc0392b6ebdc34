"""Copies that editors make: a session is named by its slug alone, so that no two may share one."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.kinds import find
from convenings.program.models import ConveningPage, SessionPage
from tests.factories import ConveningFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def convening():
    return ConveningFactory(title="Counting Together", slug="counting")


@pytest.fixture
def session(convening):
    session = SessionFactory(convening=convening, title="Small cells, live", slug="small-cells")
    session.save_revision()
    return session


def copy_in_admin(editor, page, **fields):
    asked = {"new_title": page.title, "new_parent_page": page.get_parent().pk, "publish_copies": "on", **fields}
    return editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), asked)


def test_sessions_of_a_copied_convening_get_addresses_of_their_own(editor, viewers, convening, session):
    for slug in ("counting-again", "counting-once-more"):
        copied = copy_in_admin(editor, ConveningPage.objects.get(pk=convening.pk), new_slug=slug, copy_subpages="on")
        assert copied.status_code == 302

    addresses = {each.slug: each.get_absolute_url() for each in SessionPage.objects.visible_to(viewers["visitor"])}
    assert addresses == {
        "small-cells": "/convenings/counting/small-cells/",
        "small-cells-2": "/convenings/counting-again/small-cells-2/",
        "small-cells-3": "/convenings/counting-once-more/small-cells-3/",
    }
    assert find("session:small-cells", viewers["visitor"]) == session
    assert all(Client().get(address).status_code == 200 for address in addresses.values())


def test_publishing_what_was_copied_keeps_its_address(editor, convening, session):
    copy_in_admin(editor, ConveningPage.objects.get(pk=convening.pk), new_slug="counting-again", copy_subpages="on")
    copied = SessionPage.objects.exclude(pk=session.pk).get()

    for revision in copied.revisions.order_by("created_at"):
        revision.publish()

    copied.refresh_from_db()
    assert copied.slug == "small-cells-2"


def test_a_copy_of_one_session_needs_an_address_that_no_convening_knows(editor, session):
    other = ConveningFactory(slug="elsewhere")

    refused = copy_in_admin(editor, session, new_parent_page=other.pk, new_slug="small-cells")
    copied = copy_in_admin(editor, session, new_parent_page=other.pk, new_slug="cells")

    assert "Another session has this address." in refused.content.decode()
    assert copied.status_code == 302
    assert set(SessionPage.objects.values_list("slug", "url_path")) == {
        ("small-cells", "/home/convenings/counting/small-cells/"),
        ("cells", "/home/convenings/elsewhere/cells/"),
    }
