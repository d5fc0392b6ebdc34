"""The feed of the newest lessons: well-formed Atom, the same for every reader, and only what a visitor may read."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import ChallengeFactory, LessonFactory, PartnershipFactory

FEED = "/lessons/feed/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client, feed=FEED) -> list[str]:
    feed = ElementTree.fromstring(client.get(feed).content)
    return [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]


@pytest.fixture
def shelf(partnership):
    now = timezone.now()
    LessonFactory(title="Older", first_published_at=now - timedelta(days=2))
    LessonFactory(title="Newer & <newest>", slug="newer", first_published_at=now - timedelta(days=1))
    LessonFactory(title="For members", audience="members")
    LessonFactory(title="For one place", audience=f"partnership:{partnership.pk}")
    LessonFactory(title="A draft", live=False)
    LessonFactory(title="Withdrawn", withdrawn_on=date(2026, 1, 2))
    LessonFactory(title="Expired", expire_at=now - timedelta(hours=1))


@pytest.mark.parametrize("reader", ["visitor", "member", "colleague", "staff"])
def test_the_feed_holds_what_a_visitor_may_read_newest_first(clients, shelf, reader):
    assert entries(clients[reader]) == ["Newer & <newest>", "Older"]


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client, shelf, settings):
    settings.SITE_URL = "https://numbers.example.org"

    answer = client.get(FEED, headers={"host": "localhost"})
    feed = ElementTree.fromstring(answer.content)

    assert answer["Content-Type"].startswith("application/atom+xml")
    links = {link.get("href") for link in feed.iter(f"{{{ATOM['a']}}}link")}
    assert all(link.startswith("https://numbers.example.org/") for link in links)
    assert "https://numbers.example.org/lessons/newer/" in links


def test_list_and_head_lead_to_the_feed(client, shelf):
    page = client.get("/lessons/").content.decode()

    assert 'rel="alternate" type="application/atom+xml"' in page
    assert page.count(f'href="{FEED}"') == 2


@pytest.mark.parametrize("make", [ChallengeFactory, PartnershipFactory])
def test_a_page_with_a_feed_of_its_own_says_so_in_its_head(clients, make):
    everyones, members_own = make(name="Trust & <turf>", audience="public"), make(audience="members")
    kind = make._meta.model.__name__.lower()

    head = clients["visitor"].get(f"/{kind}s/{everyones.slug}/").content.decode().partition("</head>")[0]
    inner = clients["member"].get(f"/{kind}s/{members_own.slug}/").content.decode().partition("</head>")[0]

    title = "Lessons: Trust &amp; &lt;turf&gt;"
    assert f'application/atom+xml" title="{title}" href="/{kind}s/{everyones.slug}/feed/"' in head
    assert "atom+xml" not in inner


def test_what_xml_cannot_hold_is_left_out(client, db):
    LessonFactory(title="A\x0bB", summary="C\x1fD\uffff")

    assert entries(client) == ["AB"]


@pytest.mark.parametrize("count", [0, 1, 3, 30])
def test_the_feed_asks_once_and_ends_somewhere(client, db, django_assert_num_queries, count):
    LessonFactory.create_batch(count)

    with django_assert_num_queries(1):
        found = entries(client)

    assert len(found) == min(count, 20)


def test_head_and_post(client, db):
    assert (client.head(FEED).status_code, client.post(FEED).status_code) == (200, 405)


@pytest.fixture
def subject(request, partnership):
    """A challenge or a partnership with a public lesson and one for members, beside a lesson about something else."""
    if request.param == "challenge":
        subject = ChallengeFactory()
        about = {"challenges": [subject]}
    else:
        subject, about = partnership, {"partnership": partnership}
    LessonFactory(title="About it", **about)
    LessonFactory(title="About it among members", audience="members", **about)
    LessonFactory(title="About another", partnership=PartnershipFactory(), challenges=[ChallengeFactory()])
    return subject


@pytest.mark.parametrize("subject", ["challenge", "partnership"], indirect=True)
def test_a_challenge_and_a_partnership_have_a_feed_of_their_own(clients, subject):
    feed = f"{subject.url}feed/"

    assert f'href="{feed}"' in clients["member"].get(subject.url).content.decode()
    assert entries(clients["member"], feed) == ["About it"]


@pytest.mark.parametrize("subject", ["challenge", "partnership"], indirect=True)
def test_what_a_visitor_may_not_read_has_no_feed(clients, subject):
    subject.audience = "members"
    subject.save()
    feed = f"{subject.url}feed/"

    assert clients["member"].get(feed).status_code == 404
    assert feed not in clients["member"].get(subject.url).content.decode()
