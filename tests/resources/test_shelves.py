"""What holds for data systems as for report cards: who reads a card, what leads to it, how it is found and kept."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audiences import MEMBERS, STAFF, partnership_token
from cms.setup import EDITORS
from resources.report_cards.models import ReportCard
from resources.systems.models import System
from search import indexing
from search.sources import SOURCES
from tests.factories import (
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    ReportCardFactory,
    SystemFactory,
    SystemKindFactory,
    member_of,
)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Shelf:
    """One room: its cards, the words that they are narrowed by, what their texts stand in, and what editors fill in.

    `queries` of the list and of a page, by reader.
    """

    kind: str
    model: type
    card: type
    words: str
    word: type
    lessons: str
    text: str
    url: str
    admin: str
    filled: dict[str, Any]
    refused: tuple[dict[str, str], ...]
    queries: dict[str, tuple[int, int]]


SYSTEMS = Shelf(
    kind="system",
    model=System,
    card=SystemFactory,
    words="kinds",
    word=SystemKindFactory,
    lessons="systems",
    text="not_again",
    url="/systems/",
    admin="/admin/system/",
    filled={"data_level": "aggregate", "audience": "members", "since_precision": "day"},
    refused=({"slug": "kinds"}, {"audience": "user:1"}),
    queries={"visitor": (5, 8), "member": (11, 14)},
)
REPORT_CARDS = Shelf(
    kind="report-card",
    model=ReportCard,
    card=ReportCardFactory,
    words="outcomes",
    word=OutcomeFactory,
    lessons="report_cards",
    text="provenance",
    url="/report-cards/",
    admin="/admin/reportcard/",
    filled={
        "year": "2026", "sort": "annual", "table": "Table", "approved_on": "2026-02-17", "approved_how": "Vote",
        "audience": "public",
    },
    refused=({"audience": "user:1"}, {"table": ""}, {"link": "javascript:alert(1)"}, {"year": "-1"}),
    queries={"visitor": (6, 6), "member": (12, 12)},
)  # fmt: skip


@pytest.fixture(params=[SYSTEMS, REPORT_CARDS], ids=lambda shelf: shelf.kind)
def shelf(request) -> Shelf:
    return request.param


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


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
def test_a_card_is_listed_and_read_by_its_readers(clients, partnership, shelf, reader, expected):
    tokens = ["public", "members", "staff", partnership_token(partnership.pk)]
    audiences = {token.partition(":")[0]: token for token in tokens}
    cards = {name: shelf.card(title=name, audience=token, partnership=partnership) for name, token in audiences.items()}

    pages = {name: clients[reader].get(card.get_absolute_url()).status_code for name, card in cards.items()}
    place = text_of(clients[reader].get(partnership.url))

    assert {card.title for card in clients[reader].get(shelf.url).context["found"]} == expected
    assert pages == {name: 200 if name in expected else 404 for name in cards}
    assert {name for name, card in cards.items() if card.get_absolute_url() in place} == expected


@pytest.mark.parametrize("door", ["/agreements/", "/legal/"])
def test_the_shelves_around_lead_to_it(client, shelf, door):
    assert f'href="{shelf.url}"' in text_of(client.get(door))


def test_lessons_that_tell_of_it_stand_on_its_page_for_their_readers(clients, shelf):
    card = shelf.card(audience="public")
    titled = {"Told openly": {"audience": "public"}, "Told inside": {"audience": "members"}, "A draft": {"live": False}}
    for title, fields in titled.items():
        getattr(LessonFactory(title=title, **fields), shelf.lessons).add(card)

    pages = {name: text_of(clients[name].get(card.get_absolute_url())) for name in ("visitor", "member")}

    assert {name: [title for title in titled if title in text] for name, text in pages.items()} == {
        "visitor": ["Told openly"],
        "member": ["Told openly", "Told inside"],
    }


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_the_list_and_a_page_ask_as_much_for_one_as_for_thirty(clients, people, shelf, number, reader):
    words = {shelf.words: [shelf.word() for _ in range(number)]}
    signed = {"author": people["member"]} if shelf is SYSTEMS else {}
    cards = [shelf.card(audience="public", **words, **signed) for _ in range(number)]
    for _ in range(number):
        getattr(LessonFactory(audience="public"), shelf.lessons).add(cards[0])

    with CaptureQueriesContext(connection) as listed:
        clients[reader].get(shelf.url)
    with CaptureQueriesContext(connection) as read:
        clients[reader].get(cards[0].get_absolute_url())

    assert (len(listed), len(read)) == shelf.queries[reader]


def test_it_is_found_by_what_it_says_and_what_changes_is_found_anew(search_index, clients, partnership, shelf):
    def found(reader: str, words: str) -> list[str]:
        query = {"q": words, "kind": shelf.kind}
        return [row.url for row in clients[reader].get("/search/", query).context["page"].rows]

    card = shelf.card(slug="ours", audience="public", partnership=partnership, **{shelf.text: "Forty-one filters."})
    search_index()
    before = [found("visitor", words) for words in ("forty-one filters", "Twin Forks", "holographic")]

    getattr(card, shelf.words).add(shelf.word(name="Holographic ledger"))
    partnership.name = "Dovetail Table"
    partnership.save()
    indexing.drain()
    after = [found("visitor", words) for words in ("holographic", "dovetail")]
    card.audience = "members"
    card.save()
    indexing.drain()

    assert before == [[f"{shelf.url}ours/"], [f"{shelf.url}ours/"], []]
    assert after == [[f"{shelf.url}ours/"]] * 2
    assert (found("visitor", "forty-one filters"), found("member", "forty-one filters")) == ([], [f"{shelf.url}ours/"])


def test_a_name_that_not_all_readers_may_know_is_in_no_document(shelf):
    hidden = PartnershipFactory(audience="staff", name="Hidden Table")
    words = [OutcomeFactory(name="Hidden outcome", audience="staff")] if shelf is REPORT_CARDS else []
    card = shelf.card(audience="members", partnership=hidden, **{shelf.words: words})

    [document] = SOURCES[shelf.kind].read([card.pk], 1)[card.pk]

    assert "Hidden" not in document.extra
    assert (document.partnership, document.outcome, document.state) == ((), (), ())


def test_editors_keep_the_cards_and_members_do_not(editor, clients, partnership, shelf):
    card = shelf.card(title="=1+1")
    new = f"{shelf.admin}new/"
    addresses = [shelf.admin, new, f"{shelf.admin}edit/{card.pk}/"]
    filled = {"title": "Ours", "slug": "ours", "partnership": partnership.pk, **shelf.filled}

    assert {editor.get(address).status_code for address in addresses} == {200}
    assert {clients["member"].get(address).status_code for address in addresses} <= {302, 403, 404}
    assert b"'=1+1" in b"".join(editor.get(f"{shelf.admin}?export=csv"))
    for wrong in shelf.refused:
        assert editor.post(new, {**filled, **wrong}).status_code == 200
    assert editor.post(new, filled).status_code == 302
    assert shelf.model.objects.get(slug="ours").partnership == partnership


def test_editors_open_in_the_admin_only_what_they_may_read(client, shelf):
    editor = member_of(PartnershipFactory())
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    cards = [shelf.card(title=f"Card for {audience}", audience=audience) for audience in (MEMBERS, STAFF)]

    listed = client.get(shelf.admin).content.decode()
    edited = [client.get(f"{shelf.admin}edit/{card.pk}/").status_code for card in cards]
    exported = b"".join(client.get(f"{shelf.admin}?export=csv").streaming_content).decode()

    assert edited == [200, 404]
    for text in (listed, exported):
        assert "Card for members" in text
        assert "Card for staff" not in text
