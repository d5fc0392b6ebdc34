"""What editors may not do to lessons in the admin, one by one or many at once."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.setup import EDITORS
from resources.lessons.models import LessonPage
from tests.factories import LessonFactory, member_of


@pytest.fixture
def editor(client, partnership):
    person = member_of(partnership)
    person.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def bulk(client, action, lesson):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{address}?id={lesson.pk}")


def test_editor_publishes_in_bulk_what_others_wrote_and_nothing_of_their_own(client, editor, partnership):
    theirs = LessonFactory(authors=[member_of(partnership)], live=False)
    own = LessonFactory(authors=[editor], live=False)
    for lesson in (theirs, own):
        lesson.save_revision()
        bulk(client, "publish", lesson)

    live = {lesson.pk: lesson.live for lesson in LessonPage.objects.filter(pk__in=[theirs.pk, own.pk])}

    assert live == {theirs.pk: True, own.pk: False}


def test_lesson_that_was_published_cannot_be_deleted_and_a_mere_draft_can(client, editor):
    published = LessonFactory()
    drafts = [LessonFactory(live=False, first_published_at=None) for _ in range(2)]

    for lesson in (published, drafts[0]):
        client.post(reverse("wagtailadmin_pages:delete", args=[lesson.pk]))
    for lesson in (published, drafts[1]):
        bulk(client, "delete", lesson)

    assert list(LessonPage.objects.values_list("pk", flat=True)) == [published.pk]
