"""The route finder: where answers lead, what they add, and which trees the database takes."""

import json
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from resources.legal.models.finder import leads_somewhere
from resources.legal.routes import Answer, Finder, Overlay, Question, Result
from resources.legal.trees import as_tree, finder_in


def result(key: str) -> Result:
    return Result(key, key.capitalize(), (key,), (), (), (), (), ())


LEVEL = Question(
    "level", "What?", "", (Answer("groups", "Groups", "r:aggregate"), Answer("records", "Records", "holder"))
)
HOLDER = Question("holder", "Who?", "", (Answer("school", "School", "r:studies"), Answer("own", "Own", "r:aggregate")))
ASKER = Question("asker", "Who asks?", "", (Answer("vendor", "A vendor"),))
FINDER = Finder(
    "level", {"level": LEVEL, "holder": HOLDER}, {key: result(key) for key in ("aggregate", "studies")},
    (Overlay("holder", "school", ("Ask.",), (), True, ()), Overlay("asker", "vendor", ("Mind.",), (), False, ())),
    {"asker": ASKER}, ("The State was not checked.",), "Ask who else will hold them.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "key", "counted", "added"),
    [
        ({"level": "groups"}, "aggregate", ["level"], []),
        ({"level": "records", "holder": "school"}, "studies", ["level", "holder"], ["holder=school"]),
        ({"asker": "vendor", "level": "groups"}, "aggregate", ["asker", "level"], ["asker=vendor"]),
        ({"asker": "", "level": "groups"}, "aggregate", ["asker", "level"], []),
        # What is left of another way is no answer on this one.
        ({"level": "groups", "holder": "school", "utm": "x"}, "aggregate", ["level"], []),
    ],
)
def test_answers_lead_to_a_result_with_what_they_add(answers, key, counted, added):
    walk = FINDER.walk(answers)

    assert (walk.result.key, list(walk.answers), walk.question) == (key, counted, None)
    assert [overlay.key for overlay in walk.overlays] == added


@pytest.mark.parametrize(
    ("answers", "asked", "is_wrong"),
    [
        ({}, "asker", False),
        ({"asker": ""}, "level", False),
        ({"asker": "me"}, "asker", True),
        ({"level": "x"}, "level", True),
        ({"level": ""}, "level", True),
        ({"level": "records"}, "holder", False),
        ({"level": "records", "holder": "x"}, "holder", True),
    ],
)
def test_an_open_question_is_asked_and_a_wrong_answer_is_told_from_none(answers, asked, is_wrong):
    walk = FINDER.walk(answers)

    assert (walk.question.key, walk.is_wrong, walk.result) == (asked, is_wrong, None)


def test_the_longest_way_is_known():
    assert FINDER.depth() == 2
    assert FINDER.depth("r:studies") == 0


def leading(**changes) -> Finder:
    answers = (*HOLDER.answers[:1], Answer("own", "Own", changes.pop("own", "r:aggregate")))
    return replace(FINDER, questions={"level": LEVEL, "holder": replace(HOLDER, answers=answers)}, **changes)


@pytest.mark.parametrize(
    ("finder", "problem"),
    [
        (leading(own="nowhere"), "nothing is called “nowhere”"),
        (leading(own="level"), "“level” leads back to itself"),
        (leading(start="holder"), "nothing leads to “level”"),
        (leading(start="r:studies"), "“r:studies”, the start, is no question"),
        (leading(context={"level": LEVEL}), "“level” is asked twice"),
        (leading(results={**FINDER.results, "lost": result("lost")}), "nothing leads to “r:lost”"),
        (leading(overlays=(Overlay("holder", "x", (), (), False, ()),)), "no question has the answer “holder=x”"),
    ],
)
def test_no_finder_leaves_a_reader_standing(finder, problem):
    assert problem in finder.problems()
    with pytest.raises(ValidationError, match=problem):
        leads_somewhere(as_tree(finder))


def test_a_finder_comes_back_from_the_database_as_it_was():
    tree = json.loads(json.dumps(as_tree(FINDER)))

    leads_somewhere(tree)

    assert finder_in(tree) == FINDER


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", 5),
        ("questions", []),
        ("questions", {"level": {"text": "x", "help": "", "answers": [1]}}),
        ("results", None),
        ("results", {"studies": {"key": "studies"}}),
        ("overlays", {}),
        ("context", "x"),
        ("always_ask_counsel", [1]),
    ],
)
def test_what_is_no_finder_is_not_taken(name, value):
    with pytest.raises(ValidationError, match="is missing somewhere"):
        leads_somewhere({**as_tree(FINDER), name: value})


@pytest.mark.parametrize("tree", [None, [], "x", 5, {}])
def test_neither_is_any_other_value(tree):
    with pytest.raises(ValidationError):
        leads_somewhere(tree)
