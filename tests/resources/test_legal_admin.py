"""The law in the editors' admin: kept by editors, closed to members, taken home without formulas."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.setup import EDITORS
from resources.legal.models import LegalAnswer, LegalResource, Route, RouteFinder, Source, SuppressionRule
from tests.factories import (
    ElementFactory,
    IndicatorFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    RouteFactory,
    RouteFinderFactory,
    SourceFactory,
    StateOverlayFactory,
    SuppressionRuleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MADE = {
    "source": SourceFactory, "route": RouteFactory, "element": ElementFactory, "indicator": IndicatorFactory,
    "suppressionrule": SuppressionRuleFactory, "stateoverlay": StateOverlayFactory,
    "legalresource": LegalResourceFactory, "routefinder": RouteFinderFactory, "legalanswer": LegalAnswerFactory,
}  # fmt: skip


@pytest.fixture
def editor():
    editor = UserFactory(role="staff")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def content(response) -> str:
    return b"".join(response if response.streaming else [response.content]).decode(errors="replace")


@pytest.mark.parametrize("name", [*MADE, "statelaw"])
def test_editors_open_lists_forms_and_exports_and_members_do_not(editor, clients, name):
    record = MADE[name]() if name in MADE else None
    addresses = [f"/admin/{name}/", f"/admin/{name}/new/", f"/admin/{name}/?export=csv", f"/admin/{name}/?export=xlsx"]
    addresses += [f"/admin/{name}/edit/{record.pk}/"] if record else []

    for address in addresses:
        assert editor.get(address).status_code == 200, address
        assert clients["member"].get(address).status_code in (302, 403, 404), address


def test_no_cell_is_a_formula(editor):
    LegalAnswerFactory(question="=1+1", answer="@now", citations=["-2", "b"])

    row = content(editor.get("/admin/legalanswer/?export=csv")).splitlines()[1]

    assert row.startswith("'=1+1,")
    assert "'@now" in row
    assert '"\'-2, b"' in row


def answered(**fields) -> dict:
    return {
        "question": "May we?", "slug": "may-we", "answer": "It depends.", "citations": "34 CFR 99.31",
        "topics": "consent", "audience": "members", "as_of": "2026-11-24", **fields,
    }  # fmt: skip


def test_an_editor_adds_an_answer_with_its_topics_and_readers(editor):
    response = editor.post("/admin/legalanswer/new/", answered())

    answer = LegalAnswer.objects.get()
    assert response.status_code == 302
    assert (answer.audience, answer.citations, [topic.name for topic in answer.topics.all()]) == (
        "members", ["34 CFR 99.31"], ["consent"],
    )  # fmt: skip


@pytest.mark.parametrize("wrong", [{"audience": "user:1"}, {"verified_by": "attorney"}, {"slug": "may we"}])
def test_a_wrong_answer_is_not_saved(editor, wrong):
    attorney = UserFactory(affiliation="attorney")
    fields = {key: attorney.pk if value == "attorney" else value for key, value in wrong.items()}

    response = editor.post("/admin/legalanswer/new/", answered(**fields))

    assert (response.status_code, LegalAnswer.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("url", "number"), [("https://example.org/", 1), ("ftp://example.org/", 0), ("javascript:alert(1)", 0), ("a b", 0)]
)
def test_only_addresses_on_the_web_are_kept(editor, url, number):
    shared = {"title": "A guide", "slug": "a-guide", "publisher": "A desk", "url": url}

    editor.post("/admin/source/new/", {
        **shared, "form": "regulation", "dated_precision": "day", "reading": "none",
    })  # fmt: skip
    editor.post("/admin/legalresource/new/", {
        **shared, "form": "regulation", "level": "federal", "summary": "What it says.", "audience": "public",
        "as_of": "2026-11-24", "topics": "consent", "what_it_answers": "May we?",
    })  # fmt: skip

    assert (Source.objects.count(), LegalResource.objects.count()) == (number, number)


@pytest.mark.parametrize(
    ("bands", "status"),
    [
        ('[{"min_n": 10, "max_n": null, "low": 5, "high": 95}]', 302),
        ("5", 200),
        ('[{"min_n": 10}]', 200),
        ("{", 200),
    ],
)
def test_bands_are_taken_only_as_pages_can_show_them(editor, client, bands, status):
    rule = SuppressionRuleFactory()
    fields = {
        "name": "Ten", "slug": rule.slug, "order": 0, "scope": "reports", "min_shown": 10, "hide": "few",
        "hide_expression": "n < 10", "dated_precision": "day", "as_of": "2026-11-24", "bands": bands,
    }  # fmt: skip

    response = editor.post(f"/admin/suppressionrule/edit/{rule.pk}/", fields)

    assert response.status_code == status
    assert bool(SuppressionRule.objects.get().bands) is (status == 302)
    assert client.get(rule.url).status_code == 200


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("", "", ""),
        ('"r:study"', '"r:nowhere"', "nothing is called “r:nowhere”"),
        ('"holder"', '"level"', "“level” leads back to itself"),
        ('"start"', '"begin"', "“start” is missing somewhere"),
        ("{", "{{", "Enter a valid JSON"),
    ],
)
def test_a_finder_is_taken_only_as_its_page_can_ask_it(editor, client, right, wrong, said):
    finder = RouteFinderFactory()
    tree = json.dumps(finder.tree).replace(right, wrong, 1)
    fields = {"name": "Ours", "slug": finder.slug, "order": 0, "tree": tree, "as_of": "2026-11-24"}

    response = editor.post(f"/admin/routefinder/edit/{finder.pk}/", fields)

    assert response.status_code == (200 if said else 302)
    assert said in content(response)
    assert client.get(finder.url).status_code == 200


def test_a_second_finder_waits_until_the_first_is_closed(editor):
    finder = RouteFinderFactory()
    fields = {
        "name": "Ours", "slug": finder.slug, "order": 0, "tree": json.dumps(finder.tree), "as_of": "2027-01-01",
    }  # fmt: skip

    twice = editor.post("/admin/routefinder/new/", fields)

    assert (twice.status_code, RouteFinder.objects.count()) == (200, 1)


def test_a_rule_is_closed_and_another_begins_at_its_address(editor):
    route = RouteFactory(slug="studies")
    fields = {
        "name": "Studies", "slug": "studies", "order": 0, "allows": "a", "who_may_use": "b", "written_agreement": "c",
        "as_of": "2027-01-01",
    }  # fmt: skip

    twice = editor.post("/admin/route/new/", fields)
    Route.objects.filter(pk=route.pk).update(replaced_on="2027-01-01")
    after = editor.post("/admin/route/new/", fields)

    assert (twice.status_code, after.status_code) == (200, 302)
    assert Route.objects.filter(slug="studies").count() == 2


def test_editors_delete_nothing_of_the_law(editor):
    route = RouteFactory()

    editor.post(f"/admin/route/delete/{route.pk}/")

    assert Route.objects.filter(pk=route.pk).exists()
