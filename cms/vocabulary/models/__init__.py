"""The words that everybody shares, and the Theory of Action. Editors keep them as snippets; they are dated."""

from .theory import Benchmark, Gateway, GatewayScheme, Pillar, TheoryNote
from .words import Challenge, DatedMeaning, Expertise, Outcome, OutcomeNote, ReadableWord, Term, Topic, Word

__all__ = [
    "Benchmark", "Challenge", "DatedMeaning", "Expertise", "Gateway", "GatewayScheme", "Outcome", "OutcomeNote",
    "Pillar", "ReadableWord", "Term", "TheoryNote", "Topic", "Word",
]  # fmt: skip
