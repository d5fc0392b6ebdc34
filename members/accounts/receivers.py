from django.contrib.auth.models import Group
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from cms.setup import EDITORS, REVIEWERS

from .models import User


@receiver(pre_save, sender=User)
def administrators_may_do_all(instance, raw, **kwargs):
    if not raw and instance.role == User.Role.ADMIN:
        instance.is_superuser = True


@receiver(post_save, sender=User)
def staff_hold_the_editors_keys(instance, raw, update_fields, **kwargs):
    """Network staff edit and review: they are in both groups, however the account was made."""
    if raw or not instance.is_network_staff or (update_fields and "role" not in update_fields):
        return
    instance.groups.add(*Group.objects.filter(name__in=(EDITORS, REVIEWERS)))
