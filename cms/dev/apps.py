from django.apps import AppConfig


class DevConfig(AppConfig):
    name = "cms.dev"
    label = "dev"
