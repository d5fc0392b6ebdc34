from cms.audiences import VisibleQuerySet


class ReportCardQuerySet(VisibleQuerySet):
    def as_rows(self):
        """With what a row of a list shows."""
        return self.defer("provenance", "groups").select_related("partnership").prefetch_related("outcomes")
