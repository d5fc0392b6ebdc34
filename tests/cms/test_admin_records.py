"""Every record and page that editors keep: help at the fields, lists that narrow, spreadsheets without formulas."""

import csv
from io import StringIO

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.viewsets import viewsets
from wagtail.models import get_page_models

from cms.exports import GuardedIndexView
from members.accounts.models import User
from tests.factories import PartnershipFactory, SystemFactory

FLOORS = ("cms.", "members.", "resources.", "convenings.", "search.")
# What needs no word: a name, a place, a number of years, and what a choice among rows of one kind says by itself.
PLAIN = {
    "title", "name", "slug", "order", "city", "state", "year", "publisher", "job_title", "partnership", "convening",
    "session", "user", "topic", "challenge",
}  # fmt: skip
# A dozen rows, all alike.
NOT_NARROWED = {"Topic", "SystemKind"}
WAGTAILS = {"go_live_at", "expire_at", "comment_notifications", "seo_title", "search_description", "show_in_menus"}


def is_ours(model) -> bool:
    return model is not None and model.__module__.startswith(FLOORS)


def record_viewsets() -> list:
    reverse("wagtailadmin_home")  # The viewsets are gathered with the addresses.
    return [each for each in viewsets.viewsets if hasattr(each, "list_filter") and is_ours(each.model)]


def silent_fields(form, panels=None) -> set[str]:
    """What `form` asks without a word of help; those of its inline rows too."""
    silent = {name for name, field in form.fields.items() if not field.help_text}
    for panel in leaves(panels):
        if isinstance(panel, InlinePanel):
            silent |= {
                f"{panel.relation_name}.{child.field_name}"
                for child in leaves(panel.child_edit_handler)
                if not (child.help_text or child.db_field.help_text)
                and child.field_name not in PLAIN
                # The precision of a date says at its own field what it is.
                and not child.field_name.endswith("_precision")
            }
    return silent - PLAIN - WAGTAILS


def leaves(panel):
    if panel is None:
        return
    if isinstance(panel, FieldPanel | InlinePanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from leaves(child)


@pytest.mark.django_db
def test_every_field_of_a_record_has_help():
    silent = {
        type(each).__name__: found
        for each in record_viewsets()
        if hasattr(each, "get_form_class")
        if (found := silent_fields(each.get_form_class(for_update=True)(instance=each.model()), each._edit_handler))
    }

    assert silent == {}


@pytest.mark.django_db
def test_every_field_of_a_page_has_help():
    silent = {}
    for model in filter(is_ours, get_page_models()):
        panels = model.get_edit_handler()
        found = silent_fields(panels.get_form_class()(instance=model()), panels)
        if found:
            silent[model.__name__] = found

    assert silent == {}


def test_help_stands_at_the_field(clients):
    system = SystemFactory(title="Match desk")
    partnership = PartnershipFactory()

    card = clients["staff"].get(f"/admin/system/edit/{system.pk}/").content.decode()
    page = clients["staff"].get(f"/admin/partnership/edit/{partnership.pk}/").content.decode()

    assert "The part that spares others a year." in card
    assert "The organization whose staff keeps the partnership going." in page


def test_every_list_narrows_and_can_be_downloaded(db):
    lists = record_viewsets()
    # Accounts have filters of their own.
    wide = {
        each.model.__name__
        for each in lists
        if not isinstance(each.list_filter, list | dict) and each.model is not User
    }
    closed = {each.model._meta.label for each in lists if not isinstance(each.list_export, list)}
    unguarded = {each.model._meta.label for each in lists if not issubclass(each.index_view_class, GuardedIndexView)}

    assert len(lists) > 30
    assert wide == NOT_NARROWED
    assert (closed, unguarded) == (set(), set())


def test_a_list_is_downloaded_as_it_is_narrowed_and_runs_no_formula(clients):
    kept = SystemFactory(title="=HYPERLINK(1)", data_level="aggregate")
    SystemFactory(title="Elsewhere", data_level="de-identified")

    sheet = clients["staff"].get("/admin/system/", {"export": "csv", "data_level": "aggregate"}).getvalue().decode()

    rows = list(csv.DictReader(StringIO(sheet)))
    assert [row["Slug" if "Slug" in row else "Address"] for row in rows] == [kept.slug]
    assert rows[0][next(iter(rows[0]))] == "'=HYPERLINK(1)"
