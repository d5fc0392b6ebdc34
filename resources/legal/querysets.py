from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.audiences import VisibleQuerySet


class LawQuerySet(QuerySet):
    def current(self):
        """Those that hold today: not replaced, or only from a later day on."""
        return self.filter(Q(replaced_on__isnull=True) | Q(replaced_on__gt=timezone.localdate()))

    def at(self, slug: str):
        """The one that holds today at this address, or None."""
        return self.current().filter(slug=slug).order_by("replaced_on", "-as_of", "-pk").first()

    def before(self, record):
        """What was at the same address before `record`, the latest first."""
        return self.filter(slug=record.slug, replaced_on__isnull=False).exclude(pk=record.pk).order_by("-replaced_on")


class ElementQuerySet(LawQuerySet):
    def of(self, route):
        """What an agreement on this route is read for: the route's own elements, then those common to all routes."""
        if not route.is_checked_by_elements:
            return self.none()
        own = Q(route__slug=route.slug) | Q(route__isnull=True)
        return self.filter(own).exclude(not_for__slug=route.slug)

    def of_each(self, routes) -> dict:
        """The same for each of `routes`, in two queries."""
        elements = list(self.select_related("route").prefetch_related("not_for"))
        return {
            route: [
                element for element in elements
                if route.is_checked_by_elements
                and (element.route is None or element.route.slug == route.slug)
                and route.slug not in {each.slug for each in element.not_for.all()}
            ]
            for route in routes
        }  # fmt: skip


class DeskQuerySet(VisibleQuerySet):
    def tagged(self, *slugs: str):
        """Those with one of these topics."""
        having = self.model.objects.filter(tagged_items__tag__slug__in=slugs).order_by()
        return self.filter(pk__in=having.values("pk"))
