"""The questions' part of the skeleton: editors tidy what questions are called and filed under, and see them all."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow


def questions_skeleton(home) -> None:
    allow(
        Group.objects.get(name=EDITORS),
        "questions.change_question",
        "questions.view_question",
        "questions.view_answer",
    )
