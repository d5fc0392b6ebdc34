from django.apps import AppConfig


class ReportCardsConfig(AppConfig):
    name = "resources.report_cards"
    label = "report_cards"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton

        from .kinds import REPORT_CARD
        from .setup import report_cards_skeleton

        register(REPORT_CARD)
        skeleton(report_cards_skeleton)
