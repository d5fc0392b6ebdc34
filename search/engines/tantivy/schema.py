"""The fields and the analysis of the embedded index."""

import json
from functools import cache
from hashlib import sha256

import tantivy

from search.analysis import STOP_WORDS, WORD
from search.documents import Document
from search.query import FACETS

# Raise it when a change of code changes what is written, though neither fields nor analysis do.
CODE = 3
TEXT = {"title": "en", "title_std": "plain", "extra": "en", "body": "en"}
KEYWORDS = ("id", *FACETS, "audience", "words", "slug", "title_sort")
NUMBERS = ("updated", "visible_from", "visible_until", "rev")
STORED = {"id", "kind", "title", "body", "slug", "updated", "rev"}
FAST = {"id", *FACETS, "title_sort", *NUMBERS}


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Name -> analyzer. They are not kept in an index: register them at every opening."""
    # The long dotted I becomes two characters when lowered, so accents are folded first.
    plain = _words().filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.lowercase())
    english = _words().filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.lowercase())
    stops = [*STOP_WORDS, *(f"{word}'s" for word in STOP_WORDS)]
    english = english.filter(tantivy.Filter.custom_stopword(stops)).filter(tantivy.Filter.stemmer("English"))
    return {"en": english.build(), "plain": plain.build()}


def _words() -> tantivy.TextAnalyzerBuilder:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD))


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, analyzer in TEXT.items():
        builder.add_text_field(name, stored=name in STORED, tokenizer_name=analyzer)
    for name in KEYWORDS:
        builder.add_text_field(
            name,
            stored=name in STORED,
            fast=name in FAST,
            tokenizer_name="raw",
            index_option="basic",
        )
    for name in NUMBERS:
        builder.add_unsigned_field(name, stored=name in STORED, fast=name in FAST, indexed=True)
    return builder.build()


@cache
def schema_hash() -> str:
    """Eight letters that change when an index must be built anew."""
    described = [TEXT, KEYWORDS, NUMBERS, sorted(STORED), sorted(FAST), STOP_WORDS, WORD, CODE]
    return sha256(json.dumps(described).encode()).hexdigest()[:8]


def row(document: Document) -> tantivy.Document:
    return tantivy.Document.from_dict({**document.fields(), "title_std": document.title}, schema())
