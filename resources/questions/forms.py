"""Asking and answering: a line, some Markdown, what it is about, who reads it."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, is_within
from cms.characters import one_line
from cms.editions import EditionForm
from cms.fields import validate_markdown
from cms.inputs import KeysField, TextField
from cms.vocabulary.models import Challenge, Topic
from members.partnerships.readers import audience_choices

from .actions import widest_for
from .models import LONGEST_ANSWER, LONGEST_BODY, LONGEST_TITLE, Question

MOST_WORDS = 5


class WordsField(KeysField):
    """A few words of the vocabulary."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, **{"required": False, "widget": forms.CheckboxSelectMultiple, **kwargs})

    def clean(self, value):
        words = super().clean(value)
        if len(words) > MOST_WORDS:
            raise ValidationError(_("At most %(most)s.") % {"most": MOST_WORDS})
        return words


class QuestionForm(EditionForm):
    title = TextField(
        label=_("Your question in one line"), max_length=LONGEST_TITLE, validators=[one_line],
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off", "hx-get": reverse_lazy("questions:like"), "hx-target": "#like",
                "hx-trigger": "input changed delay:400ms",
            }
        ),
    )  # fmt: skip
    body = TextField(
        label=_("What should people know?"), max_length=LONGEST_BODY, required=False, validators=[validate_markdown],
        help_text=_(
            "What you tried, what stands in the way. No names of students or families, and no tables with small cells."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    challenges = WordsField(Challenge.objects.none(), label=_("Challenges that it is about"))
    topics = WordsField(Topic.objects.none(), label=_("Topics"))
    audience = forms.ChoiceField(label=_("Who may read it"), initial=MEMBERS)

    def __init__(self, *args, user, viewer, question: Question | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["challenges"].queryset = Challenge.objects.visible_to(viewer)
        self.fields["topics"].queryset = Topic.objects.all()
        choices = audience_choices(user, question.audience if question else "")
        if question:
            # What is like it was looked for when it was asked.
            self.fields["title"].widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": LONGEST_TITLE})
            widest = widest_for(question)
            choices = [(token, label) for token, label in choices if is_within(token, widest)]
            self.initial = {
                "title": question.title,
                "body": question.body,
                "challenges": [word.pk for word in question.challenges.all() if viewer.may_read(word)],
                "topics": [word.pk for word in question.topics.all()],
                "audience": question.audience,
                **self.initial,
            }
        self.fields["audience"].choices = choices

    def said(self) -> dict:
        """As `actions.ask` takes it."""
        return {name: self.cleaned_data[name] for name in ("title", "body", "challenges", "topics", "audience")}

    @property
    def shows_words(self) -> bool:
        """Whether what it is about is open from the start: something is chosen, or wrong."""
        return any(self[name].value() or self[name].errors for name in ("challenges", "topics"))


class AnswerForm(EditionForm):
    body = TextField(
        label=_("What worked, or did not, where you are"), max_length=LONGEST_ANSWER, validators=[validate_markdown],
        help_text=_("Say where you speak from. “I do not know, but ask her” is an answer too."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
