"""A reviewer in the editors' admin: pages whose review is open to her by every door, other drafts by none."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import GroupPagePermission, Page

from cms.reviews import pages_to_review
from cms.setup import REVIEWERS
from resources.lessons.actions import submit, take_back
from resources.lessons.models import LessonIndexPage, LessonPage
from tests.factories import ChallengeFactory, LessonFactory, OutcomeFactory, member_of
from tests.resources.lesson_forms import TEXT

WORD = "zanzibar"


def draft_of(author, word, **fields):
    text = {**TEXT, "title": f"Title {word}", "context": f"Context {word}"}
    lesson = LessonFactory(
        **text, live=False, first_published_at=None, authors=[author], owner=author,
        challenges=[ChallengeFactory()], outcomes=[OutcomeFactory()], **fields,
    )  # fmt: skip
    lesson.save_revision(user=author, log_action=True)
    lesson.context += " again"
    lesson.save_revision(user=author, log_action=True)
    return LessonPage.objects.get(pk=lesson.pk)


@pytest.fixture
def author(partnership):
    return member_of(partnership, name="Ada Author")


@pytest.fixture
def private(author):
    """A draft that its author took back from the reviewers, and one that never was with them."""
    draft = draft_of(author, WORD)
    submit(lesson=draft, user=author)
    take_back(lesson=LessonPage.objects.get(pk=draft.pk), user=author)
    draft_of(author, f"{WORD} second")
    return LessonPage.objects.get(pk=draft.pk)


@pytest.fixture
def in_review(author):
    lesson = draft_of(author, "lisbon", slug="lisbon")
    submit(lesson=lesson, user=author)
    return LessonPage.objects.get(pk=lesson.pk)


def doors(lesson, patterns=admin_urls.urlpatterns, prefix="/admin/") -> list[str]:
    """Every address of the admin that can be asked for with GET, about `lesson` wherever it names a page."""
    newest, oldest = lesson.latest_revision_id, lesson.revisions.order_by("pk").first().pk
    state = lesson.workflow_states.order_by("pk").last()
    values = {
        "revision_id": newest, "revision_id_a": oldest, "revision_id_b": newest, "workflow_state_id": state.pk,
        "task_state_id": state.task_states.last().pk, "task_id": state.task_states.last().task_id,
        "destination_id": LessonIndexPage.objects.get().pk, "action_name": "approve", "action": "publish",
        "app_label": "lessons", "model_name": "lessonpage", "app_name": "lessons",
        "content_type_app_name": "lessons", "content_type_model_name": "lessonpage", "content_type_id": 1,
    }  # fmt: skip
    found = []
    for pattern in patterns:
        route = str(pattern.pattern)
        if route.startswith(("^.*", "logout", "login", "failwhale", "password_reset")):
            continue
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values.get(match[1], lesson.pk)), route)
        filled = re.sub(r"\(\?P<\w+>[^)]*\)|[\^$]", lambda match: str(lesson.pk) if match[0][0] == "(" else "", filled)
        if isinstance(pattern, URLResolver):
            found += doors(lesson, pattern.url_patterns, prefix + filled)
        else:
            found.append(prefix + filled)
    return found


def asked(lesson) -> list[str]:
    word, shelf = lesson.title.split()[1], lesson.get_parent()
    newest, oldest = lesson.latest_revision_id, lesson.revisions.order_by("pk").first().pk
    return [
        *doors(lesson), f"/admin/pages/{shelf.pk}/", f"/admin/pages/{lesson.pk}/revisions/compare/{oldest}...{newest}/",
        f"/admin/pages/search/?q={word}", f"/admin/choose-page/search/?q={word}",
        f"/admin/choose-page/?target_pages[]={lesson.pk}", f"/admin/choose-page/{shelf.pk}/",
        f"/admin/choose-page/chosen-multiple/?id={lesson.pk}", "/admin/api/main/pages/?fields=*",
        f"/admin/bulk/wagtailcore/page/publish/?id={lesson.pk}",
        f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={shelf.pk}",
        f"/admin/reports/site-history/?object_type=&label={word}",
    ]  # fmt: skip


def shown(client, addresses, *words) -> set[str]:
    """Those of `addresses` whose answer holds one of `words` that the address does not hold itself."""
    client.raise_request_exception = False
    found = set()
    for address in addresses:
        response = client.get(address, follow=True)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        said = text.decode(errors="replace").lower().replace(f'value="{WORD}"', "").replace(f"q={WORD}", "")
        if any(word in said for word in words):
            found.add(address)
    return found


def test_no_door_of_the_admin_shows_a_reviewer_a_private_draft(clients, private, in_review):
    addresses = asked(private)
    assert len(addresses) > 100

    assert shown(clients["reviewer"], addresses, f"title {WORD}", f"context {WORD}") == set()


def test_the_doors_are_open_to_an_editor(clients, private):
    """So that the walk above cannot be right because it asks for nothing."""
    page = f"/admin/pages/{private.pk}"
    newest, oldest = private.latest_revision_id, private.revisions.order_by("pk").first().pk
    wanted = {
        f"{page}/edit/", f"{page}/history/", f"{page}/view_draft/", f"{page}/workflow_history/",
        f"{page}/revisions/{newest}/view/", f"{page}/revisions/compare/{oldest}...{newest}/",
        f"/admin/pages/search/?q={WORD}", f"/admin/choose-page/search/?q={WORD}", f"/admin/choose-page/{private.pk}/",
        f"/admin/choose-page/chosen-multiple/?id={private.pk}", f"/admin/choose-page/{private.get_parent().pk}/",
        f"/admin/pages/{private.get_parent().pk}/", "/admin/reports/site-history/", "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/", "/admin/api/main/pages/?fields=*", "/admin/pages/usage/lessons/lessonpage/",
    }  # fmt: skip

    assert wanted <= set(asked(private))
    assert shown(clients["staff"], wanted, f"title {WORD}", f"context {WORD}") == wanted


def test_a_reviewer_reaches_the_page_whose_review_is_open_to_her(clients, people, in_review, author):
    page = f"/admin/pages/{in_review.pk}"
    newest, oldest = in_review.latest_revision_id, in_review.revisions.order_by("pk").first().pk
    wanted = {
        f"{page}/edit/", f"{page}/history/", f"{page}/view_draft/", f"{page}/workflow_history/",
        f"{page}/revisions/compare/{oldest}...{newest}/", "/admin/pages/search/?q=lisbon", "/admin/",
        f"/admin/pages/{in_review.get_parent().pk}/",
    }  # fmt: skip

    opened = shown(clients["reviewer"], wanted, "title lisbon", "context lisbon")
    take_back(lesson=in_review, user=author)
    reviewer = Client()
    reviewer.force_login(people["reviewer"], backend="django.contrib.auth.backends.ModelBackend")
    closed = shown(reviewer, wanted, "title lisbon", "context lisbon")

    assert opened == wanted
    assert closed == set()


def test_an_open_review_gives_no_right_to_publish_delete_or_move(people, in_review):
    rights = Page.objects.get(pk=in_review.pk).permissions_for_user(people["reviewer"])

    assert rights.can_edit()
    assert not any([rights.can_publish(), rights.can_delete(), rights.can_move(), rights.can_unpublish()])


def test_an_author_who_reviews_reaches_no_review_of_their_own(in_review, author):
    author.groups.add(Group.objects.get(name=REVIEWERS))

    assert not pages_to_review(author).exists()


def test_a_reviewer_chooses_among_what_she_may_read(clients, private):
    shelf = private.get_parent()
    LessonFactory(title="Open to members", audience="members")
    LessonFactory(title="Staff only", audience="staff")

    page = clients["reviewer"].get(f"/admin/choose-page/{shelf.pk}/").content.decode()

    assert "Open to members" in page
    assert "Staff only" not in page


@pytest.mark.parametrize("key", ["99999999999999999999", "x", "-1", "٣", "0x1"])
def test_the_chooser_knows_no_page_by_a_strange_key(clients, db, key):
    assert clients["staff"].get("/admin/choose-page/chosen-multiple/", {"id": key}).status_code == 404


def test_reviewers_hold_no_permission_on_the_shelf(db):
    reviewers = Group.objects.get(name=REVIEWERS)

    assert not GroupPagePermission.objects.filter(group=reviewers).exists()
    assert reverse("wagtailadmin_choose_page") == "/admin/choose-page/"
