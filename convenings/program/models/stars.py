"""Sessions that somebody keeps an eye on, and the private address at which their calendar asks for them."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

from ..querysets import StarQuerySet


class Star(models.Model):
    """Nobody but its owner ever sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stars")
    session = models.ForeignKey("program.SessionPage", on_delete=models.CASCADE, related_name="stars")
    set = models.DateTimeField(default=timezone.now)

    objects = StarQuerySet.as_manager()

    class Meta:
        ordering = ["-set", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "session"], name="star_once_a_session")]

    def __str__(self):
        return f"{self.user} · {self.session}"


SIGNER = signing.Signer(salt="starred sessions", sep=".")


def new_secret() -> str:
    return get_random_string(32)


class StarFeed(models.Model):
    """Whoever has the address reads what its owner starred; with another secret the old address is none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="star_feed")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    renewed = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.user)

    @property
    def token(self) -> str:
        """What the address says: the secret, signed, so that a copy of the database alone opens no feed."""
        return SIGNER.sign(self.secret)

    @classmethod
    def of_token(cls, token: str) -> "StarFeed | None":
        """The feed that this address is of, while its owner may sign in."""
        try:
            secret = SIGNER.unsign(token)
        except signing.BadSignature:
            return None
        return cls.objects.filter(secret=secret, user__is_active=True).select_related("user").first()
