from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "members.partnerships"
    label = "partnerships"

    def ready(self):
        from cms.audiences import belongs

        from .permissions import tokens_of

        belongs(tokens_of)
