from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from members.accounts.actions import erasing
from members.accounts.logs import forget_rows
from members.accounts.models import User
from members.partnerships.models import JoinRequest, Partnership, RosterEntry, Stage

from .actions import ensure_profile, forget_photo
from .directory import new_edition
from .models import Language, PracticeState, Profile

# What the directory shows is made of these rows and links.
SHOWN = (Profile, Language, PracticeState, User, RosterEntry, Partnership, Stage)
LINKED = (Profile.expertise_offered, Profile.help_wanted, Profile.challenges_known, Partnership.outcomes)
# What sign-ins and settings write on an account.
OF_ACCOUNTS = {"last_login", "password", "email", "agreed", "is_superuser", "is_staff"}


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
    profiles = Profile.objects.filter(user=user)
    for profile in profiles:
        forget_photo(profile=profile)
    forget_rows(profiles)


def print_a_new_edition(sender, update_fields=None, **kwargs):
    if sender is User and update_fields and OF_ACCOUNTS.issuperset(update_fields):
        return
    new_edition()


for model in SHOWN:
    post_save.connect(print_a_new_edition, sender=model, dispatch_uid=f"edition-save-{model.__name__}")
    post_delete.connect(print_a_new_edition, sender=model, dispatch_uid=f"edition-delete-{model.__name__}")
for link in LINKED:
    m2m_changed.connect(print_a_new_edition, sender=link.through, dispatch_uid=f"edition-{link.through.__name__}")
