"""What the database remembers about the index: changes that wait, what it was told, and its rebuilds."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """A thing changed, and the index has not heard of it yet. Written in the transaction of the change."""

    seq = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    created = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now, db_index=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["seq"]
        verbose_name = _("change that waits for the index")
        verbose_name_plural = _("changes that wait for the index")

    def __str__(self):
        return f"{self.kind}:{self.object_id}"


class Revision(models.Model):
    """A number that only grows, also across delete and re-create: the `rev` of all documents of one batch."""

    taken = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.pk)


class IndexedObject(models.Model):
    """A thing that may have documents in the index: the revision that the index was last told, and what it said.

    Written before the engine hears of it and removed after, so that nothing is in the index that is not here.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    rev = models.BigIntegerField()
    fingerprint = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="indexed_once")]

    def __str__(self):
        return f"{self.kind}:{self.object_id}@{self.rev}"


class Rebuild(models.Model):
    """One run of ``manage.py search rebuild``."""

    started = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True)
    engine = models.CharField(max_length=40)
    documents = models.PositiveIntegerField(default=0)
    repaired = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-started"]
        get_latest_by = "started"
        verbose_name = _("rebuild of the index")
        verbose_name_plural = _("rebuilds of the index")

    def __str__(self):
        return f"{self.started:%Y-%m-%d %H:%M}"
