from cms.audiences import VisiblePageQuerySet


class LessonQuerySet(VisiblePageQuerySet):
    def listed(self):
        """Those that lists and the index show: a withdrawn lesson stays readable at its address only."""
        return self.filter(withdrawn_on__isnull=True)

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")
