"""The route finder, read and checked; the questionnaire that asks it comes with the guided builder."""

from pathlib import Path

from cms.content.pack import Entry, Pack

from ..routes import RESULT, Answer, Finder, NoSuchAnswerError, Overlay, Question, Result
from .record import let_by, open_law

LISTS = ("reasons", "cautions", "next_steps", "ask_counsel_when", "citations")


def read_finder(path: Path, pack: Pack) -> None:
    """Adds a ``route-finder``: a Finder."""
    document, _as_of = open_law(path, pack)
    let_by(document, "disclaimer", "how", "max_depth", "onward_note", "verified", "verification_note")
    document.texts("always_ask_counsel")
    asked, ends = document.entries("questions"), document.entries("results")
    known = {*(entry.values.get("id") for entry in asked), *(f"{RESULT}{entry.values.get('id')}" for entry in ends)}
    questions = dict(_question(entry, known) for entry in asked)
    context = dict(_question(entry, {""}) for entry in document.entries("context_questions"))
    results = dict(_result(entry) for entry in ends)
    overlays = [_overlay(entry, questions) for entry in document.entries("overlays")]
    overlays += [_overlay(entry, context) for entry in document.entries("context_overlays")]
    finder = Finder(document.text("start"), questions, results, tuple(overlays))
    if _is_whole(document, finder):
        for entry in document.entries("golden"):
            _check_story(entry, finder)
    let_by(document, "golden")
    document.finish()
    pack.add("route-finder", "finder", finder, document.values.place)


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
    routes = tuple(entry.references("routes", "route"))
    lists = {name: tuple(entry.texts(name)) for name in LISTS}
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


def _is_whole(document: Entry, finder: Finder) -> bool:
    """Whether every way leads somewhere, and every question and result can be reached."""
    known = {*finder.questions, *(f"{RESULT}{key}" for key in finder.results)}
    reached = finder.reached()
    for here in sorted(known - reached):
        document.problem("questions", f"nothing leads to “{here}”")
    return reached == known


def _check_story(entry: Entry, finder: Finder) -> None:
    """A story of which it is known where it must end."""
    entry.text("id")
    entry.text("story")
    let_by(entry, "answers")
    answers = dict(entry.values.get("answers") or {})
    expected, overlays = entry.text("expected"), entry.texts("overlays")
    entry.finish()
    try:
        result, asked = finder.follow(answers)
    except NoSuchAnswerError as error:
        entry.problem("answers", f"no such answer: {error}")
        return
    found = (result.key, [overlay.key for overlay in finder.added_by(answers)])
    if found != (expected, overlays) or set(answers) != set(asked):
        entry.problem("expected", f"the answers lead to “{result.key}” with {found[1]}, by {asked}")
