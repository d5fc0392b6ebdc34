"""Challenges, outcomes, glossary and Theory of Action, as readers meet them."""

import re
from datetime import date

import pytest

from cms.vocabulary.glossary import asked_for, by_letter, fold
from cms.vocabulary.models import (
    Benchmark,
    Challenge,
    DatedMeaning,
    Gateway,
    GatewayScheme,
    Outcome,
    OutcomeNote,
    Pillar,
    Term,
    TheoryNote,
)
from resources.lessons.models import Cycle, Measurement
from tests.factories import (
    AgreementTemplateFactory,
    ChallengeFactory,
    ConveningFactory,
    FacedChallengeFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    ProfileFactory,
    QuestionFactory,
    SessionFactory,
    TermFactory,
    member_of,
)

pytestmark = pytest.mark.django_db

READABLE = {
    "visitor": {"public"},
    "unapproved": {"public"},
    "member": {"public", "members"},
    "staff": {"public", "members", "staff"},
}
FACTORIES = {"challenges": ChallengeFactory, "outcomes": OutcomeFactory, "glossary": TermFactory}


def page_of(client, address: str, **query) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def terms_of(client, **query) -> list[str]:
    return re.findall(r'<dl class="term" id="([^"]+)">', page_of(client, "/glossary/", **query))


def meant(term, *meanings: dict) -> Term:
    term.dated_meanings = [DatedMeaning(sort_order=place, **meaning) for place, meaning in enumerate(meanings)]
    term.save()
    return term


@pytest.fixture
def words():
    """One word of each kind for every audience that editors can choose."""
    return {
        (shelf, audience): factory(name=f"For {audience}", slug=f"for-{audience}", audience=audience)
        for shelf, factory in FACTORIES.items()
        for audience, _label in Challenge.READERS
    }


@pytest.mark.parametrize("reader", READABLE)
@pytest.mark.parametrize("shelf", FACTORIES)
def test_a_word_is_listed_for_whoever_may_read_it(words, clients, shelf, reader):
    page = page_of(clients[reader], f"/{shelf}/")

    assert {audience for audience in ("public", "members", "staff") if f"For {audience}" in page} == READABLE[reader]


@pytest.mark.parametrize("reader", READABLE)
@pytest.mark.parametrize("shelf", ["challenges", "outcomes"])
def test_a_page_is_there_for_whoever_may_read_it(words, clients, shelf, reader):
    found = {
        audience for audience in ("public", "members", "staff")
        if clients[reader].get(f"/{shelf}/for-{audience}/").status_code == 200
    }  # fmt: skip

    assert found == READABLE[reader]


@pytest.mark.parametrize("reader", READABLE)
@pytest.mark.parametrize("kind", ["challenge", "outcome"])
def test_a_page_names_no_word_and_no_lesson_that_its_reader_may_not_read(clients, kind, reader):
    factory, field = {"challenge": (ChallengeFactory, "challenges"), "outcome": (OutcomeFactory, "outcomes")}[kind]
    terms = [TermFactory(name=f"Term for {audience}", audience=audience) for audience in ("public", "members")]
    related = {"related_terms": terms} if kind == "challenge" else {}
    word = factory(slug="here", **related)
    for audience in ("public", "members"):
        factory(name=f"Other for {audience}", audience=audience)
        LessonFactory(title=f"Lesson for {audience}", audience=audience, **{field: [word]})

    page = page_of(clients[reader], word.url)

    for thing in ("Other", "Lesson", *(["Term"] if related else [])):
        assert f"{thing} for public" in page
        assert (f"{thing} for members" in page) is ("members" in READABLE[reader])


def lesson_naming(challenge, outcome):
    return LessonFactory(challenges=[challenge], outcomes=[outcome]).get_absolute_url()


def partnership_naming(challenge, outcome):
    partnership = FacedChallengeFactory(challenge=challenge, audience="public").partnership
    partnership.outcomes.add(outcome)
    return partnership.url


def person_naming(challenge, outcome):
    place = PartnershipFactory()
    profile = ProfileFactory(user=member_of(place), audience="public", challenges_known_readers="public")
    profile.challenges_known.add(challenge)
    place.outcomes.add(outcome)
    return f"/people/{profile.code}/"


def session_naming(challenge, outcome):
    return SessionFactory(challenges=[challenge]).get_absolute_url()


