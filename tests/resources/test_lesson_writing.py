"""Members write lessons: who may, what is saved where, and what bad input does."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from cms.audiences import partnership_token
from resources.lessons.actions import free_slug
from resources.lessons.checks import missing
from resources.lessons.models import Adaptation, Authorship, Cycle, LessonPage
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, PartnershipFactory, member_of
from tests.resources.lesson_forms import cycle, filled

NEW = "/lessons/new/"


def edit(lesson) -> str:
    return f"/lessons/{lesson.slug}/edit/"


@pytest.fixture
def begun(clients, people):
    """A draft of the colleague."""
    clients["colleague"].post(NEW, filled(key=str(uuid.uuid4()), save="1"))
    return LessonPage.objects.get(title="Attendance by week")


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 403), ("member", 200), ("colleague", 200), ("reviewer", 200), ("staff", 200)],
)
def test_new_is_for_members(clients, reader, status):
    assert clients[reader].get(NEW).status_code == status


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 403), ("member", 404), ("colleague", 200), ("reviewer", 404), ("staff", 404)],
)
def test_edit_is_for_its_authors(clients, begun, reader, status):
    assert clients[reader].get(edit(begun)).status_code == status


def test_new_keeps_text_and_owner(begun, people, partnership):
    assert begun.summary == "Weekly counts were opened; the annual rate was not."
    assert begun.context_html == "<p>Twenty-two schools in two districts.</p>\n"
    assert (begun.live, begun.audience, begun.partnership) == (False, "members", partnership)
    assert [authorship.user for authorship in begun.authorships.all()] == [people["colleague"]]
    assert begun.latest_revision.user == people["colleague"]


def test_new_makes_no_draft_of_an_empty_form_and_one_of_a_few_words(clients):
    nothing = clients["member"].post(NEW, {"save": "1"})
    assert nothing.status_code == 422
    assert "Nothing to save yet: write a few words." in nothing.content.decode()
    assert not LessonPage.objects.exists()

    response = clients["member"].post(NEW, {"save": "1", "summary": "We tried"})

    lesson = LessonPage.objects.get()
    assert response.url == edit(lesson)
    assert lesson.title == "Untitled lesson"


def test_new_sent_twice_makes_one_lesson(clients):
    key = str(uuid.uuid4())

    first = clients["member"].post(NEW, filled(key=key, save="1"))
    second = clients["member"].post(NEW, filled(key=key, save="1"))

    assert (first.status_code, second.status_code) == (302, 409)
    assert LessonPage.objects.count() == 1


@pytest.mark.parametrize("path", [NEW, f"{NEW}autosave/"])
def test_new_with_the_key_of_another_page_begins_a_lesson_of_its_own(clients, path):
    foreign = LessonFactory(title="Somebody else’s")

    response = clients["member"].post(path, filled(title="Mine", key=str(foreign.translation_key), save="1"))

    own = LessonPage.objects.exclude(pk=foreign.pk).get()
    assert response.status_code < 400
    assert own.title == "Mine"
    assert own.translation_key != foreign.translation_key


def test_new_of_staff_belongs_to_the_network(clients):
    clients["staff"].post(NEW, filled(save="1"))

    assert LessonPage.objects.get().partnership is None


def test_new_refuses_foreign_partnership_and_audience(clients):
    foreign = PartnershipFactory()
    typed = filled(rights="1", partnership=foreign.pk, audience=partnership_token(foreign.pk), save="1")

    response = clients["member"].post(NEW, typed)

    assert response.status_code == 422
    assert not LessonPage.objects.exists()
    assert "Twenty-two schools" in response.content.decode()


def test_adapting_copies_the_text_and_keeps_the_lineage(clients):
    challenge = ChallengeFactory()
    source = LessonFactory(title="The Friday tally", context="One school.", challenges=[challenge], audience="members")

    page = clients["colleague"].get(f"{NEW}?from=lesson:{source.slug}")
    clients["colleague"].post(NEW, filled(**{"from": f"lesson:{source.slug}", "changed": "By phone.", "save": "1"}))

    assert "One school." in page.content.decode()
    adaptation = Adaptation.objects.get()
    assert (adaptation.source, adaptation.changed) == (source, "By phone.")


@pytest.mark.parametrize("audience", ["staff", "circle:9"])
def test_adapting_a_hidden_lesson_looks_like_none(clients, audience):
    hidden = LessonFactory(audience=audience)

    answers = [clients["colleague"].get(f"{NEW}?from=lesson:{slug}") for slug in (hidden.slug, "no-such-lesson")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_what_is_typed_outlives_the_lesson_that_it_adapts(clients):
    source, hidden = LessonFactory(audience="members"), LessonFactory(audience="circle:9")
    typed = filled(key=str(uuid.uuid4()), **{"from": f"lesson:{source.slug}"})
    begun = clients["colleague"].post(f"{NEW}autosave/", typed).json()
    LessonPage.objects.filter(pk=source.pk).update(withdrawn_on="2026-01-01")

    later = clients["colleague"].post(
        begun["autosave"], filled(title="Later", version=begun["version"], **{"from": f"lesson:{source.slug}"})
    )
    other = clients["colleague"].post(NEW, filled(title="Typed", **{"from": f"lesson:{hidden.slug}", "save": "1"}))

    assert (later.status_code, other.status_code) == (200, 302)
    assert Adaptation.objects.get().lesson.title == "Later"
    assert LessonPage.objects.filter(title="Typed", adaptation=None).exists()


def test_editing_a_published_lesson_waits_in_a_revision(clients, people):
    lesson = LessonFactory(title="As published", authors=[people["colleague"]])

    clients["colleague"].post(edit(lesson), filled(lesson, title="As edited", save="1"))

    lesson.refresh_from_db()
    assert (lesson.title, lesson.draft_title) == ("As published", "As edited")
    assert lesson.has_unpublished_changes


def test_coauthors_see_and_edit_the_draft(clients, people, partnership):
    other = member_of(partnership, name="Otto Other")
    clients["colleague"].post(NEW, filled(rights="1", audience="members", coauthors=other.pk, save="1"))
    lesson = LessonPage.objects.get()

    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    client.post(edit(lesson), filled(lesson, title="By both", save="1"))

    lesson.refresh_from_db()
    assert lesson.title == "By both"
    assert [authorship.user for authorship in lesson.authorships.all()] == [people["colleague"], other]


def test_coauthors_come_from_the_own_partnership_only(clients, people):
    response = clients["colleague"].post(
        NEW, filled(rights="1", audience="members", coauthors=people["member"].pk, save="1")
    )

    assert response.status_code == 422
    assert not Authorship.objects.exists()


def test_a_former_member_no_longer_edits(clients, people, begun):
    people["colleague"].roster_entries.update(left="2021-01-01")

    assert clients["colleague"].get(edit(begun)).status_code == 403
    assert clients["colleague"].post(edit(begun), filled(begun, title="Still me")).status_code == 403
    begun.refresh_from_db()
    assert begun.title == "Attendance by week"


def test_cycles_of_a_draft_act_at_once(clients, begun):
    clients["colleague"].post(edit(begun), filled(begun, **cycle(), save="1"))

    made = begun.cycles.get()
    assert (str(made.baseline_on), str(made.last_result.on), made.verdict) == ("June 2021", "2022", "better")
    assert [str(result.value.normalize()) for result in made.results.all()] == ["21.5", "19"]


def test_cycles_keep_their_row_and_can_be_taken_out(clients, begun):
    clients["colleague"].post(edit(begun), filled(begun, **cycle(), save="1"))
    made = begun.cycles.get()

    clients["colleague"].post(edit(begun), filled(begun, **cycle(id=made.pk, unit="percent of days"), save="1"))
    changed = begun.cycles.get()
    clients["colleague"].post(edit(begun), filled(begun, **cycle(id=made.pk, DELETE="on"), save="1"))

    assert (changed.pk, changed.unit) == (made.pk, "percent of days")
    assert not begun.cycles.exists()


def test_cycles_of_others_cannot_be_taken_over(clients, begun):
    foreign = Cycle.objects.create(lesson=LessonFactory(), plan="Theirs")

    clients["colleague"].post(edit(begun), filled(begun, **cycle(id=foreign.pk), save="1"))

    foreign.refresh_from_db()
    assert foreign.plan == "Theirs"
    assert begun.cycles.get().pk != foreign.pk


def test_a_form_without_cycles_leaves_them_alone(clients, begun):
    clients["colleague"].post(edit(begun), filled(begun, **cycle(), save="1"))

    clients["colleague"].post(edit(begun), filled(begun, title="Another title", save="1"))

    assert begun.cycles.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "x" * 121},
        {"context": "x" * 100_001},
        {"context": "x" * 1_000_000},
        {"context": "a\x00b"},
        {"summary": "a\x07b"},
        {"started": "yesterday"},
        {"started": "2026", "finished": "2025"},
        {"staff_hours": "-1"},
        {"staff_hours": "9" * 40},
        {"cash_usd": "many"},
        {"data_level": "secret"},
        {"outcomes": "999999"},
        {"challenges": "x"},
        {"gateway": "999999"},
        {"tags": "x" * 61},
        {"artifacts": "x" * 201},
        cycle(baseline="NaN"),
        cycle(baseline="1" * 30),
        cycle(**{"results-0-date": "soon"}),
        cycle(**{"results-0-date": ""}),
        cycle(verdict="great"),
        {"cycles-TOTAL_FORMS": "x", "cycles-INITIAL_FORMS": "0"},
        {"cycles-TOTAL_FORMS": "100000", "cycles-INITIAL_FORMS": "0"},
    ],
    ids=lambda typed: str(typed)[:40],
)
def test_bad_input_is_said_and_nothing_is_written(clients, typed):
    response = clients["member"].post(NEW, filled(**typed, save="1"))

    assert response.status_code == 422
    assert not LessonPage.objects.exists()
    # Everything else that was typed is still there.
    assert "We counted every Friday." in response.content.decode()


def test_the_longest_lesson_is_taken_however_it_is_sent(clients):
    # Four bytes a character; a form sends three letters for each byte, autosave sends it as it is.
    longest = {name: "\N{OWL}" * 100_000 for name, _label in LessonPage.SECTIONS}
    words = dict.fromkeys(("plan", "do", "study", "act"), "\N{OWL}" * 5_000)
    typed = filled(**longest, **cycle(**words))

    by_form = clients["member"].post(
        NEW, urlencode({**typed, "save": "1"}), content_type="application/x-www-form-urlencoded"
    )
    by_autosave = clients["member"].post(f"{NEW}autosave/", {**typed, "key": str(uuid.uuid4())})

    assert (by_form.status_code, by_autosave.status_code) == (302, 200)
    assert {len(lesson.advice) for lesson in LessonPage.objects.all()} == {100_000}


def test_a_section_that_is_too_long_is_said_and_kept(clients):
    response = clients["member"].post(NEW, filled(context="x" * 100_001))

    assert response.status_code == 422
    assert "at most 100000 characters" in response.content.decode()
    assert "x" * 100_001 in response.content.decode()


def test_a_body_beyond_the_limit_is_refused(clients):
    response = clients["member"].post(NEW, filled(context="x" * 17_000_000))

    assert response.status_code == 413
    assert "more than we can take at once" in response.content.decode()
    assert not LessonPage.objects.exists()


def test_markup_is_shown_and_not_run(clients):
    clients["member"].post(
        NEW, filled(title="<script>alert(1)</script>", context="<script>alert(2)</script>", save="1")
    )

    lesson = LessonPage.objects.get()
    page = clients["member"].get(edit(lesson)).content.decode()
    assert "<script>" not in lesson.context_html
    assert "<script>alert" not in page


@pytest.mark.parametrize(("reader", "status"), [("visitor", 403), ("unapproved", 403), ("member", 200)])
def test_markdown_preview_is_for_members(clients, reader, status):
    assert clients[reader].post("/lessons/markdown/", {"text": "*hi*"}).status_code == status


def test_markdown_preview_refuses_what_is_too_long(clients):
    assert clients["member"].post("/lessons/markdown/", {"text": "x" * 100_001}).status_code == 422


@pytest.mark.parametrize("verb", ["submit", "take-back"])
def test_acts_are_posts(clients, begun, verb):
    assert clients["colleague"].get(f"/lessons/{begun.slug}/{verb}/").status_code == 405


@pytest.mark.parametrize("verb", ["edit", "submit", "take-back", "discard", "readers", "withdraw", "flag", "review"])
def test_posts_without_a_token_are_refused(people, begun, verb):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["colleague"], backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(f"/lessons/{begun.slug}/{verb}/", filled()).status_code == 403


@pytest.mark.parametrize("title", ["New", "Edit", "  ", "日本"])
def test_no_lesson_takes_an_address_of_the_site(db, title):
    assert free_slug(title) not in {"new", "edit", ""}


def test_the_admin_refuses_reserved_addresses(db):
    lesson = LessonFactory(live=False)
    lesson.slug = "new"

    with pytest.raises(Exception, match="This address is taken"):
        lesson.full_clean()


def test_a_draft_can_be_thrown_away_by_whoever_began_it(clients, begun):
    refused = clients["member"].post(f"/lessons/{begun.slug}/discard/")
    done = clients["colleague"].post(f"/lessons/{begun.slug}/discard/")

    assert (refused.status_code, done.status_code) == (404, 302)
    assert not LessonPage.objects.exists()


def test_a_published_lesson_cannot_be_thrown_away(clients, people):
    lesson = LessonFactory(authors=[people["colleague"]], owner=people["colleague"])

    assert clients["colleague"].post(f"/lessons/{lesson.slug}/discard/").status_code == 404
    assert LessonPage.objects.filter(pk=lesson.pk).exists()


def test_preview_shows_the_draft_with_its_cycles(clients, begun):
    clients["colleague"].post(edit(begun), filled(begun, **cycle(), save="1"))

    page = clients["colleague"].get(f"/lessons/{begun.slug}/preview/").content.decode()

    assert "We counted every Friday." in page
    assert "K to 2 students missing ten days" in page
    assert clients["member"].get(f"/lessons/{begun.slug}/preview/").status_code == 404


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 403), ("member", 404), ("colleague", 302), ("staff", 302)],
)
def test_readers_are_set_at_once(clients, people, reader, status):
    lesson = LessonFactory(authors=[people["colleague"]], audience="public")

    response = clients[reader].post(f"/lessons/{lesson.slug}/readers/", {"audience": "members"})

    lesson.refresh_from_db()
    assert response.status_code == status
    assert lesson.audience == ("members" if reader in ("colleague", "staff") else "public")


def test_readers_cannot_be_a_foreign_partnership(clients, people):
    lesson = LessonFactory(authors=[people["colleague"]], audience="public")

    response = clients["colleague"].post(
        f"/lessons/{lesson.slug}/readers/", {"audience": partnership_token(PartnershipFactory().pk)}
    )

    lesson.refresh_from_db()
    assert (response.status_code, lesson.audience) == (422, "public")


def test_desk_is_empty_at_first(clients):
    assert "You have written no lesson yet" in clients["member"].get("/desk/").content.decode()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_desk_asks_the_same_whatever_lies_on_it(clients, people, number, django_assert_num_queries):
    for _turn in range(number):
        LessonFactory(authors=[people["colleague"]], live=False)
        LessonFactory(authors=[people["colleague"]])
    clients["colleague"].get("/desk/")

    with django_assert_num_queries(17):
        clients["colleague"].get("/desk/")


def test_authors_never_meet_the_admin(clients, begun):
    for path in ("/desk/", edit(begun), f"/lessons/{begun.slug}/preview/"):
        assert "/admin/" not in clients["colleague"].get(path).content.decode()


def test_vocabulary_of_the_form_is_saved(clients, begun):
    challenge, outcome = ChallengeFactory(), OutcomeFactory()

    clients["colleague"].post(
        edit(begun), filled(begun, challenges=challenge.pk, outcomes=outcome.pk, tags="porch, bus stop", save="1")
    )

    lesson = LessonPage.objects.get(pk=begun.pk)
    assert ([*lesson.challenges.all()], [*lesson.outcomes.all()]) == ([challenge], [outcome])
    assert sorted(tag.name for tag in lesson.tags.all()) == ["bus stop", "porch"]


@pytest.mark.parametrize(("typed", "drafts"), [({}, 0), ({"context": "Nine porches."}, 1)])
def test_submitting_an_empty_form_saves_nothing(clients, typed, drafts):
    response = clients["member"].post(NEW, {"key": str(uuid.uuid4()), "submit": "1", **typed})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Give it a title." in page
    assert ("Nothing is saved yet." in page) is (drafts == 0)
    assert LessonPage.objects.count() == drafts


def test_the_form_and_the_desk_count_what_submitting_asks_for(clients, people):
    ChallengeFactory(), OutcomeFactory()
    lesson = LessonFactory(
        title="Begun", summary="", context="Here.", advice="Wait.", data_level="aggregate",
        live=False, first_published_at=None, authors=[people["colleague"]], owner=people["colleague"],
    )  # fmt: skip
    lacks = len(missing(lesson))

    form = clients["colleague"].get(edit(lesson)).content.decode()
    desk = clients["colleague"].get("/desk/").content.decode()

    assert f"Needed for review: {10 - lacks} of 10 parts written" in form
    assert f"{10 - lacks} of 10 needed parts written" in desk
    assert form.count("<strong>Needed for review.</strong>") == 10
    assert form.count("Data used</label>") == 1


@pytest.mark.parametrize(("minutes", "words"), [(0, "Saved just now"), (3, "Saved 3\xa0minutes ago")])
def test_the_form_says_when_it_was_saved(clients, begun, minutes, words):
    moment = timezone.now() - timedelta(minutes=minutes, seconds=5)
    Revision.objects.filter(pk=begun.latest_revision_id).update(created_at=moment)

    assert words in clients["colleague"].get(edit(begun)).content.decode()
