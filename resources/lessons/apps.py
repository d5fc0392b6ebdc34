from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "resources.lessons"
    label = "lessons"
