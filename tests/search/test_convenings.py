"""Convenings and sessions are found by what everybody who reads them may know, and shown with their hour."""

import pytest
from django.utils.html import strip_tags

from cms.actions import set_audience
from convenings.program.models import ConveningPage, SessionPage
from search import fallback
from search.query import SearchRequest
from search.sources import SOURCES
from tests.factories import (
    ChallengeFactory,
    ConveningFactory,
    PartnershipFactory,
    ProfileFactory,
    SessionFactory,
    TopicFactory,
    member_of,
)
from tests.factories.convenings import place

SESSION_WORDS = ("Small cells", "okapirule", "Counting", "peer assist", "ibexworry", "lynxtopic", "Yakforks", "Gnuname")


@pytest.fixture
def session(db):
    speaker = member_of(PartnershipFactory(), name="Rosa Gnuname")
    ProfileFactory(user=speaker, audience="public")
    session = SessionFactory(
        convening=ConveningFactory(title="Counting Together", venue="Zebra Hall", purposes=["Meet mothpeople"]),
        title="Small cells, live", abstract="Bring an okapirule.", form="peer-assist", speakers=[speaker],
        challenges=[ChallengeFactory(name="ibexworry"), ChallengeFactory(name="wombatworry", audience="members")],
        topics=[TopicFactory(name="lynxtopic", slug="lynx")], partnerships=[PartnershipFactory(name="Yakforks")],
    )  # fmt: skip
    place(session)
    return session


def found(client, words, kind="session") -> list[str]:
    page = client.get("/search/", {"q": words, "kind": kind, "exact": "1"}).context["page"]
    return [strip_tags(row.title) for row in page.rows]


def test_sessions_and_convenings_are_found_by_what_they_say(client, session, search_index):
    search_index()

    there = ["Small cells, live"]
    assert {words: found(client, words) for words in SESSION_WORDS} == dict.fromkeys(SESSION_WORDS, there)
    for words in ("Zebra", "mothpeople", "Missouri", "January"):
        assert found(client, words, "convening") == ["Counting Together"], words
    row = " ".join(client.get("/search/?q=okapirule").content.decode().split())
    for fact in ("Session · Peer assist", "Counting Together", "Rosa Gnuname", "January 14, 2027, 09:00–10:00"):
        assert fact in row, fact


def test_nobody_finds_a_session_by_a_name_or_word_that_is_not_for_all_its_readers(clients, session, search_index):
    session.speakers.get().user.profile.delete()
    search_index()

    for words in ("wombatworry", "Gnuname"):
        assert [found(clients[name], words) for name in ("visitor", "member", "staff")] == [[], [], []], words


def test_a_tightened_convening_takes_its_sessions_out_of_the_search(
    clients, session, search_index, django_capture_on_commit_callbacks
):
    search_index()
    with django_capture_on_commit_callbacks(execute=True):
        set_audience(page=ConveningPage.objects.get(), audience="members")

    assert (found(clients["visitor"], "okapirule"), found(clients["member"], "okapirule")) == (
        [],
        ["Small cells, live"],
    )


def test_a_renamed_convening_and_speaker_reach_the_sessions(
    client, session, search_index, django_capture_on_commit_callbacks
):
    search_index()
    convening, speaker = ConveningPage.objects.get(), session.speakers.get().user
    convening.title, speaker.name = "Reckoning Together", "Rosa Yapokname"
    with django_capture_on_commit_callbacks(execute=True):
        convening.save_revision().publish()
        speaker.save()

    found_by = {words: found(client, words) for words in ("Counting", "Reckoning", "Gnuname", "Yapokname")}
    there = ["Small cells, live"]
    assert found_by == {"Counting": [], "Reckoning": there, "Gnuname": [], "Yapokname": there}


def test_without_an_engine_titles_are_found(viewers, session):
    hits = fallback.find_titles(SearchRequest(viewer=viewers["visitor"], text="small cells")).hits

    assert [(hit.kind, hit.title) for hit in hits] == [("session", "Small cells, live")]


@pytest.mark.parametrize("kind", ["convening", "session"])
def test_documents_of_any_number_cost_the_same_queries(session, django_assert_num_queries, kind):
    expected = {"convening": 1, "session": 7}[kind]
    for total in (1, 3, 30):
        while SessionPage.objects.count() < total:
            SessionFactory(
                convening=ConveningFactory(), challenges=[ChallengeFactory()], topics=[TopicFactory()],
                speakers=[member_of(PartnershipFactory())], partnerships=[PartnershipFactory()],
            )  # fmt: skip
        source = SOURCES[kind]
        ids = source.object_ids()
        with django_assert_num_queries(expected):
            assert len(source.read(ids, rev=1)) == total
