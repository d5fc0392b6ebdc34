from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind, Part

from .models import FacedChallenge, Partnership

PARTNERSHIP = Kind(
    name="partnership",
    label=_("Partnership"),
    plural=_("Partnerships"),
    model=Partnership,
    visible_to=lambda viewer: Partnership.objects.visible_to(viewer),
    title=lambda partnership: partnership.name,
    url=lambda partnership: partnership.url,
)

FACED_CHALLENGE = Part(
    name="faced-challenge",
    model=FacedChallenge,
    visible_to=lambda viewer: FacedChallenge.objects.visible_to(viewer),
    whole=lambda entry: entry.partnership,
)
