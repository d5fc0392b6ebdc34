from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from search.documents import ALWAYS, BODY_LIMIT, NEVER, document, plain, shown

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def make(**more):
    fields = {
        "id": "lesson:1",
        "kind": "lesson",
        "audience": "public",
        "title": "A title",
        "slug": "a",
        "updated": MOMENT,
        "rev": 1,
    }
    return document(**{**fields, **more})


def test_empty_fields_hold_the_sentinel():
    made = make(title=" ", extra="", body="\x00")

    assert (made.title, made.extra, made.body) == ("zznone", "zznone", "zznone")
    assert made.words == ()


def test_a_title_that_analysis_would_empty_holds_it_too_and_does_not_show_it():
    made = make(title="To be or not to be")

    assert made.title == "To be or not to be zznone"
    assert shown(made.title) == "To be or not to be"
    assert made.title_sort == "to be or not to be"
    assert shown(make(title="").title) == ""


def test_topics_are_searched_and_repair_words():
    made = make(
        title="Équity at work in 2026", extra="About us", topic_names=("Data sharing",), topic=("data-sharing",)
    )

    assert made.extra == "About us Data sharing"
    assert made.words == ("data", "equity", "sharing", "work")
    assert made.topic == ("data-sharing",)


def test_times_are_seconds_and_always_there():
    made = make(updated=datetime(1960, 1, 1, tzinfo=UTC), visible_until=MOMENT)

    assert (made.updated, made.visible_from, made.visible_until) == (0, ALWAYS, 1767225600)
    assert make().visible_until == NEVER


def test_a_long_body_is_cut_between_characters():
    made = make(body="é" * BODY_LIMIT)

    assert len(made.body.encode()) == BODY_LIMIT


def test_facets_hold_each_value_once():
    assert make(state=("OH", "KY", "OH")).state == ("OH", "KY")


def test_fields_are_plain():
    fields = make(topic=("a",)).fields()

    assert fields["topic"] == ["a"]
    assert fields["rev"] == 1


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_can_be_held(text):
    made = make(title=text, body=text, extra=text, topic_names=(text,))

    for field in (made.title, made.body, made.extra, *made.words):
        assert field
        assert "\x00" not in field
        field.encode("utf-8")


def test_plain_keeps_joiners_and_drops_controls():
    assert plain("a\u200db\x07c\u2028d\ud800e") == "a\u200db c de"
