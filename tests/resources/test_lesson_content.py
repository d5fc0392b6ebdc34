"""The lessons of the content, in every state, and what is refused."""

import shutil
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from cms.audiences import VISITOR
from cms.content import rooms
from cms.content.pack import Pack
from cms.content.reading import ContentError
from members.accounts.models import User
from resources.lessons.demo import load
from resources.lessons.models import LessonPage
from resources.lessons.permissions import can_review


def lesson(slug: str) -> LessonPage:
    return LessonPage.objects.get(slug=slug)


def day(moment) -> date:
    return timezone.localdate(moment)


def test_published_lessons_carry_the_dates_of_the_file(demo):
    fafsa = lesson("fafsa-friday")

    assert (day(fafsa.first_published_at), day(fafsa.last_published_at)) == (date(2023, 10, 24), date(2025, 2, 11))
    assert day(lesson("the-friday-tally").last_published_at) == date(2022, 10, 4)
    assert (fafsa.live, fafsa.has_unpublished_changes, fafsa.live_revision) == (True, False, fafsa.latest_revision)


def test_every_field_of_a_lesson_arrives(demo):
    tally = lesson("the-friday-tally")

    assert tally.context.startswith("The data work in Iron Harbor")
    assert tally.data_used.startswith("Weekly counts per school.")
    assert all(section["html"].startswith("<p>") for section in tally.sections)
    assert (tally.partnership.slug, tally.partnership.state, tally.gateway.slug) == ("iron-harbor", "MI", "exploring")
    assert {word.slug for word in tally.challenges.all()} == {"data-arrive-too-late", "one-person-shop"}
    assert {word.slug for word in tally.topics.all()} == {"attendance", "continuous-improvement"}
    assert [str(part) for part in tally.period] == ["September 2020", "June 2022"]
    assert (tally.staff_hours, tally.cash_usd, tally.elapsed_months) == (60, 240, 21)
    assert (tally.audience, tally.data_level, tally.review_by) == ("public", "aggregate", date(2027, 4, 4))
    assert [authorship.user.name for authorship in tally.authorships.all()] == ["Paavo Lindgren-Cole"]
    assert tally.owner.name == "Paavo Lindgren-Cole"
    assert list(tally.tags.all()) == []


def test_the_revision_says_what_the_row_says(demo):
    tally = lesson("the-friday-tally")

    draft = tally.latest_revision.as_object()

    assert (draft.did, draft.summary) == (tally.did, tally.summary)
    assert {word.slug for word in draft.outcomes.all()} == {"kindergarten-readiness", "high-school-graduation"}


def test_cycles_have_baseline_target_and_result(demo):
    cycle = lesson("the-friday-tally").cycles.get()
    result = cycle.results.get()

    assert (cycle.baseline, str(cycle.baseline_on)) == (Decimal(24), "June 2021")
    assert (cycle.target, str(cycle.target_on)) == (Decimal(20), "June 2022")
    assert (result.value, str(result.on), cycle.verdict) == (Decimal(19), "June 2022", "better")


def test_true_lessons_belong_to_the_network(demo):
    trust = lesson("trust-first-then-the-template")

    assert (trust.partnership, trust.owner, trust.authorships.count()) == (None, None, 0)
    assert trust.attribution.startswith("Written by the platform's editors")
    assert {place.slug for place in trust.about_partnerships.all()} == {
        "all-kids-alliance",
        "strivepartnership",
        "all-hands-raised",
        "road-map-project",
    }


def test_lineage_goes_from_place_to_place(demo):
    milk = lesson("milk-truck-drivers-on-the-attendance-line")

    letters = milk.adaptation.source
    assert letters.slug == "attendance-letters-home"
    assert letters.adaptation.source.slug == "the-friday-tally"
    assert letters.adaptation.changed.startswith("Letters instead of calls")


def test_lessons_in_review_wait_for_their_reviewer(demo):
    votes = lesson("two-votes-out-of-nine")
    state = votes.current_workflow_state
    reviewer, author = User.objects.get(name="Isaiah Lindqvist"), votes.owner

    assert (votes.live, votes.workflow_in_progress, state.requested_by) == (False, True, author)
    assert day(state.created_at) == date(2026, 10, 28)
    assert state.current_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert state.current_task_state.revision == votes.latest_revision
    assert (can_review(reviewer, votes), can_review(author, votes)) == (True, False)


