from django.db.models.signals import post_save
from django.dispatch import receiver

from members.accounts.actions import erasing
from members.accounts.logs import forget_rows

from .models import RosterEntry
from .signals import roster_changed


@receiver(post_save, sender=RosterEntry)
def say_that_the_roster_changed(instance, raw, **kwargs):
    if not raw:
        roster_changed.send(sender=RosterEntry, user=instance.user, partnership=instance.partnership)


@receiver(erasing)
def forget_the_erased(user, **kwargs):
    """The rows go with the account; what the editors' log says about them goes too."""
    forget_rows(user.roster_entries.all())
    forget_rows(user.join_requests.all())
