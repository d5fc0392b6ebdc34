"""Search inside one room: its own list is narrowed by what the engine finds of its kind."""

from cms.audiences import Viewer

from .fallback import find
from .query import WINDOW, SearchRequest
from .sources import thing_of


def keys_of(kind: str, words: str, viewer: Viewer) -> set[int]:
    """Primary keys of what `words` find of `kind`, as far as anybody can page."""
    request = SearchRequest(
        viewer=viewer, text=words, filters={"kind": frozenset({kind})}, size=WINDOW, facets=(), highlight=False
    )
    return {thing_of(hit.id)[1] for hit in find(request).hits}
