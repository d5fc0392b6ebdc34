import pytest

from cms.audiences import is_token, is_within
from resources.lessons.models import LessonPage
from tests.factories import LessonFactory


@pytest.fixture
def lessons(partnership):
    return {
        "public": LessonFactory(audience="public"),
        "members": LessonFactory(audience="members"),
        "partnership": LessonFactory(audience=f"partnership:{partnership.pk}"),
        "staff": LessonFactory(audience="staff"),
        "nobody": LessonFactory(audience="circle:99"),
        "draft": LessonFactory(audience="public", live=False),
    }


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("visitor", {"public"}),
        ("unapproved", {"public"}),
        ("member", {"public", "members"}),
        ("colleague", {"public", "members", "partnership"}),
        ("reviewer", {"public", "members"}),
        ("staff", {"public", "members", "staff"}),
    ],
)
def test_visible_to(lessons, viewers, reader, expected):
    visible = set(LessonPage.objects.visible_to(viewers[reader]))

    assert visible == {lessons[name] for name in expected}


@pytest.mark.parametrize(
    ("inner", "outer", "within"),
    [
        ("members", "public", True),
        ("public", "members", False),
        ("anonymous", "members", False),
        ("partnership:7", "members", True),
        ("partnership:7", "partnership:8", False),
        ("members", "partnership:7", False),
        ("user:1", "user:1", True),
    ],
)
def test_is_within(inner, outer, within):
    assert is_within(inner, outer) is within


@pytest.mark.parametrize("text", ["", "Public", "partnership:", "partnership:x", "except:", "user:1\n", "members "])
def test_is_token_refuses_what_would_match_nobody(text):
    assert not is_token(text)
