from wagtail import hooks

from .viewsets import AnswerViewSet, QuestionViewSet


@hooks.register("register_admin_viewset")
def questions():
    return [
        QuestionViewSet("kept_questions", url_prefix="question"),
        AnswerViewSet("kept_answers", url_prefix="answer"),
    ]
