"""What the whole suite shares: the usual readers, and their keys."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from cms import footer
from cms.audiences import viewer_for
from cms.content import rooms
from cms.setup import EDITORS, REVIEWERS
from search import engines, indexing
from tests.engines import clean_up, settings_of
from tests.factories import PartnershipFactory, UserFactory, member_of

pytest_plugins = ["tests.migrated"]


@pytest.fixture(autouse=True)
def known_footer():
    """One page in a minute asks what its foot leads to: counted queries do not depend on which."""
    cache.set(footer.KEY, [], footer.SECONDS)


@pytest.fixture
def partnership(db):
    return PartnershipFactory(name="Twin Forks", slug="twin-forks")


@pytest.fixture
def people(partnership):
    """The usual readers, by what they are to `partnership`: visitor, unapproved, member, colleague, reviewer, staff."""
    reviewer = member_of(PartnershipFactory(), name="Rita Reviewer")
    reviewer.groups.add(Group.objects.get(name=REVIEWERS))
    return {
        "visitor": AnonymousUser(),
        "unapproved": UserFactory(name="Uma Unapproved"),
        "member": member_of(PartnershipFactory(), name="Mel Member"),
        "colleague": member_of(partnership, name="Cora Colleague"),
        "reviewer": reviewer,
        "staff": UserFactory(name="Stan Staff", role="staff", affiliation="network"),
    }


@pytest.fixture
def viewers(people):
    return {name: viewer_for(person) for name, person in people.items()}


@pytest.fixture
def clients(people):
    """A signed-in test client for each of `people`."""
    made = {}
    for name, person in people.items():
        made[name] = Client()
        if person.is_authenticated:
            made[name].force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return made


@pytest.fixture
def editor(db):
    """A test client of somebody who keeps the site in the editors' admin."""
    account = UserFactory(role="staff")
    account.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def search_index(request, db, settings, tmp_path):
    """An index of this test's own; call it to index everything that is in the database by now."""
    name = getattr(request, "param", "tantivy")
    settings.SEARCH = {**settings.SEARCH, **settings_of(name, tmp_path / "index", settings.WORKER)}
    engines.reset()
    yield indexing.rebuild
    clean_up(engines.engine())
    engines.reset()


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker):
    """Starter and demo content, loaded once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        rooms.load(with_demo=True)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_once, db):
    """All content; what a test changes of it is undone after the test."""
