from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "resources.questions"
    label = "questions"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports
        from members.remarks.talk import Talk, talk

        from . import notices  # noqa: F401
        from .exports import questions_of
        from .kinds import QUESTION
        from .setup import questions_skeleton
        from .talk import places_of, who_wrote

        register(QUESTION)
        skeleton(questions_skeleton)
        exports("questions", questions_of)
        talk("question", Talk(authors=who_wrote, places=places_of))
