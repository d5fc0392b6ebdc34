"""The network's view of a challenge: from five partnerships on, among what the reader may read."""

import pytest
from django.template import Context, Template

from members.partnerships.models import FacedChallenge
from tests.factories import ChallengeFactory, FacedChallengeFactory, PartnershipFactory

SHOWN = Template("{% load partnerships %}{% who_faces challenge viewer %}")


@pytest.fixture
def challenge(db):
    return ChallengeFactory(name="Who owns the file")


def shown(challenge, viewer) -> str:
    return SHOWN.render(Context({"challenge": challenge, "viewer": viewer}))


def facing(challenge, number, audience="members", **fields) -> list[str]:
    entries = FacedChallengeFactory.create_batch(number, challenge=challenge, audience=audience, **fields)
    return [entry.partnership.name for entry in entries]


@pytest.mark.parametrize(("number", "named"), [(0, False), (1, False), (4, False), (5, True), (30, True)])
def test_partnerships_are_named_from_five_on_in_one_query(challenge, viewers, number, named, django_assert_num_queries):
    names = facing(challenge, number)

    with django_assert_num_queries(1):
        said = shown(challenge, viewers["member"])

    assert [name in said for name in names] == [named] * number
    assert ("Fewer than five" in said) is not named
    assert (f">{number}<" in said) is named


@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "colleague", "staff"])
def test_only_lines_that_the_reader_may_read_count(challenge, viewers, partnership, reader):
    facing(challenge, 3, audience="public")
    facing(challenge, 1, audience="members")
    FacedChallengeFactory(challenge=challenge, partnership=partnership, audience=f"partnership:{partnership.pk}")

    said = shown(challenge, viewers[reader])

    # A visitor may read three of the five lines, a member four; the fifth is the colleague's own.
    assert ("Twin Forks" in said) is (reader == "colleague")
    assert ("Fewer than five" in said) is (reader != "colleague")


@pytest.mark.parametrize("reason", ["over", "merged", "hidden place", "hidden word"])
def test_what_is_over_or_gone_or_hidden_does_not_count(challenge, viewers, reason):
    facing(challenge, 5)
    entry = FacedChallenge.objects.first()
    assert "Fewer than five" not in shown(challenge, viewers["member"])

    match reason:
        case "over":
            entry.until = "2025-01-01"
            entry.save()
        case "merged":
            entry.partnership.merged_into = PartnershipFactory()
            entry.partnership.save()
        case "hidden place":
            entry.partnership.audience = "staff"
            entry.partnership.save()
        case "hidden word":
            challenge.audience = "staff"
            challenge.save()

    assert "Fewer than five" in shown(challenge, viewers["member"])
