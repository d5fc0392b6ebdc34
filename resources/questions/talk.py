"""Comments on a question stand below it, or below one of its answers; whoever wrote that is told."""

from .models import Question


def places_of(question: Question) -> list[str]:
    """The answers that stand, by code."""
    return list(question.answers.standing().values_list("code", flat=True))


def who_wrote(question: Question, place: str) -> list:
    written = question.answers.filter(code=place).select_related("author").first() if place else question
    return [written.author] if written and written.author else []
