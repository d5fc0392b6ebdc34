"""The editors' log without somebody: Wagtail keeps in it who did what to what, in words."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, PageLogEntry


def forget_author(user) -> None:
    """Take `user` and the words that went with their acts out of the log; that something happened stays."""
    for model in (PageLogEntry, ModelLogEntry):
        model.objects.filter(user=user).update(user=None, data={})


def forget_rows(rows) -> None:
    """Drop every entry about `rows` (a queryset): its label says their names."""
    content_type = ContentType.objects.get_for_model(rows.model)
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    ModelLogEntry.objects.filter(content_type=content_type, object_id__in=keys).delete()
