from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import AgreementTemplatePage

AGREEMENT_TEMPLATE = Kind(
    name="agreement-template",
    label=_("Agreement template"),
    plural=_("Agreement templates"),
    model=AgreementTemplatePage,
    visible_to=lambda viewer: AgreementTemplatePage.objects.visible_to(viewer),
    title=lambda template: template.title,
    url=AgreementTemplatePage.get_absolute_url,
    listed=lambda templates: templates.listed(),
)
