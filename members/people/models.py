"""How a member is shown to others."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS
from cms.fields import AudienceField, CodeField

from .querysets import ProfileQuerySet


class Profile(models.Model):
    """Somebody's line in a byline: name, role and partnership, for whoever `audience` names."""

    code = CodeField()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    job_title = models.CharField(_("role"), max_length=120, blank=True)
    audience = AudienceField(_("who may read name, role and partnership"), default=MEMBERS)

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
    def initials(self) -> str:
        words = self.user.name.replace("-", " ").split()
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
