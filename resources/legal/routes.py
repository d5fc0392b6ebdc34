"""Which routes to discuss, question by question. No I/O.

The result names routes to talk about with counsel; it is never permission to share.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

RESULT = "r:"


class NoSuchAnswerError(ValueError):
    """A question was left open, or answered with something that it does not offer."""


@dataclass(frozen=True)
class Answer:
    """`next` is another question, or a result: ``r:studies``; nothing where the answer only adds notes."""

    value: str
    label: str
    next: str = ""


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    help: str
    answers: tuple[Answer, ...]

    def answer(self, value: str | None) -> Answer:
        for answer in self.answers:
            if answer.value == value:
                return answer
        raise NoSuchAnswerError(f"{self.key}: {value}")


@dataclass(frozen=True)
class Result:
    """`routes` and `template` are keys of the content."""

    key: str
    title: str
    routes: tuple[str, ...]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    next_steps: tuple[str, ...]
    ask_counsel_when: tuple[str, ...]
    citations: tuple[str, ...]
    template: str = ""


@dataclass(frozen=True)
class Overlay:
    """What one answer adds to any result."""

    question: str
    answer: str
    cautions: tuple[str, ...]
    next_steps: tuple[str, ...]
    asks_counsel: bool
    citations: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.question}={self.answer}"


@dataclass(frozen=True)
class Finder:
    """Questions that lead from `start` to a result, and what some answers add to it."""

    start: str
    questions: Mapping[str, Question] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()

    def follow(self, answers: Mapping[str, str]) -> tuple[Result, list[str]]:
        """The result of `answers` (question -> value), and the questions asked. Raises NoSuchAnswerError."""
        asked, here = [], self.start
        while not here.startswith(RESULT):
            if here in asked:
                raise NoSuchAnswerError(f"{here}: asked twice")
            asked.append(here)
            here = self.questions[here].answer(answers.get(here)).next
        return self.results[here.removeprefix(RESULT)], asked

    def added_by(self, answers: Mapping[str, str]) -> list[Overlay]:
        """The overlays of what was answered."""
        return [overlay for overlay in self.overlays if answers.get(overlay.question) == overlay.answer]

    def reached(self) -> set[str]:
        """Everything that some answers lead to: questions, and results with their mark."""
        found, waiting = set(), [self.start]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                question = self.questions.get(here)
                waiting += [answer.next for answer in question.answers] if question else []
        return found
