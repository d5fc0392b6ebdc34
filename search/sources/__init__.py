"""From a row to its documents: one source per kind."""

from . import about, lessons, partnerships, people
from .base import Source, document_id, fingerprint, thing_of

SOURCES = {each.SOURCE.kind: each.SOURCE for each in (about, lessons, partnerships, people)}

__all__ = ["SOURCES", "Source", "document_id", "fingerprint", "thing_of"]
