from django.db import transaction
from django.dispatch import Signal

from members.accounts.models import User

from .models import Profile

# Sent in the transaction, with `profile`: a name, a role or who may read them has changed.
profile_changed = Signal()


def ensure_profile(*, user: User, job_title: str = "") -> Profile:
    """The profile of `user`, made for members to read if there is none."""
    profile, _is_new = Profile.objects.get_or_create(user=user, defaults={"job_title": job_title})
    return profile


@transaction.atomic
def edit_profile(*, profile: Profile, name: str, job_title: str, audience: str) -> None:
    """Change how somebody is shown. Raises ValidationError if `audience` is no token."""
    profile.user.name = name
    profile.user.save(update_fields=["name"])
    profile.job_title, profile.audience = job_title, audience
    profile.clean_fields()
    profile.save()
    profile_changed.send(sender=Profile, profile=profile)
