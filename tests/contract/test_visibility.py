"""Nobody learns of a document what is not theirs to read, through any door."""

from datetime import UTC, datetime, timedelta

import pytest

from cms.audiences import Viewer
from search.documents import document
from search.engines.base import changes_of
from search.query import SearchRequest
from tests.contract.library import VIEWERS, everything, visible

CANARIES = {
    "public": "zebrafinch",
    "anonymous": "kookaburra",
    "members": "nightingale",
    "staff": "cormorant",
    "partnership:7": "flamingo",
    "circle:3": "sandpiper",
    "user:5": "woodpecker",
    "except:7.9": "oystercatcher",
    "": "dodo",
}


@pytest.fixture(scope="module")
def aviary(new_engine):
    engine = new_engine()
    build = engine.build()
    engine.fill(
        build,
        changes_of(
            document(
                id=f"lesson:{place}",
                kind="lesson",
                audience=audience,
                title=f"Watching the {word}",
                slug=word,
                updated=datetime(2026, 1, 1 + place, tzinfo=UTC),
                rev=1,
                body=f"The {word} sings in the morning.",
                topic_names=(f"{word} care",),
                topic=(word,),
            )
            for place, (audience, word) in enumerate(CANARIES.items())
        ),
    )
    engine.swap(build)
    return engine


@pytest.mark.parametrize(("audience", "word"), list(CANARIES.items()))
@pytest.mark.parametrize(
    "tokens",
    [
        {"public", "anonymous"},
        {"public", "members", "user:5"},
        {"public", "members", "partnership:7", "staff"},
        {"public", "members", "circle:3", "except:7.9"},
        set(),
        {"someone:else"},
    ],
    ids=lambda tokens: "+".join(sorted(tokens)) or "nobody",
)
def test_every_door_shows_a_canary_to_its_readers_only(aviary, tokens, audience, word):
    viewer, may = Viewer(None, frozenset(tokens)), audience in tokens
    page = aviary.search(SearchRequest(viewer, f"watching {word}", exact=True))
    exactly = aviary.search(SearchRequest(viewer, f'"{word}"'))
    misspelled = aviary.search(SearchRequest(viewer, word[:-1] + "q"))
    everywhere = aviary.search(SearchRequest(viewer))

    shown = {
        "hits": any(word in hit.title for hit in page.hits),
        "highlight": any(word in hit.snippet_html for hit in page.hits),
        "total": exactly.total == 1,
        "facet": word in {each.value for each in everywhere.facets["topic"]},
        "facet of what it finds": word in {each.value for each in exactly.facets["topic"]},
        "suggestion": any(word in each.title for each in aviary.suggest(viewer, word[:4])),
        "near words": word in dict(aviary.near_words(viewer, word[0])),
        "repair": misspelled.corrected == word,
    }

    # Short words are repaired by one letter only, and a four-letter one is no exception.
    assert shown == dict.fromkeys(shown, may)
    assert everywhere.total == len(set(CANARIES) & tokens)


@pytest.mark.parametrize("name", VIEWERS)
def test_a_reader_finds_everything_visible_and_nothing_else(library, name):
    assert everything(library, VIEWERS[name]) == {each.id for each in visible(VIEWERS[name])}


def test_a_word_of_hidden_documents_only_is_unknown(aviary):
    viewer = Viewer(None, frozenset({"public"}))

    page = aviary.search(SearchRequest(viewer, "nightingale"))

    assert (page.total, page.corrected, page.did_you_mean) == (0, None, None)


@pytest.mark.parametrize(
    ("begins", "ends", "is_shown"),
    [(None, None, True), (-1, None, True), (1, None, False), (None, -1, False), (None, 1, True), (-2, -1, False)],
)
def test_a_document_is_shown_within_its_time(engine, begins, ends, is_shown):
    def moment(hours):
        return None if hours is None else datetime.now(UTC) + timedelta(hours=hours)

    engine.apply(
        changes_of(
            [
                document(
                    id="convening:1",
                    kind="convening",
                    audience="public",
                    title="Spring convening",
                    slug="spring",
                    updated=datetime(2026, 1, 1, tzinfo=UTC),
                    rev=1,
                    visible_from=moment(begins),
                    visible_until=moment(ends),
                )
            ]
        )
    )
    engine.refresh()
    viewer = VIEWERS["visitor"]

    assert engine.search(SearchRequest(viewer, "spring")).total == is_shown
    assert bool(engine.suggest(viewer, "spr")) is is_shown
    assert bool(engine.near_words(viewer, "s")) is is_shown
