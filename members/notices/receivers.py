from django.dispatch import receiver

from members.accounts.actions import erasing

from .actions import forget_acts_of


@receiver(erasing)
def forget_the_erased(user, **kwargs):
    forget_acts_of(user)
