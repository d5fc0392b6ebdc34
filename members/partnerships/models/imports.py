"""A spreadsheet between its dry run and the yes of whoever sent it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.fields import CodeField


class PendingImport(models.Model):
    """What stands in a file that staff sent, until they say yes; forgotten after a day, since it names people."""

    class Subject(models.TextChoices):
        PARTNERSHIPS = "partnerships", _("Partnerships")
        ROSTER = "roster", _("Rosters")

    code = CodeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pending_imports")
    subject = models.CharField(max_length=12, choices=Subject)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()  # The line of the file and its cells by column, for each row.
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created"]
        verbose_name = _("import that waits")
        verbose_name_plural = _("imports that wait")

    def __str__(self):
        return self.file_name
