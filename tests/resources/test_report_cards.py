"""The shelf of report cards: provenance for whoever may read it, and nothing to compare."""

import pytest

from tests.factories import OutcomeFactory, PartnershipFactory, ReportCardFactory

pytestmark = pytest.mark.django_db

LIST = "/report-cards/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [card.title for card in response.context["found"]]


def options(response, name: str) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


def test_an_empty_shelf_says_what_will_be_here(client):
    assert "No report card is here yet" in text_of(client.get(LIST))


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
