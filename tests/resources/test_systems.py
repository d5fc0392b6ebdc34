"""Data-system cards: who reads which, how they are narrowed, found and kept."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.audiences import partnership_token
from cms.setup import EDITORS
from members.accounts.actions import erase
from members.people.models import Profile
from resources.systems.models import System
from search import indexing
from search.engines import engine
from search.sources import SOURCES
from tests.factories import LessonFactory, PartnershipFactory, SystemFactory, SystemKindFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/systems/"
# Of a visitor and of a member, with 1, 3 and 30 of everything.
LIST_QUERIES = {"visitor": 5, "member": 11}
PAGE_QUERIES = {"visitor": 8, "member": 14}


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [system.title for system in response.context["found"]]


def options(response, name: str) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


@pytest.fixture
def editor():
    account = UserFactory(role="staff")
    account.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


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
def test_a_card_is_listed_and_read_by_its_readers(clients, partnership, reader, expected):
    tokens = ["public", "members", "staff", partnership_token(partnership.pk)]
    audiences = {token.partition(":")[0]: token for token in tokens}
    cards = {
        name: SystemFactory(title=name, audience=token, partnership=partnership) for name, token in audiences.items()
    }

    pages = {name: clients[reader].get(card.get_absolute_url()).status_code for name, card in cards.items()}
    place = text_of(clients[reader].get(partnership.url))

    assert set(titles(clients[reader].get(LIST))) == expected
    assert pages == {name: 200 if name in expected else 404 for name in cards}
    assert {name for name, card in cards.items() if card.get_absolute_url() in place} == expected


def test_empty_shelves_say_what_will_be_here_and_lead_on(client, clients):
    assert "No data system is here for you to read yet" in text_of(client.get(LIST))
    assert "No data system is described yet" in text_of(clients["member"].get(LIST))
    assert "No kind of tool is described yet" in text_of(client.get("/systems/kinds/"))
    assert 'href="/systems/"' in text_of(client.get("/agreements/"))
    assert 'href="/systems/"' in text_of(client.get("/legal/"))


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


def test_lessons_that_tell_of_it_stand_on_its_page_for_their_readers(clients):
    card = SystemFactory(audience="public")
    for title, audience in (("Told openly", "public"), ("Told inside", "members")):
        LessonFactory(title=title, audience=audience).systems.add(card)
    LessonFactory(title="Draft of it", live=False).systems.add(card)

    pages = {name: text_of(clients[name].get(card.get_absolute_url())) for name in ("visitor", "member")}

    titled = ("Told openly", "Told inside", "Draft of it")
    assert {name: [title for title in titled if title in text] for name, text in pages.items()} == {
        "visitor": ["Told openly"],
        "member": ["Told openly", "Told inside"],
    }


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


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_the_list_and_the_page_ask_as_much_for_one_as_for_thirty(clients, people, number, reader):
    kinds = [SystemKindFactory() for _ in range(number)]
    cards = [SystemFactory(audience="public", kinds=kinds, author=people["member"]) for _ in range(number)]
    for _ in range(number):
        LessonFactory().systems.add(cards[0])

    with CaptureQueriesContext(connection) as listed:
        clients[reader].get(LIST)
    with CaptureQueriesContext(connection) as read:
        clients[reader].get(cards[0].get_absolute_url())

    assert (len(listed), len(read)) == (LIST_QUERIES[reader], PAGE_QUERIES[reader])


def found(client, words: str) -> list[str]:
    return [row.url for row in client.get("/search/", {"q": words, "kind": "system"}).context["page"].rows]


def test_it_is_found_by_what_it_says_and_what_changes_is_found_anew(search_index, clients, partnership):
    kind = SystemKindFactory(name="Holographic ledger")
    card = SystemFactory(slug="ours", not_again="Forty-one filters.", partnership=partnership)
    search_index()
    before = [found(clients["member"], words) for words in ("forty-one filters", "Twin Forks", "holographic")]

    card.kinds.add(kind)
    partnership.name = "Dovetail Table"
    partnership.save()
    indexing.drain()
    engine().refresh()

    assert before == [["/systems/ours/"], ["/systems/ours/"], []]
    assert [found(clients["member"], words) for words in ("holographic", "dovetail")] == [["/systems/ours/"]] * 2
    assert found(clients["visitor"], "forty-one filters") == []


def test_a_name_that_not_all_readers_may_know_is_in_no_document(db):
    SystemFactory(audience="members", partnership=PartnershipFactory(audience="staff", name="Hidden Table"))

    [document] = [each for made in SOURCES["system"].read([System.objects.get().pk], 1).values() for each in made]

    assert "Hidden" not in document.extra
    assert (document.partnership, document.state) == ((), ())


def test_editors_keep_cards_and_kinds_and_members_do_not(editor, clients, partnership):
    card = SystemFactory(title="=1+1")
    lists = ["/admin/system/", "/admin/system/new/", f"/admin/system/edit/{card.pk}/", "/admin/systemkind/"]
    filled = {
        "title": "Ours", "slug": "ours", "partnership": partnership.pk, "data_level": "aggregate",
        "audience": "members", "since_precision": "day",
    }  # fmt: skip

    assert {editor.get(address).status_code for address in lists} == {200}
    assert {clients["member"].get(address).status_code for address in lists} <= {302, 403, 404}
    assert b"'=1+1" in b"".join(editor.get("/admin/system/?export=csv"))
    assert editor.post("/admin/system/new/", {**filled, "slug": "kinds"}).status_code == 200
    assert editor.post("/admin/system/new/", {**filled, "audience": "user:1"}).status_code == 200
    assert editor.post("/admin/system/new/", filled).status_code == 302
    assert System.objects.get(slug="ours").partnership == partnership
