"""A word planted per kind and audience, and every door walked as every sort of reader.

Whoever holds the audience finds the word; nobody else meets it anywhere. A new kind must say here how to plant it, a
model with an audience must be a kind, and a new address without arguments is walked without anybody adding it.
"""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.html import strip_tags

from cms.audiences import PUBLIC, user_token, viewer_for
from cms.fields import AudienceField
from cms.kinds import every_kind, every_part, get_kind, kind_of
from cms.models import AboutIndexPage, AboutPage
from cms.setup import REVIEWERS
from cms.vocabulary.models import DatedMeaning
from members.partnerships.models import Partnership
from members.people.models import Profile
from members.remarks.talk import talk_about
from resources.agreements.models import Clause
from resources.legal.models import StateOverlay
from resources.lessons.models import Authorship
from tests.factories import (
    AgreementTemplateFactory,
    AnswerFactory,
    ChallengeFactory,
    CommentFactory,
    ConveningFactory,
    ElementFactory,
    FacedChallengeFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    ProfileFactory,
    QuestionFactory,
    ReportCardFactory,
    RouteFactory,
    SessionFactory,
    StateOverlayFactory,
    SystemFactory,
    SystemKindFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    member_of,
)
from tests.factories.convenings import place

READERS = ("visitor", "unapproved", "member", "colleague", "author", "reviewer", "staff")


@pytest.fixture
def readers(db):
    """Seven readers; colleague and author are of the partnership `home`."""
    home, elsewhere = PartnershipFactory(slug="home"), PartnershipFactory(slug="elsewhere")
    reviewer = member_of(elsewhere)
    reviewer.groups.add(Group.objects.get(name=REVIEWERS))
    return {
        "visitor": AnonymousUser(),
        "unapproved": UserFactory(),
        "member": member_of(elsewhere),
        "colleague": member_of(home),
        "author": member_of(home),
        "reviewer": reviewer,
        "staff": UserFactory(role="staff", affiliation="network"),
    }


@pytest.fixture
def clients(readers):
    made = {name: Client() for name in READERS}
    for name, reader in readers.items():
        if reader.is_authenticated:
            made[name].force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    return made


def audiences_of(readers) -> list[str]:
    home = Partnership.objects.get(slug="home")
    return ["public", "members", "staff", f"partnership:{home.pk}", user_token(readers["member"].pk)]


def address_of(word: str) -> str:
    """An address that does not tell the word, since a page that is not there may repeat what was asked for."""
    return f"planted-{word.encode().hex()}"


def plant_about(word, audience):
    page = AboutPage(title=f"About {word}", slug=address_of(word), summary=word, body=word, audience=audience)
    return AboutIndexPage.objects.get().add_child(instance=page)


def plant_lesson(word, audience):
    return LessonFactory(
        title=f"Lesson {word}", slug=address_of(word), summary=word, context=word, advice=word, audience=audience
    )


def plant_person(word, audience):
    owner = member_of(PartnershipFactory(), name=f"Ida {word.capitalize()}")
    Profile.objects.filter(user=owner).delete()
    return ProfileFactory(user=owner, audience=audience, bio=word, bio_readers="public")


def plant_partnership(word, audience):
    return PartnershipFactory(name=f"Partnership {word}", slug=address_of(word), audience=audience)


def plant_challenge(word, audience):
    """A challenge; what not everybody may read is named by a lesson and a template that everybody may."""
    challenge = ChallengeFactory(
        name=f"Challenge {word}", slug=address_of(word), description=word, signs=[word], audience=audience
    )
    if audience != PUBLIC:
        LessonFactory(challenges=[challenge])
        AgreementTemplateFactory(challenges=[challenge])
    return challenge


def plant_outcome(word, audience):
    outcome = OutcomeFactory(name=f"Outcome {word}", slug=address_of(word), definition=word, audience=audience)
    if audience != PUBLIC:
        LessonFactory(outcomes=[outcome])
    return outcome


def plant_term(word, audience):
    """A term that a challenge and another term for everyone refer to."""
    term = TermFactory(
        name=f"Term {word}", slug=address_of(word), definition=word, synonyms=[f"{word}s"], audience=audience
    )
    term.dated_meanings = [DatedMeaning(meaning=word)]
    term.save()
    ChallengeFactory(related_terms=[term])
    TermFactory(see_also=[term])
    return term


def plant_agreement_template(word, audience):
    """A template that a route, an answer and a challenge for everyone lead to; its clause carries a public element."""
    wordings = [("scope", f"The study of {word}.")]
    page = AgreementTemplateFactory(
        title=f"Template {word}", slug=address_of(word), summary=word, wordings=wordings, audience=audience,
        routes=[RouteFactory()], answers=[LegalAnswerFactory()], challenges=[ChallengeFactory()],
    )  # fmt: skip
    Clause.objects.get(version__page=page).elements.add(ElementFactory())
    return page


