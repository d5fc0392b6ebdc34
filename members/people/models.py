"""How a member is shown to others, field by field."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.audiences import MEMBERS, PUBLIC, user_token
from cms.avatars import initials
from cms.characters import one_line, readable_text
from cms.dates import PartialDate, PrecisionField
from cms.fields import AudienceField, CodeField, new_code
from members.accounts.models import User
from members.partnerships.states import STATES

from .languages import LANGUAGES
from .querysets import ProfileQuerySet
from .visibility import Readers, ReadersField
from .zones import ZONES

MOST_A_MONTH = 200


def private_storage():
    return storages["private"]


def photo_name(profile, filename: str) -> str:
    """A new name for every photo, that says nothing: neither who it is nor what the file was called."""
    return f"photos/{new_code()}{new_code()}.jpg"


class Profile(models.Model):
    """Somebody as others see them. `audience` names who may know name, role and partnership; each further field has
    its own readers beside it, who are among those (`visibility.open_circles`)."""

    class Unit(models.TextChoices):
        ASSISTS = "assists", _("peer assists a month")
        HOURS = "hours", _("hours a month")

    code = CodeField()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    job_title = models.CharField(_("role"), max_length=120, blank=True, validators=[one_line])
    audience = AudienceField(_("who may read name, role and partnership"), default=MEMBERS)
    in_directory = models.BooleanField(_("in the directory"), default=True)

    photo = models.FileField(_("photo"), storage=private_storage, upload_to=photo_name, blank=True, editable=False)
    photo_readers = ReadersField()
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True, validators=[one_line])
    pronouns_readers = ReadersField()
    bio = models.TextField(_("about you"), max_length=1200, blank=True, validators=[readable_text])
    bio_readers = ReadersField()
    role_since = models.DateField(_("in this role since"), null=True, blank=True)
    role_since_precision = PrecisionField()
    role_since_readers = ReadersField()
    expertise_offered = models.ManyToManyField(
        "vocabulary.Expertise", verbose_name=_("can help with"), blank=True, related_name="offered_by"
    )
    expertise_offered_readers = ReadersField()
    help_wanted = models.ManyToManyField(
        "vocabulary.Expertise", verbose_name=_("looking for help with"), blank=True, related_name="wanted_by"
    )
    help_wanted_readers = ReadersField()
    challenges_known = models.ManyToManyField(
        "vocabulary.Challenge", verbose_name=_("challenges known from experience"), blank=True, related_name="known_by"
    )
    challenges_known_readers = ReadersField()
    capacity = models.PositiveSmallIntegerField(
        _("help that you can give"), null=True, blank=True, validators=[MaxValueValidator(MOST_A_MONTH)]
    )
    capacity_unit = models.CharField(_("counted in"), max_length=7, choices=Unit, default=Unit.ASSISTS)
    capacity_readers = ReadersField()
    languages_readers = ReadersField()
    states_readers = ReadersField()
    time_zone = models.CharField(_("time zone"), max_length=40, choices=ZONES, blank=True)
    time_zone_readers = ReadersField()
    email_readers = ReadersField()
    conflict_note = models.CharField(
        _("how you keep clear of conflicts"), max_length=300, blank=True, validators=[one_line]
    )

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self):
        return str(self.user)

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def url(self) -> str:
        return reverse("people:profile", args=[self.code])

    @property
    def number(self) -> int:
        """What the shape and the color beside the name come from: the same for as long as there is an account."""
        return self.user_id

    @property
    def readers(self) -> str:
        """Who may read it, in words."""
        words = {PUBLIC: _("Everyone"), MEMBERS: _("Members"), user_token(self.user_id): _("Only me")}
        return words.get(self.audience, _("Nobody"))

    @property
    def initials(self) -> str:
        return initials(self.user.name)

    @property
    def has_affiliation(self) -> bool:
        """Whether it is of an attorney or a volunteer, who have no partnership."""
        return self.user.affiliation in (User.Affiliation.ATTORNEY, User.Affiliation.VOLUNTEER)

    @property
    def in_role_since(self) -> PartialDate | None:
        return PartialDate(self.role_since, self.role_since_precision) if self.role_since else None

    @property
    def capacity_in_words(self) -> str:
        """“2 peer assists a month”, “6 hours a month”; empty when nothing was said."""
        if self.capacity is None:
            return ""
        if self.capacity_unit == self.Unit.HOURS:
            words = ngettext("%(number)s hour a month", "%(number)s hours a month", self.capacity)
        else:
            words = ngettext("%(number)s peer assist a month", "%(number)s peer assists a month", self.capacity)
        return words % {"number": self.capacity}

    def circle(self, field: str) -> Readers:
        """Who may read `field`."""
        return Readers(getattr(self, f"{field}_readers"))


class Language(models.Model):
    """A language that somebody works in."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=3, choices=LANGUAGES)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="language_once_a_person")]

    def __str__(self):
        # Django's own way makes a dictionary of all choices for each row.
        return str(LANGUAGES.get(self.code, self.code))


class PracticeState(models.Model):
    """A state whose law an attorney knows, or in which a volunteer can help."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="practice_states")
    code = models.CharField(_("state"), max_length=2, choices=STATES)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="state_once_a_person")]

    def __str__(self):
        return str(STATES.get(self.code, self.code))


class Edition(models.Model):
    """Which edition of the directory the database holds: a new code with every change of what the directory shows.

    Whoever keeps the directory in memory compares it; it changes in the transaction of the change itself.
    """

    ONLY = 1

    code = models.CharField(max_length=12)

    def __str__(self):
        return self.code
