"""A lesson as its readers see it."""

from datetime import date
from decimal import Decimal

import pytest

from cms.vocabulary.models import Gateway, GatewayScheme
from members.people.models import Profile
from resources.lessons.models import Adaptation, ChangeFlag, Cycle, LessonIndexPage, LessonPage, Measurement
from tests.factories import (
    ChallengeFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    ReportCardFactory,
    SystemFactory,
    TopicFactory,
    UserFactory,
    member_of,
)

pytestmark = pytest.mark.django_db

# A member's page without content costs about ten; the rest is what a lesson shows.
LESSON_QUERIES = 20
MOST_QUERIES = 22


def page_of(client, lesson) -> str:
    response = client.get(lesson.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def cycle_of(lesson, *results, baseline=94, **fields) -> Cycle:
    fields = {"measure": "Days to a signature", "unit": "days", "baseline_date": date(2024, 2, 1), **fields}
    cycle = Cycle.objects.create(lesson=lesson, baseline=baseline, baseline_precision="month", **fields)
    for place, value in enumerate(results):
        Measurement.objects.create(cycle=cycle, value=value, date=date(2025 + place, 3, 5), date_precision="month")
    return cycle


def adapted(source, *, changed="shorter", **fields) -> LessonPage:
    lesson = LessonFactory(**fields)
    Adaptation.objects.create(lesson=lesson, source=source, changed=changed)
    return lesson


def test_a_lesson_shows_its_sections_in_order_and_leaves_out_empty_ones(clients):
    lesson = LessonFactory(context="A county.", did="We **phoned**.", advice="", title="Phones & clerks")

    page = page_of(clients["visitor"], lesson)

    assert page.index("A county.") < page.index("We <strong>phoned</strong>.")
    assert "Advice to a peer" not in page
    assert "<h1>Phones &amp; clerks</h1>" in page


def test_a_lesson_shows_its_facts(clients, partnership):
    scheme = GatewayScheme.objects.create(slug="toa", name="Theory of Action")
    lesson = LessonFactory(
        partnership=partnership,
        gateway=Gateway.objects.create(scheme=scheme, slug="emerging", name="Emerging"),
        challenges=[ChallengeFactory(name="Silence", slug="silence")],
        outcomes=[OutcomeFactory(name="Reading", slug="reading")],
        topics=[TopicFactory(name="Rural", slug="rural")],
        started=date(2020, 1, 1),
        started_precision="month",
        staff_hours=1400,
        cash_usd=0,
        elapsed_months=17,
        data_level="aggregate",
        artifacts=["Call sheet"],
        people_involved=["Fourteen clerks"],
        review_by=date(2027, 2, 18),
    )
    lesson.tags.add("phone")
    lesson.save()

    page = page_of(clients["visitor"], lesson)

    for link in (
        "/challenges/silence/",
        "/outcomes/reading/",
        "/lessons/?topic=rural",
        "/lessons/?state=",
    ):
        assert f'href="{link}' in page
    for words in (
        "Twin Forks", "Emerging", "Theory of Action", "since January 2020", "1,400 staff hours", "17 months", "phone",
        "None outside staff time", "Aggregate counts only", "Call sheet", "Fourteen clerks", "February 18, 2027",
    ):  # fmt: skip
        assert words in page


def test_authors_are_named_to_whoever_may_read_their_profile(clients, partnership):
    author = member_of(partnership, name="Ada Author")
    Profile.objects.update_or_create(user=author, defaults={"audience": "members", "job_title": "Data manager"})
    lesson = LessonFactory(authors=[author], partnership=partnership)

    assert "Ada Author" in page_of(clients["member"], lesson)
    assert "Ada Author" not in page_of(clients["visitor"], lesson)
    assert "Ada Author" not in clients["visitor"].get("/lessons/").content.decode()
    assert "Ada Author" in clients["member"].get("/lessons/").content.decode()


def test_a_lesson_without_authors_shows_its_attribution(clients):
    lesson = LessonFactory(attribution="Retold from a note of 2013")

    assert "Retold from a note of 2013" in page_of(clients["visitor"], lesson)


def test_two_values_are_words_and_a_table(clients):
    lesson = LessonFactory()
    cycle_of(lesson, Decimal("31.5"), target=45, plan="Ask people first.")

    page = page_of(clients["visitor"], lesson)

    assert "Before: 94 days (February 2024); after: 31.5 days (March 2025); aim: 45 days." in page
    assert 'class="plot"' not in page
    assert "Measured before and after" in page
    assert "Ask people first." in page


def test_three_dated_values_are_a_chart_with_its_table(clients):
    lesson = LessonFactory()
    cycle_of(lesson, 52, 31)

    page = page_of(clients["visitor"], lesson)

    assert page.count("<circle") >= 3
    assert 'role="img" aria-labelledby="chart-1-t chart-1-d"' in page
    assert "Run chart of 3 values." in page
    assert '<td class="n">52</td>' in page


def test_a_value_without_a_date_is_told_but_not_drawn(clients):
    lesson = LessonFactory()
    cycle_of(lesson, 52, 31, baseline_date=None)

    page = page_of(clients["visitor"], lesson)

    assert 'class="plot"' not in page
    assert "date not known" in page


def test_a_flag_stands_on_top_until_it_is_answered(clients):
    lesson = LessonFactory()
    flag = ChangeFlag.objects.create(lesson=lesson, reason="The link is dead.", raised=date(2026, 11, 1))
    assert "The link is dead." in page_of(clients["visitor"], lesson)

    ChangeFlag.objects.filter(pk=flag.pk).update(resolved=date(2026, 11, 2))

    assert "The link is dead." not in page_of(clients["visitor"], lesson)


def test_only_members_can_adapt_and_only_authors_edit(clients, people):
    lesson = LessonFactory(slug="tally", authors=[people["colleague"]])
    pages = {name: page_of(client, lesson) for name, client in clients.items()}

    assert {name for name, page in pages.items() if "/lessons/new/?from=lesson:tally" in page} == {
        "member", "colleague", "reviewer", "staff",
    }  # fmt: skip
    assert {name for name, page in pages.items() if "/lessons/tally/edit/" in page} == {"colleague"}


def test_the_family_tree_goes_up_and_down_over_several_levels(clients):
    first = LessonFactory(title="The first")
    here = adapted(adapted(first, title="The second"), title="The third", changed="By phone")
    adapted(here, title="The fourth", changed="By text")
    adapted(first, title="The cousin")

    page = page_of(clients["visitor"], here)

    tree = page[page.index('class="tree"') :]
    assert [tree.index(title) for title in ("The first", "The second", "This lesson", "The fourth")] == sorted(
        tree.index(title) for title in ("The first", "The second", "This lesson", "The fourth")
    )
    assert all(words in tree for words in ("The cousin", "By phone", "By text", "the first version"))
    assert "lesson adapted it" in page


def test_the_family_tree_leaves_out_what_its_reader_may_not_read(clients):
    first = LessonFactory(title="The first")
    inner = adapted(first, title="The inner", audience="members", changed="Secretly")
    here = adapted(inner, title="The third")
    adapted(here, title="The draft", live=False)

    visitor, member = page_of(clients["visitor"], here), page_of(clients["member"], here)

    assert "The first" in visitor
    assert not any(words in visitor for words in ("The inner", "Secretly", "The draft"))
    assert all(words in member for words in ("The first", "The inner", "Secretly"))
    assert "The draft" not in member


def withdrawn(**fields) -> LessonPage:
    return LessonFactory(
        title="Letters home", summary="A summary.", context="The text.", withdrawn_on=date(2025, 3, 18),
        withdrawn_by="The partnership", withdrawn_reason="Not ours to publish.", **fields,
    )  # fmt: skip


def test_a_withdrawn_lesson_is_a_stub(clients):
    lesson = withdrawn(slug="letters")
    cycle_of(lesson, 52, 31)
    adapted(lesson, title="The next")

    page = page_of(clients["visitor"], lesson)

    for words in ("Letters home", "March 18, 2025", "The partnership", "Not ours to publish.", "The next"):
        assert words in page
    for words in ("A summary.", "The text.", "Days to a signature", "/lessons/new/"):
        assert words not in page


def test_a_lesson_leads_to_what_it_is_about_as_far_as_its_reader_may_read_it(clients):
    lesson, audiences = LessonFactory(), ("public", "members", "staff")
    for audience in audiences:
        lesson.systems.add(SystemFactory(slug=f"system-{audience}", audience=audience))
        lesson.report_cards.add(ReportCardFactory(slug=f"report-{audience}", audience=audience))
        lesson.challenges.add(ChallengeFactory(slug=f"challenge-{audience}", audience=audience))
        lesson.outcomes.add(OutcomeFactory(slug=f"outcome-{audience}", audience=audience))
        lesson.about_partnerships.add(PartnershipFactory(name=f"Table of {audience}", audience=audience))
    lesson.save()

    pages = {name: page_of(clients[name], lesson) for name in ("visitor", "member", "staff")}

    named = ("/systems/system-", "/report-cards/report-", "/challenges/challenge-", "/outcomes/outcome-", "Table of ")
    shown = {
        name: {audience: {thing for thing in named if f"{thing}{audience}" in page} for audience in audiences}
        for name, page in pages.items()
    }
    assert shown == {
        "visitor": {"public": set(named), "members": set(), "staff": set()},
        "member": {"public": set(named), "members": set(named), "staff": set()},
        "staff": {audience: set(named) for audience in audiences},
    }


def test_a_draft_is_previewed_with_the_words_that_it_will_have(client, admin_user):
    lesson = LessonFactory(challenges=[ChallengeFactory(slug="before")])
    lesson.challenges = [ChallengeFactory(slug="after")]
    lesson.tags.set(["fresh tag"])
    lesson.save_revision()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/admin/pages/{lesson.pk}/view_draft/").content.decode()

    assert ("/challenges/after/" in page, "/challenges/before/" in page, "fresh tag" in page) == (True, False, True)


def test_the_shelf_is_previewed_with_its_lessons(client, admin_user):
    LessonFactory(title="Letters home")
    shelf = LessonIndexPage.objects.get()
    shelf.save_revision()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")

    assert "Letters home" in client.get(f"/admin/pages/{shelf.pk}/view_draft/").content.decode()


def test_a_withdrawn_lesson_is_in_no_list_but_in_the_family(clients):
    lesson = withdrawn()
    below = adapted(lesson, title="The next")

    assert "Letters home" not in clients["member"].get("/lessons/").content.decode()
    assert "Letters home" in page_of(clients["visitor"], below)


def test_the_draft_of_a_lesson_is_previewed_with_its_records(client, admin_user):
    lesson = LessonFactory()
    cycle_of(lesson, 52, 31)
    lesson.context = "Drafted words."
    lesson.save_revision()
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/admin/pages/{lesson.pk}/view_draft/").content.decode()

    assert "Drafted words." in page
    assert "Run chart of 3 values." in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_lesson_costs_the_same_number_of_queries_however_much_it_holds(
    clients, partnership, count, django_assert_num_queries
):
    authors = [member_of(partnership) for _ in range(count)]
    words = {
        "challenges": ChallengeFactory.create_batch(count),
        "outcomes": OutcomeFactory.create_batch(count),
        "topics": TopicFactory.create_batch(count),
    }
    lesson = LessonFactory(partnership=partnership, authors=authors, **words)
    lesson.tags.add(*[f"tag {number}" for number in range(count)])
    lesson.systems.set(SystemFactory.create_batch(count))
    lesson.report_cards.set(ReportCardFactory.create_batch(count))
    lesson.save()
    source = lesson
    for _ in range(count):
        cycle_of(lesson, *range(count))
        source = adapted(source)
        cycle_of(source, 1, 2)
    clients["member"].get(lesson.get_absolute_url())

    with django_assert_num_queries(LESSON_QUERIES):
        page_of(clients["member"], lesson)


def test_no_reader_asks_more_than_the_budget(clients, people, partnership, django_assert_max_num_queries):
    hidden = UserFactory(name="Hidden")
    lesson = LessonFactory(partnership=partnership, authors=[people["colleague"], hidden])
    for client in clients.values():
        client.get(lesson.get_absolute_url())

        with django_assert_max_num_queries(MOST_QUERIES):
            page_of(client, lesson)
