"""How a member is shown to others."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, user_token
from cms.avatars import initials
from cms.characters import one_line
from cms.fields import AudienceField, CodeField

from .querysets import ProfileQuerySet


class Profile(models.Model):
    """Somebody's line in a byline: name, role and partnership, for whoever `audience` names."""

    code = CodeField()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    job_title = models.CharField(_("role"), max_length=120, blank=True, validators=[one_line])
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
