from django import template

from members.partnerships.models import RosterEntry

from ..models import Profile

register = template.Library()


@register.inclusion_tag("people/_people_of.html", takes_context=True)
def people_of(context, partnership):
    """Who is on the roster of `partnership` today: by name where this reader may read it, the others as a number."""
    entries = RosterEntry.objects.current().filter(partnership=partnership).order_by("user__name", "pk")
    shown = Profile.objects.visible_to(context["request"].viewer).filter(user__in=entries.values("user"))
    profiles = {profile.user_id: profile for profile in shown.select_related("user")}
    people = [(entry, profiles[entry.user_id]) for entry in entries if entry.user_id in profiles]
    return {"people": people, "unnamed": len(entries) - len(people)}
