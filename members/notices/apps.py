from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "members.notices"
    label = "notices"

    def ready(self):
        from members.accounts.exports import exports

        from . import jobs, receivers  # noqa: F401
        from .exports import notices_of
        from .types import register_ours

        register_ours()
        exports("notices", notices_of)