@pytest.mark.parametrize("name", [lesson_naming, partnership_naming, person_naming, session_naming])
def test_whatever_names_a_word_asks_who_may_read_it(clients, name):
    challenge = ChallengeFactory(name="Fear of blame", slug="fear", audience="members")
    outcome = OutcomeFactory(name="Reading on time", slug="reading", audience="members")
    address = name(challenge, outcome)
    doors = (address, "/lessons/", "/partnerships/", "/people/", "/convenings/")

    seen = {reader: [page_of(clients[reader], door) for door in doors] for reader in ("visitor", "member")}

    assert challenge.name in seen["member"][0]
    for word in (challenge, outcome):
        assert [door for door, page in zip(doors, seen["visitor"], strict=True) if word.name in page] == []


@pytest.mark.parametrize("address", ["/challenges/nothing/", "/outcomes/nothing/", "/challenges/%F0%9F%98%80/"])
def test_a_word_that_nobody_wrote_is_not_there(clients, address):
    assert clients["member"].get(address).status_code == 404


@pytest.mark.parametrize("address", ["/challenges/", "/outcomes/", "/glossary/", "/theory-of-action/"])
def test_an_empty_shelf_says_what_will_be_here(client, address):
    assert 'class="blank"' in page_of(client, address)


def test_challenges_stand_below_their_family(client):
    ChallengeFactory(name="Nobody knows the analyst", family="trust")
    ChallengeFactory(name="Counsel will not sign", family="law")

    page = page_of(client, "/challenges/")

    order = [page.index(text) for text in ("Trust</h2>", "Nobody knows the analyst", "Law</h2>", "Counsel will not")]
    assert order == sorted(order)
    assert "Turf</h2>" not in page


def test_a_challenge_says_how_one_notices_it_and_what_to_do(client):
    ChallengeFactory(
        slug="fear", name="Fear & blame", description="They fear a chart.", signs=["Questions never end"],
        first_steps=["Ask what happened last time"], questions=["What is the worst headline?"],
    )  # fmt: skip

    page = page_of(client, "/challenges/fear/")

    said = ("Fear &amp; blame", "They fear a chart.", "Questions never end", "Ask what happened", "the worst headline?")
    assert all(text in page for text in said)
    assert "Nobody has written about this yet" in page


def test_a_challenge_with_many_lessons_shows_the_newest_and_leads_to_all(client):
    challenge = ChallengeFactory(slug="fear")
    LessonFactory.create_batch(11, challenges=[challenge])

    page = page_of(client, "/challenges/fear/")

    assert page.count('<article class="entry entry--plain">') == 10
    assert '<a href="/lessons/?challenge=fear">All lessons about it</a>' in page


def test_an_outcome_says_what_it_means_and_what_was_said_of_it(client):
    outcome = OutcomeFactory(
        slug="reading", name="Reading", stage="elementary", definition="They read well.",
        core_indicators=["At standard"], contributing_indicators=["Absence"], cautions="Tests change.",
        direction=Outcome.Direction.HIGHER,
        synonyms=["literacy"],
    )  # fmt: skip
    outcome.dated_notes = [OutcomeNote(dating="about 2013", note="One of six.", source="An old page")]
    outcome.save()

    page = page_of(client, "/outcomes/reading/")

    for text in (
        "Elementary", "They read well.", "At standard", "Absence", "Tests change.", "Higher is better", "literacy",
        "about 2013", "One of six.", "An old page", "nobody has read it there yet",
    ):  # fmt: skip
        assert text in page


def test_the_glossary_has_letters_anchors_and_dated_meanings(client):
    cell = TermFactory(name="Small cell", slug="small-cell", synonyms=["small n"])
    ci = TermFactory(name="CI", slug="ci", definition="Two things.", see_also=[cell], source_kind="practice")
    meant(
        ci, {"meaning": "Collective impact", "since": date(2011, 1, 1), "since_precision": "year"}, {"meaning": "Other"}
    )

    page = page_of(client, "/glossary/")

    assert terms_of(client) == ["ci", "small-cell"]
    assert (Term.objects.get(slug="ci").url, ci.get_source_kind_display()) == ("/glossary/#ci", "Practice of members")
    for text in (
        '<a href="#letter-C">C</a>', 'id="letter-S"', '<span class="quiet">B</span>', '"#small-cell">Small cell</a>',
        "since 2011", "Collective impact", "undated", "small n", "Practice of members",
    ):  # fmt: skip
        assert text in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("masking", ["suppression"]),
        ("MASK", ["suppression"]),
        ("ci", ["ci"]),
        ("resume", ["resume"]),
        ("hide", ["suppression"]),
        ("subtraction", ["ci"]),
        ("suppression hide", ["suppression"]),
        ("zzyzx", []),
        ("…", []),
        ("", ["ci", "resume", "suppression"]),
        ("  ", ["ci", "resume", "suppression"]),
        ("x" * 81, []),
        ("a\u202eb", []),
    ],
)
def test_the_glossary_finds_a_word_by_any_of_its_names_and_else_by_its_meaning(client, asked, found):
    TermFactory(name="Suppression", slug="suppression", synonyms=["masking", "hide a cell"])
    meant(TermFactory(name="CI", slug="ci", definition="Decision, city."), {"meaning": "Found by subtraction"})
    TermFactory(name="Résumé", slug="resume")

    assert terms_of(client, q=asked) == found


