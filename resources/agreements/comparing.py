"""Two wordings of one clause, word by word. No I/O."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+|\n+")

Words = list[tuple[str, bool]]


@dataclass(frozen=True)
class Pair:
    """A clause in two versions: paragraphs of (words, differs), empty on the side on which it is missing."""

    anchor: str
    title: str
    old: list[Words]
    new: list[Words]

    @property
    def state(self) -> str:
        if not self.old:
            return "added"
        if not self.new:
            return "dropped"
        differs = any(changed for side in (self.old, self.new) for words in side for _text, changed in words)
        return "changed" if differs else "same"


def pair(anchor: str, title: str, old: str | None, new: str | None) -> Pair:
    """The two texts, each None where the clause is missing, with the words marked that the other has not."""
    before, after = WORD.findall(old or ""), WORD.findall(new or "")
    if old is None or new is None:
        return Pair(anchor, title, _paragraphs(before, []), _paragraphs(after, []))
    spans = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = [span for span in spans if span[0] != "equal"]
    return Pair(
        anchor,
        title,
        _paragraphs(before, [(begin, end) for _tag, begin, end, _to, _until in changed]),
        _paragraphs(after, [(begin, end) for _tag, _from, _until, begin, end in changed]),
    )


def _paragraphs(words: Sequence[str], changed: Sequence[tuple[int, int]]) -> list[Words]:
    """Words that follow each other and differ alike are one run; a line break begins a paragraph."""
    differs = {place for begin, end in changed for place in range(begin, end)}
    paragraphs: list[Words] = [[]]
    for place, word in enumerate(words):
        if word.startswith("\n"):
            paragraphs.append([])
        elif paragraphs[-1] and paragraphs[-1][-1][1] == (place in differs):
            paragraphs[-1][-1] = (f"{paragraphs[-1][-1][0]} {word}", place in differs)
        else:
            paragraphs[-1].append((word, place in differs))
    return [paragraph for paragraph in paragraphs if paragraph]
