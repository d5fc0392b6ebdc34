from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import LegalAnswer, LegalResource

LEGAL_RESOURCE = Kind(
    name="legal-resource",
    label=_("Legal resource"),
    plural=_("Legal resources"),
    model=LegalResource,
    visible_to=lambda viewer: LegalResource.objects.visible_to(viewer),
    title=lambda resource: resource.title,
    url=LegalResource.get_absolute_url,
)
LEGAL_ANSWER = Kind(
    name="legal-answer",
    label=_("Legal answer"),
    plural=_("Legal answers"),
    model=LegalAnswer,
    visible_to=lambda viewer: LegalAnswer.objects.visible_to(viewer),
    title=lambda answer: answer.question,
    url=LegalAnswer.get_absolute_url,
)