def test_what_is_typed_narrows_the_terms_alone_and_works_without_scripts(client):
    TermFactory(name="Suppression", slug="suppression")

    part = client.get("/glossary/", {"q": "supp"}, headers={"HX-Request": "true"}).content.decode()
    whole = page_of(client, "/glossary/", q="supp")

    assert part.strip() in whole
    assert "<html" not in part
    assert 'value="supp"' in whole


def test_a_word_that_is_not_there_leads_to_the_search_of_everything(client):
    page = page_of(client, "/glossary/", q="a&b <i>")

    assert 'href="/search/?q=a%26b%20%3Ci%3E"' in page
    assert "<i>" not in page


def test_the_theory_of_action_shows_its_schemes_by_date(client):
    for slug, year in (("undated", None), ("later", 2021), ("first", 2013)):
        scheme = GatewayScheme.objects.create(
            slug=slug, name=f"Scheme {slug}", valid_from=year and date(year, 6, 1), valid_from_precision="month",
            sources=["an old page"],
        )  # fmt: skip
        Gateway.objects.create(scheme=scheme, slug="proof", name="Proof Point", order=2, is_gateway=False)
        Gateway.objects.create(scheme=scheme, slug="exploring", name="Exploring", order=1, is_verified=True)

    page = page_of(client, "/theory-of-action/")

    assert re.findall(r'<h2 id="([a-z]+)">Scheme', page) == ["first", "later", "undated"]
    assert page.index("Exploring") < page.index("Proof Point")
    for text in ("Since June 2013", "Since June 2021", "Date not known", "not one of them", "an old page"):
        assert text in page
    assert page.count("Nobody has verified this yet") == 3


def test_benchmarks_stand_with_their_scheme_and_pillars_and_notes_below(client):
    vision = Pillar.objects.create(
        slug="vision", name="Shared vision", valid_from=date(2013, 1, 1), valid_from_precision="year", is_verified=True
    )
    for year in (2021, 2013):
        scheme = GatewayScheme.objects.create(slug=f"s{year}", name=f"Scheme {year}", valid_from=date(year, 1, 1))
        gateway = Gateway.objects.create(scheme=scheme, slug="emerging", name="Emerging", is_verified=True)
        Benchmark.objects.create(
            slug=f"b{year}", gateway=gateway, pillar=vision, text=f"A baseline of {year}.", source="A story",
            is_verified=year == 2013,
        )  # fmt: skip
    for year in (2021, 2013):
        TheoryNote.objects.create(
            slug=f"n{year}", dated=date(year, 1, 1), dated_precision="year", text=f"Said in {year}.", is_verified=True
        )

    page = page_of(client, "/theory-of-action/")

    told = ["Scheme 2013", "A baseline of 2013.", "Scheme 2021", "A baseline of 2021.", 'id="pillars"', "Since 2013",
            "Said in 2013.", "Said in 2021."]  # fmt: skip
    places = [page.rindex(words) for words in told]
    assert places == sorted(places)
    assert (page.count("Read in: A story"), page.count("From: A story"), page.count("Nobody has verified")) == (1, 1, 1)


def test_pages_of_words_lie_within_challenges_in_the_menu(client):
    for address in ("/challenges/", "/outcomes/", "/glossary/", "/theory-of-action/"):
        current = re.findall(r'<a href="([^"]+)" aria-current="true">', page_of(client, address))

        assert current == ["/challenges/"]


