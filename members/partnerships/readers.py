"""Whom somebody may choose as the readers of what they write."""

from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, STAFF, partnership_token

from .models import Partnership, RosterEntry


def partnerships_of(user):
    """The partnerships on whose roster `user` is today."""
    entries = RosterEntry.objects.current().filter(user=user)
    return Partnership.objects.filter(roster__in=entries).distinct()


def audience_choices(user, current: str = "") -> list[tuple[str, str]]:
    """Everyone, members, one of the writer's partnerships; and what is set now, so that saving never changes it."""
    choices = [(PUBLIC, _("Everyone")), (MEMBERS, _("Members"))]
    choices += [(partnership_token(place.pk), place.name) for place in partnerships_of(user)]
    if current and current not in dict(choices):
        choices.append((current, audience_label(current)))
    return choices


def audience_label(token: str) -> str:
    """`token` in the words of the site."""
    known = {PUBLIC: _("Everyone"), MEMBERS: _("Members"), STAFF: _("Network staff")}
    kind, _colon, number = token.partition(":")
    if kind == "partnership":
        place = Partnership.objects.filter(pk=number).first()
        return place.name if place else _("A partnership")
    return known.get(token, _("A few people"))