@pytest.mark.parametrize(
    "slug", ["finding-adults-who-left-with-credit", "reading-porches-and-a-null-result", "two-votes-out-of-nine"]
)
def test_named_reviewers_can_decide(demo, slug):
    names = {
        "finding-adults-who-left-with-credit": "cassius-nguyen-whitlow",
        "reading-porches-and-a-null-result": "philippa-drayton-osei",
        "two-votes-out-of-nine": "staff@demo",
    }

    assert can_review(User.objects.get(email__startswith=names[slug]), lesson(slug))


def test_drafts_are_not_published(demo):
    mayors = lesson("nineteen-mayors")

    assert (mayors.live, mayors.first_published_at, mayors.workflow_in_progress) == (False, None, False)
    assert mayors.latest_revision.as_object().did == mayors.did


def test_a_flag_lies_on_top_of_a_live_lesson(demo):
    wages = lesson("wage-records-late-and-useful")
    flag = wages.flags.get()

    assert wages.live
    assert (flag.raised, flag.raised_by.name, flag.resolved) == (date(2026, 8, 11), "Leopold Nakamura-Vance", None)
    assert flag.reason.startswith("The state changed its disclosure minimum")


def test_a_withdrawn_lesson_is_a_stub(demo):
    letters = lesson("attendance-letters-home")

    assert (letters.live, letters.withdrawn_on) == (True, date(2025, 3, 18))
    assert letters.withdrawn_by.startswith("Partnership")
    assert letters not in LessonPage.objects.listed()


def test_visitors_read_what_is_public_and_live(demo):
    assert LessonPage.objects.visible_to(VISITOR).count() == LessonPage.objects.filter(
        audience="public", live=True
    ).count()  # fmt: skip
    assert lesson("nineteen-mayors") not in LessonPage.objects.visible_to(VISITOR)


def problems_after(tmp_path, slug: str, old: str, new: str) -> list[str]:
    """What is wrong when `old` is replaced by `new` in one lesson; its path is shown as the file's name."""
    folder = tmp_path / "lessons"
    shutil.copytree(load.FOLDER, folder)
    path = folder / f"{slug}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    pack = Pack()
    for loader in rooms.loaders():
        if loader is not load:
            loader.read(pack)
    try:
        load.read(pack, folder)
        pack.check()
    except ContentError as error:
        return [problem.replace(f"{folder}/", "") for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("- one-person-shop", "- x", "the-friday-tally.md:17: unknown challenge “x”"),
        ("- paavo-lindgren-cole", "- nobody", "the-friday-tally.md:11: unknown person “nobody”"),
        ("partnership: iron-harbor", "partnership: y", "the-friday-tally.md:9: unknown partnership “y”"),
        ("gateway: exploring", "gateway: z", "the-friday-tally.md:23: unknown gateway “toa-2013/z”"),
        ("status: published", "status: done", "the-friday-tally.md:6: unknown status “done”"),
        ("published: '2022-10-04'", "published: '2022-10-34'", "the-friday-tally.md:26: “2022-10-34” is no date"),
        ("verdict: better", "verdict: best", "unknown verdict “best”"),
        ("unit: percent", "units: percent", "unknown key “units”"),
        ("      value: 19\n", "", "a result has a value and a date"),
        ("## The challenge", "## The problem", "unknown or repeated heading “The problem”"),
        ("## Advice to a peer", "## Context", "no section “Advice to a peer”"),
        ("demo: true", "demo: false", "“attribution” is missing"),
        ("slug: the-friday-tally", "slug: tally", "the slug “tally” is not the file's name"),
        ("adapted_from: null", "adapted_from:\n  lesson: attendance-letters-home\n  changed: all", "its lineage leads"),
        ("status: published", "status: withdrawn", "a lesson that is withdrawn says since when and why"),
        ("status: published", "status: draft", "a lesson that is draft has a date if, and only if, it can be read"),
    ],
)
def test_a_slip_in_a_lesson_is_named(tmp_path, old, new, problem):
    found = problems_after(tmp_path, "the-friday-tally", old, new)

    assert any(problem in each for each in found), found
    assert all(each.split(":")[1].isdecimal() for each in found)


def test_a_true_lesson_cannot_come_from_an_invented_one(tmp_path):
    lineage = "adapted_from:\n  lesson: the-friday-tally\n  changed: all"

    found = problems_after(tmp_path, "trust-first-then-the-template", "adapted_from: null", lineage)

    assert "trust-first-then-the-template.md:2: adapted from “the-friday-tally”, which is invented" in found


def test_the_content_as_it_is_has_no_slip(tmp_path):
    assert problems_after(tmp_path, "the-friday-tally", "The Friday tally", "The Friday tally") == []
