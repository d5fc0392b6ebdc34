"""The route finder, read and checked. Its stories, of which it is known where they must end, are told through it."""

from pathlib import Path

from cms.content.pack import Entry, Pack

from ..models import RouteFinder
from ..routes import RESULT, Answer, Finder, NoSuchAnswerError, Overlay, Question, Result
from ..trees import as_tree
from .record import Record, let_by, open_law, reading, slug_of

NAME = "Route finder"


def read_finder(path: Path, pack: Pack) -> None:
    """Adds a ``route-finder``: a Record."""
    document, as_of = open_law(path, pack)
    let_by(document, "disclaimer", "how")
    began = len(pack.problems)
    asked, ends = document.entries("questions"), document.entries("results")
    known = {*(entry.values.get("id") for entry in asked), *(f"{RESULT}{entry.values.get('id')}" for entry in ends)}
    questions = dict(_question(entry, known) for entry in asked)
    context = dict(_question(entry, {""}) for entry in document.entries("context_questions"))
    results = dict(_result(entry) for entry in ends)
    overlays = [_overlay(entry, questions) for entry in document.entries("overlays")]
    overlays += [_overlay(entry, context) for entry in document.entries("context_overlays")]
    always, onward = tuple(document.texts("always_ask_counsel")), document.text("onward_note")
    finder = Finder(document.text("start"), questions, results, tuple(overlays), context, always, onward)
    longest = document.number("max_depth")
    if len(pack.problems) == began:
        _check_whole(document, finder, longest)
    let_by(document, "golden")
    fields = {"slug": RouteFinder.SLUG, "name": NAME, "tree": as_tree(finder), **reading(document, as_of)}
    links = {"sources": ("legal-source", document.references("sources", "legal-source"))}
    document.finish()
    pack.add("route-finder", RouteFinder.SLUG, Record(fields, links=links), document.values.place)


def _question(entry: Entry, known: set[str]) -> tuple[str, Question]:
    """`known` are the places to which an answer may lead."""
    key = entry.text("id", longest=80)
    answers = []
    for line in entry.entries("answers"):
        answer = Answer(line.text("value"), line.text("label"), line.text("next", required=False))
        if answer.next not in known:
            line.problem("next", f"nothing is called “{answer.next}”")
        line.finish()
        answers.append(answer)
    question = Question(key, entry.text("text"), entry.text("help", required=False), tuple(answers))
    entry.finish()
    return key, question


def _result(entry: Entry) -> tuple[str, Result]:
    key = entry.text("id", longest=80)
    lists = {name: tuple(entry.texts(name)) for name in Result.LISTS if name != "routes"}
    routes = tuple(map(slug_of, entry.references("routes", "route")))
    template = entry.reference("template", "agreement-template") or ""
    result = Result(key, entry.text("title"), routes, template=template, **lists)
    entry.finish()
    return key, result


def _overlay(entry: Entry, questions: dict[str, Question]) -> Overlay:
    when = entry.entry("when")
    question, answer = (when.text("question"), when.text("answer")) if when else ("", "")
    if when:
        when.finish()
    try:
        questions[question].answer(answer)
    except (KeyError, NoSuchAnswerError):
        entry.problem("when", f"no question has the answer “{question}={answer}”")
    overlay = Overlay(
        question, answer, tuple(entry.texts("cautions")), tuple(entry.texts("next_steps")), entry.flag("ask_counsel"),
        tuple(entry.texts("citations")),
    )  # fmt: skip
    entry.finish()
    return overlay


def _check_whole(document: Entry, finder: Finder, longest: float | None) -> None:
    problems = finder.problems()
    for problem in problems:
        document.problem("questions", problem)
    if problems:
        return
    if finder.depth() != longest:
        document.problem("max_depth", f"the longest way has {finder.depth()} questions")
    for entry in document.entries("golden"):
        _check_story(entry, finder)


def _check_story(entry: Entry, finder: Finder) -> None:
    entry.text("id")
    entry.text("story")
    let_by(entry, "answers")
    answers = dict(entry.values.get("answers") or {})
    expected, overlays = entry.text("expected"), entry.texts("overlays")
    entry.finish()
    walk = finder.walk(answers)
    if walk.result is None:
        entry.problem("answers", f"no such answer: {walk.question.key}: {answers.get(walk.question.key)}")
        return
    found = (walk.result.key, [overlay.key for overlay in walk.overlays])
    if found != (expected, overlays) or walk.answers != answers:
        entry.problem("expected", f"the answers lead to “{walk.result.key}” with {found[1]}, by {walk.answers}")
