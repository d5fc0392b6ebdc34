"""People as they are shown on other pages, and their marks."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.audiences import VISITOR
from cms.templatetags.structured import json_ld
from members.partnerships.models import RosterEntry

from ..models import Profile
from ..reading import Person
from ..visibility import FIELDS

register = template.Library()

SOME = 8


@register.inclusion_tag("people/_photo.html")
def portrait(person: Person, size: str = "") -> dict:
    """The photo of `person` if this reader may see it, else their initials; `size` is empty, ``small`` or ``big``."""
    return {"person": person, "size": size}


@register.inclusion_tag("people/_people_of.html", takes_context=True)
def people_of(context, partnership):
    """Who is on the roster of `partnership` today: by name where this reader may find them, the others as a number."""
    entries = RosterEntry.objects.current().filter(partnership=partnership).order_by("user__name", "pk")
    shown = Profile.objects.visible_to(context["request"].viewer).listed().filter(user__in=entries.values("user"))
    profiles = {profile.user_id: profile for profile in shown.select_related("user")}
    people = [(entry, profiles[entry.user_id]) for entry in entries if entry.user_id in profiles]
    return {"people": people, "unnamed": len(entries) - len(people)}


@register.inclusion_tag("people/_people_with.html", takes_context=True)
def people_with(context, challenge) -> dict:
    """Who says, to this reader, that they know `challenge` from experience: some of them, by name."""
    viewer = context["request"].viewer
    knowing = Profile.objects.visible_to(viewer).listed().telling("challenges_known", viewer)
    knowing = knowing.filter(challenges_known=challenge)
    people = [Person(profile, viewer) for profile in knowing.as_named().by_name()[: SOME + 1]]
    return {"people": people[:SOME], "are_more": len(people) > SOME, "challenge": challenge}


@register.inclusion_tag("people/_photo.html", takes_context=True)
def own_portrait(context, profile: Profile) -> dict:
    """The photo of `profile` on the owner's own page."""
    return {"person": Person(profile, context["request"].viewer), "size": "big"}


@register.filter
def circles(profile: Profile) -> list[tuple]:
    """Every field of `profile` that has readers of its own, by its label, with who they are."""
    labels = {"photo": _("Photo"), "email": _("Email"), "languages": _("Languages"), "states": _("States")}
    fields = [field for field in FIELDS if field != "states" or profile.has_affiliation]
    return [
        (labels.get(field) or capfirst(Profile._meta.get_field(field).verbose_name), profile.circle(field))
        for field in fields
    ]


@register.simple_tag
def json_ld_of(person: Person) -> str:
    """Data for search engines about `person`, as a visitor reads their page.

    Nothing for whoever reads more than a visitor does, and nothing about somebody who left the directory.
    """
    if person.viewer != VISITOR or not person.profile.in_directory:
        return ""
    return json_ld(
        person.profile,
        "Person",
        jobTitle=person.job_title,
        description=person.bio,
        affiliation=[{"@type": "Organization", "name": place.name} for place in person.places],
        knowsAbout=[str(word) for word in person.expertise_offered],
        knowsLanguage=person.languages,
    )
