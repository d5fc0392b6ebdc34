"""The directory with a hundred members and with ten thousand, a page without words and one that is narrowed."""

import random

from django.db import transaction
from django.test import Client

from cms.audiences import MEMBERS
from cms.vocabulary.models import Challenge, Expertise
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry
from members.people.directory import TOLD, new_edition
from members.people.models import Language, Profile

from .report import Figure
from .timing import median, take_turns

SMALL, LARGE = 100, 10_000
LIMIT = 1.3
ROUNDS = 40
LANGUAGES = ("en", "es", "fr", "vi")


def measure(client: Client, fetch, bare: str, dice: random.Random) -> list[Figure]:
    """How much slower ten thousand make it; the page at `bare` takes turns as a witness."""
    paths = {"directory": "/people/", "narrowed": "/people/?language=en", "bare": bare}
    medians = []
    for count in (SMALL, LARGE):
        members(count - User.objects.filter(email__startswith="peer").count(), dice)
        spent = take_turns({name: lambda path=path: fetch(client, path) for name, path in paths.items()}, ROUNDS)
        medians.append({name: median(values) for name, values in spent.items()})
    small, large = medians
    return [
        Figure(
            f"{name} at 10,000 ÷ at 100 members", large[name] / small[name], "×", LIMIT, note=f"{large[name]:.1f} ms"
        )
        for name in ("directory", "narrowed")
    ] + [Figure("bare page at 10,000 ÷ at 100 members", large["bare"] / small["bare"], "×")]


@transaction.atomic
def members(count: int, dice: random.Random) -> None:
    """Add `count` members who say what they offer, look for, know and speak."""
    first = User.objects.filter(email__startswith="peer").count()
    users = User.objects.bulk_create(
        User(email=f"peer{number}@example.org", name=f"Peer {number:05}", is_active=True)
        for number in range(first, first + count)
    )
    places = list(Partnership.objects.all())
    RosterEntry.objects.bulk_create(
        RosterEntry(partnership=dice.choice(places), user=user, job_title="Data manager") for user in users
    )
    readers = {f"{field}_readers": MEMBERS for field in TOLD}
    profiles = Profile.objects.bulk_create(Profile(user=user, job_title="Data manager", **readers) for user in users)
    expertise, challenges = list(Expertise.objects.all()), list(Challenge.objects.all())
    for field, words in (
        ("expertise_offered", expertise), ("help_wanted", expertise), ("challenges_known", challenges)
    ):  # fmt: skip
        through, column = getattr(Profile, field).through, words[0]._meta.model_name
        through.objects.bulk_create(
            through(**{"profile_id": profile.pk, f"{column}_id": word.pk})
            for profile in profiles
            for word in dice.sample(words, 3)
        )
    Language.objects.bulk_create(Language(profile=profile, code=dice.choice(LANGUAGES)) for profile in profiles)
    new_edition()
