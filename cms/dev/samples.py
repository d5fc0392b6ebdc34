"""What the style guide shows: a form, and data for every component. Everything in it is invented."""

from datetime import date

from django import forms
from django.core.paginator import Paginator

AUDIENCES = [("public", "Everyone"), ("members", "Members")]


class SampleForm(forms.Form):
    """One field of every sort; bound with nothing, it shows every error."""

    name = forms.CharField(label="Label above", help_text="Help between label and field.", required=False)
    due = forms.DateField(label="Date", widget=forms.DateInput(attrs={"type": "date"}))
    reader = forms.ChoiceField(label="Who may read it", choices=AUDIENCES)
    words = forms.CharField(label="More words", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    locked = forms.CharField(label="Cannot be changed now", initial="Locked while in review", disabled=True)
    agreed = forms.BooleanField(label="Simple", help_text="With a line of help", required=False)
    choice = forms.ChoiceField(label="Choices that matter", choices=AUDIENCES, widget=forms.RadioSelect)
    file = forms.FileField(label="Artifact", help_text="PDF, Word, Excel or CSV, 10 MB at most.", required=False)


def sample_context() -> dict:
    """Everything that the style guide's template names."""
    return {
        "form": SampleForm(initial={"name": "Filled in", "choice": "members"}),
        "wrong": SampleForm({"due": "soon"}, prefix="wrong"),
        "fills": [
            ("fp", "--paper", "page"),
            ("fs", "--sheet", "fields, things to act on"),
            ("f0", "--sunk", "empty part of a bar"),
            ("fi", "--ink", "text, rules"),
            ("f5", "--accent", "the one accent"),
            ("lo", "--mark", "highlighter"),
            ("f1", "--d1", "blue: done, after, info"),
            ("f2", "--d2", "vermilion"),
            ("f3", "--d3", "teal: present, covered"),
            ("f4", "--d4", "plum"),
            ("f6", "--d6", "slate: before, others"),
        ],
        "members": range(25),
        "states": [
            ("good", "circle-check", "Present"),
            ("unsure", "circle-dot", "Unclear"),
            ("bad", "circle-dashed", "Missing"),
            ("info", "repeat", "Running"),
        ],
        "facet_options": [
            {"value": name.lower(), "label": name, "count": count, "is_on": name == "Trust"}
            for name, count in [
                ("Trust", 94),
                ("Law", 71),
                ("Technology", 63),
                ("Capacity", 48),
                ("Time", 44),
                ("Turf", 29),
                ("Meaning", 12),
                ("A longer name that wraps onto two lines", 7),
            ]
        ],
        "head": [("Need", False), ("Asked", True), ("Offered", True)],
        "rows": [["Agreements", 14, 9], ["Small cells", 11, 4]],
        "foot": ["Both", 25, 13],
        "cycle": [
            ("Plan", "What we think will happen."),
            ("Do", "What we did, with dates."),
            ("Study", "What we counted."),
            ("Act", "Keep, change or stop."),
        ],
        "steps": [
            {"label": "Done", "state": "done", "url": "#steps"},
            {"label": "Now", "state": "now"},
            {"label": "Later"},
        ],
        "dates": [{"date": date(2026, 12, 6), "text": "Destroy by"}, {"date": date(2027, 1, 31), "text": "Renew by"}],
        "tabs": [
            {"label": "Everything", "url": "#tabs", "count": 58, "is_current": True},
            {"label": "Lessons", "url": "#tabs", "count": 41},
        ],
        "page_of_many": Paginator(range(200), 20).page(3),
        "trail": [("Lessons", "/lessons/"), ("Agreements", "/lessons/?topic=agreements")],
        "facts": [("Where", "Kansas City"), ("Closes", "January 4")],
        "figures": [("days, before", 94), ("days, after", 31), ("requests", 18)],
        "comments": [
            {"name": "Ben Yazzie", "where": "High Mesa", "date": date(2026, 9, 18), "text": "It was publishing."},
            {"name": "Imani Okafor", "where": "Twin Forks", "date": date(2026, 9, 18), "text": "Same here."},
        ],
        "preview_links": [("Back to writing", "#preview"), ("As a visitor sees it", "#preview")],
        "meta": ["Author, partnership", "Date"],
    }
