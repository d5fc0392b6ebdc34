from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "members.notices"
    label = "notices"
