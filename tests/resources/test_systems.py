"""Data-system cards: who reads which, how they are narrowed, found and kept."""

from datetime import date

import pytest

from members.accounts.actions import erase
from members.people.models import Profile
from tests.factories import PartnershipFactory, SystemFactory, SystemKindFactory

pytestmark = pytest.mark.django_db

LIST = "/systems/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [system.title for system in response.context["found"]]


def options(response, name: str) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


def test_empty_shelves_say_what_will_be_here(client, clients):
    assert "No data system is here for you to read yet" in text_of(client.get(LIST))
    assert "No data system is described yet" in text_of(clients["member"].get(LIST))
    assert "No kind of tool is described yet" in text_of(client.get("/systems/kinds/"))


def test_a_card_tells_what_is_known_and_leaves_out_the_rest(clients, people, partnership):
    full = SystemFactory(
        partnership=partnership, author=people["colleague"], body="It is *slow*.", not_again="Nine sources.",
        matching="by name and birth date", sources=3, since=date(2021, 8, 1), since_precision="month",
        checked_on=date(2026, 2, 26), kinds=[SystemKindFactory(name="Paper forms", slug="paper")],
    )  # fmt: skip
    bare = SystemFactory(data_level="", partnership=PartnershipFactory(audience="staff", name="Hidden Table"))

    told, said = (text_of(clients["member"].get(card.get_absolute_url())) for card in (full, bare))

    for words in (
        "It is <em>slow</em>.", "Nine sources.", "By name and birth date", "August 2021", "February 26, 2026",
        "Twin Forks", "Cora Colleague", 'href="/systems/kinds/#paper"', "Aggregate counts only",
    ):  # fmt: skip
        assert words in told
    assert "Nobody of the partnership has gone through this card yet." in said
    assert not [words for words in ("Hidden Table", "How it is kept", "None") if words in said]
    assert "Hidden Table" not in text_of(clients["member"].get(LIST))


def test_whoever_described_it_is_named_as_far_as_the_reader_may_know(clients, people):
    card = SystemFactory(author=people["colleague"], audience="public", title="Ours")
    Profile.objects.filter(user=people["colleague"]).update(audience="members")
    own = clients["colleague"].get("/accounts/data/export/").json()["systems"]

    names = {
        name: "Cora Colleague" in text_of(clients[name].get(card.get_absolute_url())) for name in ("visitor", "member")
    }
    erase(user=people["colleague"])

    assert [each["title"] for each in own] == ["Ours"]
    assert names == {"visitor": False, "member": True}
    assert "Cora" not in text_of(clients["member"].get(card.get_absolute_url()))


@pytest.fixture
def shelf():
    paper, base = SystemKindFactory(slug="paper"), SystemKindFactory(slug="base")
    SystemKindFactory(slug="unused")
    SystemFactory(title="Bags", kinds=[paper], audience="public")
    SystemFactory(title="Both", kinds=[paper, base], audience="public", data_level="de-identified")
    SystemFactory(title="Inner", kinds=[base])
    SystemFactory(title="Staff", kinds=[base], audience="staff")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bags", "Both", "Inner"]),
        ("tool=base", ["Both", "Inner"]),
        ("tool=base&tool=paper&level=aggregate", ["Bags", "Inner"]),
        ("tool=paper&level=de-identified", ["Both"]),
        ("tool=unused", []),
        ("level=nonsense&page=9999999999999", ["Bags", "Both", "Inner"]),
        ("tool=" + "x" * 300, []),
        ("tool=%ff%fe&level=%f0", []),
    ],
)
def test_cards_are_narrowed_by_any_of_a_facet_and_all_of_the_facets(clients, shelf, query, expected):
    assert titles(clients["member"].get(f"{LIST}?{query}")) == expected


def test_facets_and_kinds_count_only_what_the_reader_may_read(clients, shelf):
    visitor, member = (
        clients[name].get(f"{LIST}?level=aggregate&level=de-identified") for name in ("visitor", "member")
    )
    kinds = {name: clients[name].get("/systems/kinds/").context["kinds"] for name in ("visitor", "member")}

    assert (options(visitor, "tool"), options(member, "tool")) == ({"paper": 2, "base": 1}, {"base": 2, "paper": 2})
    assert options(member, "level") == {"aggregate": 2, "de-identified": 1}
    assert {name: {kind.slug: kind.count for kind in found} for name, found in kinds.items()} == {
        "visitor": {"paper": 2, "base": 1, "unused": 0},
        "member": {"paper": 2, "base": 2, "unused": 0},
    }


def test_kinds_of_tools_stand_in_the_order_that_editors_chose(client):
    for order, name in ((2, "Database"), (1, "Spreadsheet"), (3, "Archive")):
        SystemKindFactory(name=name, order=order)

    kinds = client.get("/systems/kinds/").context["kinds"]

    assert [kind.name for kind in kinds] == ["Spreadsheet", "Database", "Archive"]


def test_editors_keep_the_kinds_of_tools_and_members_do_not(editor, clients):
    assert editor.get("/admin/systemkind/").status_code == 200
    assert clients["member"].get("/admin/systemkind/").status_code in {302, 403, 404}
