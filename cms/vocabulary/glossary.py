"""The glossary as it is read: letters, the terms below each, and those that somebody asks for. No I/O."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

NUMBERS = "0–9"


def fold(text: str) -> str:
    """`text` in lowercase and without accents: how words are compared and put in order."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def asked_for(terms: Iterable, text: str) -> list:
    """Those of `terms` that are called by all the words of `text`; if there are none, those that mention them.

    The beginning of a word is enough, since this is asked while somebody types.
    """
    terms, asked = list(terms), words_of(text)
    if not text.strip():
        return terms
    if not asked:
        return []
    called = [term for term in terms if _has_all(asked, term.name, *term.synonyms)]
    return called or [term for term in terms if _has_all(asked, term.definition, *map(str, term.dated_meanings.all()))]


def _has_all(asked: list[str], *texts: str) -> bool:
    words = [word for text in texts for word in words_of(text)]
    return all(any(word.startswith(each) for word in words) for each in asked)


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet and the terms that begin with it; `anchor` is its id on the page."""

    name: str
    terms: list

    @property
    def anchor(self) -> str:
        return f"letter-{self.name}" if self.name != NUMBERS else "letter-0"


def by_letter(terms: Iterable) -> list[Letter]:
    """The whole alphabet, with whatever does not begin with a letter before it if there is any."""
    shelves: dict[str, list] = {letter: [] for letter in (NUMBERS, *ascii_uppercase)}
    for term in sorted(terms, key=lambda term: (words_of(term.name), term.pk)):
        first = fold(term.name)[:1].upper()
        shelves[first if first in ascii_uppercase and first else NUMBERS].append(term)
    if not shelves[NUMBERS]:
        del shelves[NUMBERS]
    return [Letter(name, found) for name, found in shelves.items()]
