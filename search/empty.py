"""Zero is a finding: what somebody can do whose search found nothing."""

from dataclasses import dataclass, replace

from cms.audiences import Viewer

from . import fallback
from .forms import SearchForm
from .query import Question, clean
from .results import Row, rows_for

FEW = 3


@dataclass(frozen=True)
class Way:
    """Something like it to search for, and how much that finds."""

    form: SearchForm
    count: int


@dataclass(frozen=True)
class WaysOut:
    """Looser searches that find something, the same words without filters, and what lies near: chosen, or newest."""

    without_filters: Way | None
    looser: list[Way]
    near: list[Row]
    newest: list[Row]


def ways_out(form: SearchForm, viewer: Viewer) -> WaysOut:
    looser = [way for asked in _looser(form) if (way := _tried(asked, viewer)).count]
    without = _tried(form.without_filters, viewer) if form.filters and form.text else None
    near = _some(form.about(""), viewer) if form.filters and form.text else []
    return WaysOut(
        without_filters=without if without and without.count else None,
        looser=looser[:FEW],
        near=near,
        newest=[] if near else _some(SearchForm(chosen={"kind": ("lesson",)}), viewer),
    )


def _looser(form: SearchForm) -> list[SearchForm]:
    """Without quotation marks, without what must not be found, and with one choice less."""
    text = clean(form.text)
    loose = " ".join(word for word in text.replace('"', " ").split() if not word.startswith("-"))
    words = [form.about(loose)] if loose and loose != text else []
    words += [asked.without_filters for asked in words if asked.filters]
    filters = form.filters if len(form.filters) > 1 else []
    return [*words, *(form.without(facet, value) for facet, value in filters)]


def _tried(form: SearchForm, viewer: Viewer) -> Way:
    request = replace(form.request(viewer), size=1, facets=(), highlight=False)
    return Way(form, fallback.find(request).total)


def _some(form: SearchForm, viewer: Viewer) -> list[Row]:
    request = replace(form.request(viewer), size=FEW, facets=(), highlight=False)
    return rows_for(fallback.find(request).hits, viewer, Question(), "")
