from django.db.models import F, QuerySet

from cms.audiences import MEMBERS, PUBLIC, VisibleQuerySet


class WordQuerySet(VisibleQuerySet):
    def for_members(self):
        """Those that members write with: what only staff may read is a word for nobody's lesson."""
        return self.filter(audience__in=[PUBLIC, MEMBERS])


class DatedQuerySet(QuerySet):
    def by_date(self):
        """The oldest first, and those whose date nobody knows after all others."""
        return self.order_by(F("valid_from").asc(nulls_last=True), *self.model._meta.ordering)
