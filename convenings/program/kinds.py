from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import ConveningPage, SessionPage


def _kind(model, name: str, label, plural) -> Kind:
    return Kind(
        name=name,
        label=label,
        plural=plural,
        model=model,
        visible_to=lambda viewer: model.objects.visible_to(viewer),
        title=lambda page: page.title,
        url=model.get_absolute_url,
    )


CONVENING = _kind(ConveningPage, "convening", _("Convening"), _("Convenings"))
SESSION = _kind(SessionPage, "session", _("Session"), _("Sessions"))
