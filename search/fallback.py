"""When the engine is away: titles from the database, newest first, and a line that says so. Never an error page."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.kinds import get_kind

from .engines import engine
from .engines.base import FacetCount, Hit, SearchPage, SearchUnavailableError, Suggestion
from .query import WINDOW, SearchRequest, parse
from .sources import SOURCES, document_id
from .sources.legal import moment

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Titles:
    """Where a kind keeps its title and its date."""

    title: str
    updated: str
    date_of: Callable[[Model], object]


def _checked(system: Model):
    return moment(system.checked_on) if system.checked_on else None


TITLES = {
    "about": Titles("title", "first_published_at", lambda page: page.first_published_at),
    "agreement-template": Titles("title", "first_published_at", lambda page: page.first_published_at),
    "challenge": Titles("name", "pk", lambda word: None),
    "convening": Titles("title", "first_published_at", lambda page: page.first_published_at),
    "legal-answer": Titles("question", "as_of", lambda answer: moment(answer.as_of)),
    "legal-resource": Titles("title", "as_of", lambda resource: moment(resource.as_of)),
    "lesson": Titles("title", "first_published_at", lambda page: page.first_published_at),
    "outcome": Titles("name", "pk", lambda word: None),
    "partnership": Titles("name", "pk", lambda partnership: None),
    "person": Titles("user__name", "user__date_joined", lambda profile: profile.user.date_joined),
    "question": Titles("title", "written", lambda question: question.written),
    "report-card": Titles("title", "approved_on", lambda card: moment(card.approved_on)),
    "session": Titles("title", "first_published_at", lambda page: page.first_published_at),
    "system": Titles("title", "checked_on", _checked),
    "term": Titles("name", "pk", lambda word: None),
}


def find(request: SearchRequest) -> SearchPage:
    """What the engine finds, or, when it cannot answer, what the titles in the database say."""
    try:
        return engine().search(request)
    except SearchUnavailableError as error:
        logger.warning("Searching titles only, the engine is away: %s", error)
        return find_titles(request)


def suggest(viewer: Viewer, text: str, limit: int = 8) -> list[Suggestion]:
    """Titles that begin to say `text`; none while the engine is away."""
    try:
        return engine().suggest(viewer, text, limit)
    except SearchUnavailableError as error:
        logger.warning("No suggestions, the engine is away: %s", error)
        return []


def find_titles(request: SearchRequest) -> SearchPage:
    """Everything `request.viewer` may read whose title has all the words, the newest first. Facets but kind are off."""
    chosen = request.chosen.get("kind") or list(SOURCES)
    words = [term.text for term in parse(request.text).terms]
    found = {kind: _matching(kind, words, request.viewer) for kind in SOURCES if kind in TITLES}
    counts = {kind: things.count() for kind, things in found.items()}
    hits = []
    if not request.is_beyond:
        for kind in set(chosen) & set(found):
            newest = found[kind].order_by(f"-{TITLES[kind].updated}", "-pk")[: request.page * request.size]
            hits += [_hit(kind, thing) for thing in newest]
        hits.sort(key=lambda hit: (hit.updated is not None, hit.updated), reverse=True)
        hits = hits[request.offset : request.offset + request.size]
    return SearchPage(
        total=min(sum(counts.get(kind, 0) for kind in chosen), WINDOW),
        hits=tuple(hits),
        facets={"kind": tuple(FacetCount(kind, count) for kind, count in counts.items() if count)},
        engine="database",
        degraded=_("Search is resting: only titles are looked at, the newest first, and not every filter works."),
    )


def _matching(kind: str, words: list[str], viewer: Viewer) -> QuerySet:
    has_all = Q()
    for word in words:
        has_all &= Q(**{f"{TITLES[kind].title}__icontains": word})
    register = get_kind(kind)
    return register.listed(register.visible_to(viewer)).filter(has_all)


def _hit(kind: str, thing: Model) -> Hit:
    register = get_kind(kind)
    title = register.title(thing)
    return Hit(
        id=document_id(kind, thing.pk),
        kind=kind,
        title=title,
        slug=getattr(thing, register.key),
        updated=TITLES[kind].date_of(thing),
        score=0.0,
        title_html=escape(title),
    )