def plant_legal_resource(word, audience):
    state = StateOverlay.objects.first() or StateOverlayFactory()
    return LegalResourceFactory(
        title=f"Resource {word}", slug=address_of(word), summary=word, topics=[word], audience=audience,
        state=state.state, level="state",
    )  # fmt: skip


def plant_legal_answer(word, audience):
    """An answer on a route, that a template for everyone is offered with."""
    answer = LegalAnswerFactory(
        question=f"Question {word}", slug=address_of(word), answer=word, topics=[word], audience=audience
    )
    answer.routes.add(RouteFactory())
    AgreementTemplateFactory(answers=[answer])
    return answer


def plant_question(word, audience):
    """A question about a challenge for everyone, whose answer has the word as well."""
    question = QuestionFactory(
        title=f"Question {word}", body=word, audience=audience, challenges=[ChallengeFactory()], topics=[TopicFactory()]
    )
    AnswerFactory(question=question, body=word)
    return question


def plant_convening(word, audience):
    return ConveningFactory(
        title=f"Convening {word}", slug=address_of(word), summary=word, purposes=[word], venue=word, audience=audience
    )


def plant_session(word, audience):
    """A session with an hour and a room, at a convening for everyone."""
    session = SessionFactory(
        title=f"Session {word}", slug=address_of(word), abstract=word, audience=audience,
        challenges=[ChallengeFactory()], topics=[TopicFactory()],
    )  # fmt: skip
    place(session)
    return session


def plant_report_card(word, audience):
    """A report card of a partnership for everyone, about an outcome for everyone."""
    return ReportCardFactory(
        title=f"Report {word}", slug=address_of(word), table=word, approved_how=word, provenance=word, groups=word,
        outcomes=[OutcomeFactory()], audience=audience,
    )  # fmt: skip


def plant_system(word, audience):
    """A data system of a partnership for everyone, of a kind that everyone reads of."""
    return SystemFactory(
        title=f"System {word}", slug=address_of(word), body=word, not_again=word, cost=word,
        kinds=[SystemKindFactory()], audience=audience,
    )  # fmt: skip


PLANTERS = {
    "about": plant_about,
    "agreement-template": plant_agreement_template,
    "challenge": plant_challenge,
    "convening": plant_convening,
    "legal-answer": plant_legal_answer,
    "legal-resource": plant_legal_resource,
    "lesson": plant_lesson,
    "outcome": plant_outcome,
    "partnership": plant_partnership,
    "person": plant_person,
    "question": plant_question,
    "report-card": plant_report_card,
    "session": plant_session,
    "system": plant_system,
    "term": plant_term,
}


def plant_faced_challenge(word, audience):
    """On the page of a partnership for everyone, about a challenge for everyone."""
    return FacedChallengeFactory(tried=word, audience=audience)


PART_PLANTERS = {"faced-challenge": plant_faced_challenge}


@pytest.fixture
def planted(readers, search_index):
    """{word: (kind, audience, thing)} for every kind and audience, all of them indexed."""
    things = {}
    for kind in every_kind():
        for number, audience in enumerate(audiences_of(readers)):
            # One word for search as well, whatever the kind is called.
            word = f"canary{kind.name.replace('-', '')}{'abcdefgh'[number]}"
            things[word] = (kind.name, audience, PLANTERS[kind.name](word, audience))
    search_index()
    return things


def simple_addresses(patterns=None, prefix="/") -> list[str]:
    """Every address of the site that needs no argument, the admin's and allauth's own left out."""
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = str(pattern.pattern)
        if route.startswith(("admin/", "accounts/", "documents/", "^")) or "<" in route or "(" in route:
            continue
        if isinstance(pattern, URLResolver):
            found += simple_addresses(pattern.url_patterns, prefix + route)
        elif isinstance(pattern, URLPattern):
            found.append(prefix + route)
    return found


def doors(words) -> list[str]:
    """Every address that shows something to somebody; those that take words get every planted word."""
    asked = [f"{address}?{name}={word}" for word in words for address, name in ASKING]
    return [*simple_addresses(), "/", "/about/", "/agreements/", "/convenings/", "/lessons/", *asked]


ASKING = (("/search/", "q"), ("/search/suggest/", "q"), ("/glossary/", "q"), ("/people/", "name"))


def test_every_model_with_an_audience_is_a_kind_or_a_part_of_one():
    with_audience = {
        model
        for model in apps.get_models()
        if any(isinstance(field, AudienceField) for field in model._meta.concrete_fields)
    }

    assert with_audience == {each.model for each in [*every_kind(), *every_part()]}


