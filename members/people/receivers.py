from django.db.models.signals import post_save
from django.dispatch import receiver

from members.accounts.actions import erasing
from members.accounts.logs import forget_rows
from members.accounts.models import User
from members.partnerships.models import JoinRequest, RosterEntry

from .actions import ensure_profile
from .models import Profile


@receiver(post_save, sender=RosterEntry)
def show_whoever_joined(instance, raw, **kwargs):
    if not raw:
        ensure_profile(user=instance.user, job_title=instance.job_title)


@receiver(post_save, sender=JoinRequest)
def show_whoever_was_let_in(instance, raw, **kwargs):
    """An affiliation has no role of its own: it is the one that was given in asking."""
    if not raw and instance.affiliation and instance.decision == JoinRequest.Decision.APPROVED:
        ensure_profile(user=instance.user, job_title=instance.job_title)


@receiver(post_save, sender=User)
def show_whoever_was_approved(instance, raw, update_fields, **kwargs):
    """Network staff and people with an approved affiliation are members without a roster."""
    if raw or (update_fields and not {"role", "affiliation_approved"} & set(update_fields)):
        return
    if instance.is_network_staff or instance.has_approved_affiliation:
        ensure_profile(user=instance)


@receiver(erasing)
def forget_the_erased(user, **kwargs):
    forget_rows(Profile.objects.filter(user=user))
