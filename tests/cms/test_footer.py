"""The foot of every page: it leads to the pages that are there for everyone, and to no other."""

import re

import pytest

from cms.actions import set_audience
from cms.content import rooms
from cms.footer import SLUGS, forget_footer
from cms.models import AboutIndexPage, AboutPage

FOOT = re.compile(r"<footer.*</footer>", re.DOTALL)


def led_to(client) -> list[str]:
    """The addresses of about pages in the foot of the home page."""
    return re.findall(r'href="/about/([^"/]+)/"', FOOT.search(client.get("/").content.decode())[0])


@pytest.fixture
def rules(db):
    forget_footer()
    shelf = AboutIndexPage.objects.get()
    return shelf.add_child(instance=AboutPage(title="House rules", slug="house-rules"))


def test_starter_content_has_what_the_foot_leads_to(client, db):
    forget_footer()
    rooms.load(with_demo=False)

    assert led_to(client) == list(SLUGS)
    for slug in SLUGS:
        assert client.get(f"/about/{slug}/").status_code == 200


def test_what_is_not_there_is_not_led_to(client, rules):
    assert led_to(client) == ["house-rules"]

    rules.unpublish()
    assert led_to(client) == []

    rules.get_latest_revision_as_object().save_revision().publish()
    assert led_to(client) == ["house-rules"]

    AboutPage.objects.get().delete()
    assert led_to(client) == []


def test_what_is_for_members_is_not_led_to(client, clients, rules):
    assert led_to(client) == ["house-rules"]

    set_audience(page=rules, audience="members")

    assert (led_to(client), led_to(clients["member"])) == ([], [])


def test_the_foot_is_kept(client, rules, django_assert_num_queries):
    client.get("/lessons/")

    forget_footer()
    with django_assert_num_queries(1):
        client.get("/accounts/login/")
    with django_assert_num_queries(0):
        client.get("/accounts/login/")
