from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery

from cms.audiences import VisiblePageQuerySet


class VersionQuerySet(QuerySet):
    def current(self):
        """The latest version of each template."""
        latest = self.model.objects.filter(page=OuterRef("page")).values("pk")[:1]
        return self.filter(pk=Subquery(latest))


class TemplateQuerySet(VisiblePageQuerySet):
    def listed(self):
        """Those with a text: a template without a version is an empty folder."""
        versions = self.model.versions.rel.related_model.objects.filter(page=OuterRef("pk"))
        return self.filter(Exists(versions))

    def for_challenge(self, challenge):
        """Those that help with `challenge`."""
        return self.filter(challenges=challenge)

    def with_versions(self):
        """Each with its `versions`, the latest first, and how many clauses they have."""
        versions = self.model.versions.rel.related_model.objects.annotate(clause_count=Count("clauses"))
        # A query that counts has no order but the one that it is given.
        versions = versions.order_by(*versions.model._meta.ordering)
        return self.prefetch_related(Prefetch("versions", versions))

    def with_clauses(self):
        """Each with its current version and the clauses of that in `current_versions`."""
        versions = self.model.versions.rel.related_model.objects.current().prefetch_related("clauses")
        return self.prefetch_related(Prefetch("versions", versions, to_attr="current_versions"))
