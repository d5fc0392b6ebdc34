"""The engine of this process, as the settings name it."""

from collections.abc import Callable
from functools import cache

from django.conf import settings

from search.query import Synonyms

from .base import Engine
from .elasticsearch import ElasticsearchEngine
from .tantivy import TantivyEngine

_loaders: list[Callable[[], Synonyms]] = []


def synonyms_from(loader: Callable[[], Synonyms]) -> None:
    """Let ``loader() -> {folded words: (other ways to say it, ...)}`` provide the synonyms of every search."""
    _loaders[:] = [loader]


def _synonyms() -> Synonyms:
    return _loaders[0]() if _loaders else {}


@cache
def engine() -> Engine:
    """The one engine of this process."""
    chosen = settings.SEARCH
    if chosen["ENGINE"] == "tantivy":
        return TantivyEngine(chosen["PATH"], synonyms=_synonyms)
    return ElasticsearchEngine(
        hosts=chosen["HOSTS"],
        api_key=chosen["API_KEY"],
        ca=chosen["CA"],
        prefix=chosen["PREFIX"],
        replicas=chosen["REPLICAS"],
        timeout=chosen["TIMEOUT"],
        retries=chosen["RETRIES"],
        circuit=chosen["CIRCUIT"],
        synonyms=_synonyms,
    )


def reset() -> None:
    """Forget the engine: the next `engine()` reads the settings again."""
    engine.cache_clear()
