"""The list of lessons: what it shows to whom, narrowed and counted, and what rubbish does to it."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from members.people.models import Profile
from resources.lessons.models import LessonIndexPage
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, PartnershipFactory, TopicFactory, member_of

pytestmark = pytest.mark.django_db

LIST_QUERIES = 20


def titles(response) -> list[str]:
    return [lesson.title for lesson in response.context["lessons"]]


def counts(response, name) -> dict[str, int]:
    shown = {facet["name"]: facet["options"] for facet in response.context["facets"]}
    return {option.value: option.count for option in shown.get(name, [])}


@pytest.fixture
def shelf(partnership):
    """Four lessons: silence and turf for everyone, law for members, a draft for nobody."""
    silence, turf = ChallengeFactory(slug="silence"), ChallengeFactory(slug="turf")
    reading, rural = OutcomeFactory(slug="reading"), TopicFactory(slug="rural")
    ohio = PartnershipFactory(slug="ohio", state="OH")
    now = timezone.now()
    made = (
        ("Silence", [silence], [reading], [rural], partnership, "public", True),
        ("Turf", [silence, turf], [reading], [], ohio, "public", True),
        ("Inner", [turf], [], [rural], ohio, "members", True),
        ("Draft", [turf], [], [], ohio, "public", False),
    )
    for place, (title, challenges, outcomes, topics, owner, audience, live) in enumerate(made):
        LessonFactory(
            title=title, challenges=challenges, outcomes=outcomes, topics=topics, partnership=owner, audience=audience,
            live=live, first_published_at=now - timedelta(days=place),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("visitor", ["Silence", "Turf"]),
        ("unapproved", ["Silence", "Turf"]),
        ("member", ["Silence", "Turf", "Inner"]),
        ("staff", ["Silence", "Turf", "Inner"]),
    ],
)
def test_the_list_shows_what_the_reader_may_read_newest_first(clients, shelf, name, expected):
    assert titles(clients[name].get("/lessons/")) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("challenge=silence", ["Silence", "Turf"]),
        ("challenge=turf", ["Turf", "Inner"]),
        ("challenge=silence&challenge=turf", ["Silence", "Turf", "Inner"]),
        ("challenge=turf&outcome=reading", ["Turf"]),
        ("topic=rural", ["Silence", "Inner"]),
        ("state=OH", ["Turf", "Inner"]),
        ("partnership=twin-forks", ["Silence"]),
        ("order=title", ["Inner", "Silence", "Turf"]),
        ("challenge=nonsense", []),
    ],
)
def test_the_list_is_narrowed_by_any_of_a_facet_and_all_of_the_facets(clients, shelf, query, expected):
    assert titles(clients["member"].get(f"/lessons/?{query}")) == expected


def test_facets_count_only_what_the_reader_may_read(clients, shelf):
    visitor, member = clients["visitor"].get("/lessons/"), clients["member"].get("/lessons/")

    assert counts(visitor, "challenge") == {"silence": 2, "turf": 1}
    assert counts(member, "challenge") == {"silence": 2, "turf": 2}
    assert counts(visitor, "state") == {"MN": 1, "OH": 1}
    assert counts(member, "partnership") == {"twin-forks": 1, "ohio": 2}


def test_a_facet_counts_what_the_others_leave(clients, shelf):
    response = clients["member"].get("/lessons/?challenge=silence&state=OH")

    assert counts(response, "challenge") == {"silence": 1, "turf": 2}
    assert counts(response, "state") == {"OH": 1, "MN": 1}
    assert counts(response, "topic") == {}


def test_a_chosen_value_stays_in_its_facet_when_nothing_has_it(clients, shelf):
    response = clients["visitor"].get("/lessons/?topic=rural&challenge=turf")

    assert titles(response) == []
    assert counts(response, "topic") == {"rural": 0}
    assert "No lesson has all of this" in response.content.decode()


def test_an_empty_shelf_says_what_will_be_here(clients):
    assert "No lesson is here yet" in clients["visitor"].get("/lessons/").content.decode()


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("1", 1),
        ("2", 2),
        ("0", 1),
        ("-1", 1),
        ("abc", 1),
        ("", 1),
        ("999999", 2),
        ("9" * 5000, 1),
        ("²", 1),
        ("1.5", 1),
    ],
)
def test_any_page_that_is_asked_for_is_a_page(clients, page, number):
    LessonFactory.create_batch(21)

    response = clients["visitor"].get("/lessons/", {"page": page})

    assert (response.status_code, response.context["lessons"].number) == (200, number)
    assert len(titles(response)) == (20 if number == 1 else 1)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("foo=bar", 200),
        ("challenge=%22%3E%3Cscript%3E", 200),
        ("challenge=%00", 400),
        ("challenge=" + "x" * 2000, 200),
        ("&".join(f"challenge=c{number}" for number in range(300)), 200),
        ("order=-pk", 200),
        ("challenge=%ED%A0%80&state=%FF", 200),
        ("challenge__slug=x&audience=members", 200),
    ],
)
def test_rubbish_gets_a_clear_page(clients, shelf, query, status):
    response = clients["visitor"].get(f"/lessons/?{query}")

    assert response.status_code == status
    assert b"<script>" not in response.content.replace(b"<script ", b"")


def test_the_list_is_only_read(clients):
    assert clients["member"].post("/lessons/").status_code == 405


def test_htmx_gets_the_part_and_others_the_page(clients, shelf):
    part = clients["visitor"].get("/lessons/?challenge=turf", headers={"HX-Request": "true"})
    whole = clients["visitor"].get("/lessons/?challenge=turf")

    assert "<html" not in part.content.decode()
    # What was just used stays open; a page begins closed.
    opened, closed = '<details class="facets" open>', '<details class="facets">'
    assert opened in part.content.decode()
    assert part.content.decode().strip().replace(opened, closed) in whole.content.decode()
    assert "HX-Request" in part["Vary"]


def test_pages_keep_what_was_chosen(clients):
    LessonFactory.create_batch(21, challenges=[ChallengeFactory(slug="silence")])

    page = clients["visitor"].get("/lessons/?challenge=silence").content.decode()

    assert "?challenge=silence&amp;page=2" in page


def test_members_are_asked_to_write(clients):
    assert "/lessons/new/" in clients["member"].get("/lessons/").content.decode()
    assert "/lessons/new/" not in clients["visitor"].get("/lessons/").content.decode()


def shown(template, rf, viewer, user, **context) -> str:
    request = rf.get("/")
    request.viewer, request.user = viewer, user
    return Template("{% load lessons %}" + template).render(Context({"request": request, **context}))


def test_latest_lessons_are_those_that_the_reader_may_read(rf, people, viewers, shelf):
    visitor = shown("{% latest_lessons 2 %}", rf, viewers["visitor"], people["visitor"])
    member = shown("{% latest_lessons 3 %}", rf, viewers["member"], people["member"])

    assert [title in visitor for title in ("Silence", "Turf", "Inner")] == [True, True, False]
    assert [title in member for title in ("Silence", "Turf", "Inner", "Draft")] == [True, True, True, False]


def test_lessons_by_a_person_are_those_that_the_reader_may_read(rf, people, viewers, partnership):
    author = member_of(partnership)
    profile, _made = Profile.objects.get_or_create(user=author)
    LessonFactory(title="Open", audience="public", authors=[author])
    LessonFactory(title="Inner", audience="members", authors=[author])
    LessonFactory(title="Another", audience="public")

    visitor = shown("{% lessons_by profile %}", rf, viewers["visitor"], people["visitor"], profile=profile)
    member = shown("{% lessons_by profile %}", rf, viewers["member"], people["member"], profile=profile)

    assert [title in visitor for title in ("Open", "Inner", "Another")] == [True, False, False]
    assert [title in member for title in ("Open", "Inner", "Another")] == [True, True, False]


def test_lessons_of_a_partnership_are_those_that_the_reader_may_read(clients, partnership):
    LessonFactory(title="Open", audience="public", partnership=partnership)
    LessonFactory(title="Inner", audience="members", partnership=partnership)
    LessonFactory(title="Another", audience="public", partnership=PartnershipFactory())

    visitor, member = (clients[name].get(partnership.url).content.decode() for name in ("visitor", "member"))

    assert [title in visitor for title in ("Open", "Inner", "Another")] == [True, False, False]
    assert [title in member for title in ("Open", "Inner", "Another")] == [True, True, False]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_the_same_number_of_queries_however_long_it_is(
    clients, partnership, count, django_assert_num_queries
):
    challenge, outcome, topic = ChallengeFactory(), OutcomeFactory(), TopicFactory()
    for _ in range(count):
        LessonFactory(
            partnership=partnership, authors=[member_of(partnership)], challenges=[challenge], outcomes=[outcome],
            topics=[topic],
        )  # fmt: skip
    address = LessonIndexPage.objects.get().url
    clients["member"].get(address)

    with django_assert_num_queries(LIST_QUERIES):
        clients["member"].get(address)
