from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "members.partnerships"
    label = "partnerships"

    def ready(self):
        from cms.audiences import belongs
        from cms.kinds import register, register_part
        from cms.setup import skeleton
        from members.accounts.exports import exports

        from . import jobs, notices, receivers  # noqa: F401
        from .exports import memberships_of
        from .kinds import FACED_CHALLENGE, PARTNERSHIP
        from .permissions import tokens_of
        from .setup import partnerships_skeleton

        belongs(tokens_of)
        register(PARTNERSHIP)
        register_part(FACED_CHALLENGE)
        skeleton(partnerships_skeleton)
        exports("partnerships", memberships_of)
