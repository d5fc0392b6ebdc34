from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "resources.legal"
    label = "legal"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports

        from .exports import verified_by
        from .kinds import LEGAL_ANSWER, LEGAL_RESOURCE
        from .setup import legal_skeleton

        register(LEGAL_RESOURCE)
        register(LEGAL_ANSWER)
        skeleton(legal_skeleton)
        exports("legal", verified_by)
