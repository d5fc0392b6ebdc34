"""A route finder as plain values, as the database keeps it, and back. No I/O."""

from collections.abc import Mapping
from dataclasses import asdict

from .routes import Answer, Finder, Overlay, Question, Result


class TreeError(ValueError):
    """These values are no route finder."""


def as_tree(finder: Finder) -> dict:
    return asdict(finder)


def finder_in(tree) -> Finder:
    """What `as_tree` wrote, or JSON of it. Raises TreeError when something is missing or is of another sort."""
    return Finder(
        start=_text(tree, "start"),
        questions=_questions(tree, "questions"),
        results={key: _result(each) for key, each in _mapping(tree, "results").items()},
        overlays=tuple(_overlay(each) for each in _list(tree, "overlays")),
        context=_questions(tree, "context"),
        always_ask_counsel=_texts(tree, "always_ask_counsel"),
        onward_note=_text(tree, "onward_note"),
    )


def _questions(tree, name: str) -> dict[str, Question]:
    return {
        key: Question(key, _text(each, "text"), _text(each, "help"), tuple(map(_answer, _list(each, "answers"))))
        for key, each in _mapping(tree, name).items()
    }


def _answer(values) -> Answer:
    return Answer(_text(values, "value"), _text(values, "label"), _text(values, "next"))


def _result(values) -> Result:
    lists = {name: _texts(values, name) for name in Result.LISTS}
    return Result(_text(values, "key"), _text(values, "title"), template=_text(values, "template"), **lists)


def _overlay(values) -> Overlay:
    return Overlay(
        _text(values, "question"), _text(values, "answer"), _texts(values, "cautions"), _texts(values, "next_steps"),
        _of(values, "asks_counsel", bool), _texts(values, "citations"),
    )  # fmt: skip


def _of(values, name: str, sort):
    value = values.get(name) if isinstance(values, Mapping) else None
    if not isinstance(value, sort):
        raise TreeError(name)
    return value


def _text(values, name: str) -> str:
    return _of(values, name, str)


def _mapping(values, name: str) -> Mapping:
    return _of(values, name, Mapping)


def _list(values, name: str) -> list:
    return list(_of(values, name, (list, tuple)))


def _texts(values, name: str) -> tuple[str, ...]:
    texts = _list(values, name)
    if not all(isinstance(text, str) for text in texts):
        raise TreeError(name)
    return tuple(texts)
