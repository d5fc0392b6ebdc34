"""The questions of the demo, with answers and with comments on them. All are invented.

Two are shielded: from some of the members nobody may know that they were asked. Until the site can shield a question,
they are left out whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, open_document
from cms.content.pages import noon
from cms.kinds import kind_of
from cms.vocabulary.models import Challenge, Topic
from members.accounts.models import User
from members.remarks.models import LONGEST_COMMENT, Comment

from ..models import LONGEST_ANSWER, LONGEST_BODY, LONGEST_TITLE, Answer, Question

FOLDER = Path(__file__).parent


@dataclass
class Said:
    """An answer, or a comment on the answer with the key `on`."""

    key: str
    by: str
    day: date
    text: str
    is_accepted: bool = False
    on: str = ""


@dataclass
class Asked:
    """A question; people, challenges and topics by key."""

    by: str
    day: date
    title: str
    body: str
    audience: str
    challenges: list[str]
    topics: list[str]
    answers: list[Said] = field(default_factory=list)
    comments: list[Said] = field(default_factory=list)


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``question`` (an Asked) for each that is not shielded."""
    document = open_document(folder / "questions.yaml", pack)
    statuses = document.texts("statuses")
    for entry in document.entries("questions"):
        if not entry.flag("shielded"):
            key = entry.text("id", longest=20)
            pack.add("question", key, _asked(entry, key, statuses), entry.values.place)
            entry.finish()
    document.finish()


def _asked(entry: Entry, key: str, statuses: Iterable[str]) -> Asked:
    asked = Asked(
        by=entry.reference("asker", "person", required=True) or "",
        day=_day(entry, "asked_on"),
        title=entry.text("title", longest=LONGEST_TITLE),
        body=entry.text("body", longest=LONGEST_BODY),
        audience=entry.audience(),
        challenges=entry.references("challenges", "challenge"),
        topics=entry.references("topics", "topic"),
        answers=[_answer(each) for each in entry.entries("answers")],
        comments=[_comment(each, f"{key}-c{number}") for number, each in enumerate(entry.entries("comments"), start=1)],
    )
    if not entry.flag("demo"):
        entry.problem("demo", "only members ask: what content asks is invented")
    is_answered = any(answer.is_accepted for answer in asked.answers)
    if (entry.choice("status", statuses) == "answered") != is_answered:
        entry.problem("status", "a question is answered once an answer is accepted, and only then")
    known = {answer.key for answer in asked.answers}
    for comment in asked.comments:
        if comment.on not in known:
            entry.problem("comments", f"a comment on “{comment.on}”, which is no answer to it")
    return asked


def _answer(entry: Entry) -> Said:
    said = Said(
        key=entry.text("id", longest=20),
        by=entry.reference("member", "person", required=True) or "",
        day=_day(entry, "date"),
        text=entry.text("text", longest=LONGEST_ANSWER),
        is_accepted=entry.flag("accepted"),
    )
    entry.finish()
    return said


def _comment(entry: Entry, key: str) -> Said:
    said = Said(
        key=key,
        by=entry.reference("member", "person", required=True) or "",
        day=_day(entry, "date"),
        text=entry.text("text", longest=LONGEST_COMMENT),
        on=entry.text("on"),
    )
    entry.finish()
    return said


def _day(entry: Entry, key: str) -> date:
    day = entry.day(key)
    if day is None:
        entry.problem(key, f"“{key}” is missing")
    return day or date.min


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    if not with_demo:
        return
    people = memory.found("person", User.objects.all(), lambda user: user.email)
    challenges = memory.found("challenge", Challenge.objects.all())
    topics = memory.found("topic", Topic.objects.all())
    for key, asked in pack.of("question").items():
        if memory.knows("question", key):
            continue
        question = Question.objects.create(
            title=asked.title, body=asked.body, audience=asked.audience, author=people.get(asked.by),
            written=noon(asked.day),
        )  # fmt: skip
        question.challenges.set([challenges[slug] for slug in asked.challenges if slug in challenges])
        question.topics.set([topics[slug] for slug in asked.topics if slug in topics])
        memory.remember("question", key, question, is_demo=True)
        _write_answers(question, asked, people, memory)


def _write_answers(question: Question, asked: Asked, people: dict[str, User], memory: Memory) -> None:
    answers = {}
    for said in asked.answers:
        answer = Answer.objects.create(
            question=question, author=people.get(said.by), body=said.text, written=noon(said.day)
        )
        answers[said.key] = answer
        memory.remember("answer", said.key, answer, is_demo=True)
        if said.is_accepted:
            question.accepted, question.accepted_on = answer, said.day
            question.save(update_fields=["accepted", "accepted_on"])
    for said in asked.comments:
        comment = Comment.objects.create(
            kind=kind_of(question).name, object_id=question.pk, place=answers[said.on].code,
            author=people.get(said.by), text=said.text, written=noon(said.day),
        )  # fmt: skip
        memory.remember("comment", said.key, comment, is_demo=True)


def remove(memory: Memory) -> list[str]:
    """A question that a person answered or commented on stays, with what that person wrote."""
    for _key, comment in memory.invented("comment", Comment):
        comment.delete()
    for _key, answer in memory.invented("answer", Answer):
        if not Comment.objects.about(answer.question).filter(place=answer.code).exists():
            answer.delete()
    kept = []
    for _key, question in memory.invented("question", Question):
        if question.answers.exists() or Comment.objects.about(question).exists():
            said = _("“%(title)s” stays: somebody who is not invented answered it or commented on it.")
            kept.append(said % {"title": question.title})
        else:
            question.delete()
    for kind, model in (("comment", Comment), ("answer", Answer), ("question", Question)):
        memory.forget_removed(kind, model)
    return kept
