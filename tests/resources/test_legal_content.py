"""The law as the files tell it: read with the line of every slip, loaded once, and never changed again."""

import pytest

from cms.content import rooms
from cms.content.pack import Pack
from cms.content.reading import ContentError, read_yaml
from cms.models import Loaded
from resources.legal.demo import desk, finder, rules, states
from resources.legal.demo import load as legal
from resources.legal.models import (
    Element,
    Indicator,
    LegalAnswer,
    LegalResource,
    Route,
    RouteFinder,
    Source,
    StateLaw,
    StateOverlay,
    SuppressionRule,
)
from tests.resources import loaded_law

COUNTS = {
    Source: 64, Route: 7, Element: 41, SuppressionRule: 12, StateOverlay: 56, Indicator: 24, LegalResource: 31,
    LegalAnswer: 20, RouteFinder: 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def law_once(django_db_setup, django_db_blocker):
    with loaded_law.loaded(django_db_blocker):
        yield


@pytest.fixture
def law(law_once, db):
    """The law, loaded; what a test changes is undone."""


def counts() -> dict:
    return {model: model.objects.count() for model in COUNTS}


def test_everything_is_loaded_and_a_second_time_changes_nothing(law):
    Route.objects.filter(slug="studies").update(name="As an editor calls it")
    Element.objects.filter(slug="gp20").delete()
    before, remembered = counts(), Loaded.objects.count()

    loaded_law.load()

    assert before == {**COUNTS, Element: 40}
    assert (counts(), Loaded.objects.count()) == (before, remembered)
    assert Route.objects.get(slug="studies").name == "As an editor calls it"


def test_nothing_is_verified_by_an_attorney_and_little_is_read(law):
    checked = (Route, Element, Indicator, SuppressionRule, StateOverlay, LegalResource, LegalAnswer, RouteFinder)

    assert [model for model in checked if model.objects.filter(verified_on__isnull=False).exists()] == []
    assert Route.objects.filter(is_read=False).get().slug == "audit-evaluation"
    assert not Indicator.objects.filter(is_read=True).exists()
    assert StateOverlay.objects.filter(laws__isnull=False).distinct().count() == 12


def test_records_point_where_the_files_say(law):
    element = Element.objects.get(slug="gp2")
    law_of_illinois = StateLaw.objects.get(overlay__state="IL")
    answer = LegalAnswer.objects.get(question__startswith="We are a backbone organization.")

    assert (element.route, [route.slug for route in element.not_for.all()]) == (
        None, ["consent", "directory-information", "school-official"],
    )  # fmt: skip
    assert [source.slug for source in law_of_illinois.sources.all()] == ["il-soppa"]
    assert Indicator.objects.get(slug="chronic-absence").outcome is None
    assert Indicator.objects.get(slug="grad-4").outcome.slug == "high-school-graduation"
    assert {route.slug for route in answer.routes.all()} == {"aggregate-only", "studies"}
    assert {topic.name for topic in LegalResource.objects.get(slug="ed-hhs-2019").topics.all()} >= {"HIPAA", "health"}
    assert len(answer.slug) <= 80
    assert answer.slug.endswith("-a-file-of-all")


STORIES = read_yaml(legal.FOLDER / "route_finder.yaml")["golden"]


@pytest.mark.parametrize("story", STORIES, ids=[story["id"] for story in STORIES])
def test_a_story_is_told_by_the_pages_of_the_finder_and_ends_where_it_must(law, client, story):
    answers = {}
    page = client.get("/legal/route/", {"asker": ""})
    while page.context["walk"].question:
        key = page.context["walk"].question.key
        answers[key] = story["answers"][key]
        page = client.get("/legal/route/", answers)
        assert page.status_code == 200
    told = [overlay.key for overlay in page.context["walk"].overlays]

    assert answers == story["answers"]
    assert (page.context["walk"].result.key, told) == (story["expected"], story["overlays"])
    assert [each["route"].slug for each in page.context["routes"]] == list(page.context["walk"].result.routes)


def test_patterns_of_an_element_have_the_lexicon_filled_in(law):
    cues = str([element.cues for element in Element.objects.all()])

    assert "destr(oy|oys" in cues
    assert "<destroy>" not in cues


def test_removing_what_is_invented_leaves_the_law(law):
    rooms.remove_demo()

    assert counts() == COUNTS


SLIPS = [
    ("ferpa.yaml", "checked_by_elements: true", "checked_by_elements: 1", "must be true or false"),
    ("ferpa.yaml", "      - cfr-99-30\n", "      - cfr-99-300\n", "unknown legal-source “cfr-99-300”"),
    ("ferpa.yaml", "      - ST6\n", "      - ST5\n", "“best_practice_elements” and the element “ST6” do not agree"),
    ("ferpa.yaml", "- on behalf of\n", "- (on behalf of\n", "is no pattern"),
    ("ferpa.yaml", "level: required", "level: needed", "unknown level “needed”"),
    ("ferpa.yaml", "#purpose-of-study", "#purpose", "unknown clause “data-sharing-agreement-studies#purpose”"),
    ("ferpa.yaml", "template: parent-consent-to-share", "template: consent", "unknown agreement-template “consent”"),
    ("suppression.yaml", "min_shown: 10", "min_shown: ten", "“min_shown” must be a number"),
    ("suppression.yaml", "- min_n: 10\n", "- smallest: 10\n", "unknown key “smallest”"),
    ("suppression.yaml", "dated: 2026-11\n", "dated: soon\n", "“soon” is no date"),
    ("states.yaml", "code: AL", "code: AX", "unknown code “AX”"),
    ("states.yaml", "attorney_verified_on: null", "attorney_verified_on: '2026-01-01'", "on the site, not in a file"),
    ("indicators.yaml", "outcome: attendance", "outcome: attending", "unknown outcome “attending”"),
    ("indicators.yaml", "      - aggregate_only", "      - aggregates", "unknown route “aggregates”"),
    ("legal_resources.yaml", "count: 31", "count: 32", "there are 31 entries"),
    ("legal_resources.yaml", "existence_verified: true", "existence_verified: false", "is no resource"),
    ("legal_resources.yaml", "level: federal", "level: state", "a resource of a state names the state"),
    ("qa.yaml", "status: needs attorney review", "status: fine", "unknown status “fine”"),
    ("qa.yaml", "topic: routes", "topic: roads", "unknown topic “roads”"),
    ("route_finder.yaml", "next: deid_maker", "next: maker", "nothing is called “maker”"),
    ("route_finder.yaml", "expected: aggregate", "expected: consent", "the answers lead to “aggregate”"),
    ("route_finder.yaml", "      level: groups", "      level: group", "no such answer: level: group"),
    ("route_finder.yaml", "      answer: idea", "      answer: ideas", "no question has the answer “special=ideas”"),
    ("route_finder.yaml", "max_depth: 9", "max_depth: 8", "the longest way has 9 questions"),
    ("route_finder.yaml", "  - cfr-99-30\n", "  - cfr-99-300\n", "unknown legal-source “cfr-99-300”"),
    ("sources.yaml", "kind: regulation\n", "kind: rule\n", "unknown kind “rule”"),
    ("sources.yaml", "url: https://", "url: javascript://", "is no address"),
    ("legal_resources.yaml", "url: https://", "url: not an address ", "is no address"),
]


READERS = {
    "sources.yaml": (rules.read_sources, ["legal-source"]),
    "ferpa.yaml": (rules.read_ferpa, ["route", "element"]),
    "suppression.yaml": (rules.read_suppression, ["suppression-rule"]),
    "states.yaml": (states.read_states, ["state-overlay"]),
    "indicators.yaml": (rules.read_indicators, ["indicator"]),
    "legal_resources.yaml": (desk.read_resources, ["legal-resource"]),
    "qa.yaml": (desk.read_answers, ["legal-answer"]),
    "route_finder.yaml": (finder.read_finder, ["route-finder"]),
}


@pytest.fixture(scope="module")
def everything() -> Pack:
    return loaded_law.read()


@pytest.mark.parametrize(("file", "right", "wrong", "problem"), SLIPS)
def test_a_slip_is_named_with_file_and_line(everything, tmp_path, file, right, wrong, problem):
    text = (legal.FOLDER / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    read, kinds = READERS[file]
    pack = Pack({kind: items for kind, items in everything.items.items() if kind not in kinds})

    read(tmp_path / file, pack)
    with pytest.raises(ContentError) as caught:
        pack.check()

    named = [said for said in caught.value.problems if problem in said]
    assert named, caught.value.problems
    line = int(named[0].removeprefix(f"{tmp_path / file}:").partition(":")[0])
    changed = text[: text.index(right.lstrip())].count("\n") + 1
    # What is wrong with a list as a whole is named where the list begins.
    assert 0 <= changed - line <= 3
