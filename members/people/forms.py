from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, Viewer, user_token
from cms.characters import one_line
from cms.editions import EditionForm
from cms.inputs import PartialDateField, TextField
from cms.vocabulary.models import Challenge, Expertise
from members.accounts.models import User
from members.partnerships.states import STATES

from . import photos
from .actions import Told
from .languages import LANGUAGES
from .models import MOST_A_MONTH, Profile
from .visibility import FIELDS, Readers
from .zones import ZONES

MOST_CHOSEN = 15


def _line(name: str, label, **more) -> forms.CharField:
    model = User if name == "name" else Profile
    length = model._meta.get_field(name).max_length
    return forms.CharField(label=label, max_length=length, validators=[one_line], **more)


class WordsField(forms.MultipleChoiceField):
    """Some words of a list, which is given when the form is made."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})

    def validate(self, value):
        super().validate(value)
        if len(value) > MOST_CHOSEN:
            raise forms.ValidationError(_("Choose at most %(most)s.") % {"most": MOST_CHOSEN})


class ProfileForm(EditionForm):
    """How somebody is shown, and to whom: each further field has its readers beside it."""

    name = _line("name", _("Name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    job_title = _line(
        "job_title", _("Role"), required=False, widget=forms.TextInput(attrs={"autocomplete": "organization-title"})
    )
    audience = forms.ChoiceField(
        label=_("Who may read name, role and partnership"),
        widget=forms.RadioSelect,
        help_text=_(
            "Whoever may not read your name reads nothing else here either. “Only me” hides your name on pages, in "
            "lists, in the search and in notices: your role stands there. Still "
            "by name know you whoever writes a lesson with you, the stewards of your partnership, and network staff "
            "and reviewers in the editors’ admin."
        ),
    )
    pronouns = _line("pronouns", _("Pronouns"), required=False)
    bio = TextField(
        label=_("About you"),
        max_length=Profile._meta.get_field("bio").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Where you come from, and what to ask you about."),
    )
    conflict_note = _line(
        "conflict_note", _("How you keep clear of conflicts"), required=False,
        help_text=_("It stands below the lines about you, and has the same readers."),
    )  # fmt: skip
    role_since = PartialDateField(label=_("In this role since"), help_text=_("A year is enough: 2019, or 2019-06."))
    expertise_offered = WordsField(label=_("Can help with"))
    help_wanted = WordsField(label=_("Looking for help with"))
    challenges_known = WordsField(label=_("Challenges that you know from experience"))
    capacity = forms.IntegerField(
        label=_("Help that you can give"), min_value=0, max_value=MOST_A_MONTH, required=False,
        help_text=_("0 says that you have no time now. Nothing on this site asks you for more than you say."),
    )  # fmt: skip
    capacity_unit = forms.ChoiceField(label=_("Counted in"), choices=Profile.Unit.choices)
    languages = WordsField(label=_("Languages that you work in"))
    states = WordsField(label=_("States whose law you know, or in which you can help"))
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args, profile: Profile, viewer: Viewer, **kwargs):
        self.profile, self.viewer = profile, viewer
        super().__init__(*args, initial=_initial(profile), **kwargs)
        own = user_token(profile.user_id)
        self.fields["audience"].choices = [(PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (own, _("Only me"))]
        expertise = list(Expertise.objects.values_list("slug", "name"))
        self.fields["expertise_offered"].choices = self.fields["help_wanted"].choices = expertise
        known = dict(self._challenges().values_list("slug", "name"))
        self.fields["challenges_known"].choices = known.items()
        self.initial["challenges_known"] = [slug for slug in self.initial["challenges_known"] if slug in known]
        self.fields["languages"].choices = sorted(
            ((code, str(name)) for code, name in LANGUAGES.items()), key=lambda choice: choice[1]
        )
        self.fields["states"].choices = [(letters, name) for letters, name in STATES.items()]
        self.fields["time_zone"].choices = [("", _("not said")), *ZONES.items()]
        if not profile.has_affiliation:
            del self.fields["states"], self.fields["conflict_note"]
        for field in self.owned:
            self.fields[f"{field}_readers"] = forms.ChoiceField(
                label=_("Who may read it: %(field)s") % {"field": self._label(field)}, choices=Readers.choices
            )

    @property
    def owned(self) -> list[str]:
        """The fields that have readers of their own in this form; the photo and the email are not typed here."""
        return [field for field in FIELDS if field in self.fields or field in ("photo", "email")]

    def _label(self, field: str):
        return self.fields[field].label if field in self.fields else {"photo": _("Photo"), "email": _("Email")}[field]

    def parts(self) -> list[dict]:
        """The fields with their readers, as the page shows them: ``{"name", "label", "fields", "readers"}``."""
        beside = {"bio": ["conflict_note"], "capacity": ["capacity_unit"]}
        return [
            {
                "name": field,
                "label": self._label(field),
                "fields": [self[name] for name in [field, *beside.get(field, [])] if name in self.fields],
                "readers": self[f"{field}_readers"],
            }
            for field in self.owned
        ]

    def _challenges(self) -> QuerySet:
        return Challenge.objects.visible_to(self.viewer).filter(audience__in=[PUBLIC, MEMBERS])

    def told(self) -> Told:
        data = self.cleaned_data
        since = data["role_since"]
        rows = ["job_title", "audience", "pronouns", "bio", "conflict_note", "capacity", "capacity_unit", "time_zone"]
        fields = {name: data[name] for name in rows if name in data}
        fields |= {f"{field}_readers": data[f"{field}_readers"] for field in self.owned}
        fields["role_since"] = since.first if since else None
        if since:
            fields["role_since_precision"] = since.precision
        offered, wanted = (
            Expertise.objects.filter(slug__in=data[name]) for name in ("expertise_offered", "help_wanted")
        )
        unseen = self.profile.challenges_known.exclude(pk__in=self._challenges())
        known = [*self._challenges().filter(slug__in=data["challenges_known"]), *unseen]
        return Told(
            fields=fields,
            words={"expertise_offered": offered, "help_wanted": wanted, "challenges_known": known},
            languages=data["languages"],
            states=data.get("states", ()),
        )


def _initial(profile: Profile) -> dict:
    fields = (
        "name",
        "job_title",
        "audience",
        "pronouns",
        "bio",
        "conflict_note",
        "capacity",
        "capacity_unit",
        "time_zone",
    )
    words = ("expertise_offered", "help_wanted", "challenges_known")
    return {
        **{name: getattr(profile, name) for name in fields},
        **{f"{field}_readers": getattr(profile, f"{field}_readers") for field in FIELDS},
        **{name: list(getattr(profile, name).values_list("slug", flat=True)) for name in words},
        "role_since": profile.in_role_since,
        "languages": [each.code for each in profile.languages.all()],
        "states": [each.code for each in profile.practice_states.all()],
    }


class PhotoForm(forms.Form):
    """A photo; cleans to the file that is kept."""

    photo = forms.FileField(
        label=_("Photo"), help_text=photos.HELP, max_length=255,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip

    def clean_photo(self):
        try:
            return photos.made_anew(self.cleaned_data["photo"])
        except photos.PhotoError as error:
            raise forms.ValidationError(str(error)) from None
