"""What members may not type into a lesson: characters that nobody sees, or that reorder others."""

import pytest

from resources.lessons.models import LessonPage
from tests.resources.lesson_forms import filled


@pytest.mark.parametrize(
    ("character", "status"),
    [("\N{RIGHT-TO-LEFT OVERRIDE}", 422), ("\x9b", 422), ("\x7f", 422), ("\x0b", 302), ("\N{HEBREW LETTER ALEF}", 302)],
    ids=ascii,
)
def test_a_text_holds_no_character_that_nobody_sees_or_that_turns_others(clients, character, status):
    typed = filled(context=f"Before{character}after.", save="1")

    assert clients["member"].post("/lessons/new/", typed).status_code == status
    assert LessonPage.objects.exists() is (status == 302)
