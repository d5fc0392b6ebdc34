"""The shelf of report cards: provenance for whoever may read it, and nothing to compare."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.audiences import partnership_token
from cms.setup import EDITORS
from resources.report_cards.models import ReportCard
from search import indexing
from search.engines import engine
from search.sources import SOURCES
from tests.factories import LessonFactory, OutcomeFactory, PartnershipFactory, ReportCardFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/report-cards/"
# Of a visitor and of a member, with 1, 3 and 30 of everything.
LIST_QUERIES = {"visitor": 6, "member": 12}
PAGE_QUERIES = {"visitor": 6, "member": 12}


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [card.title for card in response.context["found"]]


def options(response, name: str) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("visitor", {"public"}),
        ("unapproved", {"public"}),
        ("member", {"public", "members"}),
        ("colleague", {"public", "members", "partnership"}),
        ("staff", {"public", "members", "staff"}),
    ],
)
def test_a_report_card_is_listed_and_read_by_its_readers(clients, partnership, reader, expected):
    tokens = ["public", "members", "staff", partnership_token(partnership.pk)]
    audiences = {token.partition(":")[0]: token for token in tokens}
    cards = {
        name: ReportCardFactory(title=name, audience=token, partnership=partnership)
        for name, token in audiences.items()
    }

    pages = {name: clients[reader].get(card.get_absolute_url()).status_code for name, card in cards.items()}
    place = text_of(clients[reader].get(partnership.url))

    assert set(titles(clients[reader].get(LIST))) == expected
    assert pages == {name: 200 if name in expected else 404 for name in cards}
    assert {name for name, card in cards.items() if card.get_absolute_url() in place} == expected


def test_an_empty_shelf_says_what_will_be_here(client):
    assert "No report card is here yet" in text_of(client.get(LIST))
    assert 'href="/report-cards/"' in text_of(client.get("/agreements/"))
    assert 'href="/report-cards/"' in text_of(client.get("/legal/"))


def test_a_report_card_says_which_table_made_it_and_how_it_was_approved(client, partnership):
    full = ReportCardFactory(
        partnership=partnership, approved_how="Page by page", provenance="Two parents sign.", groups="Ten or more.",
        smallest_group=10, link="https://example.org/2025/", outcomes=[OutcomeFactory(name="Early reading")],
    )  # fmt: skip
    hidden = PartnershipFactory(audience="members", name="Hidden Table")
    bare = ReportCardFactory(partnership=hidden, outcomes=[OutcomeFactory(name="Inner outcome", audience="staff")])

    told, said = (text_of(client.get(card.get_absolute_url())) for card in (full, bare))

    for words in (
        "Product of Success Table, approved December 9, 2025.", "Page by page", "Two parents sign.", "Ten or more.",
        "Groups of fewer than 10 students are not shown.", 'href="https://example.org/2025/"', "Early reading",
        "Twin Forks", "Annual report card, 2025",
    ):  # fmt: skip
        assert words in told
    assert "No address is known. Ask the partnership." in said
    for text in (said, text_of(client.get(LIST))):
        assert "Hidden Table" not in text
        assert "Inner outcome" not in text


def test_lessons_that_tell_of_it_stand_on_its_page_for_their_readers(clients):
    card = ReportCardFactory()
    for title, audience in (("Told openly", "public"), ("Told inside", "members")):
        LessonFactory(title=title, audience=audience).report_cards.add(card)

    pages = {name: text_of(clients[name].get(card.get_absolute_url())) for name in ("visitor", "member")}

    assert {name: ("Told openly" in text, "Told inside" in text) for name, text in pages.items()} == {
        "visitor": (True, False),
        "member": (True, True),
    }


@pytest.fixture
def shelf():
    reading, work, inner = OutcomeFactory(slug="reading"), OutcomeFactory(slug="work"), OutcomeFactory(slug="inner")
    type(inner).objects.filter(pk=inner.pk).update(audience="staff")
    ReportCardFactory(title="First", year=2021, sort="baseline", outcomes=[reading])
    ReportCardFactory(title="Both", year=2025, outcomes=[reading, work, inner])
    ReportCardFactory(title="Inner", year=2025, outcomes=[work], audience="members")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Both", "Inner", "First"]),
        ("outcome=work", ["Both", "Inner"]),
        ("outcome=reading&outcome=work&year=2021", ["First"]),
        ("sort=baseline&year=2025", []),
        ("sort=best&year=first&page=9999999999999", ["Both", "Inner", "First"]),
        ("year=%C2%B2025&outcome=" + "x" * 300, []),
        ("sort=%ff&outcome=%f0", []),
    ],
)
def test_the_shelf_is_narrowed_by_any_of_a_facet_and_all_of_the_facets(clients, shelf, query, expected):
    assert titles(clients["member"].get(f"{LIST}?{query}")) == expected


def test_facets_count_only_what_the_reader_may_read(clients, shelf):
    visitor, member = (clients[name].get(f"{LIST}?year=2025") for name in ("visitor", "member"))

    assert (options(visitor, "outcome"), options(member, "outcome")) == (
        {"reading": 1, "work": 1}, {"reading": 1, "work": 2},
    )  # fmt: skip
    assert (options(visitor, "year"), options(member, "year")) == ({"2025": 1, "2021": 1}, {"2025": 2, "2021": 1})
    assert options(visitor, "sort") == {"annual": 1}


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_the_shelf_and_a_page_ask_as_much_for_one_as_for_thirty(clients, number, reader):
    outcomes = [OutcomeFactory() for _ in range(number)]
    cards = [ReportCardFactory(outcomes=outcomes) for _ in range(number)]
    for _ in range(number):
        LessonFactory(audience="public").report_cards.add(cards[0])

    with CaptureQueriesContext(connection) as listed:
        clients[reader].get(LIST)
    with CaptureQueriesContext(connection) as read:
        clients[reader].get(cards[0].get_absolute_url())

    assert (len(listed), len(read)) == (LIST_QUERIES[reader], PAGE_QUERIES[reader])


def found(client, words: str) -> list[str]:
    return [row.url for row in client.get("/search/", {"q": words, "kind": "report-card"}).context["page"].rows]


def test_it_is_found_by_what_it_says_and_what_changes_is_found_anew(search_index, client, partnership):
    outcome = OutcomeFactory(name="Kindergarten readiness")
    card = ReportCardFactory(slug="ours", provenance="Signed by nineteen.", partnership=partnership)
    search_index()
    before = [found(client, words) for words in ("signed nineteen", "Twin Forks", "kindergarten")]

    card.outcomes.add(outcome)
    partnership.name = "Dovetail Table"
    partnership.save()
    indexing.drain()
    engine().refresh()
    after = [found(client, words) for words in ("kindergarten", "dovetail")]
    card.audience = "members"
    card.save()
    indexing.drain()
    engine().refresh()

    assert before == [["/report-cards/ours/"], ["/report-cards/ours/"], []]
    assert after == [["/report-cards/ours/"]] * 2
    assert found(client, "signed nineteen") == []


def test_names_that_not_all_readers_may_know_are_in_no_document(db):
    hidden = PartnershipFactory(audience="members", name="Hidden Table")
    ReportCardFactory(partnership=hidden, outcomes=[OutcomeFactory(name="Hidden outcome", audience="staff")])

    [document] = [
        each for made in SOURCES["report-card"].read([ReportCard.objects.get().pk], 1).values() for each in made
    ]

    assert "Hidden" not in document.extra
    assert (document.partnership, document.outcome, document.state) == ((), (), ())


def test_editors_keep_the_shelf_and_members_do_not(clients, partnership):
    account = UserFactory(role="staff")
    account.groups.add(Group.objects.get(name=EDITORS))
    editor = Client()
    editor.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    card = ReportCardFactory(title="=1+1")
    addresses = ["/admin/reportcard/", "/admin/reportcard/new/", f"/admin/reportcard/edit/{card.pk}/"]
    filled = {
        "title": "Ours", "slug": "ours", "partnership": partnership.pk, "year": "2026", "sort": "annual",
        "table": "Table", "approved_on": "2026-02-17", "approved_how": "Vote", "audience": "public",
    }  # fmt: skip

    assert {editor.get(address).status_code for address in addresses} == {200}
    assert {clients["member"].get(address).status_code for address in addresses} <= {302, 403, 404}
    assert b"'=1+1" in b"".join(editor.get("/admin/reportcard/?export=csv"))
    for wrong in ({"audience": "user:1"}, {"table": ""}, {"link": "javascript:alert(1)"}, {"year": "-1"}):
        assert editor.post("/admin/reportcard/new/", {**filled, **wrong}).status_code == 200
    assert editor.post("/admin/reportcard/new/", filled).status_code == 302
    assert ReportCard.objects.get(slug="ours").partnership == partnership
