"""Every door of the search, for those who may read a thing and those who may not: one set-up, both answers."""

import pytest
from django.urls import reverse

from members.people.models import Profile
from tests.factories import ChallengeFactory, LessonFactory, ProfileFactory, TopicFactory, member_of

SEARCH, SUGGEST = reverse("search:search"), reverse("search:suggest")

# Which words each reader may meet: one lesson for each audience.
READERS = {
    "visitor": {"publicword"},
    "unapproved": {"publicword"},
    "member": {"publicword", "memberword"},
    "reviewer": {"publicword", "memberword"},
    "colleague": {"publicword", "memberword", "partnerword"},
    "staff": {"publicword", "memberword", "staffword"},
}
WORDS = ("publicword", "memberword", "partnerword", "staffword")


@pytest.fixture
def library(search_index, partnership, people):
    audiences = ("public", "members", f"partnership:{partnership.pk}", "staff")
    for word, audience in zip(WORDS, audiences, strict=True):
        LessonFactory(
            title=f"Zebra {word}",
            context=f"Stripes of {word}.",
            audience=audience,
            topics=[TopicFactory(name=f"Topic {word}", slug=f"topic-{word}")],
            challenges=[ChallengeFactory(slug=f"challenge-{word}", audience=audience)],
        )
    search_index()


@pytest.mark.parametrize("reader", READERS)
def test_hits_totals_facets_and_tabs_show_only_what_the_reader_may_read(library, clients, reader):
    page = clients[reader].get(SEARCH, {"q": "zebra", "kind": "lesson"}).context["page"]

    allowed = READERS[reader]
    groups = {group.name: group for group in page.groups}
    assert page.total == len(allowed)
    assert {str(row.title).removeprefix("<mark>Zebra</mark> ") for row in page.rows} == allowed
    assert {option.value for option in groups["topic"].options} == {f"topic-{word}" for word in allowed}
    assert {option.count for option in groups["topic"].options} == {1}
    challenges = {option.value for option in groups["challenge"].options} - {"trust"}
    assert challenges == {f"challenge-{word}" for word in allowed}
    assert [tab["count"] for tab in page.tabs] == [len(allowed)] * 2


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_met_through_a_door_only_by_whoever_may_read_it(library, clients, reader, word):
    client, may = clients[reader], word in READERS[reader]
    typo = word[:-2] + word[-1] + word[-2]

    hits = client.get(SEARCH, {"q": word, "exact": "1"}).context["page"].total
    suggested = client.get(SUGGEST, {"q": word[:6]}).content.decode()
    repaired = client.get(SEARCH, {"q": typo}).context["page"].found.corrected
    meant = client.get(SEARCH, {"q": typo, "exact": "1"}).context["page"].found.did_you_mean
    filtered = client.get(SEARCH, {"topic": f"topic-{word}"}).context["page"].total
    beyond = client.get(SEARCH, {"q": word, "exact": "1", "page": "999"}).context["page"].total

    assert (hits, filtered, beyond) == ((1, 1, 1) if may else (0, 0, 0))
    assert (word in suggested) is may
    assert (repaired, meant) == ((word, word) if may else (None, None))


@pytest.mark.parametrize("reader", READERS)
def test_passages_come_only_from_what_the_reader_may_read(library, clients, reader):
    page = clients[reader].get(SEARCH, {"q": "stripes", "kind": "lesson"}).content.decode()

    assert {word for word in WORDS if f"of {word}" in page} == READERS[reader]


@pytest.mark.parametrize(("reader", "named"), [("visitor", False), ("unapproved", False), ("member", True)])
def test_a_name_for_members_is_found_by_members_only(search_index, clients, partnership, reader, named):
    author = member_of(partnership, name="Quillon Abernathy")
    Profile.objects.filter(user=author).update(audience="members")
    LessonFactory(title="Zebra", authors=[author])
    search_index()
    client = clients[reader]

    person = client.get(SEARCH, {"q": "Quillon", "exact": "1"})
    lesson = client.get(SEARCH, {"q": "zebra", "kind": "lesson"}).content.decode()
    typo = client.get(SEARCH, {"q": "Quilon"}).content.decode()

    assert person.context["page"].total == int(named)
    assert ("Quillon Abernathy" in lesson) is named
    assert ("Quillon" in client.get(SUGGEST, {"q": "quil"}).content.decode()) is named
    assert ("quillon" in typo.lower()) is named


def test_somebody_who_is_on_no_roster_any_more_is_not_found(search_index, clients, partnership):
    ProfileFactory(user__name="Quillon Abernathy", audience="members")
    Profile.objects.get(user=member_of(partnership, name="Quillon Current"))
    search_index()

    rows = clients["member"].get(SEARCH, {"q": "Quillon"}).context["page"].rows

    assert [row.facts.name for row in rows] == ["Quillon Current"]
