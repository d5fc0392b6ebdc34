"""The search page: words, facets, order, pages, what it says when nothing fits, and what rubbish does to it."""

import re
from datetime import timedelta
from time import process_time
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from cms.models import AboutIndexPage, AboutPage
from members.people.models import Profile
from search.engines import engine
from search.engines.base import SearchUnavailableError
from tests.factories import ChallengeFactory, LessonFactory, PartnershipFactory, TopicFactory, member_of

SEARCH, SUGGEST = reverse("search:search"), reverse("search:suggest")


def shown(client, **query) -> str:
    response = client.get(SEARCH, query)
    assert response.status_code == 200
    return response.content.decode()


def titles(client, **query) -> list[str]:
    return [row.facts.name or str(row.title) for row in client.get(SEARCH, query).context["page"].rows]


@pytest.fixture
def shelf(search_index):
    """Three lessons about zebras: two in Minnesota about trust, one in Ohio about law."""
    trust = ChallengeFactory(slug="turf-fights", name="Turf fights", family="trust")
    law = ChallengeFactory(slug="no-attorney", name="No attorney", family="law")
    topic = TopicFactory(slug="attendance", name="Attendance")
    north, south = PartnershipFactory(name="North", state="MN"), PartnershipFactory(name="South", state="OH")
    LessonFactory(title="Zebra A", challenges=[trust], topics=[topic], partnership=north)
    LessonFactory(title="Zebra B", challenges=[trust], partnership=north)
    LessonFactory(title="Zebra C", challenges=[law], partnership=south)
    search_index()


def options(client, facet, **query) -> dict[str, int]:
    groups = {group.name: group for group in client.get(SEARCH, query).context["page"].groups}
    return {option.label: option.count for option in groups[facet].options} if facet in groups else {}


def test_facets_count_what_the_other_facets_leave(shelf, client):
    assert options(client, "state", q="zebra") == {"Minnesota": 2, "Ohio": 1}
    assert options(client, "state", q="zebra", state="MN") == {"Minnesota": 2, "Ohio": 1}
    assert options(client, "challenge", q="zebra", state="MN") == {"Trust, all": 2, "Turf fights": 2}
    assert options(client, "topic", q="zebra", state="OH") == {}
    assert options(client, "kind", q="zebra") == {"Lessons": 3}
    assert options(client, "partnership", q="zebra") == {"North": 2, "South": 1}


def test_choices_widen_inside_a_facet_and_narrow_between_facets(shelf, client):
    assert sorted(titles(client, q="zebra", state=["MN", "OH"], sort="title", kind="lesson")) == [
        "<mark>Zebra</mark> A",
        "<mark>Zebra</mark> B",
        "<mark>Zebra</mark> C",
    ]
    assert titles(client, q="zebra", state="MN", topic="attendance") == ["<mark>Zebra</mark> A"]
    assert titles(client, q="zebra", challenge="law") == ["<mark>Zebra</mark> C"]
    assert titles(client, q="zebra", challenge=["no-attorney", "trust"], state="OH") == ["<mark>Zebra</mark> C"]


def test_every_choice_has_a_link_that_removes_it_and_keeps_the_rest(shelf, client):
    page = client.get(SEARCH, {"q": "zebra", "state": ["MN", "OH"], "sort": "title"}).context["page"]

    assert page.chips == [
        {"label": "Minnesota", "url": f"{SEARCH}?q=zebra&state=OH&sort=title"},
        {"label": "Ohio", "url": f"{SEARCH}?q=zebra&state=MN&sort=title"},
    ]


def test_a_choice_that_nobody_offers_is_ignored_in_words_and_finds_nothing(shelf, client):
    page = shown(client, q="zebra", state="<script>")

    assert "<script>" not in page.replace('<script src="', "")
    assert "Nothing that is open to everyone says this" in page


def test_pages_keep_the_words_and_end_where_the_results_end(search_index, client):
    for number in range(41):
        LessonFactory(title=f"Zebra {number:02}")
    search_index()

    pages = [titles(client, q="zebra", sort="title", page=number, kind="lesson") for number in (1, 2, 3)]
    beyond = shown(client, q="zebra", page=4)

    assert [len(page) for page in pages] == [20, 20, 1]
    assert len({title for page in pages for title in page}) == 41
    assert "There is no such page" in beyond
    assert "?q=zebra&amp;sort=title&amp;page=2" in shown(client, q="zebra", sort="title")


