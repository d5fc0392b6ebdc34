from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "resources.lessons"
    label = "lessons"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports
        from members.remarks.talk import Talk, talk

        from . import notices, receivers
        from .exports import lessons_of
        from .kinds import LESSON
        from .setup import lessons_skeleton

        register(LESSON)
        skeleton(lessons_skeleton)
        exports("lessons", lessons_of)
        talk("lesson", Talk(authors=lambda lesson, place: notices.authors_of_lesson(lesson)))
        receivers.connect()
