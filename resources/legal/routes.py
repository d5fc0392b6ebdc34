"""Which routes to discuss, question by question. No I/O.

The result names routes to talk about with counsel; it is never permission to share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

RESULT = "r:"
# By these nobody is handed a record of a known person.
UNIDENTIFIABLE = {"aggregate-only", "deidentified"}


class NoSuchAnswerError(ValueError):
    """A question does not offer this answer."""


@dataclass(frozen=True)
class Answer:
    """`next` is another question, or a result: ``r:studies``; nothing where the answer only adds notes.

    An empty `value` is a question that was passed over.
    """

    value: str
    label: str
    next: str = ""


@dataclass(frozen=True)
class Question:
    key: str
    text: str
    help: str
    answers: tuple[Answer, ...]

    def answer(self, value: str) -> Answer:
        for answer in self.answers:
            if answer.value == value:
                return answer
        raise NoSuchAnswerError(f"{self.key}: {value}")


@dataclass(frozen=True)
class Result:
    """`routes` are slugs of routes, and `template` that of an agreement template, or empty."""

    LISTS: ClassVar = ("routes", "reasons", "cautions", "next_steps", "ask_counsel_when", "citations")

    key: str
    title: str
    routes: tuple[str, ...]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    next_steps: tuple[str, ...]
    ask_counsel_when: tuple[str, ...]
    citations: tuple[str, ...]
    template: str = ""

    @property
    def is_identifiable(self) -> bool:
        """Whether a route of it hands over records of known people."""
        return bool(set(self.routes) - UNIDENTIFIABLE)


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
class Walk:
    """How far some answers lead: to an open question, or to a result with what the answers add to it.

    `is_wrong` says that the open question was answered with something that it does not offer.
    """

    steps: tuple[tuple[Question, Answer], ...] = ()
    question: Question | None = None
    result: Result | None = None
    overlays: tuple[Overlay, ...] = ()
    is_wrong: bool = False

    @property
    def answers(self) -> dict[str, str]:
        return {question.key: answer.value for question, answer in self.steps}


@dataclass(frozen=True)
class Finder:
    """Questions that lead from `start` to a result, and what some answers add to it.

    The questions of `context` come first. They lead nowhere, only add notes, and may be passed over.
    """

    start: str
    questions: Mapping[str, Question] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    context: Mapping[str, Question] = field(default_factory=dict)
    always_ask_counsel: tuple[str, ...] = ()
    onward_note: str = ""

    def walk(self, answers: Mapping[str, str]) -> Walk:
        """From the start as far as `answers` (question -> value) lead; answers that nothing asks for do not count."""
        steps: list[tuple[Question, Answer]] = []
        for question in self._way(answers):
            value = answers.get(question.key)
            if value is None:
                return Walk(tuple(steps), question)
            try:
                passed_over = value == "" and question.key in self.context
                steps.append((question, Answer("", "") if passed_over else question.answer(value)))
            except NoSuchAnswerError:
                return Walk(tuple(steps), question, is_wrong=True)
        given = {f"{question.key}={answer.value}" for question, answer in steps}
        added = tuple(overlay for overlay in self.overlays if overlay.key in given)
        return Walk(tuple(steps), result=self.results[steps[-1][1].next.removeprefix(RESULT)], overlays=added)

    def _way(self, answers: Mapping[str, str]) -> Iterator[Question]:
        """The questions one after the other; each must have a good answer before the next one is asked for."""
        # An address that begins with the first real question passes over what comes before it.
        yield from (each for key, each in self.context.items() if key in answers or self.start not in answers)
        here = self.start
        while not here.startswith(RESULT):
            yield self.questions[here]
            here = self.questions[here].answer(answers[here]).next

    def depth(self, here: str = "") -> int:
        """How many questions may be asked from `here` on, from the start by default. Only when there is no circle."""
        question = self.questions.get(here or self.start)
        return 1 + max(self.depth(answer.next) for answer in question.answers) if question else 0

    def problems(self) -> list[str]:
        """What would leave a reader standing: ways to nowhere, circles, questions and results that none leads to."""
        known = {*self.questions, *(f"{RESULT}{key}" for key in self.results)}
        reached, circles = set(), set()

        def visit(here: str, way: tuple[str, ...]) -> None:
            if here in way:
                circles.add(here)
            elif here not in reached:
                reached.add(here)
                for answer in self.questions[here].answers if here in self.questions else ():
                    visit(answer.next, (*way, here))

        visit(self.start, ())
        return [
            *([] if self.start in self.questions else [f"“{self.start}”, the start, is no question"]),
            *(f"“{key}” is asked twice" for key in sorted(self.context.keys() & self.questions.keys())),
            *(f"nothing is called “{here}”" for here in sorted(reached - known)),
            *(f"“{here}” leads back to itself" for here in sorted(circles)),
            *(f"nothing leads to “{here}”" for here in sorted(known - reached)),
            *(f"“{key}” has no answer" for key, each in self.questions.items() if not each.answers),
            *(
                f"no question has the answer “{overlay.key}”"
                for overlay in self.overlays
                if overlay.answer not in self._values(overlay.question)
            ),
        ]

    def _values(self, key: str) -> set[str]:
        question = self.questions.get(key) or self.context.get(key)
        return {answer.value for answer in question.answers} if question else set()
