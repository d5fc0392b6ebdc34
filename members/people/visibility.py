"""Who reads a field of a profile. One function decides it, for pages, lists, counts, files and the index. No I/O."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Readers(models.TextChoices):
    """Who may read one field, the widest circle first."""

    EVERYONE = "public", _("Everyone")
    MEMBERS = "members", _("Members")
    CONNECTIONS = "connections", _("My connections")
    OWNER = "only-me", _("Only me")


# The fields whose owner chooses their readers one by one: the row keeps each choice in ``<field>_readers``.
FIELDS = (
    "photo", "pronouns", "bio", "role_since", "expertise_offered", "help_wanted", "challenges_known", "capacity",
    "languages", "states", "time_zone", "email",
)  # fmt: skip


def open_circles(*, is_member: bool, is_connection: bool = False, is_owner: bool = False) -> frozenset[str]:
    """The circles that somebody belongs to, looking at a profile: a field is read by whoever belongs to its circle.

    This comes after the lock of the profile itself: whoever may not read the name reads nothing else either.
    """
    if is_owner:
        return frozenset(Readers.values)
    circles = {Readers.EVERYONE.value}
    if is_member:
        circles.add(Readers.MEMBERS.value)
        if is_connection:
            circles.add(Readers.CONNECTIONS.value)
    return frozenset(circles)


class ReadersField(models.CharField):
    """Who may read the field that it is named after. Private until somebody chooses otherwise."""

    def __init__(self, verbose_name=None, **kwargs):
        kwargs = {"max_length": 11, "choices": Readers.choices, "default": Readers.OWNER, **kwargs}
        super().__init__(verbose_name, **kwargs)
