from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "members.accounts"
    label = "accounts"
    default = True  # There are two in this module.

    def ready(self):
        from cms.audiences import belongs

        from . import jobs, receivers  # noqa: F401
        from .exports import account_of, exports
        from .permissions import tokens_of

        belongs(tokens_of)
        exports("account", account_of)


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's list of users, with forms that know our accounts."""

    user_viewset = "members.accounts.viewsets.AccountViewSet"
