"""The law as dated data, and the desk: guidance of others, and answers of our own."""

from .desk import AnswerTag, LegalAnswer, LegalResource, ResourceTag
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
    "Source",
    "StateLaw",
    "StateOverlay",
    "SuppressionRule",
]
