"""From hits to rows: every hit is read again from the database for this reader before anybody sees it."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from django.db.models import Model
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.kinds import Kind, UnknownKindError, get_kind

from . import outbox
from .analysis import fold
from .engines.base import Hit, Suggestion
from .query import Question
from .rows import Facts, anchor_of, facts_of, prepared
from .sources import thing_of

logger = logging.getLogger(__name__)

MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
MOST_WORDS = 4


@dataclass(frozen=True)
class Row:
    """One thing that the reader may read, as a list shows it. `title` and `text` are safe HTML."""

    kind: Kind
    url: str
    title: str
    text: str = ""
    why: str = ""
    facts: Facts = field(default_factory=Facts)


def read_again(hits: Sequence[Hit | Suggestion], viewer: Viewer, *, full: bool = True) -> list[tuple]:
    """(hit, kind, thing) for every hit that `viewer` may read now, in the order of `hits`.

    One query for each kind, and what its rows show besides when `full`. What the index holds and the reader may
    not see is dropped, and logged as drift: the index has something that the database has already changed.
    """
    wanted: dict[str, list[int]] = {}
    for hit in hits:
        kind, number = thing_of(hit.id)
        wanted.setdefault(kind, []).append(number)
    things: dict[tuple[str, int], Model] = {}
    for name, numbers in wanted.items():
        try:
            kind = get_kind(name)
        except UnknownKindError:
            continue
        readable = kind.listed(kind.visible_to(viewer)).filter(pk__in=numbers)
        for thing in prepared(name, readable) if full else readable:
            things[name, thing.pk] = thing
    found, dropped = [], []
    for hit in hits:
        thing = things.get(thing_of(hit.id))
        if thing is None:
            dropped.append(hit.id)
        else:
            found.append((hit, get_kind(hit.kind), thing))
    if dropped:
        logger.warning("Drift: the index gave %s, which this reader may not read", ", ".join(dropped))
    return found


def rows_for(hits: Sequence[Hit], viewer: Viewer, question: Question, otherwise: str) -> list[Row]:
    """The rows to show; `otherwise` is the reason of a row when nobody typed any words."""
    found = read_again(hits, viewer)
    facts = facts_of([(kind.name, thing) for _hit, kind, thing in found], viewer)
    changed = outbox.not_yet_told((kind.name, thing.pk) for _hit, kind, thing in found)
    rows = []
    for found_hit, kind, thing in found:
        said, is_old = facts[kind.name, thing.pk], (kind.name, thing.pk) in changed
        hit = _still_said(found_hit, kind, thing, is_old=is_old)
        why = reason(hit, question) if question.is_scored else otherwise
        rows.append(
            Row(
                kind=kind,
                url=_address(hit, kind, thing),
                title=mark_safe(hit.title_html) if hit.title_html else kind.title(thing),
                text=_text(hit, said.summary),
                why=_("it has just been changed") if is_old else why,
                facts=said,
            )
        )
    return rows


def suggested(suggestions: Sequence[Suggestion], viewer: Viewer) -> list[Row]:
    """Titles and addresses of what `viewer` may open of `suggestions`."""
    found = read_again(suggestions, viewer, full=False)
    return [Row(kind=kind, url=kind.url(thing), title=kind.title(thing)) for _hit, kind, thing in found]


def _address(hit: Hit, kind: Kind, thing: Model) -> str:
    """Of the thing, and of the place on its page where the passage stands that matched."""
    before, mark, _rest = hit.snippet_html.partition("<mark>")
    if not mark:
        return kind.url(thing)
    passage = unescape(MARKED.sub(r"\1", hit.snippet_html))
    anchor = anchor_of(kind.name, thing, passage.strip(), len(unescape(before).lstrip()))
    return f"{kind.url(thing)}#{anchor}" if anchor else kind.url(thing)


def _still_said(hit: Hit, kind: Kind, thing: Model, *, is_old: bool) -> Hit:
    """`hit` without the words of the index that the database may not say now; `is_old`: its text has changed since."""
    has_title = hit.title == " ".join(kind.title(thing).split())
    return replace(hit, title_html=hit.title_html if has_title else "", snippet_html="" if is_old else hit.snippet_html)


def _text(hit: Hit, summary: str) -> str:
    """The passage that matched, with dots where it is cut; the summary when nothing in the text did."""
    if not hit.snippet_html or (summary and not MARKED.search(hit.snippet_html)):
        return summary
    plain = unescape(MARKED.sub(r"\1", hit.snippet_html)).strip()
    before = "" if plain[:1].isupper() else "…"
    after = "" if plain[-1:] in tuple(".!?”") else "…"
    return mark_safe(f"{before}{hit.snippet_html.strip()}{after}")


def reason(hit: Hit, question: Question) -> str:
    """In one sentence, why this was found: where, by which words, and what they are other words for."""
    in_title, in_text = _marked(hit.title_html), _marked(hit.snippet_html)
    said = " ".join([*in_title, *in_text])
    if in_title and in_text:
        where = _("matched in title and text")
    elif in_title:
        where = _("matched in title")
    elif in_text:
        where = _("matched in text")
    else:
        return _("matched in summary, names or topics")
    others = [
        (other, term.text)
        for term in question.terms
        for other in term.alternatives
        if f" {fold(other)} " in f" {fold(said)} " and fold(term.text) not in fold(said)
    ]
    meant = {fold(other): word for other, word in others[:1]}
    words = ", ".join(_explained(word, meant.pop(fold(word), "")) for word in _first_different([*in_title, *in_text]))
    # Of several words, marked one by one.
    phrases = [
        _("“%(other)s” is another word for “%(word)s”") % {"other": other, "word": word}
        for other, word in others[:1]
        if fold(other) in meant
    ]
    return "; ".join([f"{where}: {words}", *phrases])


def _explained(word: str, meant: str) -> str:
    return _("“%(other)s” (another word for “%(word)s”)") % {"other": word, "word": meant} if meant else f"“{word}”"


def _marked(html: str) -> list[str]:
    return [unescape(word) for word in MARKED.findall(html)]


def _first_different(words: Iterable[str]) -> list[str]:
    different: dict[str, str] = {}
    for word in words:
        different.setdefault(fold(word), word)
    return list(different.values())[:MOST_WORDS]