@pytest.mark.parametrize("page", ["-1", "0", "abc", "", "1e3", "²", "1 OR 1=1"])
def test_a_page_that_is_no_number_is_the_first(shelf, client, page):
    assert len(titles(client, q="zebra", page=page, kind="lesson")) == 3


@pytest.mark.parametrize("page", ["51", "999999", "9" * 9])
def test_a_page_beyond_a_thousand_hits_is_empty(shelf, client, page):
    assert "There is no such page" in shown(client, q="zebra", page=page)


RUBBISH = [
    "*", '"', '"""', "-", "--", "visible_to:x", "audience:members", "AND OR NOT (", "[1 TO 2]", "a" * 500, "x " * 150,
    "\x01\x02", "\ud800", "😀", "<script>alert(1)</script>", "the", '"the of"', "-zebra", "ＺＥＢＲＡ",
    "\u202e", "%s{0}",
]  # fmt: skip


@pytest.mark.parametrize("text", RUBBISH)
@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_rubbish_is_answered_calmly(shelf, client, address, text):
    query = urlencode({"q": text.encode("utf-8", "surrogatepass"), "kind": text.encode("utf-8", "surrogatepass")})

    response = client.get(f"{address}?{query}")

    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    ("query", "status"),
    [("q=%00", 400), ("q=" + "a" * 1_000_000, 414), ("q=%ff%fe", 200), ("x=y&q", 200), ("sort=worst&exact=9", 200)],
)
def test_addresses_that_no_page_has(shelf, client, query, status):
    assert client.get(f"{SEARCH}?{query}").status_code == status


@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_allowed(client, db, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_a_misspelled_word_is_repaired_and_the_way_back_is_offered(shelf, client):
    repaired, exact = shown(client, q="zebar"), shown(client, q="zebar", exact="1")

    assert "Showing results for" in repaired
    assert "<mark>zebra</mark>" in repaired
    assert f'href="{SEARCH}?q=zebar&amp;exact=1"' in repaired
    assert "Did you mean" in exact
    assert f'href="{SEARCH}?q=zebra"' in exact


def test_every_row_says_why_it_is_there(shelf, client):
    assert "matched in title: “Zebra”" in shown(client, q="zebra", kind="lesson")
    assert "the newest that you may read" in shown(client)
    assert "it is about what you chose" in shown(client, state="OH")


def test_words_are_shown_as_text(search_index, client):
    title = "<script>alert(1)</script> zebra"
    LessonFactory(title=title, context="A zebra & <b>bold</b> <img src=x onerror=alert(1)>")
    search_index()

    page = shown(client, q="zebra")

    assert escape("<script>alert(1)</script>") in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_htmx_gets_the_results_alone(shelf, client):
    whole = client.get(SEARCH, {"q": "zebra"})
    part = client.get(SEARCH, {"q": "zebra"}, headers={"HX-Request": "true"})

    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "entry__title" in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_nothing_found_offers_ways_on(shelf, clients):
    page = shown(clients["member"], q='"zebra crossing"', state="MN")
    looser = clients["member"].get(SEARCH, {"q": '"zebra crossing"'}).context["ways"].looser

    assert "No one has written this down yet" in page
    assert reverse("lessons:new") in page
    assert [(way.form.text, way.count) for way in looser] == [("zebra crossing", 3)]
    assert "Near what you chose" in page
    assert "Sign in" in shown(clients["visitor"], q='"zebra crossing"')


@pytest.mark.parametrize(
    ("reader", "heading", "may_sign_in"),
    [
        ("visitor", "Nothing that is open to everyone says this", True),
        ("unapproved", "Nothing that is open to everyone says this", False),
        ("member", "No one has written this down yet", False),
    ],
)
def test_nothing_found_promises_no_more_than_this_reader_can_know(shelf, clients, reader, heading, may_sign_in):
    page = shown(clients[reader], q="giraffe")

    assert f'<h2 role="status">{heading}</h2>' in page
    assert ("Signing in may show more." in page) is may_sign_in


def away(*args, **kwargs):
    raise SearchUnavailableError("refused")


def test_an_engine_that_is_away_is_a_notice_and_titles(shelf, clients, monkeypatch, partnership):
    Profile.objects.filter(user=member_of(partnership, name="Zebra Jones")).update(audience="members")
    LessonFactory(title="Zebra D", audience="members")
    monkeypatch.setattr(engine(), "search", away)
    monkeypatch.setattr(engine(), "suggest", away)

    page = shown(clients["visitor"], q="zebra")

    assert "Search is resting" in page
    assert titles(clients["visitor"], q="zebra") == ["Zebra C", "Zebra B", "Zebra A"]
    assert set(titles(clients["member"], q="zebra")) == {"Zebra A", "Zebra B", "Zebra C", "Zebra D", "Zebra Jones"}
    assert titles(clients["member"], q="zebra", kind="person") == ["Zebra Jones"]
    assert "Nothing that is open to everyone says this" in shown(clients["visitor"], q="giraffe")
    assert clients["visitor"].get(SUGGEST, {"q": "zeb"}).status_code == 200


def test_an_index_that_was_never_built_is_a_notice_too(db, settings, tmp_path, client):
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "tantivy", "PATH": tmp_path / "nothing"}
    engine.cache_clear()

    assert "Search is resting" in shown(client, q="zebra")

    engine.cache_clear()


