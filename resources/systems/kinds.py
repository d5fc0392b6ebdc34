from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import System

SYSTEM = Kind(
    name="system",
    label=_("Data system"),
    plural=_("Data systems"),
    model=System,
    visible_to=lambda viewer: System.objects.visible_to(viewer),
    title=lambda system: system.title,
    url=System.get_absolute_url,
)
