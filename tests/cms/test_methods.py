"""HEAD answers like GET on every page: browsers, link checkers and caches ask so."""

import pytest
from django.urls import URLPattern, get_resolver

from tests.factories import LessonFactory


def fixed_addresses(resolver=None, prefix="/") -> list[str]:
    """Every address of the site that takes no argument; the editors' admin is Wagtail's."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        route = str(pattern.pattern)
        if route.startswith(("admin/", "^")) or "<" in route or "(" in route:
            continue
        if isinstance(pattern, URLPattern):
            found.append(prefix + route)
        else:
            found += fixed_addresses(pattern, prefix + route)
    return sorted(found)


@pytest.mark.parametrize("address", fixed_addresses())
def test_head_is_answered_like_get(clients, address):
    for client in (clients["visitor"], clients["staff"]):
        assert client.head(address).status_code == client.get(address).status_code


@pytest.mark.parametrize("page", ["edit", "preview", "readers"])
def test_head_is_answered_like_get_on_the_pages_of_a_draft(clients, people, page):
    LessonFactory(slug="weekly", authors=[people["colleague"]], live=False, first_published_at=None)
    address = f"/lessons/weekly/{page}/"

    statuses = {name: clients[name].head(address).status_code for name in ("colleague", "member")}

    assert statuses == {name: clients[name].get(address).status_code for name in ("colleague", "member")}
    assert statuses["member"] == 404
