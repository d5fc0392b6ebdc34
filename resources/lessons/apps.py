from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "resources.lessons"
    label = "lessons"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton

        from . import notices, receivers  # noqa: F401
        from .kinds import LESSON
        from .setup import lessons_skeleton

        register(LESSON)
        skeleton(lessons_skeleton)
        receivers.connect()
