"""What a session is about, and how deep it goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Depth(models.TextChoices):
    COVERS = "covers", _("main subject")
    TOUCHES = "touches", _("touched on")


DEPTH = FieldPanel("depth", help_text=_("Whether a reader with this question should come for it."))


class SessionTopic(Orderable):
    """A topic of a session, and how deep it goes."""

    session = ParentalKey("program.SessionPage", on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("vocabulary.Topic", verbose_name=_("topic"), on_delete=models.CASCADE, related_name="+")
    depth = models.CharField(_("depth"), max_length=7, choices=Depth, default=Depth.COVERS)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "topic"], name="topic_once_a_session")]

    def __str__(self):
        return str(self.topic)


class SessionChallenge(Orderable):
    """A challenge that a session is about, and how deep it goes."""

    session = ParentalKey("program.SessionPage", on_delete=models.CASCADE, related_name="challenges")
    challenge = models.ForeignKey(
        "vocabulary.Challenge", verbose_name=_("challenge"), on_delete=models.CASCADE, related_name="+"
    )
    depth = models.CharField(_("depth"), max_length=7, choices=Depth, default=Depth.COVERS)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "challenge"], name="challenge_once_a_session")]

    def __str__(self):
        return str(self.challenge)
