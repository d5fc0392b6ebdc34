"""Who belongs to a partnership from when to when, and who asks to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line, readable_text
from cms.fields import CodeField
from members.accounts.models import User

from ..querysets import JoinRequestQuerySet, RosterQuerySet
from .partnerships import Partnership


class RosterEntry(models.Model):
    """Somebody's time with a partnership. An entry is ended, never deleted."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="roster")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roster_entries")
    code = CodeField()
    job_title = models.CharField(_("role in the partnership"), max_length=120, blank=True, validators=[one_line])
    is_steward = models.BooleanField(_("steward"), default=False)
    joined = models.DateField(_("since"), default=timezone.localdate)
    left = models.DateField(_("until"), null=True, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "user__name"]
        verbose_name = _("roster entry")
        verbose_name_plural = _("roster")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "user"], condition=Q(left__isnull=True), name="once_on_a_roster"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.partnership}"


class JoinRequest(models.Model):
    """Somebody asks to join a partnership; staff or one of its stewards decide.

    Or they ask as an attorney or a volunteer of some organization, and staff alone decide.
    """

    class Decision(models.TextChoices):
        OPEN = "open", _("Waiting")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    AFFILIATIONS = [(each.value, each.label) for each in (User.Affiliation.ATTORNEY, User.Affiliation.VOLUNTEER)]

    code = CodeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="join_requests"
    )
    affiliation = models.CharField(_("affiliation"), max_length=10, choices=AFFILIATIONS, blank=True)
    organization = models.CharField(
        _("your organization"), max_length=160, blank=True, validators=[one_line],
        help_text=_("The firm, office, company or school that you work for, or last worked for."),
    )  # fmt: skip
    job_title = models.CharField(_("your role there"), max_length=120, validators=[one_line])
    message = models.TextField(
        _("a line about your work"), max_length=300, blank=True, validators=[readable_text],
        help_text=_("Who knows you there, and what you do or can give. Only those who answer read it."),
    )  # fmt: skip
    created = models.DateTimeField(default=timezone.now, editable=False)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True, validators=[readable_text])

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["created"]
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partnership"], condition=Q(decision="open"), name="one_open_request"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(decision="open", partnership=None), name="one_open_affiliation"
            ),
            # The organization of whoever was refused is forgotten in time.
            models.CheckConstraint(
                condition=Q(partnership__isnull=False, affiliation="", organization="")
                | Q(partnership__isnull=True, affiliation__in=["attorney", "volunteer"]),
                name="partnership_or_affiliation",
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.aim}"

    @property
    def aim(self) -> str:
        """What is asked for: a partnership, or “Attorney, Legal Aid of Summit County”."""
        if self.partnership:
            return str(self.partnership)
        return ", ".join(part for part in (str(self.get_affiliation_display()), self.organization) if part)

    @property
    def is_open(self) -> bool:
        return self.decision == self.Decision.OPEN
