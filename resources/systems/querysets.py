from django.db.models import Count, Q, QuerySet

from cms.audiences import VisibleQuerySet


class SystemKindQuerySet(QuerySet):
    def counted_in(self, systems: QuerySet):
        """Each with `count`, how many of `systems` use it; in their order, which counting would lose."""
        counted = Count("systems", filter=Q(systems__in=systems.order_by().values("pk")))
        return self.annotate(count=counted).order_by("order", "name")


class SystemQuerySet(VisibleQuerySet):
    def as_rows(self):
        """With what a row of a list shows; without the text."""
        return self.defer("body", "body_html").select_related("partnership").prefetch_related("kinds")
