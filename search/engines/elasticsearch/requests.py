"""Questions as Elasticsearch requests, in plain dicts: the ranking of the design, twin of the embedded one."""

from collections.abc import Iterable

from search.query import FACETS, Question, SearchRequest, Term

FIELDS = ("title", "extra", "body")
TIE = 0.3
TITLE_BONUS = 0.5
ALL_WORDS_BONUS = 2.0
FACET_SIZE = 30
SNIPPET_LENGTH = 180  # characters
NEAR_WORDS = 3000


def text_query(question: Question) -> dict | None:
    """The scored part, or None where nothing was asked that could be scored."""
    must = [silent(any_phrase(text)) for text in question.phrases]
    must += [silent(phrase("title.std", text)) for text in question.stop_phrases]
    if question.terms:
        bags = [some([scored(field, term) for term in question.terms]) for field in FIELDS]
        must.insert(0, {"dis_max": {"queries": bags, "tie_breaker": TIE}})
    return {"bool": {"must": must, "should": list(_bonuses(question))}} if must else None


def _bonuses(question: Question) -> Iterable[dict]:
    """Complete matches gain, whatever the field lengths say."""
    if question.terms:
        in_title = [scored("title", term, operator="and") for term in question.terms]
        yield {"bool": {"must": in_title, "boost": TITLE_BONUS}}
    if question.has_many_words:
        yield {"match_phrase": {"title.std": {"query": question.typed, "boost": TITLE_BONUS}}}
    if question.terms and question.has_many_terms:
        somewhere = [some([scored(f, term, operator="and") for f in FIELDS]) for term in question.terms]
        yield {"constant_score": {"boost": ALL_WORDS_BONUS, "filter": {"bool": {"must": somewhere}}}}


def scored(field: str, term: Term, operator: str = "or") -> dict:
    """`term` in one field: its words, or the best of the other ways to say it."""
    own = {"match": {field: {"query": term.text, "operator": operator}}}
    if not term.alternatives:
        return own
    return {"dis_max": {"queries": [own, *(phrase(field, other) for other in term.alternatives)]}}


def phrase(field: str, text: str) -> dict:
    return {"match_phrase": {field: {"query": text}}}


def any_phrase(text: str) -> dict:
    return some([phrase(field, text) for field in FIELDS])


def any_word(text: str) -> dict:
    return some([{"match": {field: {"query": text, "operator": "and"}}} for field in FIELDS])


def some(queries: list[dict]) -> dict:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def silent(query: dict) -> dict:
    """A condition that adds nothing to the score."""
    return {"constant_score": {"boost": 0, "filter": query}}


def readable(audiences: frozenset[str], now: int) -> list[dict]:
    """What a reader who holds `audiences` may see at `now`. Every door goes through this one filter."""
    return [
        {"terms": {"audience": sorted(audiences)}},
        _between("visible_from", lte=now),
        _between("visible_until", gt=now),
    ]


def page_body(request: SearchRequest, question: Question, now: int) -> dict:
    """The whole request for one page: hits, total, facets, highlights, known words."""
    text = text_query(question)
    visible = readable(request.viewer.audiences, now)
    aggregations = {facet: _facet(facet, request.chosen) for facet in request.facets if facet in FACETS}
    if question.checkable_words:
        aggregations |= _known(request, question, visible)
    query = {
        "must": [text or {"match_all": {}}],
        "filter": [*visible, *_dates(request)],
        "must_not": [any_phrase(negation) for negation in question.negations],
    }
    body = {
        "query": {"bool": query},
        "post_filter": {"bool": {"filter": _choices(request.chosen)}},
        "aggs": aggregations,
        "sort": _sort(request, question),
        "_source": ["id", "kind", "title", "slug", "updated"],
        "from": 0 if request.is_beyond else request.offset,
        "size": 0 if request.is_beyond else request.size,
        "track_total_hits": True,
    }
    return {**body, "highlight": _highlight(text)} if request.highlight else body


def _dates(request: SearchRequest) -> list[dict]:
    first, after = request.updated_seconds
    limits = {key: value for key, value in (("gte", first), ("lt", after)) if value is not None}
    return [_between("updated", **limits)] if limits else []


def _between(field: str, **limits: int) -> dict:
    # A bare number would be taken for milliseconds, whatever the mapping says.
    return {"range": {field: {**limits, "format": "epoch_second"}}}


def _choices(chosen: dict[str, list[str]], without: str = "") -> list[dict]:
    return [{"terms": {facet: values}} for facet, values in chosen.items() if facet != without]


def _facet(facet: str, chosen: dict[str, list[str]]) -> dict:
    """`facet` counted with the other facets' choices."""
    counted = {"field": facet, "size": FACET_SIZE, "order": [{"_count": "desc"}, {"_key": "asc"}]}
    others = {"bool": {"filter": _choices(chosen, without=facet)}}
    return {"filter": others, "aggs": {"values": {"terms": counted}}}


def _known(request: SearchRequest, question: Question, visible: list[dict]) -> dict:
    """Which of the typed words this reader can find at all."""
    words = {str(place): any_word(word) for place, word in enumerate(question.checkable_words)}
    known = {"known": {"filters": {"filters": words}}}
    if not (question.phrases or question.stop_phrases or question.negations or _dates(request)):
        return known
    # The other conditions must not make a word unknown: look beyond the query, inside what is visible.
    inside = {"visible": {"filter": {"bool": {"filter": visible}}, "aggs": known}}
    return {"everywhere": {"global": {}, "aggs": inside}}


def _sort(request: SearchRequest, question: Question) -> list:
    if request.sort == "title":
        return [{"title_sort": "asc"}, {"id": "asc"}]
    if request.sort == "newest" or not question.is_scored:
        return [{"updated": "desc"}, {"id": "asc"}]
    return ["_score", {"id": "asc"}]


def _highlight(text: dict | None) -> dict:
    return {
        # At the top level: inside a field it is refused, and without it markup would come back raw.
        "encoder": "html",
        "pre_tags": ["<mark>"],
        "post_tags": ["</mark>"],
        "require_field_match": False,
        "highlight_query": text or {"match_none": {}},
        "fields": {
            "title": {"number_of_fragments": 0},
            "body": {
                "number_of_fragments": 1,
                "fragment_size": SNIPPET_LENGTH,
                "no_match_size": SNIPPET_LENGTH,
            },
        },
    }


def suggestion_body(typed: str, audiences: frozenset[str], now: int, limit: int) -> dict:
    """Titles with every complete word of `typed`, and a word that begins with its last one."""
    return {
        "query": {
            "bool": {
                "must": [{"match_bool_prefix": {"title.std": {"query": typed, "operator": "and"}}}],
                "should": [{"match_phrase_prefix": {"title.std": {"query": typed, "boost": 3}}}],
                "filter": readable(audiences, now),
            }
        },
        "_source": ["id", "kind", "title", "slug"],
        "size": limit,
        "track_total_hits": False,
    }


def near_words_body(first_letter: str, audiences: frozenset[str], now: int) -> dict:
    # `include` is a regular expression; a letter needs no escape, anything else does.
    letter = first_letter if first_letter.isalnum() else f"\\{first_letter}"
    return {
        "query": {"bool": {"filter": readable(audiences, now)}},
        "aggs": {"near": {"terms": {"field": "words", "include": f"{letter}.*", "size": NEAR_WORDS}}},
        "size": 0,
        "track_total_hits": False,
    }
