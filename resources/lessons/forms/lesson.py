"""The text of a lesson, as its authors write it."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import ClusterForm

from cms.fields import MarkdownField
from cms.inputs import KeysField, LinesField, PartialDateField, TextField
from cms.vocabulary.models import Challenge, Gateway, Outcome, Topic

from ..checks import UNTITLED, needed
from ..models import SECTION_HELP, LessonPage
from .fields import TagsField


def _text_field(db_field, **kwargs):
    # Whatever is text is typed into our own field; the rest is as Django makes it.
    field = db_field.formfield(**kwargs)
    if type(field) is not forms.CharField:
        return field
    widget = forms.Textarea(attrs={"rows": 6, "data-markdown": ""}) if isinstance(db_field, MarkdownField) else None
    return TextField(
        label=field.label,
        required=False,
        max_length=db_field.max_length,
        help_text=SECTION_HELP.get(db_field.name, ""),
        widget=widget or field.widget,
    )


class VocabularyField(KeysField):
    """Words of the shared vocabulary, to be ticked."""

    def __init__(self, words, label, **kwargs):
        super().__init__(words, required=False, label=label, widget=forms.CheckboxSelectMultiple, **kwargs)


class LessonForm(ClusterForm):
    """Title, summary, the seven sections and the facts. A draft may leave everything empty: see `checks.missing`."""

    title = TextField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_("What happened, in the words you would use across a table. 120 characters at most."),
    )
    outcomes = VocabularyField(Outcome.objects.for_members(), _("Outcomes"), help_text=_("One or more."))
    challenges = VocabularyField(
        Challenge.objects.for_members(), _("Challenges, in the register’s words"), help_text=_("One or more.")
    )
    topics = VocabularyField(Topic.objects.all(), _("Topics"))
    tags = TagsField(label=_("Tags"), help_text=_("Your own words, by comma."))
    gateway = forms.ModelChoiceField(
        Gateway.objects.select_related("scheme"), required=False, label=_("Gateway of your partnership at the start")
    )
    started = PartialDateField(label=_("Started"), help_text=_("2026, 2026-11 or 2026-11-24: the year is enough."))
    finished = PartialDateField(label=_("Finished"), help_text=_("Empty if it goes on."))
    artifacts = LinesField(label=_("Artifacts"), help_text=_("Names only, one a line: a card, a form, a chart."))
    people_involved = LinesField(
        label=_("People involved"), help_text=_("By what they did, not by name; one a line: “one school secretary”.")
    )

    class Meta:
        model = LessonPage
        fields = [
            "title", "summary", *(name for name, _label in LessonPage.SECTIONS),
            "outcomes", "challenges", "topics", "gateway", "data_level",
            "staff_hours", "cash_usd", "elapsed_months", "effort_note",
        ]  # fmt: skip
        formsets = []
        formfield_callback = _text_field

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        typed = {} if instance is None else _typed(instance)
        super().__init__(*args, instance=instance, initial={**typed, **(initial or {})}, **kwargs)
        self.fields["summary"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["summary"].help_text = _(
            "One or two sentences for lists and search: what was tried, what came out."
        )
        # The section about the data has the same name.
        self.fields["data_level"].label = _("Level of the data")
        self.fields["data_level"].help_text = _("The closest to a child that anybody came; “No student data” counts.")
        for name in needed():
            self.fields[name].is_needed = True
        for name, most in (("staff_hours", 1_000_000), ("cash_usd", 1_000_000_000), ("elapsed_months", 600)):
            self.fields[name].validators.append(MaxValueValidator(most))
        self.order_fields(["title", "summary"])

    def clean(self):
        cleaned = super().clean()
        started, finished = cleaned.get("started"), cleaned.get("finished")
        if started and finished and finished.first < started.first:
            self.add_error("finished", _("This is before the start."))
        return cleaned

    def clean_title(self):
        return self.cleaned_data["title"] or str(UNTITLED)

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        for name in ("started", "finished"):
            on = self.cleaned_data[name]
            setattr(self.instance, name, on.first if on else None)
            setattr(self.instance, f"{name}_precision", on.precision if on else "day")
        for name in ("artifacts", "people_involved"):
            setattr(self.instance, name, self.cleaned_data[name])

    def save(self, commit=True):
        self.instance.tags.set(self.cleaned_data["tags"])
        return super().save(commit=commit)

    @property
    def sections(self) -> list:
        """The bound fields of the seven sections, in reading order."""
        return [self[name] for name, _label in LessonPage.SECTIONS]


def _typed(lesson: LessonPage) -> dict:
    """Initial values of what is stored otherwise than it is typed."""
    started, finished = lesson.period
    return {
        "title": "" if lesson.title == UNTITLED else lesson.title,
        "started": started,
        "finished": finished,
        "artifacts": lesson.artifacts,
        "people_involved": lesson.people_involved,
        "tags": list(lesson.tags.all()),
    }
