"""When and where sessions are, and who speaks: records that point at pages, so no old revision brings them back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..querysets import PlacementQuerySet, ScheduleQuerySet


class Room(models.Model):
    """A room of a convening."""

    convening = models.ForeignKey(
        "program.ConveningPage", verbose_name=_("convening"), on_delete=models.CASCADE, related_name="rooms"
    )
    name = models.CharField(_("name"), max_length=80)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    access = models.CharField(_("access"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place in lists; small is first."))

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["convening", "name"], name="room_once_a_convening")]

    def __str__(self):
        return self.name


class Schedule(models.Model):
    """When and where the sessions of a convening are: drafted by staff, then released; readers see only that one."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RELEASED = "released", _("Released")
        REPLACED = "replaced", _("Replaced")

    convening = models.ForeignKey(
        "program.ConveningPage", verbose_name=_("convening"), on_delete=models.CASCADE, related_name="schedules"
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT, editable=False)
    note = models.CharField(_("note for staff"), max_length=200, blank=True)
    begun = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    released = models.DateTimeField(_("released on"), null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("released by"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-begun", "-pk"]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.UniqueConstraint(fields=["convening"], condition=models.Q(state="draft"), name="one_draft"),
            models.UniqueConstraint(fields=["convening"], condition=models.Q(state="released"), name="one_released"),
        ]

    def __str__(self):
        return f"{self.convening}, {self.get_state_display()}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Placement(models.Model):
    """A session has this room at this hour, in one schedule."""

    schedule = models.ForeignKey(
        Schedule, verbose_name=_("schedule"), on_delete=models.CASCADE, related_name="placements"
    )
    session = models.ForeignKey(
        "program.SessionPage", verbose_name=_("session"), on_delete=models.CASCADE, related_name="placements"
    )
    room = models.ForeignKey(
        Room, verbose_name=_("room"), null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = _("hour and room")
        verbose_name_plural = _("hours and rooms")
        constraints = [
            models.UniqueConstraint(fields=["schedule", "session"], name="session_once_a_schedule"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.session}, {self.when}"

    def clean(self):
        convening = self.schedule.convening if self.schedule_id else None
        if convening and self.session_id and not self.session.is_child_of(convening):
            raise ValidationError({"session": _("This session is of another convening.")})
        if convening and self.room_id and self.room.convening_id != convening.pk:
            raise ValidationError({"room": _("This room is of another convening.")})

    @property
    def when(self) -> str:
        """In the convening's zone, for staff: “January 14, 09:00–10:00”."""
        zone = self.schedule.convening.zone
        starts, ends = self.starts.astimezone(zone), self.ends.astimezone(zone)
        return f"{date_format(starts, 'F j')}, {starts:%H:%M}–{ends:%H:%M}"


class Speaker(models.Model):
    """Somebody speaks at a session. Their name is shown as the byline of people says, never from here."""

    session = models.ForeignKey(
        "program.SessionPage", verbose_name=_("session"), on_delete=models.CASCADE, related_name="speakers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="speaks_at"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="speaker_once_a_session")]

    def __str__(self):
        return f"{self.user} · {self.session}"