def test_suggestions_are_options_that_lead_somewhere(shelf, client):
    html = client.get(SUGGEST, {"q": "zeb", "id": "q-suggestions"}).content.decode()

    assert html.count('role="option"') == 3
    assert 'id="q-suggestions-1"' in html
    assert 'data-said="3 suggestions"' in html
    assert 'id="suggestions-1"' in client.get(SUGGEST, {"q": "zeb", "id": '"><b>'}).content.decode()
    assert client.get(SUGGEST).content.strip() == b""


# Session, account, roster and mergers; names of facets and authors; what has just changed; notices. The lessons
# themselves take four.
QUERIES = {"visitor": 7, "member": 12}


@pytest.mark.parametrize("reader", QUERIES)
@pytest.mark.parametrize("count", [1, 3, 30])
def test_thirty_rows_cost_as_many_queries_as_one(
    search_index, clients, partnership, django_assert_num_queries, reader, count
):
    topic = TopicFactory()
    for number in range(count):
        author = member_of(partnership, name=f"Author {number}")
        LessonFactory(title="Zebra", partnership=partnership, authors=[author], topics=[topic])
    search_index()
    clients[reader].get(SEARCH, {"q": "zebra"})

    with django_assert_num_queries(QUERIES[reader]):
        page = shown(clients[reader], q="zebra")

    assert page.count("entry__title") == min(20, count)


def test_every_kind_costs_at_most_two_queries_more(search_index, clients, partnership, django_assert_max_num_queries):
    author = member_of(partnership, name="Zebra Jones")
    PartnershipFactory(name="Zebra Valley")
    LessonFactory(title="Zebra", partnership=partnership, authors=[author])
    AboutIndexPage.objects.get().add_child(instance=AboutPage(title="Zebra", slug="zebra", audience="public"))
    search_index()
    clients["member"].get(SEARCH, {"q": "zebra"})

    with django_assert_max_num_queries(16 + 2 * 4):
        page = clients["member"].get(SEARCH, {"q": "zebra"}).context["page"]

    assert {row.kind.name for row in page.rows} == {"about", "lesson", "partnership", "person"}


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("get", {"q": "x" * 1_000_000}, 414),
        ("get", {"q": "attendance " * 45_000}, 414),
        ("get", {"topic": ["x" * 90] * 100}, 414),
        ("get", {"q": "attendance " * 600}, 200),
        ("post", {"q": "x" * 500_000}, 405),
    ],
    ids=["a megabyte", "half a megabyte", "many facets", "just short enough", "posted"],
)
@pytest.mark.parametrize("address", [SEARCH, SUGGEST])
def test_a_query_of_any_length_is_answered_at_once(search_index, client, address, method, query, status):
    search_index()
    start = process_time()

    response = getattr(client, method)(address, query)

    assert response.status_code == status
    assert process_time() - start < 1


@pytest.mark.parametrize("is_resting", [False, True])
def test_newest_means_the_same_in_search_and_in_the_list(search_index, clients, monkeypatch, is_resting):
    now = timezone.now()
    LessonFactory(title="Zebra old", first_published_at=now - timedelta(days=9), last_published_at=now)
    LessonFactory(title="Zebra new", first_published_at=now - timedelta(days=2))
    search_index()
    if is_resting:
        monkeypatch.setattr(engine(), "search", away)

    listed = [str(lesson) for lesson in clients["visitor"].get("/lessons/").context["lessons"]]
    found = clients["visitor"].get(SEARCH, {"q": "zebra", "sort": "newest"}).context["page"].rows

    assert listed == [re.sub("</?mark>", "", str(row.title)) for row in found] == ["Zebra new", "Zebra old"]
