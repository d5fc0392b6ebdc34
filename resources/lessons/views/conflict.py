"""Somebody else saved meanwhile: both texts of what differs, and one lesson made of them."""

import json
from dataclasses import dataclass

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.actions.edit import EditPermissionError

from cms import editions
from cms.audiences import viewer_for
from cms.editions import Difference, differences, is_text
from cms.typed import mark_for
from members.people.bylines import name_for

from ..actions import ChangedElsewhereError
from ..forms import LessonForm, formset_data
from ..models import LessonPage
from ..versions import authors_of, draft_of, typed
from .doors import form_of
from .editor import Editor

# What a resolution is made of; it is no part of the lesson's form.
_TOOLS = ("resolving", "all", "csrfmiddlewaretoken", "submit")


@dataclass(frozen=True)
class Choice:
    """A field whose two texts differ, in words."""

    name: str
    label: str
    mine: str
    theirs: str
    by: str
    can_mix: bool


def choices(editor: Editor, latest: LessonPage) -> list[Choice]:
    """Where what `editor` holds differs from the `latest` version."""
    theirs = Editor(editor.user, latest)
    base = draft_of(latest, editor.version)
    begun = editions.named(typed(LessonForm(instance=base), [])) if base else {}
    # The cycles of an older version are not kept: where they differ, the person chooses.
    begun.pop("cycles", None)
    found = differences(base=begun, mine=editor.typed, theirs=theirs.typed)
    return [_choice(difference, editor) for difference in found]


def _choice(difference: Difference, editor: Editor) -> Choice:
    name = difference.name
    label = _("Cycles and measures") if name == "cycles" else editor.form.fields[name].label
    can_mix = name != "cycles" and is_text(editor.form.fields[name])
    mine, theirs = _in_words(editor, name, difference.mine), _in_words(editor, name, difference.theirs)
    return Choice(name, label, mine, theirs, difference.by, can_mix)


def _in_words(editor: Editor, name: str, value) -> str:
    if name == "cycles":
        rows = json.loads(value)
        return "\n\n".join("\n".join(f"{text}" for text in _cycle_words(row)) for row in rows)
    return editions.in_words(editor.form.fields[name], value)


def _cycle_words(row: dict) -> list[str]:
    texts = [row[name] for name in ("measure", "unit", "plan", "do", "study", "act") if row[name]]
    points = [f"{row[name]} ({row[f'{name}_date']})" for name in ("baseline", "target") if row[name]]
    results = [f"{result['value']} ({result['date']}) {result['note']}".strip() for result in row["results"]]
    return [*texts, *points, *results]


def conflict_as_json(editor: Editor, latest: LessonPage) -> JsonResponse:
    """409 with both texts of every section that differs."""
    both = [
        {"name": choice.name, "label": str(choice.label), "mine": choice.mine, "theirs": choice.theirs}
        for choice in choices(editor, latest)
    ]
    message = _("%(name)s saved while you were writing.") % {"name": _who(latest, editor.user)}
    return JsonResponse({"message": message, "sections": both}, status=409)


def answer_conflict(request, editor: Editor, latest: LessonPage):
    """409 as a page: per section mine or theirs, or the two put together."""
    found = choices(editor, latest)
    merged = _merge(editor, latest, {choice.name: "theirs" for choice in found if choice.by == "theirs"})
    context = {
        "lesson": latest,
        "editor": editor,
        "both": [choice for choice in found if choice.by == "both"],
        "only_mine": [choice for choice in found if choice.by == "mine"],
        "only_theirs": [choice for choice in found if choice.by == "theirs"],
        "who": _who(latest, editor.user),
        "kept": [(name, value) for name, values in merged.lists() for value in values],
        "version": Editor(request.user, latest).version,
        "writer": mark_for(request, form_of(latest)),
    }
    return render(request, "lessons/conflict.html", context, status=409)


def _who(lesson: LessonPage, user) -> str:
    saved_by = lesson.latest_revision.user if lesson.latest_revision else None
    if saved_by == user:
        return _("You, in another window,")
    return name_for(saved_by, viewer_for(user), together=authors_of(lesson))


def resolve(request, editor: Editor, *, then):
    """Save what was chosen of two versions; what was not taken is saved first, so that it stays in the history."""
    data = request.POST
    takes = {name.removeprefix("keep-"): value for name, value in data.items() if name.startswith("keep-")}
    if data.get("all") == "theirs":
        takes = dict.fromkeys([*editor.form.fields, "cycles"], "theirs")
    latest = editor.lesson
    merged = _merge(editor, latest, takes)
    is_current = editor.version == Editor(request.user, latest).version
    if is_current and any(value != "mine" for value in takes.values()) and editor.is_valid():
        try:
            latest = editor.save()
        except (ChangedElsewhereError, EditPermissionError):
            pass  # Saved or submitted meanwhile: `then` says so, with what was typed.
        else:
            saved = Editor(request.user, latest)
            merged["version"] = saved.version
            if "rights" in merged and editor.rights_are_set:
                merged["rights"] = saved.rights_version
    return then(request, Editor(request.user, latest, data=merged))


def _merge(editor: Editor, latest: LessonPage, takes: dict[str, str]):
    """What was posted, with each field of `takes` as it says: ``mine``, ``theirs``, or the text typed for ``both``."""
    merged = editor.data.copy()
    theirs = Editor(editor.user, latest)
    for name, take in takes.items():
        if take == "both" and name in editor.form.fields:
            merged.setlist(name, editor.data.getlist(f"mix-{name}"))
        elif take == "theirs" and name == "cycles":
            for key in [key for key in merged if key.startswith("cycles-")]:
                del merged[key]
            merged.update(formset_data(theirs.known_rows))
        elif take == "theirs" and name in editor.form.fields:
            value = theirs.typed[name]
            merged.setlist(name, [value] if isinstance(value, str) else list(value))
    for key in [key for key in merged if key in _TOOLS or key.startswith(("keep-", "mix-"))]:
        del merged[key]
    return merged
