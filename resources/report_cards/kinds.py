from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import ReportCard

REPORT_CARD = Kind(
    name="report-card",
    label=_("Report card"),
    plural=_("Report cards"),
    model=ReportCard,
    visible_to=lambda viewer: ReportCard.objects.visible_to(viewer),
    title=lambda card: card.title,
    url=ReportCard.get_absolute_url,
)
