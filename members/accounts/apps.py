from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "members.accounts"
    label = "accounts"

    def ready(self):
        from cms.audiences import belongs

        from .permissions import tokens_of

        belongs(tokens_of)
