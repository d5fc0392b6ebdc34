"""All forms of one lesson, as one person writes it: text, cycles, rights, lineage."""

import uuid
from functools import cached_property

from cms.editions import Typed

from ..actions import begin_lesson, save_lesson, say_what_changed, set_rights
from ..checks import advice, is_written, needed
from ..cycles import rows_of
from ..forms import AdaptedForm, LessonForm, RightsForm, cycles_formset
from ..models import LessonPage
from ..versions import rights_version_of, typed, version_of


class Editor:
    """The forms of `lesson`, or of a new one that may adapt `source`; bound where there is `data`."""

    def __init__(self, user, lesson: LessonPage | None = None, *, source: LessonPage | None = None, data=None):
        self.user, self.lesson, self.source, self.data = user, lesson, source, data
        self.draft = lesson.get_latest_revision_as_object() if lesson else copy_of(source)
        self.known_rows = rows_of(lesson) if lesson else []
        self.adaptation = getattr(lesson, "adaptation", None) if lesson else None
        self.form = LessonForm(data, instance=self.draft)
        self.cycles = cycles_formset(data, rows=self.known_rows)
        says_rights = data is not None and "rights" in data
        self.rights_are_set = True
        self.rights = RightsForm(data if says_rights else None, user=user, lesson=lesson)
        if source is not None and source.audience in dict(self.rights.fields["audience"].choices):
            self.rights.initial["audience"] = source.audience
        says_changed = data is not None and "changed" in data
        self.adapted = AdaptedForm(data if says_changed else None, adaptation=self.adaptation)

    @property
    def forms(self) -> list:
        return [self.form, self.rights, self.adapted]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms if form.is_bound]
        return all([*valid, self.cycles.is_valid()])

    @property
    def version(self) -> str:
        """The version that the text was begun from: as the form says, or the latest."""
        if self.data is not None:
            return self.data.get("version", "")
        return version_of(self.lesson) if self.lesson else ""

    @property
    def rights_version(self) -> str:
        """The rights that the form was begun from: as it says, or those of now."""
        if self.rights.is_bound:
            return self.data["rights"]
        return rights_version_of(self.lesson) if self.lesson else ""

    @cached_property
    def key(self) -> uuid.UUID:
        """Of a lesson that is not begun yet: the same for everything that is sent from this form."""
        return self.key_in(self.data or {}) or uuid.uuid4()

    @staticmethod
    def key_in(data) -> uuid.UUID | None:
        try:
            return uuid.UUID(data.get("key", ""))
        except ValueError:
            return None

    @property
    def typed(self) -> Typed:
        return typed(self.form, self.cycles.rows)

    @property
    def has_text(self) -> bool:
        """Whether there are any words yet that are worth a draft."""
        texts = ("title", "summary", *(name for name, _label in LessonPage.SECTIONS))
        return any(self._is_written(name) for name in texts) or bool(self.cycles.rows)

    def _is_written(self, name: str) -> bool:
        return is_written(self.form[name].value())

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What is to be fixed: (id of the field, sentence), in the order of the page."""
        found = []
        for form in self.forms:
            for name, messages in form.errors.items() if form.is_bound else ():
                label = form.fields[name].label if name in form.fields else ""
                found += [(f"id_{name}", f"{label}: {message}" if label else message) for message in messages]
        for form in self.cycles.forms if self.cycles.is_bound else ():
            for part in (form, *form.results.forms):
                for name, messages in part.errors.items():
                    found += [(f"id_{part.add_prefix(name)}", message) for message in messages]
            found += [("cycles", message) for message in form.results.non_form_errors()]
        return found + [("cycles", message) for message in self.cycles.non_form_errors()]

    def save(self, *, version: str | None = None) -> LessonPage:
        """Save what was typed. Raises what `begin_lesson` and `save_lesson` raise."""
        if self.lesson is None:
            lesson = begin_lesson(
                user=self.user, form=self.form, rows=self.cycles.rows, key=self.key, source=self.source
            )
        else:
            lesson = save_lesson(
                lesson=self.lesson,
                user=self.user,
                form=self.form,
                rows=self.cycles.rows,
                version=self.version if version is None else version,
                overwrite=self.data.get("autosaved", ""),
            )
        self._save_rights(lesson)
        if self.adapted.is_bound:
            say_what_changed(lesson=lesson, changed=self.adapted.cleaned_data["changed"])
        return lesson

    def _save_rights(self, lesson: LessonPage) -> None:
        if self.rights.is_bound:
            seen = None if self.lesson is None else self.rights_version
            self.rights_are_set = set_rights(lesson=lesson, user=self.user, seen=seen, **self.rights.cleaned_data)
        elif self.lesson is None:
            set_rights(lesson=lesson, user=self.user, **self.rights.initial)

    @property
    def steps(self) -> list[dict]:
        """What review needs, in the order of the page: ``{"id", "label", "is_done"}``."""
        return [
            {"id": self.form[name].auto_id, "label": self.form[name].label, "is_done": self._is_written(name)}
            for name in needed()
        ]

    @property
    def done(self) -> int:
        return sum(step["is_done"] for step in self.steps)

    @property
    def lacks(self) -> list[tuple[str, str]]:
        """What review needs and nobody has typed yet: (id of the field, sentence)."""
        return [(self.form[name].auto_id, advice(name)) for name in needed() if not self._is_written(name)]


def copy_of(source: LessonPage | None) -> LessonPage:
    """A new lesson that begins with the text and the words of `source`, if there is one."""
    if source is None:
        return LessonPage()
    fields = ("title", "summary", "data_level", *(name for name, _label in LessonPage.SECTIONS))
    copy = LessonPage(**{name: getattr(source, name) for name in fields})
    for words in ("outcomes", "challenges", "topics"):
        setattr(copy, words, list(getattr(source, words).all()))
    return copy
