"""Real rows for the bench, made in bulk: lesson pages with computed tree paths, their vocabulary and authors."""

import random
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from cms.fields import RenderedField
from cms.vocabulary.models import Challenge, Outcome, Topic
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry
from resources.lessons.models import Authorship, LessonIndexPage, LessonPage

WORDS = [
    "attendance",
    "chronic",
    "absence",
    "agreement",
    "attorney",
    "district",
    "family",
    "reading",
    "kindergarten",
    "trust",
    "table",
    "report",
    "card",
    "suppression",
    "linkage",
    "volunteer",
    "warehouse",
    "counselor",
    "summer",
    "melt",
    "transcript",
    "consent",
    "governance",
    "dashboard",
    "principal",
    "secretary",
    "county",
    "rural",
    "coalition",
    "mentor",
    "tutoring",
    "pantry",
    "library",
    "clinic",
    "bus",
    "route",
    "enrollment",
]
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
BATCH = 1_000


def sentence(dice: random.Random, length: int) -> str:
    return " ".join(dice.choices(WORDS, k=length)).capitalize() + "."


def people(dice: random.Random, count: int = 40) -> list[User]:
    """Members, four to a partnership."""
    users = []
    for number in range(count):
        partnership, _ = Partnership.objects.get_or_create(
            slug=f"bench-{number // 4}", defaults={"name": f"Bench partnership {number // 4}", "state": "MN"}
        )
        user = User.objects.create(email=f"bench{number}@example.org", name=f"Bench Person {number}")
        RosterEntry.objects.create(partnership=partnership, user=user, job_title="Data manager")
        users.append(user)
    return users


def made() -> QuerySet[LessonPage]:
    """The lessons of the bench, without those of the demo: all of them live, and a member may read them."""
    return LessonPage.objects.filter(slug__startswith="bench-")


@transaction.atomic
def lessons(count: int, authors: list[User], dice: random.Random) -> None:
    """Add `count` published lessons of about 500 words below the lessons shelf."""
    shelf = LessonIndexPage.objects.get()
    first = shelf.get_children().count() + 1
    kind = ContentType.objects.get_for_model(LessonPage)
    locale = Locale.get_active()
    outcomes, challenges, topics = (list(model.objects.all()) for model in (Outcome, Challenge, Topic))
    partnerships = list(Partnership.objects.all())
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        made = [_lesson(shelf, number, kind, locale, partnerships, dice) for number in numbers]
        # Multi-table rows: the pages' own table in bulk, then the lessons' table row by row without its parents.
        Page.objects.bulk_create([_parent(lesson) for lesson in made])
        keys = dict(Page.objects.filter(path__in=[lesson.path for lesson in made]).values_list("path", "pk"))
        for lesson in made:
            lesson.pk = lesson.id = lesson.page_ptr_id = keys[lesson.path]
            lesson.save_base(raw=True, force_insert=True)
        _link(LessonPage.outcomes.through, "outcome_id", made, outcomes, dice)
        _link(LessonPage.challenges.through, "challenge_id", made, challenges, dice)
        _link(LessonPage.topics.through, "topic_id", made, topics, dice)
        Authorship.objects.bulk_create(Authorship(lesson=lesson, user=dice.choice(authors)) for lesson in made)
    Page.objects.filter(pk=shelf.pk).update(numchild=first + count - 1)


def _lesson(shelf, number, kind, locale, partnerships, dice) -> LessonPage:
    title = sentence(dice, 6).rstrip(".")
    published = EPOCH + timedelta(hours=number)
    lesson = LessonPage(
        title=title,
        draft_title=title,
        slug=f"bench-{number}",
        path=Page._get_path(shelf.path, shelf.depth + 1, number),
        depth=shelf.depth + 1,
        numchild=0,
        url_path=f"{shelf.url_path}bench-{number}/",
        content_type=kind,
        locale=locale,
        live=True,
        first_published_at=published,
        last_published_at=published,
        audience=dice.choice(["public", "members"]),
        summary=sentence(dice, 20),
        partnership=dice.choice(partnerships),
    )
    for name, _heading in LessonPage.SECTIONS:
        setattr(lesson, name, "\n\n".join(sentence(dice, 35) for _ in range(2)))
    for field in LessonPage._meta.concrete_fields:
        if isinstance(field, RenderedField):
            field.pre_save(lesson, add=True)  # A raw save does not.
    return lesson


def _parent(lesson: LessonPage) -> Page:
    return Page(**{field.attname: getattr(lesson, field.attname) for field in Page._meta.concrete_fields})


def _link(through, column, made, words, dice) -> None:
    if words:
        through.objects.bulk_create(
            through(lessonpage_id=lesson.pk, **{column: word.pk})
            for lesson in made
            for word in dice.sample(words, min(2, len(words)))
        )
