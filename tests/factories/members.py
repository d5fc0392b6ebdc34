from datetime import date

import factory
from allauth.account.models import EmailAddress

from members.accounts.models import User
from members.partnerships.models import FacedChallenge, JoinRequest, Partnership, RosterEntry, Stage
from members.people.models import Profile

PASSWORD = "correct-horse-battery"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with a verified address and the password `PASSWORD`, on no roster."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(user, create, extracted, **kwargs):
        if create and extracted is not False:
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


class PartnershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partnership

    name = factory.Sequence(lambda number: f"Partnership {number}")
    slug = factory.Sequence(lambda number: f"partnership-{number}")
    state = "MN"


class RosterEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RosterEntry

    partnership = factory.SubFactory(PartnershipFactory)
    user = factory.SubFactory(UserFactory)
    job_title = "Data manager"
    joined = date(2020, 1, 1)


class StageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stage

    partnership = factory.SubFactory(PartnershipFactory)
    gateway = factory.SubFactory("tests.factories.vocabulary.GatewayFactory")
    since = date(2020, 1, 1)


class FacedChallengeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FacedChallenge

    partnership = factory.SubFactory(PartnershipFactory)
    challenge = factory.SubFactory("tests.factories.vocabulary.ChallengeFactory")


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model, *args, user, **fields):
        # Whoever is on a roster has a profile already.
        return model.objects.update_or_create(user=user, defaults=fields)[0]


class JoinRequestFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JoinRequest

    partnership = factory.SubFactory(PartnershipFactory)
    user = factory.SubFactory(UserFactory)
    job_title = "Data manager"


class AffiliationRequestFactory(JoinRequestFactory):
    """Somebody asks to be let in without a partnership."""

    partnership = None
    affiliation = "attorney"
    organization = "Summit County Legal Aid"
    job_title = "Staff attorney"


def member_of(partnership, **fields) -> User:
    """An approved member: somebody on the current roster of `partnership`."""
    return RosterEntryFactory(partnership=partnership, user=UserFactory(**fields)).user
