from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from cms.audiences import VisiblePageQuerySet


class LessonQuerySet(VisiblePageQuerySet):
    def listed(self):
        """Those that lists and the index show: a withdrawn lesson stays readable at its address only."""
        return self.filter(withdrawn_on__isnull=True)

    def never_published(self):
        """Drafts that nobody but those who write and review them could ever read."""
        return self.filter(live=False, first_published_at__isnull=True)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def by(self, user_id: int):
        """Those that this person wrote, alone or with others."""
        return self.filter(authorships__user=user_id)

    def without_text(self):
        """Not loading the text of the seven sections, which no list and no tree shows."""
        return self.defer(*[column for name, _heading in self.model.SECTIONS for column in (name, f"{name}_html")])

    def as_rows(self):
        """With what a row of a list shows."""
        return self.without_text().select_related("partnership").prefetch_related("authorships", "cycles__results")


class AdaptationQuerySet(QuerySet):
    def in_family_of(self, lesson_id: int):
        """Every adaptation in the tree that this lesson belongs to: up to its first version, and all the way down."""
        table = self.model._meta.db_table
        family = f"""
            WITH RECURSIVE
            above(id) AS (
                SELECT CAST(%s AS bigint)
                UNION SELECT link.source_id FROM {table} link JOIN above ON link.lesson_id = above.id
            ),
            family(id) AS (
                SELECT id FROM above
                UNION SELECT link.lesson_id FROM {table} link JOIN family ON link.source_id = family.id
            )
            SELECT id FROM family
        """  # UNION drops what was found before, so that a circle ends.
        return self.filter(lesson_id__in=RawSQL(family, [lesson_id]))


class FlagQuerySet(QuerySet):
    def open(self):
        """Those that nobody has answered yet."""
        return self.filter(resolved__isnull=True)
