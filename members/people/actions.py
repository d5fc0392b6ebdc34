from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import Signal

from members.accounts.models import User

from .models import Language, PracticeState, Profile

# Sent in the transaction, with `profile`: a name, a role or who may read them has changed.
profile_changed = Signal()


@dataclass(frozen=True)
class Told:
    """What somebody says of themselves: `fields` of the row with their readers, words by the field that links them,
    and the codes of languages and states."""

    fields: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Iterable] = field(default_factory=dict)
    languages: Iterable[str] = ()
    states: Iterable[str] = ()


def ensure_profile(*, user: User, job_title: str = "") -> Profile:
    """The profile of `user`, made for members to read if there is none."""
    profile, _is_new = Profile.objects.get_or_create(user=user, defaults={"job_title": job_title})
    return profile


@transaction.atomic
def edit_profile(*, profile: Profile, name: str, told: Told) -> None:
    """Change how somebody is shown, and to whom. Raises ValidationError for a value that no field takes."""
    profile.user.name = name
    profile.user.save(update_fields=["name"])
    tell(profile=profile, told=told)
    profile_changed.send(sender=Profile, profile=profile)


@transaction.atomic
def tell(*, profile: Profile, told: Told) -> None:
    """Write down what somebody says of themselves in place of all that they said before."""
    for name, value in told.fields.items():
        setattr(profile, name, value)
    profile.clean_fields()
    for name, words in told.words.items():
        getattr(profile, name).set(words)
    _replace(profile, Language, told.languages)
    _replace(profile, PracticeState, told.states)
    # Last, so that whoever hears of it finds everything in place. Nothing else: they may have left meanwhile.
    profile.save(update_fields=[*told.fields])


def _replace(profile: Profile, model, codes: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(codes))
    rows = model.objects.filter(profile=profile)
    if list(rows.values_list("code", flat=True).order_by("pk")) != wanted:
        rows.delete()
        model.objects.bulk_create(model(profile=profile, code=code) for code in wanted)


@transaction.atomic
def set_in_directory(*, profile: Profile, is_in: bool) -> None:
    """Let somebody leave the directory or come back; lists, counts, suggestions and the search follow at once."""
    profile.in_directory = is_in
    profile.save(update_fields=["in_directory"])
    profile_changed.send(sender=Profile, profile=profile)


@transaction.atomic
def set_photo(*, profile: Profile, photo: ContentFile | None) -> None:
    """Show `photo`, which was made anew from what was sent, or none; the file of before goes with the commit."""
    # Lock the row, and read again what it shows: of two photos that come at once, the file of the first goes too.
    profile.photo = Profile.objects.select_for_update().get(pk=profile.pk).photo.name
    forget_photo(profile=profile)
    if photo is None:
        profile.photo = ""
        profile.save(update_fields=["photo"])
    else:
        profile.photo.save("photo.jpg", photo, save=False)
        profile.save(update_fields=["photo"])


def forget_photo(*, profile: Profile) -> None:
    """Delete the file of the photo as soon as nothing in the database names it any more."""
    if profile.photo:
        transaction.on_commit(partial(profile.photo.storage.delete, profile.photo.name))
