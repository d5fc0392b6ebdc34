from django.db.models.signals import post_delete

from cms.kinds import Kind

from .models import Bookmark, Comment, Report


def follow(kind: Kind) -> None:
    """Remarks go with their thing. By its model: a receiver for all would slow the deletes of every table."""
    post_delete.connect(go_with_the_thing, sender=kind.model, dispatch_uid=f"remarks-go-with-{kind.name}")


def go_with_the_thing(instance, **kwargs):
    for model in (Report, Bookmark, Comment):
        model.objects.about(instance).delete()
