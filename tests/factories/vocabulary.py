import factory

from cms.vocabulary.models import Challenge, Gateway, GatewayScheme, Outcome, Term, Topic


class OutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outcome

    name = factory.Sequence(lambda number: f"Outcome {number}")
    slug = factory.Sequence(lambda number: f"outcome-{number}")


class ChallengeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Challenge

    name = factory.Sequence(lambda number: f"Challenge {number}")
    slug = factory.Sequence(lambda number: f"challenge-{number}")
    family = Challenge.Family.TRUST


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    name = factory.Sequence(lambda number: f"Term {number}")
    slug = factory.Sequence(lambda number: f"term-{number}")
    definition = "What it means here."


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda number: f"Topic {number}")
    slug = factory.Sequence(lambda number: f"topic-{number}")


class GatewaySchemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GatewayScheme

    name = factory.Sequence(lambda number: f"Scheme {number}")
    slug = factory.Sequence(lambda number: f"scheme-{number}")


class GatewayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Gateway

    scheme = factory.SubFactory(GatewaySchemeFactory)
    name = factory.Sequence(lambda number: f"Gateway {number}")
    slug = factory.Sequence(lambda number: f"gateway-{number}")
