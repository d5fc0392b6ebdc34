"""Rubbish in the lesson form: characters that nobody sees or that reorder others, rows that cannot be read."""

import pytest

from resources.lessons.models import LessonPage
from tests.resources.lesson_forms import cycle, filled


@pytest.mark.parametrize(
    ("character", "status"),
    [("\N{RIGHT-TO-LEFT OVERRIDE}", 422), ("\x9b", 422), ("\x7f", 422), ("\x0b", 302), ("\N{HEBREW LETTER ALEF}", 302)],
    ids=ascii,
)
def test_a_text_holds_no_character_that_nobody_sees_or_that_turns_others(clients, character, status):
    typed = filled(context=f"Before{character}after.", save="1")

    assert clients["member"].post("/lessons/new/", typed).status_code == status
    assert LessonPage.objects.exists() is (status == 302)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"cycles-TOTAL_FORMS": "x", "cycles-INITIAL_FORMS": "0"}, "Part of the form did not arrive."),
        ({"cycles-TOTAL_FORMS": "13", "cycles-INITIAL_FORMS": "0"}, "At most 12 rows."),
        (cycle(**{"results-TOTAL_FORMS": "x"}), "Part of the form did not arrive."),
        (cycle(**{"results-TOTAL_FORMS": "99"}), "At most 60 rows."),
    ],
)
def test_rows_that_cannot_be_read_are_said_in_our_words(clients, typed, words):
    page = clients["member"].post("/lessons/new/", filled(**typed, save="1"))

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "bug report" not in page.content.decode()
    assert "Please submit" not in page.content.decode()
