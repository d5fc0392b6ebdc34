from django.db.models.signals import post_delete
from django.dispatch import receiver

from cms.kinds import UnknownKindError, kind_of

from .models import Bookmark, Comment, Report


@receiver(post_delete, dispatch_uid="remarks_go_with_their_thing")
def go_with_the_thing(instance, **kwargs):
    try:
        kind_of(instance)
    except UnknownKindError:
        return
    for model in (Report, Bookmark, Comment):
        model.objects.about(instance).delete()
