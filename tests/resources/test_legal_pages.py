"""The pages of the law: what they show to whom, who has verified it, and what held before."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audiences import PUBLIC
from members.partnerships.states import STATES
from members.people.models import Profile
from resources.legal.models import Element, StateLaw
from tests.factories import (
    AgreementTemplateFactory,
    ElementFactory,
    IndicatorFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    OutcomeFactory,
    RouteFactory,
    SourceFactory,
    StateOverlayFactory,
    SuppressionRuleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Of a member, by address: the same with 1, 3 and 30 of everything.
QUERIES = {
    "/legal/": 17,
    "/legal/routes/studies/": 13,
    "/legal/elements/": 10,
    "/legal/elements/st0/": 10,
    "/legal/indicators/": 10,
    "/legal/indicators/ready-0/": 10,
    "/legal/small-groups/": 10,
    "/legal/small-groups/ten/": 10,
    "/legal/states/": 11,
    "/legal/states/al/": 12,
    "/legal/resources/": 14,
    "/legal/resources/?topic=suppression": 14,
    "/legal/resources/resource-0/": 10,
    "/legal/answers/": 13,
    "/legal/answers/answer-0/": 12,
}
UNVERIFIED = "Nobody has verified this yet"
RECORDS = (RouteFactory, ElementFactory, IndicatorFactory, SuppressionRuleFactory, StateOverlayFactory)
LISTS = (
    "/legal/", "/legal/elements/", "/legal/indicators/", "/legal/small-groups/", "/legal/states/", "/legal/resources/",
    "/legal/answers/", "/legal/route/",
)  # fmt: skip


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def titles(response) -> list[str]:
    return [str(thing) for thing in response.context["found"]]


def options(response, name: str) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


@pytest.mark.parametrize("url", LISTS)
def test_an_empty_list_says_what_will_be_here(client, url):
    assert "yet" in text_of(client, url)


@pytest.mark.parametrize("factory", RECORDS)
def test_a_record_is_calm_about_not_being_verified_and_names_its_source(client, factory):
    record = factory(sources=[SourceFactory(title="34 CFR 99.31, disclosures", url="https://ecfr.gov/99.31")])

    text = text_of(client, record.url)

    assert UNVERIFIED in text
    assert "https://ecfr.gov/99.31" in text
    assert "November 24, 2026" in text
    assert "not legal advice" in text


@pytest.mark.parametrize(("audience", "named"), [(PUBLIC, "Ada Attorney"), ("members", "an attorney")])
def test_who_verified_it_is_named_as_far_as_the_reader_may_know(client, audience, named):
    attorney = UserFactory(name="Ada Attorney", affiliation="attorney", affiliation_approved=date(2026, 1, 1))
    Profile.objects.update_or_create(user=attorney, defaults={"audience": audience})
    route = RouteFactory(verified_on=date(2027, 3, 1), verified_by=attorney)

    text = text_of(client, route.url)

    assert f"Verified by {named} on March 1, 2027" in text
    assert ("Ada Attorney" in text) is (audience == PUBLIC)
    assert UNVERIFIED not in text


def test_a_replaced_rule_makes_room_for_the_one_that_follows_and_is_told(client):
    SuppressionRuleFactory(slug="ohio", name="Ohio, five", replaced_on=date(2026, 1, 1))
    SuppressionRuleFactory(slug="ohio", name="Ohio, ten")
    SuppressionRuleFactory(slug="gone", name="Nobody’s", replaced_on=date(2026, 1, 1))

    text, listed = text_of(client, "/legal/small-groups/ohio/"), text_of(client, "/legal/small-groups/")

    assert "Ohio, ten" in text
    assert "<strong>Ohio, five</strong>" in text
    assert ("Ohio, ten" in listed, "Ohio, five" in listed) == (True, False)
    assert client.get("/legal/small-groups/gone/").status_code == 404


def test_a_route_shows_its_own_elements_and_the_common_ones_that_are_for_it(client):
    studies, other = RouteFactory(slug="studies"), RouteFactory(slug="other")
    own = ElementFactory(slug="st1", route=studies)
    common = ElementFactory(slug="gp1", level=Element.Level.BEST_PRACTICE)
    ElementFactory(slug="gp2").not_for.add(studies)
    ElementFactory(slug="au1", route=other)
    ElementFactory(slug="st9", route=studies, replaced_on=date(2020, 1, 1))

    response = client.get(studies.url)

    assert (response.context["required"], response.context["good_practice"]) == ([own], [common])


def test_a_state_says_what_is_recorded_and_that_the_rest_is_unknown(client):
    StateOverlayFactory()
    utah = StateOverlayFactory(name="Utah", slug="utah", state="UT", is_own_rule=True, is_rule_read=True)
    StateLaw.objects.create(overlay=utah, name="Student Privacy Act", number="53E-9", is_official_name=True)

    ohio, utah = text_of(client, "/legal/states/ohio/"), text_of(client, "/legal/states/utah/")

    assert "nobody has checked, not that there is none" in ohio
    assert "the network’s default stands here" in ohio
    assert "Student Privacy Act" in utah
    assert "the state’s own rule, read in its source" in utah


def test_states_that_nobody_has_looked_at_stand_in_one_line(client):
    StateOverlayFactory()
    utah = StateOverlayFactory(name="Utah", slug="utah", state="UT")
    StateLaw.objects.create(overlay=utah, name="Student Privacy Act")

    looked_at, _, rest = text_of(client, "/legal/states/").partition("Not looked at yet")

    assert ('href="/legal/states/utah/"' in looked_at, 'href="/legal/states/ohio/"' in looked_at) == (True, False)
    assert ('href="/legal/states/utah/"' in rest, 'href="/legal/states/ohio/"' in rest) == (False, True)


def test_an_indicator_may_have_no_outcome_and_names_none_that_is_not_for_the_reader(client, clients):
    outcome = OutcomeFactory(name="Inner outcome", audience="members")
    hidden, several = IndicatorFactory(outcome=outcome), IndicatorFactory(slug="attendance")

    assert "Contributes to several" in text_of(client, several.url)
    for url in (hidden.url, "/legal/indicators/"):
        assert "Inner outcome" not in text_of(client, url)
        assert "Inner outcome" in text_of(clients["member"], url)


@pytest.mark.parametrize("name", ["visitor", "unapproved", "member", "staff"])
def test_a_page_of_the_law_names_only_what_its_reader_may_read(clients, viewers, name):
    route, element = RouteFactory(), ElementFactory()
    overlay = StateOverlayFactory()
    things = {}
    for audience in ("public", "members", "staff"):
        answer = LegalAnswerFactory(question=f"Answer for {audience}", audience=audience)
        answer.routes.add(route)
        template = AgreementTemplateFactory(
            title=f"Template for {audience}", audience=audience, routes=[route], answers=[answer]
        )
        template.versions.get().clauses.get().elements.add(element)
        LegalResourceFactory(title=f"Resource for {audience}", audience=audience, state="OH", level="state")
        things[audience] = answer

    for audience in things:
        allowed = audience in viewers[name].audiences
        assert (f"Answer for {audience}" in text_of(clients[name], route.url)) is allowed
        assert (f"Template for {audience}" in text_of(clients[name], route.url)) is allowed
        assert (f"Template for {audience}" in text_of(clients[name], element.url)) is allowed
        assert (f"Resource for {audience}" in text_of(clients[name], overlay.url)) is allowed
        answered = clients[name].get(things[audience].get_absolute_url())
        assert answered.status_code == (200 if allowed else 404)


@pytest.fixture
def shelf():
    """Resources on two topics, in two states and everywhere, one of them for members."""
    LegalResourceFactory(title="Ohio minimum", topics=["suppression", "state law"], state="OH", level="state")
    LegalResourceFactory(title="Delaware rules", topics=["suppression"], state="DE", level="state")
    LegalResourceFactory(title="Checklist", topics=["agreements"])
    LegalResourceFactory(title="Inner note", topics=["suppression", "strategy"], audience="members")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Checklist", "Delaware rules", "Inner note", "Ohio minimum"]),
        ("topic=suppression", ["Delaware rules", "Inner note", "Ohio minimum"]),
        ("topic=suppression&topic=agreements&state=everywhere", ["Checklist", "Inner note"]),
        ("state=OH&state=DE", ["Delaware rules", "Ohio minimum"]),
        ("topic=state-law&state=DE", []),
        ("topic=nonsense", []),
        ("state=nonsense", ["Checklist", "Delaware rules", "Inner note", "Ohio minimum"]),
    ],
)
def test_resources_are_narrowed_by_any_of_a_facet_and_all_of_the_facets(clients, shelf, query, expected):
    assert titles(clients["member"].get(f"/legal/resources/?{query}")) == expected


def test_facets_count_only_what_the_reader_may_read(clients, shelf):
    visitor, member = (
        clients[name].get("/legal/resources/?state=OH&state=everywhere") for name in ("visitor", "member")
    )

    assert options(visitor, "topic") == {"agreements": 1, "state-law": 1, "suppression": 1}
    assert options(member, "topic") == {"agreements": 1, "state-law": 1, "strategy": 1, "suppression": 2}
    assert options(visitor, "state") == {"everywhere": 1, "DE": 1, "OH": 1}
    assert options(member, "state") == {"everywhere": 2, "DE": 1, "OH": 1}


def test_a_topic_of_hidden_things_only_is_no_word_that_a_visitor_meets(clients, shelf):
    asked = "/legal/resources/?topic=strategy"

    assert options(clients["visitor"].get(asked), "topic").keys() == {"agreements", "state-law", "suppression"}
    assert options(clients["member"].get(asked), "topic")["strategy"] == 1
    assert "Strategy" not in text_of(clients["visitor"], asked)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=rules", ["Delaware rules"]),
        ("q=suppression&state=OH", ["Ohio minimum"]),
        ("q=suppression&topic=strategy", ["Inner note"]),
        ("q=checklist&state=DE", []),
        ("q=%20", ["Checklist", "Delaware rules", "Inner note", "Ohio minimum"]),
    ],
)
def test_words_and_choices_narrow_the_resources_together(clients, shelf, search_index, query, expected):
    search_index()

    page = clients["member"].get(f"/legal/resources/?{query}")

    assert titles(page) == expected
    assert not {"Inner note"} & set(titles(clients["visitor"].get(f"/legal/resources/?{query}")))
    if query == "q=checklist&state=DE":
        assert options(page, "state") == {"everywhere": 1, "DE": 0}
        assert options(page, "topic") == {}
    for here in ('name="q"', 'name="state"', 'id="narrow"'):
        assert here in page.content.decode()


def test_words_narrow_the_answers_with_their_topics(client, search_index):
    LegalAnswerFactory(question="May we keep grades?", topics=["retention"])
    LegalAnswerFactory(question="May we share grades?", topics=["consent"])
    LegalAnswerFactory(question="Who signs?", topics=["consent"])
    search_index()

    page = client.get("/legal/answers/?q=grades&topic=consent")

    assert [answer.question for answer in page.context["found"]] == ["May we share grades?"]
    assert options(page, "topic") == {"consent": 1, "retention": 1}
    assert 'value="grades"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=x", "q=%00%22%3E", "q=" + "x" * 900, "page=" + "9" * 400, "topic=%00", "state=" + "x" * 300, "topic=%ff%fe"],
)
@pytest.mark.parametrize("url", ["/legal/resources/", "/legal/answers/"])
def test_rubbish_in_an_address_breaks_nothing(client, shelf, url, query):
    assert client.get(f"{url}?{query}").status_code in (200, 400)


def test_the_list_alone_is_sent_to_htmx(client, shelf):
    part = client.get("/legal/resources/", headers={"HX-Request": "true"}).content.decode()

    assert "Checklist" in part
    assert "<html" not in part


@pytest.mark.parametrize("url", [f"/legal/{room}/nothing/" for room in (
    "routes", "elements", "indicators", "small-groups", "states", "resources", "answers",
)])  # fmt: skip
def test_what_is_not_there_is_said_so(client, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 30])
def test_lists_and_pages_cost_the_same_however_much_there_is(clients, count):
    route, rule, outcome = RouteFactory(slug="studies"), SuppressionRuleFactory(slug="ten"), OutcomeFactory()
    for state, name in list(STATES.items())[:count]:
        overlay = StateOverlayFactory(
            state=state, name=name, slug=state.lower(), suppression_rule=rule, is_own_rule=True
        )
        StateLaw.objects.create(overlay=overlay, name="A law").sources.add(SourceFactory())
    for number in range(count):
        ElementFactory(slug=f"st{number}", route=route, sources=[SourceFactory()])
        IndicatorFactory(slug=f"ready-{number}", outcome=outcome).usual_routes.add(route)
        LegalResourceFactory(slug=f"resource-{number}", topics=["suppression"], state="AL", level="state")
        answer = LegalAnswerFactory(slug=f"answer-{number}", topics=["consent"])
        answer.routes.add(route)
        AgreementTemplateFactory(routes=[route], answers=[answer])

    assert {url: queries_of(clients["member"], url) for url in QUERIES} == QUERIES


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries)
