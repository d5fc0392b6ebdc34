"""Who may read a lesson, who owns it, who writes it: facts of the row that act at once, whatever is in review."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, viewer_for
from cms.inputs import KeysField, TextField
from members.partnerships.models import Partnership, RosterEntry
from members.partnerships.readers import audience_choices, partnerships_of
from members.people.models import Profile

from ..models import Adaptation


class PeopleField(KeysField):
    """People by name; the queryset holds only those whom the writer may name."""

    def label_from_instance(self, person):
        return person.name


class AudienceForm(forms.Form):
    """Who may read."""

    audience = forms.ChoiceField(label=_("Who may read it"))

    def __init__(self, *args, user, lesson=None, **kwargs):
        current = lesson.audience if lesson else ""
        super().__init__(*args, **{"initial": {"audience": current or MEMBERS}, **kwargs})
        self.fields["audience"].choices = audience_choices(user, current)


class RightsForm(AudienceForm):
    """Audience, owner and co-authors of a draft; once it is published, only the co-authors."""

    partnership = forms.ModelChoiceField(Partnership.objects.none(), label=_("Partnership"), required=False)
    coauthors = PeopleField(
        get_user_model().objects.none(),
        label=_("Written with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "People of your partnership whose name you may read. They see the draft, can edit it, and cannot review "
            "it. Whoever writes together knows each other by name, whatever their profiles say."
        ),
    )

    def __init__(self, *args, user, lesson=None, **kwargs):
        super().__init__(*args, user=user, lesson=lesson, **kwargs)
        own = partnerships_of(user)
        self._choose_partnership(own, lesson)
        self._choose_coauthors(own, user, lesson)
        if lesson is not None and lesson.first_published_at is not None:
            del self.fields["audience"], self.fields["partnership"]

    def _choose_partnership(self, own, lesson):
        field = self.fields["partnership"]
        kept = lesson.partnership_id if lesson else None
        field.queryset = Partnership.objects.filter(Q(pk__in=own) | Q(pk=kept))
        # Whoever is on a roster writes for one of their partnerships; only others write for the network.
        field.empty_label = None if own.exists() else _("The network")
        self.initial["partnership"] = lesson.partnership if lesson else own.first()

    def _choose_coauthors(self, own, user, lesson):
        first = (lesson and lesson.owner_id) or user.pk
        writing = [] if lesson is None else list(lesson.authorships.exclude(user=first).values_list("user", flat=True))
        colleagues = RosterEntry.objects.current().filter(partnership__in=own).exclude(user=user).values("user")
        named = Profile.objects.visible_to(viewer_for(user)).filter(user__in=colleagues).values("user")
        people = get_user_model().objects.filter(Q(pk__in=named) | Q(pk__in=writing))
        self.fields["coauthors"].queryset = people.exclude(pk=first).order_by("name")
        self.initial["coauthors"] = writing

    def clean_partnership(self):
        chosen, field = self.cleaned_data["partnership"], self.fields["partnership"]
        return field.queryset.first() if chosen is None and field.empty_label is None else chosen


class AdaptedForm(forms.Form):
    """What an adapted lesson changed."""

    changed = TextField(
        label=_("What you changed"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence is enough: “we phoned in place of having breakfast.”"),
    )

    def __init__(self, *args, adaptation: Adaptation | None = None, **kwargs):
        super().__init__(*args, **{"initial": {"changed": adaptation.changed if adaptation else ""}, **kwargs})
