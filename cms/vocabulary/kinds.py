from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import Challenge, Outcome, Term


def _kind(model, name: str, label, plural, **more) -> Kind:
    return Kind(
        name=name,
        label=label,
        plural=plural,
        model=model,
        visible_to=lambda viewer: model.objects.visible_to(viewer),
        title=lambda word: word.name,
        url=lambda word: word.url,
        **more,
    )


CHALLENGE = _kind(Challenge, "challenge", _("Challenge"), _("Challenges"))
OUTCOME = _kind(Outcome, "outcome", _("Outcome"), _("Outcomes"))
TERM = _kind(Term, "term", _("Glossary"), _("Glossary"), has_page=False)
