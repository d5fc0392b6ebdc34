"""Three ways through the site that end in a search, on every engine that there is."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from search import indexing
from tests.engines import ENGINES
from tests.factories import ChallengeFactory, LessonFactory, PartnershipFactory

SEARCH = reverse("search:search")
pytestmark = pytest.mark.parametrize("search_index", ENGINES, indirect=True)


def titles(client, **query) -> set[str]:
    rows = client.get(SEARCH, query).context["page"].rows
    return {str(row.title).replace("<mark>", "").replace("</mark>", "") for row in rows}


def test_a_lesson_is_found_from_publishing_until_it_is_withdrawn(search_index, client):
    search_index()
    lesson = LessonFactory(title="The Wednesday census", live=False)
    indexing.drain()
    before = titles(client, q="wednesday census")

    lesson.save_revision().publish()
    indexing.drain()
    published = titles(client, q="wednesday census")
    lesson.refresh_from_db()
    lesson.unpublish()
    indexing.drain()

    assert (before, published) == (set(), {"The Wednesday census"})
    assert titles(client, q="wednesday census") == set()


def test_each_reader_finds_what_is_theirs_by_words_facets_and_suggestions(search_index, clients, partnership):
    trust = ChallengeFactory(family="trust")
    for name, audience in (("open", "public"), ("shared", "members"), ("own", f"partnership:{partnership.pk}")):
        LessonFactory(title=f"Wednesday {name}", audience=audience, partnership=partnership, challenges=[trust])
    LessonFactory(title="Wednesday elsewhere", partnership=PartnershipFactory(state="OH"))
    search_index()

    found = {
        reader: titles(clients[reader], q="wednesday", challenge="trust", state="MN", kind="lesson")
        for reader in ("visitor", "member", "colleague")
    }
    suggested = clients["visitor"].get(reverse("search:suggest"), {"q": "wedn"}).content.decode()
    repaired = clients["member"].get(SEARCH, {"q": "wednesdya", "kind": "lesson"}).context["page"]

    assert found["visitor"] == {"Wednesday open"}
    assert found["member"] == found["visitor"] | {"Wednesday shared"}
    assert found["colleague"] == found["member"] | {"Wednesday own"}
    assert "Wednesday open" in suggested
    assert "Wednesday shared" not in suggested
    assert (repaired.found.corrected, repaired.total) == ("wednesday", 3)


def test_a_rebuild_changes_nothing_that_anybody_finds(search_index, clients, capsys):
    for number in range(25):
        LessonFactory(title=f"Wednesday {number:02}", audience="members" if number % 2 else "public")
    search_index()
    before = {reader: titles(clients[reader], q="wednesday", sort="title") for reader in ("visitor", "member")}

    call_command("search", "rebuild")
    call_command("search", "verify")

    assert "0 things differed" in capsys.readouterr().out
    assert {reader: titles(clients[reader], q="wednesday", sort="title") for reader in before} == before
    assert [len(found) for found in before.values()] == [13, 20]
