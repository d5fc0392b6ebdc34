"""The vocabulary's part of the skeleton: editors may add and change words."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow

from .models import Benchmark, Challenge, Expertise, Gateway, GatewayScheme, Outcome, Pillar, Term, TheoryNote, Topic


def vocabulary_skeleton(home) -> None:
    # Not delete: content refers to words, and a word that is gone would be gone from all of it.
    editors = Group.objects.get(name=EDITORS)
    models = (Outcome, Challenge, Topic, Term, Expertise, GatewayScheme, Gateway, Pillar, Benchmark, TheoryNote)
    names = [model._meta.model_name for model in models]
    allow(editors, *(f"vocabulary.{verb}_{name}" for name in names for verb in ("add", "change")))
