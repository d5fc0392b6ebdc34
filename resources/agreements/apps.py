from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "resources.agreements"
    label = "agreements"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton

        from .kinds import AGREEMENT_TEMPLATE
        from .setup import agreements_skeleton

        register(AGREEMENT_TEMPLATE)
        skeleton(agreements_skeleton)
