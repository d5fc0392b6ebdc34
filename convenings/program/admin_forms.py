"""What staff fill in: drafts of schedules, hours in the zone of the convening, and who may read a page."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.actions import parent_of
from cms.audiences import MEMBERS, PUBLIC, STAFF, is_within
from cms.inputs import DayField

from .actions import begin_schedule
from .models import Placement, Schedule, SessionPage

AUDIENCES = ((PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (STAFF, _("Network staff")))


class ScheduleForm(forms.ModelForm):
    """A new draft begins where the released schedule stands; of one that is there only the note changes."""

    class Meta:
        model = Schedule
        fields = ["convening", "note"]
        help_texts = {"note": _("For whoever keeps the schedule: what this draft changes.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["convening"].disabled = self.instance.pk is not None

    def clean_convening(self):
        convening = self.cleaned_data["convening"]
        if self.instance.pk is None and convening and convening.schedules.drafts().exists():
            raise ValidationError(_("This convening has a draft already. Change that one, or release it first."))
        return convening

    def save(self, commit=True) -> Schedule:
        if self.instance.pk is None:
            self.instance = begin_schedule(convening=self.cleaned_data["convening"], note=self.cleaned_data["note"])
            return self.instance
        return super().save(commit)


class ScheduleChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, schedule):
        return schedule.convening.title


class SessionChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, session):
        return f"{session.convening_title}: {session.title}"


class RoomChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, room):
        return f"{room.convening}: {room}"


class PlacementForm(forms.ModelForm):
    """An hour of a draft, as it is called where the convening is."""

    schedule = ScheduleChoiceField(
        Schedule.objects.none(), label=_("draft of the schedule"), help_text=_("What is released is not changed.")
    )
    session = SessionChoiceField(SessionPage.objects.none(), label=_("session"))
    day = DayField(
        label=_("day"),
        help_text=_("As it is called where the convening is."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    begins = forms.TimeField(
        label=_("begins"),
        help_text=_("By the clock there."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    until = forms.TimeField(
        label=_("ends"),
        help_text=_("By the clock there."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    class Meta:
        model = Placement
        fields = ["schedule", "session", "room"]
        field_classes = {"room": RoomChoiceField}
        help_texts = {"room": _("Empty while nobody knows it.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        drafts = Schedule.objects.drafts().select_related("convening")
        self.fields["schedule"].queryset = drafts
        self.fields["room"].queryset = self.fields["room"].queryset.select_related("convening")
        self.fields["session"].queryset = SessionPage.objects.with_convening().by_convening()
        if self.instance.pk:
            zone = self.instance.schedule.convening.zone
            starts, ends = self.instance.starts.astimezone(zone), self.instance.ends.astimezone(zone)
            self.initial |= {"day": starts.date(), "begins": starts.time(), "until": ends.time()}

    def clean(self):
        cleaned = super().clean()
        schedule, day = cleaned.get("schedule"), cleaned.get("day")
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if schedule and day and begins and until:
            if until <= begins:
                raise ValidationError({"until": _("It ends before it begins.")})
            zone = schedule.convening.zone
            self.instance.starts = datetime.combine(day, begins, zone)
            self.instance.ends = datetime.combine(day, until, zone)
        return cleaned


class ReadersForm(forms.Form):
    """Who may read a convening or a session: at most those who may read the page above it."""

    audience = forms.ChoiceField(label=_("Who may read it"))

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **{"initial": {"audience": page.audience}, **kwargs})
        above = parent_of(page)
        allowed = [choice for choice in AUDIENCES if above is None or is_within(choice[0], above.audience)]
        if page.audience not in dict(allowed):
            allowed.append((page.audience, page.audience))
        self.fields["audience"].choices = allowed