QUERIES = {"/challenges/": 1, "/challenges/here/": 16, "/outcomes/": 1, "/outcomes/here/": 7, "/glossary/": 4}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_costs_the_same_number_of_queries_however_much_it_holds(
    client, count, partnership, django_assert_num_queries
):
    terms = TermFactory.create_batch(count)
    for term in terms:
        term.see_also = terms
        meant(term, {"meaning": "Then"}, {"meaning": "Now"})
    challenge, outcome = ChallengeFactory(slug="here", related_terms=terms), OutcomeFactory(slug="here")
    outcome.dated_notes = [OutcomeNote(dating="2013", note="Six.") for _ in range(count)]
    outcome.save()
    ChallengeFactory.create_batch(count)
    OutcomeFactory.create_batch(count)
    convening = ConveningFactory()
    for _ in range(count):
        LessonFactory(partnership=partnership, challenges=[challenge], outcomes=[outcome])
        FacedChallengeFactory(challenge=challenge, audience="public")
        knows = ProfileFactory(user=member_of(partnership), audience="public", challenges_known_readers="public")
        knows.challenges_known.add(challenge)
        SessionFactory(convening=convening, challenges=[challenge])
        QuestionFactory(challenges=[challenge], audience="public")
        AgreementTemplateFactory(challenges=[challenge])

    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries):
            client.get(address)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_theory_of_action_costs_five_queries(client, count, django_assert_num_queries):
    for number in range(count):
        scheme = GatewayScheme.objects.create(slug=f"s{number}", name=f"Scheme {number}")
        Gateway.objects.bulk_create(Gateway(scheme=scheme, slug=f"g{each}", name="G") for each in range(count))
        pillar = Pillar.objects.create(slug=f"p{number}", name="P")
        TheoryNote.objects.create(slug=f"n{number}", dated=date(2013, 1, 1), text="Said.")
        Benchmark.objects.bulk_create(
            Benchmark(slug=f"b{number}-{each}", gateway=scheme.gateways.first(), pillar=pillar, text="B")
            for each in range(count)
        )

    with django_assert_num_queries(5):
        client.get("/theory-of-action/")


def test_an_older_text_brings_no_older_readers_back():
    TermFactory(audience="public").save_revision()
    Term.objects.update(audience="members", definition="New.")

    older = Term.objects.get().latest_revision.as_object()

    assert (older.definition, older.audience) == ("What it means here.", "members")


def test_the_sitemap_has_the_glossary_once_and_every_page(client):
    TermFactory.create_batch(3)
    ChallengeFactory(slug="open")
    ChallengeFactory(slug="closed", audience="members")

    addresses = {
        kind: re.findall(r"<loc>[^/]+//[^/]+([^<]+)</loc>", page_of(client, f"/sitemap-{kind}.xml"))
        for kind in ("term", "challenge")
    }

    assert addresses == {"term": ["/glossary/"], "challenge": ["/challenges/open/"]}


@pytest.mark.parametrize(("text", "folded"), [("Résumé", "resume"), ("ＣＩ", "ci"), ("Straße", "strasse")])
def test_words_are_compared_without_case_and_accents(text, folded):
    assert fold(text) == folded


def test_what_begins_with_no_letter_stands_before_the_alphabet():
    letters = by_letter([Term(pk=1, name="504 plan"), Term(pk=2, name="élan"), Term(pk=3, name="")])

    assert [(letter.name, len(letter.terms)) for letter in letters if letter.terms] == [("0–9", 2), ("E", 1)]
    assert len(by_letter(asked_for([], ""))) == 26


def test_no_reader_asks_more_than_the_budget_for_a_challenge(
    clients, people, partnership, django_assert_max_num_queries
):
    challenge = ChallengeFactory(slug="here", related_terms=[TermFactory()])
    lesson = LessonFactory(partnership=partnership, challenges=[challenge], authors=[people["colleague"]])
    cycle = Cycle.objects.create(lesson=lesson, measure="Days", baseline=9)
    Measurement.objects.create(cycle=cycle, value=3, date=date(2026, 1, 1))
    FacedChallengeFactory(challenge=challenge, audience="public")
    knows = ProfileFactory(user=member_of(partnership), audience="public", challenges_known_readers="public")
    knows.challenges_known.add(challenge)
    SessionFactory(challenges=[challenge])
    QuestionFactory(challenges=[challenge], audience="public", author=people["colleague"])
    AgreementTemplateFactory(challenges=[challenge])

    for client in clients.values():
        with django_assert_max_num_queries(25):
            client.get("/challenges/here/")
