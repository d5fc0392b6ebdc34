from django.db.models import Exists, OuterRef, Prefetch, Q

from cms.audiences import VisibleQuerySet
from members.accounts.models import User
from members.partnerships.models import RosterEntry

from .visibility import open_circles


class ProfileQuerySet(VisibleQuerySet):
    """Profiles of active people; everybody may read their own."""

    def visible_to(self, viewer):
        shown = super().visible_to(viewer).filter(user__is_active=True)
        if viewer.user_id is None:
            return shown
        return shown | self.filter(user_id=viewer.user_id)

    def listed(self):
        """Those that lists, counts, suggestions and the search may show: members of today who did not leave it."""
        on_a_roster = Exists(RosterEntry.objects.current().filter(user=OuterRef("user")))
        is_affiliated = Q(user__affiliation_approved__isnull=False) & ~Q(user__affiliation=User.Affiliation.NONE)
        is_staff = Q(user__role__in=[User.Role.STAFF, User.Role.ADMIN])
        return self.filter(on_a_roster | is_affiliated | is_staff, in_directory=True, user__is_active=True)

    def telling(self, field: str, viewer):
        """Those whose `field` this reader may read; after `visible_to`."""
        told = Q(**{f"{field}_readers__in": open_circles(is_member=viewer.is_member)})
        return self.filter(told | Q(user_id=viewer.user_id)) if viewer.user_id else self.filter(told)

    def by_name(self):
        return self.order_by("user__name", "pk")

    def as_named(self):
        """With what a line about each of them looks at; `user.current_entries` are where they work today."""
        current = RosterEntry.objects.current().select_related("partnership").order_by("joined", "pk")
        return self.select_related("user").prefetch_related(
            Prefetch("user__roster_entries", current, to_attr="current_entries")
        )

    def as_read(self):
        """With all that a page or a row of them looks at."""
        return self.as_named().prefetch_related(
            "expertise_offered", "help_wanted", "challenges_known", "languages", "practice_states"
        )
