from wagtail import hooks

from .viewsets import ReportCardViewSet


@hooks.register("register_admin_viewset")
def report_cards():
    return ReportCardViewSet("kept_report_cards", url_prefix="reportcard")
