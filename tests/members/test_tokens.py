"""Who belongs where: the rosters' part of the lock."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.audiences import except_token, viewer_for
from members.partnerships.permissions import partnerships_lately, shield_of, shields_passed, tokens_of
from tests.factories import PartnershipFactory, RosterEntryFactory, UserFactory, member_of


@pytest.fixture
def user(db):
    return UserFactory()


def on_roster(user, partnership, joined=date(2020, 1, 1), left=None):
    return RosterEntryFactory(user=user, partnership=partnership, joined=joined, left=left)


@pytest.mark.parametrize(
    ("joined", "left", "belongs"),
    [
        (-100, None, True),
        (0, None, True),
        (-100, 1, True),
        (-100, 0, False),
        (-100, -1, False),
        (1, None, False),
    ],
    ids=["running", "from today", "until tomorrow", "ended today", "ended yesterday", "from tomorrow"],
)
def test_tokens_of_follows_the_dates_of_the_roster(user, partnership, joined, left, belongs):
    today = timezone.localdate()
    on_roster(user, partnership, today + timedelta(joined), None if left is None else today + timedelta(left))

    assert tokens_of(user) == ({"members", f"partnership:{partnership.pk}"} if belongs else set())


def test_tokens_of_asks_once(user, partnership, django_assert_num_queries):
    on_roster(user, partnership)
    on_roster(user, PartnershipFactory())

    with django_assert_num_queries(1):
        tokens_of(user)


def test_tokens_of_reach_through_mergers_to_the_predecessors_only(user, partnership):
    other = PartnershipFactory(merged_into=partnership)
    oldest = PartnershipFactory(merged_into=other)
    later = PartnershipFactory()
    on_roster(user, partnership)
    partnership.merged_into = later
    partnership.save()

    expected = {"members", *(f"partnership:{one.pk}" for one in (partnership, other, oldest))}
    assert tokens_of(user) == expected
    assert tokens_of(member_of(later)) == expected | {f"partnership:{later.pk}"}


def test_tokens_of_survive_a_merger_in_a_circle(user, partnership):
    other = PartnershipFactory(merged_into=partnership)
    partnership.merged_into = other
    partnership.save()
    on_roster(user, partnership)

    assert tokens_of(user) == {"members", f"partnership:{partnership.pk}", f"partnership:{other.pk}"}


def test_whoever_left_reads_what_a_visitor_reads(user, partnership):
    entry = on_roster(user, partnership)
    assert viewer_for(user).is_member

    entry.left = timezone.localdate()
    entry.save()

    assert viewer_for(user).audiences == {"public", "anonymous"}


@pytest.mark.parametrize(
    ("fields", "tokens"),
    [
        ({}, {"public", "anonymous"}),
        ({"affiliation": "attorney"}, {"public", "anonymous"}),
        ({"affiliation": "attorney", "affiliation_approved": date(2026, 1, 1)}, {"public", "members"}),
        ({"role": "staff"}, {"public", "members", "staff"}),
        ({"role": "admin"}, {"public", "members", "staff"}),
        ({"role": "staff", "is_active": False}, {"public", "anonymous"}),
    ],
)
def test_viewer_of_an_account_without_roster(db, fields, tokens):
    user = UserFactory(**fields)

    own = {f"user:{user.pk}"} if "members" in tokens else set()
    assert viewer_for(user).audiences == tokens | own


@pytest.mark.parametrize(
    ("left", "is_shut_out"), [(None, True), (-10, True), (-364, True), (-366, False), (-2000, False)]
)
def test_shield_shuts_out_whoever_was_there_in_the_last_twelve_months(user, partnership, left, is_shut_out):
    on_roster(user, PartnershipFactory())
    on_roster(user, partnership, left=None if left is None else timezone.localdate() + timedelta(left))
    token = except_token([partnership.pk])

    assert shields_passed(user, [token]) == (set() if is_shut_out else {token})


def test_shield_holds_across_a_merger_in_both_directions(partnership):
    successor = PartnershipFactory()
    before = member_of(partnership)
    partnership.merged_into = successor
    partnership.save()
    after, stranger = member_of(successor), member_of(PartnershipFactory())

    assert partnerships_lately(before) == partnerships_lately(after) == {partnership.pk, successor.pk}
    assert shields_passed(after, [shield_of(before)]) == set()
    assert shields_passed(before, [shield_of(after)]) == set()
    assert shields_passed(stranger, [shield_of(before)]) == {shield_of(before)}


def test_shield_of_somebody_without_partnership_is_none(user):
    assert shield_of(user) is None
