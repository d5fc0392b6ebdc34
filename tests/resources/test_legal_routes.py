"""The route finder: where answers lead, and what they add."""

import pytest

from resources.legal.routes import Answer, Finder, NoSuchAnswerError, Overlay, Question, Result


def result(key: str) -> Result:
    return Result(key, key.capitalize(), (key,), (), (), (), (), ())


LEVEL = Question(
    "level", "What?", "", (Answer("groups", "Groups", "r:aggregate"), Answer("records", "Records", "holder"))
)
HOLDER = Question("holder", "Who?", "", (Answer("school", "School", "r:studies"), Answer("again", "Again", "level")))
FINDER = Finder(
    "level", {"level": LEVEL, "holder": HOLDER}, {key: result(key) for key in ("aggregate", "studies")},
    (Overlay("holder", "school", ("Ask.",), (), True, ()),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "key", "asked", "added"),
    [
        ({"level": "groups"}, "aggregate", ["level"], []),
        ({"level": "records", "holder": "school"}, "studies", ["level", "holder"], ["holder=school"]),
    ],
)
def test_answers_lead_to_a_result(answers, key, asked, added):
    found, questions = FINDER.follow(answers)

    assert (found.key, questions) == (key, asked)
    assert [overlay.key for overlay in FINDER.added_by(answers)] == added


@pytest.mark.parametrize("answers", [{}, {"level": "x"}, {"level": "records"}, {"level": "records", "holder": "again"}])
def test_an_open_question_leads_nowhere(answers):
    with pytest.raises(NoSuchAnswerError):
        FINDER.follow(answers)


def test_everything_that_can_be_reached_is_known():
    assert FINDER.reached() == {"level", "holder", "r:aggregate", "r:studies"}
