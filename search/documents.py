"""What the index knows of a thing: one flat shape for all kinds. No I/O.

A document names its thing (``lesson:12``, or ``person:7#members`` for one layer of it), says who may
read it, and carries plain text. Addresses are never in it; the database makes those.
"""

from dataclasses import dataclass
from datetime import datetime

from .analysis import SENTINEL, fold, plain_words, says_something

BODY_LIMIT = 200_000  # bytes of UTF-8
ALWAYS = 0
NEVER = 253_402_300_799  # the last second of the year 9999


@dataclass(frozen=True)
class Document:
    """Ready for any engine; made by `document()`. Times are whole seconds since 1970, in UTC.

    `rev` grows with every change of the thing, also across delete and re-create.
    """

    id: str
    kind: str
    audience: str
    title: str
    extra: str
    body: str
    slug: str
    title_sort: str
    words: tuple[str, ...]
    updated: int  # since when readers have it: an edit makes nothing new
    visible_from: int
    visible_until: int
    rev: int
    challenge: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    partnership: tuple[str, ...] = ()

    def fields(self) -> dict:
        """As a plain dict whose lists are lists."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in vars(self).items()}


_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")


def plain(text: str) -> str:
    """`text` as engines can hold it: no lone surrogates, no NUL or other controls, white space joined."""
    if not text.isprintable():
        text = text.encode("utf-8", "ignore").decode("utf-8").translate(_CONTROLS)
    return " ".join(text.split())


def document(
    *,
    id: str,
    kind: str,
    audience: str,
    title: str,
    slug: str,
    updated: datetime | None,
    rev: int,
    extra: str = "",
    body: str = "",
    visible_from: datetime | None = None,
    visible_until: datetime | None = None,
    topic_names: tuple[str, ...] = (),
    challenge: tuple[str, ...] = (),
    outcome: tuple[str, ...] = (),
    topic: tuple[str, ...] = (),
    state: tuple[str, ...] = (),
    partnership: tuple[str, ...] = (),
) -> Document:
    """Make the Document of a thing from plain text (markup must be gone already).

    Facets take keywords (slugs, codes). `topic_names` are the topics as people write them: they are
    searched with `extra` and offered as repairs for misspelled words, as the title's words are.
    """
    title = plain(title)
    named = plain(" ".join(topic_names))
    facets = {
        "challenge": challenge,
        "outcome": outcome,
        "topic": topic,
        "state": state,
        "partnership": partnership,
    }
    return Document(
        id=id,
        kind=kind,
        audience=audience,
        title=_never_empty(title),
        extra=_never_empty(f"{plain(extra)} {named}".strip()),
        body=_never_empty(_cut(plain(body))),
        slug=slug,
        title_sort=fold(title)[:200],
        words=_words(f"{title} {named}"),
        updated=_seconds(updated, ALWAYS),
        visible_from=_seconds(visible_from, ALWAYS),
        visible_until=_seconds(visible_until, NEVER),
        rev=rev,
        **{facet: tuple(dict.fromkeys(map(plain, values))) for facet, values in facets.items()},
    )


def shown(text: str) -> str:
    """A title or text of the index as people may see it."""
    return text.removesuffix(SENTINEL).rstrip()


def _never_empty(text: str) -> str:
    return text if says_something(text[:200]) else f"{text} {SENTINEL}".strip()


def _seconds(moment: datetime | None, missing: int) -> int:
    return missing if moment is None else min(NEVER, max(ALWAYS, int(moment.timestamp())))


def _cut(text: str) -> str:
    return text.encode("utf-8")[:BODY_LIMIT].decode("utf-8", "ignore")


def _words(text: str) -> tuple[str, ...]:
    """The distinct words of four letters or more that may repair a misspelled one."""
    return tuple(sorted({w for w in plain_words(text) if len(w) >= 4 and w.isalpha() and w != SENTINEL}))
