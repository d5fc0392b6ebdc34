"""From a row to its documents: one source per kind."""

from . import about, lessons, partnerships, people, words
from .base import Source, document_id, fingerprint, thing_of

_OF_ONE_KIND = (about, lessons, partnerships, people)
SOURCES = {source.kind: source for source in (*(each.SOURCE for each in _OF_ONE_KIND), *words.SOURCES)}

__all__ = ["SOURCES", "Source", "document_id", "fingerprint", "thing_of"]
