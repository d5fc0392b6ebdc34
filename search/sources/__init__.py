"""From a row to its documents: one source per kind."""

from . import (
    about,
    agreements,
    convenings,
    legal,
    lessons,
    partnerships,
    people,
    questions,
    report_cards,
    systems,
    words,
)
from .base import Source, document_id, fingerprint, thing_of

_OF_ONE_KIND = (about, agreements, lessons, partnerships, people, questions, report_cards, systems)
_OF_SEVERAL = (convenings, legal, words)
SOURCES = {
    source.kind: source
    for source in (*(each.SOURCE for each in _OF_ONE_KIND), *(each for room in _OF_SEVERAL for each in room.SOURCES))
}

__all__ = ["SOURCES", "Source", "document_id", "fingerprint", "thing_of"]
