"""A question as a tantivy query: the ranking of the design, twin of the Elasticsearch one."""

from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from search.query import Question, SearchRequest, Term

from .schema import TEXT, analyzers, schema

FIELDS = ("title", "extra", "body")
TIE = 0.3
TITLE_BONUS = 0.5
ALL_WORDS_BONUS = 2.0


def text_query(question: Question) -> Query | None:
    """The scored part, or None where nothing was asked that could be scored."""
    must = [(Occur.Must, silent(_any_phrase(text))) for text in question.phrases]
    must += [(Occur.Must, silent(phrase("title_std", text))) for text in question.stop_phrases]
    if question.terms:
        bags = [_some([_scored(field, term) for term in question.terms]) for field in FIELDS]
        must.insert(0, (Occur.Must, Query.disjunction_max_query(bags, TIE)))
    if not must:
        return None
    return Query.boolean_query([*must, *((Occur.Should, bonus) for bonus in _bonuses(question))])


def _bonuses(question: Question) -> Iterable[Query]:
    """Complete matches gain, whatever the field lengths say."""
    if question.terms:
        in_title = _every([_scored("title", term, every=True) for term in question.terms])
        yield Query.boost_query(in_title, TITLE_BONUS)
    if question.has_many_words:
        yield Query.boost_query(phrase("title_std", question.typed), TITLE_BONUS)
    if question.terms and question.has_many_terms:
        somewhere = _every([_some([_scored(f, term, every=True) for f in FIELDS]) for term in question.terms])
        yield Query.const_score_query(somewhere, ALL_WORDS_BONUS)


def _scored(field: str, term: Term, every: bool = False) -> Query:
    """`term` in one field: its words (some, or `every` one), or the best of the other ways to say it."""
    own = _words(field, term.text, every)
    if not term.alternatives:
        return own
    return Query.disjunction_max_query([own, *(phrase(field, other) for other in term.alternatives)])


def _words(field: str, text: str, every: bool) -> Query:
    queries = [Query.term_query(schema(), field, token) for token in tokens(field, text)]
    return _every(queries) if every else _some(queries)


def tokens(field: str, text: str) -> list[str]:
    return analyzers()[TEXT[field]].analyze(text)


def phrase(field: str, text: str) -> Query:
    """`text` word after word, with gaps where stop words were."""
    found = analyzers()[TEXT[field]].pre_tokenize(text).tokens
    if len(found) < 2:
        return _some([Query.term_query(schema(), field, token.text) for token in found])
    return Query.phrase_query(schema(), field, [(token.position, token.text) for token in found])


def _any_phrase(text: str) -> Query:
    return _some([phrase(field, text) for field in FIELDS])


def any_word(text: str) -> Query:
    """Documents that have `text` in one of the fields; used for counting."""
    return _some([_words(field, text, every=True) for field in FIELDS])


def _some(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries]) if queries else Query.empty_query()


def _every(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries]) if queries else Query.empty_query()


def silent(query: Query) -> Query:
    """A condition that adds nothing to the score."""
    return Query.const_score_query(query, 0.0)


def readable(audiences: frozenset[str], now: int) -> Query:
    """What a reader who holds `audiences` may see at `now`. Every door goes through this one filter."""
    if not audiences:
        return Query.empty_query()
    return _every(
        [
            silent(Query.term_set_query(schema(), "audience", sorted(audiences))),
            _between("visible_from", None, now),
            _between("visible_until", now + 1, None),
        ]
    )


def _between(field: str, first: int | None, last: int | None) -> Query:
    return silent(Query.range_query(schema(), field, FieldType.Unsigned, first, last))


def choices(chosen: dict[str, list[str]], without: str = "") -> list[Query]:
    """One condition for each chosen facet except `without`."""
    return [
        silent(Query.term_set_query(schema(), facet, values)) for facet, values in chosen.items() if facet != without
    ]


def whole_query(request: SearchRequest, question: Question, now: int, without: str = "") -> Query:
    """Text, visibility, dates and the chosen facets except `without`."""
    first, after = request.updated_seconds
    must = [text_query(question) or silent(Query.all_query()), readable(request.viewer.audiences, now)]
    if first is not None or after is not None:
        must.append(_between("updated", first, None if after is None else after - 1))
    must += choices(request.chosen, without)
    must_not = [(Occur.MustNot, _any_phrase(text)) for text in question.negations]
    return Query.boolean_query([*((Occur.Must, query) for query in must), *must_not])


def suggestion_query(prefix: str, audiences: frozenset[str], now: int) -> Query | None:
    """Titles with every complete word of `prefix`, and a word that begins with its last one."""
    *complete, last = tokens("title_std", prefix) or [""]
    if not last:
        return None
    must = [Query.term_query(schema(), "title_std", token) for token in complete]
    must.append(Query.fuzzy_term_query(schema(), "title_std", last, distance=0, prefix=True))
    must.append(readable(audiences, now))
    clauses = [(Occur.Must, query) for query in must]
    if complete:
        in_order = Query.phrase_prefix_query(schema(), "title_std", [*complete, last])
        clauses.append((Occur.Should, Query.boost_query(in_order, 3.0)))
    return Query.boolean_query(clauses)
