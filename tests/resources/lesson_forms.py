"""What a browser posts from the lesson editor."""

from resources.lessons.versions import rights_version_of, version_of

TEXT = {
    "title": "Attendance by week",
    "summary": "Weekly counts were opened; the annual rate was not.",
    "context": "Twenty-two schools in two districts.",
    "challenge": "The report came in July.",
    "did": "We counted every Friday.",
    "happened": "19 of 22 principals opened it.",
    "change": "Start with one grade.",
    "data_level": "aggregate",
}


def filled(lesson=None, **changes) -> dict:
    """A complete form; with `lesson`, begun from its latest version, and, if it says `rights`, from those of now."""
    if lesson:
        now = type(lesson).objects.get(pk=lesson.pk)
        changes = {"version": version_of(now), **changes}
        if "rights" in changes:
            changes["rights"] = rights_version_of(now)
    return {**TEXT, **changes}


def cycle(**changes) -> dict:
    """One new cycle with two dated values."""
    typed = {
        "plan": "A call on Friday.", "measure": "K to 2 students missing ten days", "unit": "percent",
        "direction": "lower-is-better", "baseline": "24", "baseline_date": "2021-06", "verdict": "better",
        "results-TOTAL_FORMS": "2", "results-INITIAL_FORMS": "0",
        "results-0-value": "21.5", "results-0-date": "2021-11", "results-0-note": "",
        "results-1-value": "19", "results-1-date": "2022", "results-1-note": "after a mild winter",
        **changes,
    }  # fmt: skip
    row = {f"cycles-0-{name}": value for name, value in typed.items()}
    return {"cycles-TOTAL_FORMS": "1", "cycles-INITIAL_FORMS": "0", **row}
