"""A made-up library to search, and a plain reading of it to compare with."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache

from cms.audiences import Viewer
from search.documents import Document, document
from search.engines.tantivy.schema import analyzers
from search.query import SearchRequest

# The analyzer is asked; that both engines have the same one is a test of its own.
ENGLISH = analyzers()["en"]

SYNONYMS = {
    "mou": ("memorandum of understanding",),
    "memorandum of understanding": ("MOU",),
    "chronic absence": ("chronic absenteeism",),
    "dashboard": ("scorecard", "data wall"),
}
WORDS = (
    "attendance kindergarten literacy reading mathematics graduation enrollment college career readiness partner data "
    "sharing agreement privacy consent dashboard indicator baseline target outcome equity disaggregated transportation "
    "mentoring tutoring summer school district teacher family community funder convening report card measure cycle "
    "improvement network lesson practice behavior organization center program analysis universities organizing"
).split()
AUDIENCES = ("public", "members", "staff", "partnership:7", "partnership:8", "except:7.9", "")
VIEWERS = {
    "visitor": Viewer(None, frozenset({"public", "anonymous"})),
    "member": Viewer(1, frozenset({"public", "members", "user:1", "except:7.9"})),
    "colleague": Viewer(2, frozenset({"public", "members", "user:2", "partnership:7"})),
    "staff": Viewer(3, frozenset({"public", "members", "staff", "user:3", *(f"partnership:{n}" for n in range(300))})),
    "nobody": Viewer(None, frozenset()),
}
START = datetime(2026, 1, 1, tzinfo=UTC)
TITLED = {
    "state": "The state of the art in attendance work",
    "stops": "To be or not to be",
    "mou": "A memorandum of understanding that both sides signed",
    "absence": "Chronic absenteeism in the early grades",
}


@cache
def documents() -> list[Document]:
    """150 documents for all sorts of readers, the same ones in every run."""
    dice = random.Random(7)
    weights = [1 / (rank + 3) for rank in range(len(WORDS))]

    def prose(length: int) -> str:
        drawn = dice.choices(WORDS, weights, k=length)
        return " ".join(f"{word} {dice.choice(('the', 'of the', 'and', '', ''))}" for word in drawn)

    def some(values: str) -> tuple[str, ...]:
        return tuple(dice.sample(values.split(), dice.randint(0, 2)))

    made = [
        document(
            id=f"{kind}:{number}",
            kind=kind,
            audience=dice.choice(AUDIENCES),
            title=f"{prose(dice.randint(2, 6))} {number}",
            slug=f"{kind}-{number}",
            updated=START + timedelta(hours=7 * number),
            rev=1000 + number,
            extra=prose(dice.randint(0, 12)) if dice.random() < 0.6 else "",
            body=prose(dice.randint(20, 160)) if dice.random() < 0.9 else "",
            topic_names=tuple(name.title() for name in some("attendance literacy privacy")),
            challenge=some("trust capacity access quality use time"),
            outcome=some("kindergarten reading graduation"),
            topic=some("attendance literacy privacy equity"),
            state=some("OH KY TX UT"),
            partnership=some("twin-forks salt-river north-bay"),
        )
        for number, kind in enumerate(dice.choices(("lesson", "person", "convening"), (6, 2, 2), k=146))
    ]
    made += [
        document(
            id=f"lesson:{name}",
            kind="lesson",
            audience="public",
            title=title,
            slug=name,
            updated=START - timedelta(days=1 + place),
            rev=1,
        )
        for place, (name, title) in enumerate(TITLED.items())
    ]
    return made


def visible(viewer: Viewer) -> list[Document]:
    return [each for each in documents() if each.audience in viewer.audiences]


def stems(text: str) -> list[str]:
    return ENGLISH.analyze(text)


def has_word(each: Document, word: str) -> bool:
    return any(set(stems(word)) <= set(stems(field)) for field in (each.title, each.extra, each.body))


def has_phrase(each: Document, phrase: str) -> bool:
    """Whether a field of `each` has `phrase`, word after word, any word standing where stop words are."""
    wanted = [(token.position, token.text) for token in ENGLISH.pre_tokenize(phrase).tokens]
    first = wanted[0][0]
    for field in (each.title, each.extra, each.body):
        places = {token.position: token.text for token in ENGLISH.pre_tokenize(field).tokens}
        if any(all(places.get(at + place - first) == stem for place, stem in wanted) for at in places):
            return True
    return False


def chosen(each: Document, choices: dict[str, set[str]], without: str = "") -> bool:
    """Whether `each` has one of the values in every facet of `choices` but `without`."""
    return all(
        values & set([each.kind] if facet == "kind" else getattr(each, facet))
        for facet, values in choices.items()
        if facet != without
    )


def counts(found: list[Document], facet: str) -> dict[str, int]:
    return dict(
        Counter(value for each in found for value in ([each.kind] if facet == "kind" else getattr(each, facet)))
    )


def ids(page) -> list[str]:
    return [hit.id for hit in page.hits]


def everything(engine, viewer: Viewer, text: str = "", **more) -> set[str]:
    """The ids of all hits, page by page."""
    found, page = set(), 1
    while True:
        answer = engine.search(SearchRequest(viewer, text, page=page, size=50, **more))
        found |= set(ids(answer))
        if page * 50 >= answer.total:
            assert len(found) == answer.total
            return found
        page += 1
