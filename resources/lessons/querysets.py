from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Revision

from cms.audiences import VisiblePageQuerySet
from cms.vocabulary.models import Challenge, Outcome, Topic

WORDS = {Challenge: "challenges", Outcome: "outcomes", Topic: "topics"}


class LessonQuerySet(VisiblePageQuerySet):
    def listed(self):
        """Those that lists and the index show: a withdrawn lesson stays readable at its address only."""
        return self.filter(withdrawn_on__isnull=True)

    def never_published(self):
        """Drafts that nobody but those who write and review them could ever read."""
        return self.filter(live=False, first_published_at__isnull=True)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def about(self, word):
        """Those that name this challenge, outcome or topic."""
        return self.filter(**{WORDS[type(word)]: word})

    def by(self, user_id: int):
        """Those that this person wrote, alone or with others."""
        return self.filter(authorships__user=user_id)

    def of_version(self, version: str):
        """The one that the version of this name (`versions.version_of`) belongs to, whatever was saved since."""
        number = version.partition(".")[0]
        if not (number.isdecimal() and len(number) < 19):
            return self.none()
        return self._with_any_of(Revision.page_revisions.filter(pk=number))

    def formerly_at(self, slug: str, user_id: int):
        """Those that this person wrote and that an older version of them had at this address, the newest first."""
        own = [str(key) for key in self.by(user_id).values_list("pk", flat=True)]
        return self._with_any_of(Revision.page_revisions.filter(object_id__in=own, content__slug=slug)).order_by("-pk")

    def _with_any_of(self, revisions):
        # Revisions name their page as text, which PostgreSQL does not compare with a number.
        return self.filter(pk__in=[int(key) for key in revisions.values_list("object_id", flat=True)])

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
    def visible_to(self, viewer):
        """Those on lessons that `viewer` may read."""
        lessons = self.model.lesson.field.related_model.objects.visible_to(viewer)
        return self.filter(lesson__in=lessons.order_by().values("pk"))

    def open(self):
        """Those that nobody has answered yet."""
        return self.filter(resolved__isnull=True)
