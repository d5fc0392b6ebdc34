"""Chips: every list that is narrowed by facets says what is chosen, and each choice goes by itself."""

import html
import re

from django.http import QueryDict

from cms.facets import LONGEST, MOST_CHOSEN, Option, chips, read_chosen
from members.people.models import Profile
from tests.factories import (
    ChallengeFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    LessonFactory,
    QuestionFactory,
    ReportCardFactory,
    SystemFactory,
    SystemKindFactory,
    member_of,
)

FACETS = [
    {"name": "state", "options": [Option("MN", "Minnesota", 2, True), Option("OH", "Ohio", 1, True)]},
    {"name": "topic", "options": [Option("a&b", "A & B", 1, True), Option("c", "C", 1, False)]},
]


def test_a_chip_takes_its_own_choice_away_and_keeps_the_rest_but_for_the_page():
    query = QueryDict("name=Ada+L&state=MN&state=OH&topic=a%26b&state=nowhere&page=3")

    made = {chip["label"]: QueryDict(chip["url"].partition("?")[2]) for chip in chips(FACETS, query, "/people/")}

    assert {label: asked.dict() | {"state": asked.getlist("state")} for label, asked in made.items()} == {
        "Minnesota": {"name": "Ada L", "state": ["OH"], "topic": "a&b"},
        "Ohio": {"name": "Ada L", "state": ["MN"], "topic": "a&b"},
        "A & B": {"name": "Ada L", "state": ["MN", "OH"]},
    }
    assert chips(FACETS[1:], QueryDict("topic=a%26b"), "/people/") == [{"label": "A & B", "url": "/people/"}]


def test_chosen_values_are_read_without_rubbish():
    query = QueryDict(mutable=True)
    query.setlist("topic", ["", "x\x00", "y" * 300, *map(str, range(90))])

    values = read_chosen(query, "topic")

    assert {len(value) for value in values} == {1, 2, LONGEST}
    assert len(values) == MOST_CHOSEN - 2


# Of each list: what is chosen, and the chips that show it.
CHOSEN = {
    "/lessons/?challenge=here&state=MN&order=title": {
        "Turf fights": "/lessons/?order=title&state=MN", "MN": "/lessons/?order=title&challenge=here",
    },
    "/people/?name=ada&state=MN&challenge=here&page=2": {
        "Minnesota": "/people/?name=ada&challenge=here", "Turf fights": "/people/?name=ada&state=MN",
    },
    "/people/?name=ada": {},
    "/partnerships/?state=MN&q=Twin": {"Minnesota": "/partnerships/?q=Twin"},
    "/questions/?show=waiting&challenge=here": {"Turf fights": "/questions/?show=waiting"},
    "/systems/?tool=paper&level=aggregate": {
        "Paper": "/systems/?level=aggregate", "Aggregate counts only": "/systems/?tool=paper",
    },
    "/report-cards/?year=2025": {"2025": "/report-cards/"},
    "/legal/resources/?topic=study&state=everywhere": {
        "Study": "/legal/resources/?state=everywhere", "Everywhere (federal)": "/legal/resources/?topic=study",
    },
    "/legal/answers/?topic=study": {"Study": "/legal/answers/"},
}  # fmt: skip


def test_every_list_with_facets_shows_what_is_chosen(clients, partnership):
    word = ChallengeFactory(slug="here", name="Turf fights")
    LessonFactory(partnership=partnership, challenges=[word])
    ada = member_of(partnership, name="Ada").profile
    ada.challenges_known.add(word)
    Profile.objects.update(challenges_known_readers="members")
    QuestionFactory(challenges=[word])
    SystemFactory(kinds=[SystemKindFactory(slug="paper", name="Paper")])
    ReportCardFactory()
    LegalResourceFactory(topics=["study"])
    LegalAnswerFactory(topics=["study"])

    pages = {address: clients["member"].get(address).content.decode() for address in CHOSEN}

    found = {address: re.findall(r'<a class="chip" href="([^"]*)">(.*?) <svg', page) for address, page in pages.items()}
    assert {
        address: {html.unescape(label): html.unescape(url) for url, label in made} for address, made in found.items()
    } == CHOSEN
    cleared = {address: re.search(r'href="([^"]*)">Clear all', page)[1] for address, page in pages.items()}
    assert cleared == {
        address: "/questions/?show=waiting" if "show=" in address else address.partition("?")[0] for address in CHOSEN
    }
