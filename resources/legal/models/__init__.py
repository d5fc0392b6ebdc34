"""The law as dated data, and the desk: guidance of others, and answers of our own."""

from .desk import AnswerTag, LegalAnswer, LegalResource, ResourceTag
from .finder import RouteFinder
from .records import Source
from .rules import Element, Indicator, Route, SuppressionRule
from .states import StateLaw, StateOverlay

__all__ = [
    "AnswerTag",
    "Element",
    "Indicator",
    "LegalAnswer",
    "LegalResource",
    "ResourceTag",
    "Route",
    "RouteFinder",
    "Source",
    "StateLaw",
    "StateOverlay",
    "SuppressionRule",
]