def test_every_kind_can_be_planted():
    assert {kind.name for kind in every_kind()} == set(PLANTERS)
    assert {part.name for part in every_part()} == set(PART_PLANTERS)


@pytest.mark.parametrize("name", READERS)
def test_whoever_holds_the_audience_can_read_and_nobody_else(planted, readers, clients, name):
    tokens = viewer_for(readers[name]).audiences
    for word, (kind_name, audience, thing) in planted.items():
        kind = get_kind(kind_name)
        response = clients[name].get(kind.url(thing))

        # What has no page of its own stands on one that is there for everybody: the word decides there.
        expected = 200 if audience in tokens or not kind.has_page else 404
        assert (response.status_code, word) == (expected, word)
        shown = word in response.content.decode().lower()
        assert (shown, word) == (audience in tokens, word)


@pytest.mark.parametrize("name", READERS)
def test_search_finds_exactly_what_the_reader_may_read(planted, readers, clients, name):
    tokens = viewer_for(readers[name]).audiences
    for word, (kind_name, audience, thing) in planted.items():
        response = clients[name].get("/search/", {"q": word, "exact": "1"})

        assert (response.context["page"].total, word) == (int(audience in tokens), word)
        text = strip_tags(response.content.decode()).lower()
        assert (get_kind(kind_name).title(thing).lower() in text, word) == (audience in tokens, word)


@pytest.mark.parametrize("name", READERS)
def test_no_door_shows_a_word_of_somebody_else(planted, readers, clients, name):
    tokens = viewer_for(readers[name]).audiences
    hidden = {word: thing for word, (_kind, audience, thing) in planted.items() if audience not in tokens}
    for address in doors(hidden):
        response = clients[name].get(address)
        if response.streaming:
            continue
        asked = address.partition("=")[2]
        text = response.content.decode(errors="replace").lower()

        assert response.status_code < 500, address
        for word in hidden:
            # What somebody typed is shown back to them; nothing else of the word may be.
            if word != asked:
                assert word not in text, address


def test_a_comment_is_read_by_the_readers_of_its_thing(planted, readers, clients):
    """A comment is neither a kind nor a part: it has no readers of its own, so it is planted on everything else."""
    said = {}
    for word, (kind_name, audience, thing) in planted.items():
        if talk_about(thing).is_open:
            comment = word.replace("canary", "canaryremark")
            said[comment] = (audience, f"/comments/{get_kind(kind_name).reference(thing)}/")
            CommentFactory(thing=thing, text=comment)

    for name in READERS:
        tokens = viewer_for(readers[name]).audiences
        for comment, (audience, address) in said.items():
            response = clients[name].get(address)
            expected = (200, True) if audience in tokens else (404, False)
            assert (response.status_code, comment in response.content.decode()) == expected, (name, comment)
        hidden = [comment for comment, (audience, _address) in said.items() if audience not in tokens]
        for address in simple_addresses():
            response = clients[name].get(address)
            text = "" if response.streaming else response.content.decode(errors="replace")
            assert not [comment for comment in hidden if comment in text], (name, address)


@pytest.mark.parametrize("name", READERS)
def test_a_part_is_read_on_the_page_of_its_whole_by_its_own_readers(readers, clients, search_index, name):
    planted = {}
    for part in every_part():
        for number, audience in enumerate(audiences_of(readers)):
            word = f"canarypart{part.name.replace('-', '')}{'abcdefgh'[number]}"
            planted[word] = (audience, part.whole(PART_PLANTERS[part.name](word, audience)))
    search_index()
    tokens = viewer_for(readers[name]).audiences

    for word, (audience, whole) in planted.items():
        page = clients[name].get(kind_of(whole).url(whole)).content.decode()
        found = clients[name].get("/search/", {"q": word, "exact": "1"}).context["page"].total
        assert (word in page, found, word) == (audience in tokens, 0, word)
    for address in simple_addresses():
        response = clients[name].get(address)
        text = "" if response.streaming else response.content.decode(errors="replace")
        assert not [word for word, (audience, _whole) in planted.items() if audience not in tokens and word in text]


def test_a_draft_is_read_by_its_author_only(readers, clients):
    word = "canarydraft"
    lesson = LessonFactory(title=f"Lesson {word}", slug=word, context=word, live=False, audience="public")
    Authorship.objects.create(lesson=lesson, user=readers["author"])
    lesson.save_revision(user=readers["author"])

    for name in READERS:
        read = clients[name].get(f"/lessons/{word}/edit/")
        public = clients[name].get(f"/lessons/{word}/")

        assert (word in read.content.decode()) is (name == "author"), name
        assert public.status_code == 404, name
