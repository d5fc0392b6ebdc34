"""The page that asks for the route: one question after the other, by the address, and nothing is kept of it."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AgreementTemplateFactory,
    ElementFactory,
    RouteFactory,
    RouteFinderFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/legal/route/"
STUDY = f"{PAGE}?asker=agency&level=rows&holder=school"
DOORS = {"a question": f"{PAGE}?asker=agency&level=rows", "a result": STUDY}


@pytest.fixture
def finder():
    return RouteFinderFactory(sources=[SourceFactory(title="The rule of the finder")])


@pytest.fixture
def studies():
    """The route of studies, with an element of its own, a common one, one that is not for it, and one that is wise."""
    route = RouteFactory(
        slug="studies", name="Studies for schools", sources=[SourceFactory(title="34 CFR 99.31(a)(6)")]
    )
    ElementFactory(slug="st1", name="Purpose", route=route)
    ElementFactory(slug="gp1", name="No onward sharing")
    ElementFactory(slug="gp2", name="Not for studies").not_for.add(route)
    ElementFactory(slug="gp3", name="Wise to have", level="best_practice")
    return route


def text_of(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return " ".join(response.content.decode().split())


def asked(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.context["walk"].question.text


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("", "Who asks?"),
        ("?asker=vendor", "What do you need?"),
        ("?asker=", "What do you need?"),
        ("?level=rows", "Who holds it?"),
        # What nothing asks for changes nothing.
        ("?utm=mail&holder=court", "Who asks?"),
    ],
)
def test_one_question_is_asked_after_the_other(client, finder, query, question):
    assert asked(client, PAGE + query) == question


def test_the_form_takes_along_what_was_answered(client, finder):
    text = text_of(client, f"{PAGE}?asker=vendor&level=rows")

    assert '<input type="hidden" name="asker" value="vendor">' in text
    assert '<input type="hidden" name="level" value="rows">' in text
    assert '<input type="radio" name="holder" value="court" required>' in text
    assert "Question 3 of at most 3" in text


def test_every_answer_can_be_changed_and_those_before_it_stay(client, finder):
    steps = client.get(STUDY).context["steps"]

    assert [step["url"] for step in steps] == [PAGE, f"{PAGE}?asker=agency", f"{PAGE}?asker=agency&level=rows"]
    assert [asked(client, step["url"]) for step in steps] == ["Who asks?", "What do you need?", "Who holds it?"]


def test_answers_lead_to_routes_with_elements_sources_templates_and_calm_words(client, finder, studies):
    AgreementTemplateFactory(title="Another for studies", slug="another", routes=[studies])
    AgreementTemplateFactory(title="Study agreement", slug="study")
    AgreementTemplateFactory(title="Unfit", slug="unfit")

    response = client.get(STUDY)

    text = " ".join(response.content.decode().split())
    for said in (
        "<h1>Studies exception</h1>", "It is study.", 'href="/legal/routes/studies/"', 'href="/legal/elements/st1/"',
        'href="/legal/elements/gp1/"', "34 CFR 99.31(a)(6)", "Nobody has verified this yet", "not legal advice",
        "no permission to share", "Mind the groups.", "It may become a public record.", "Ask your own counsel.",
        "In any case, since you answered “An agency”.", "State law was not checked.", "Ask who else will hold them.",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("Study agreement") < text.index("Another for studies")
    for unsaid in ("Not for studies", "Wise to have", "Unfit"):
        assert unsaid not in text, unsaid


def test_a_step_leads_to_the_template_that_it_names_and_templates_stand_before_the_steps(client, finder):
    finder.tree["results"]["study"]["next_steps"] = ["Use the study <agreement>."]
    finder.save()
    AgreementTemplateFactory(title="Study <agreement>", slug="study")

    text = text_of(client, STUDY)

    assert 'Use the <a href="/agreements/study/">study &lt;agreement&gt;</a>.' in text
    assert text.index('id="templates"') < text.index('id="next"')


def test_who_else_will_hold_them_is_asked_of_identifiable_records_only(client, finder):
    assert "Ask who else will hold them." in text_of(client, STUDY)
    assert "Ask who else will hold them." not in text_of(client, f"{PAGE}?level=groups")


def test_that_nobody_has_verified_it_stands_there_once(client, finder, studies):
    assert text_of(client, STUDY).count("Nobody has verified this yet") == 1


def test_a_result_without_a_route_says_so_and_names_what_the_finder_rests_on(client, finder):
    text = text_of(client, f"{PAGE}?level=rows&holder=court")

    assert "None of the routes here opens these records." in text
    assert "The rule of the finder" in text


@pytest.mark.parametrize(("name", "allowed"), [("visitor", False), ("unapproved", False), ("member", True)])
def test_a_template_is_named_to_whoever_may_read_it(clients, finder, name, allowed):
    AgreementTemplateFactory(title="Inner template", slug="study", audience="members")

    assert ("Inner template" in text_of(clients[name], STUDY)) is allowed


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("level=nothing", "What do you need?"),
        ("level=", "What do you need?"),
        ("asker=me&level=groups", "Who asks?"),
        ("level=rows&holder=groups", "Who holds it?"),
        ("level=groups&level=%3Cscript%3E", "What do you need?"),
        ("level=" + "x" * 5000, "What do you need?"),
        ("level=%ff%fe", "What do you need?"),
    ],
)
def test_an_answer_that_is_none_is_said_so_and_its_question_asked_again(client, finder, query, question):
    assert asked(client, f"{PAGE}?{query}", status=400) == question
    text = text_of(client, f"{PAGE}?{query}", status=400)
    assert "This question has no such answer." in text
    assert "<script>" not in text


@pytest.mark.parametrize("query", ["level=%00", "&".join(f"a{number}=1" for number in range(1500))])
def test_rubbish_breaks_nothing(client, finder, query):
    assert client.get(f"{PAGE}?{query}").status_code in (200, 400, 414)


def test_without_questions_the_page_leads_to_the_routes(client):
    assert "The questions are not here yet" in text_of(client, f"{PAGE}?level=groups")


def test_a_finder_that_is_over_makes_room_for_the_one_that_follows(client, finder):
    type(finder).objects.update(replaced_on="2026-01-01")
    RouteFinderFactory(tree={**finder.tree, "context": {}, "overlays": []})

    assert asked(client, PAGE) == "What do you need?"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["visitor", "member"])
def test_nothing_of_what_somebody_answered_is_stored(clients, finder, caplog, name, door):
    caplog.set_level(logging.DEBUG)
    before = dict(clients[name].session)

    with CaptureQueriesContext(connection) as queries:
        response = clients[name].get(DOORS[door])

    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert dict(clients[name].session) == before
    assert "agency" not in str(response.cookies)
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert "agency" not in caplog.text.replace("An agency", "")


def test_answers_are_told_to_no_other_site_and_stand_in_no_search_engine(client, finder):
    first, later = client.get(PAGE), client.get(STUDY)

    assert later["Referrer-Policy"] == "same-origin"
    assert ("noindex" in first.content.decode(), "noindex" in later.content.decode()) == (False, True)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(client, finder, method):
    assert getattr(client, method)(PAGE).status_code == 405


def test_legal_agreements_answers_and_routes_lead_to_it(client, finder, studies):
    template = AgreementTemplateFactory(routes=[studies])

    for address in ("/legal/", "/agreements/", studies.url, template.get_absolute_url()):
        assert f'href="{PAGE}"' in text_of(client, address), address


QUERIES = {"a question": 8, "a result": 13}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_question_and_a_result_cost_the_same_however_much_there_is(clients, count):
    routes = [RouteFactory(slug=f"route-{number}", sources=[SourceFactory()]) for number in range(count)]
    finder = RouteFinderFactory(sources=[SourceFactory() for _route in routes])
    finder.tree["results"]["study"]["routes"] = [route.slug for route in routes]
    finder.save()
    for route in routes:
        ElementFactory(route=route)
        ElementFactory().not_for.add(route)
        AgreementTemplateFactory(routes=[route])

    measured = {}
    for door, url in DOORS.items():
        with CaptureQueriesContext(connection) as queries:
            assert clients["member"].get(url).status_code == 200
        measured[door] = len(queries)

    assert measured == QUERIES
