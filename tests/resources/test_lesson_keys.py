"""Keys and numbers that no row can have: a form says so, an address is not there, and nothing fails."""

import pytest
from django.urls import reverse

from members.partnerships.models import Partnership
from resources.lessons.models import LessonPage
from tests.factories import ChallengeFactory, LessonFactory
from tests.resources.lesson_forms import cycle, filled

HUGE = "99999999999999999999"
STRANGE = [HUGE, f"-{HUGE}", "9" * 5_000, "9223372036854775808", "1e9", "٣", "x", "0x1", "1\x00"]


@pytest.fixture
def lesson(people):
    return LessonFactory(slug="weekly", live=False, first_published_at=None, authors=[people["colleague"]])


@pytest.mark.parametrize(
    "name", ["outcomes", "challenges", "topics", "gateway", "partnership", "coauthors", "audience", "data_level"]
)
def test_a_choice_by_a_strange_key_is_a_form_error(clients, lesson, name):
    typed = filled(lesson, rights="1", audience="members", save="1")

    for key in STRANGE:
        answer = clients["colleague"].post("/lessons/weekly/edit/", {**typed, name: key})

        assert answer.status_code == 422, key
        assert name in dict(answer.context["editor"].form.errors) | dict(answer.context["editor"].rights.errors), key


def test_a_choice_by_its_key_is_saved(clients, lesson):
    challenge = ChallengeFactory()

    answer = clients["colleague"].post("/lessons/weekly/edit/", filled(lesson, challenges=challenge.pk, save="1"))

    assert answer.status_code == 302
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert list(draft.challenges.all()) == [challenge]


@pytest.mark.parametrize("name", ["staff_hours", "cash_usd", "elapsed_months", "started", "finished"])
def test_a_number_that_the_database_cannot_hold_is_a_form_error(clients, lesson, name):
    for number in (HUGE, f"-{HUGE}", "9" * 4_000, "1\x00"):
        answer = clients["colleague"].post("/lessons/weekly/edit/", filled(lesson, **{name: number}, save="1"))

        assert answer.status_code == 422, number
        assert name in answer.context["editor"].form.errors, number


@pytest.mark.parametrize(
    "typed",
    [
        {"cycles-TOTAL_FORMS": HUGE}, {"cycles-INITIAL_FORMS": HUGE}, {"cycles-0-results-TOTAL_FORMS": HUGE},
        {"cycles-0-id": HUGE}, {"cycles-0-baseline": HUGE}, {"cycles-0-results-0-value": "9" * 4_000},
        {"version": f"{HUGE}.1"}, {"version": HUGE}, {"autosaved": HUGE}, {"rights": HUGE}, {"key": HUGE},
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["edit", "autosave"])
def test_numbers_of_the_form_itself_are_answered_calmly(clients, lesson, address, typed):
    answer = clients["colleague"].post(
        f"/lessons/weekly/{address}/", {**filled(lesson, rights="1", audience="members", **cycle()), **typed}
    )

    assert answer.status_code in (200, 302, 409, 422)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("lessons:edit", []), ("lessons:autosave", []), ("lessons:preview", []), ("lessons:submit", []),
        ("lessons:unsubmit", []), ("lessons:discard", []), ("lessons:readers", []), ("lessons:review", []),
        ("lessons:withdraw", []), ("lessons:flag", []), ("lessons:resolve", ["weekly"]), ("notices:open", []),
        ("people:profile", []), ("partnerships:end", []), ("partnerships:approve", []), ("partnerships:decline", []),
        ("partnerships:withdraw", []),
    ],
)  # fmt: skip
def test_an_address_with_a_strange_key_is_not_there(clients, lesson, name, before):
    for key in (HUGE, "9" * 300, "٣", "-1", "null"):
        address = reverse(name, args=[*before, key])

        answers = clients["colleague"].get(address), clients["colleague"].post(address)

        assert {answer.status_code for answer in answers} <= {404, 405}, key


@pytest.mark.parametrize(
    "address", ["/lessons/?page={}", "/search/?q=x&page={}", "/notices/?page={}", "/partnerships/?page={}"]
)
def test_a_page_by_a_strange_number_is_a_page(clients, db, address):
    for key in STRANGE[:-1]:
        assert clients["colleague"].get(address.format(key)).status_code == 200, key


def test_a_partnership_by_a_strange_key_is_a_form_error(clients, db):
    for key in STRANGE:
        answer = clients["unapproved"].post("/join/", {"partnership": key, "job_title": "Data manager"})

        assert answer.status_code == 422, key
    assert Partnership.objects.exists()


def test_readers_by_a_strange_token_are_a_form_error(clients, lesson):
    for key in STRANGE:
        answer = clients["colleague"].post("/lessons/weekly/readers/", {"audience": f"partnership:{key}"})

        assert answer.status_code == 422, key
    assert LessonPage.objects.get(pk=lesson.pk).audience == lesson.audience
