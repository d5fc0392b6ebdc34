"""The lock of pages and files, attacked: old revisions, wider children, expiry, aliases, generic doors, redirects."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.actions import set_audience, widened_children
from cms.models import AboutIndexPage, AboutPage, SiteDocument
from cms.setup import EDITORS
from resources.lessons.models import LessonIndexPage, LessonPage
from tests.factories import LessonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(partnership):
    return LessonFactory(title="The tally", slug="tally", audience="members", context="Secret tally.")


@pytest.fixture
def editor(db):
    editor = UserFactory(role="staff")
    editor.groups.add(Group.objects.get(name=EDITORS))
    return editor


def page_below(parent, audience, **fields):
    return parent.add_child(instance=AboutPage(title="Below", slug="below", audience=audience, **fields))


@pytest.mark.parametrize("name", ["visitor", "unapproved", "member", "colleague", "reviewer", "staff"])
@pytest.mark.parametrize("audience", ["public", "members", "staff", "partnership"])
def test_a_page_is_served_to_whoever_holds_its_audience(clients, viewers, partnership, name, audience):
    token = f"partnership:{partnership.pk}" if audience == "partnership" else audience
    LessonFactory(slug="tally", audience=token, context="Secret tally.")

    response = clients[name].get("/lessons/tally/")

    allowed = token in viewers[name].audiences
    assert response.status_code == (200 if allowed else 404)
    assert ("Secret tally." in response.content.decode()) is allowed


def without_token(response) -> str:
    """What the page says, but for the token of its forms, which is new every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_a_page_that_is_not_for_you_answers_like_one_that_is_not_there(clients, lesson, method):
    hidden = getattr(clients["visitor"], method)("/lessons/tally/")
    missing = getattr(clients["visitor"], method)("/lessons/nothing/")

    assert hidden.status_code == missing.status_code == 404
    assert without_token(hidden).replace("tally", "nothing") == without_token(missing)
    assert hidden.headers.keys() == missing.headers.keys()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_is_only_read(clients, lesson, method):
    response = getattr(clients["member"], method)("/lessons/tally/")

    assert response.status_code == 405


@pytest.mark.parametrize(("expires_in", "status"), [(timedelta(hours=1), 200), (timedelta(hours=-1), 404)])
def test_an_expired_page_is_not_there(clients, lesson, expires_in, status):
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=timezone.now() + expires_in)

    assert clients["member"].get("/lessons/tally/").status_code == status


@pytest.mark.parametrize(
    ("fields", "is_there"),
    [
        ({}, True),
        ({"expire_at": timedelta(hours=1)}, True),
        ({"expire_at": timedelta(hours=-1)}, False),
        ({"live": False, "go_live_at": timedelta(hours=1)}, False),
        ({"live": False}, False),
    ],
)
@pytest.mark.parametrize("between", [0, 1, 3])
def test_a_page_below_one_that_is_gone_is_not_there(viewers, lesson, between, fields, is_there):
    page = lesson
    for number in range(between + 1):
        page = page.add_child(instance=AboutPage(title=f"Below {number}", slug=f"below-{number}", audience="public"))
    # As the row stands before the clock comes by, which would take what is below with it.
    moments = {name: timezone.now() + at if isinstance(at, timedelta) else at for name, at in fields.items()}
    LessonPage.objects.filter(pk=lesson.pk).update(**moments)

    assert AboutPage.objects.visible_to(viewers["visitor"]).filter(pk=page.pk).exists() is is_there


def test_an_alias_is_not_made_and_not_served(clients, lesson):
    alias = LessonFactory(slug="twin", audience="members")
    assert clients["member"].get("/lessons/twin/").status_code == 200

    with pytest.raises(ValidationError):
        lesson.create_alias(parent=LessonIndexPage.objects.get(), update_slug="other")
    LessonPage.objects.filter(pk=alias.pk).update(alias_of=lesson)

    assert clients["member"].get("/lessons/twin/").status_code == 404


def test_there_is_one_lock_and_not_two():
    assert LessonPage.private_page_options == AboutPage.private_page_options == []
    assert not any(config.name.startswith("wagtail.api") for config in apps.get_app_configs())


def audience_of(page) -> str:
    return type(page).objects.values_list("audience", flat=True).get(pk=page.pk)


def test_publishing_an_old_revision_does_not_open_a_tightened_page(clients):
    lesson = LessonFactory(slug="tally", audience="public")
    old = lesson.save_revision()
    set_audience(page=lesson, audience="members")

    old.publish()

    assert audience_of(lesson) == "members"
    assert clients["visitor"].get("/lessons/tally/").status_code == 404
    assert clients["member"].get("/lessons/tally/").status_code == 200


def test_a_revision_loaded_before_the_page_was_tightened_does_not_open_it():
    lesson = LessonFactory(audience="public")
    loaded = lesson.save_revision().as_object()  # as a request does that began a moment earlier
    set_audience(page=lesson, audience="members")

    loaded.save()

    assert audience_of(lesson) == "members"


def test_a_scheduled_revision_does_not_open_a_tightened_page():
    lesson = LessonFactory(audience="public")
    lesson.go_live_at = timezone.now() + timedelta(hours=1)
    revision = lesson.save_revision()
    revision.publish()
    set_audience(page=lesson, audience="members")
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert audience_of(lesson) == "members"


def test_reverting_to_an_old_revision_does_not_open_a_tightened_page():
    lesson = LessonFactory(audience="public", summary="First")
    first = lesson.save_revision()
    set_audience(page=lesson, audience="members")

    reverted = first.as_object().save_revision(previous_revision=first)
    reverted.publish(previous_revision=first)

    lesson.refresh_from_db()
    assert (lesson.audience, lesson.summary) == ("members", "First")


def test_approving_a_running_review_does_not_open_a_tightened_page(people):
    administrator = UserFactory(is_superuser=True)
    lesson = LessonFactory(audience="public")
    lesson.save_revision()
    lesson.get_workflow().start(lesson, people["member"])
    set_audience(page=lesson, audience="members")

    task = lesson.current_workflow_task_state
    task.task.specific.on_action(task, administrator, "approve")

    assert audience_of(lesson) == "members"


def test_a_revision_brings_back_no_owner_and_undoes_no_withdrawal(partnership):
    lesson = LessonFactory(audience="public", partnership=partnership)
    old = lesson.save_revision()
    LessonPage.objects.filter(pk=lesson.pk).update(
        partnership=None, attribution="Nobody", withdrawn_on="2026-11-01", withdrawn_reason="Wrong"
    )

    old.publish()

    lesson.refresh_from_db()
    assert (lesson.partnership_id, lesson.attribution, lesson.withdrawn_reason) == (None, "Nobody", "Wrong")


def test_tightening_a_page_tightens_the_pages_below():
    parent = LessonFactory(audience="public")
    child = page_below(parent, "public")

    set_audience(page=parent, audience="members")

    assert (audience_of(parent), audience_of(child)) == ("members", "members")
    assert widened_children() == []


def test_opening_a_page_leaves_the_pages_below_as_they_are():
    parent = LessonFactory(audience="members")
    child = page_below(parent, "staff")

    set_audience(page=parent, audience="public")

    assert (audience_of(parent), audience_of(child)) == ("public", "staff")


def test_a_page_cannot_get_more_readers_than_the_page_above():
    child = page_below(LessonFactory(audience="members"), "members")

    with pytest.raises(ValidationError):
        set_audience(page=child, audience="public")

    assert audience_of(child) == "members"


def test_set_audience_refuses_what_is_no_token(lesson):
    with pytest.raises(ValidationError):
        set_audience(page=lesson, audience="everybody")

    assert audience_of(lesson) == "members"


def test_a_wider_page_is_narrowed_when_it_is_published_below_another():
    child = page_below(LessonFactory(audience="members"), "public", live=False)

    child.save_revision().publish()

    assert audience_of(child) == "members"


def test_a_wider_page_is_narrowed_when_it_is_moved_below_another():
    parent = LessonFactory(audience="members")
    child = page_below(AboutIndexPage.objects.get(), "public")

    child.move(parent, "last-child")

    assert audience_of(child) == "members"


def test_a_page_that_leaves_the_site_takes_the_pages_below_with_it():
    parent = LessonFactory(audience="public")
    child = page_below(LessonPage.objects.get(pk=parent.pk), "public")

    LessonPage.objects.get(pk=parent.pk).unpublish()

    assert not AboutPage.objects.get(pk=child.pk).live


def test_a_draft_of_a_published_page_takes_nothing_with_it():
    parent = LessonFactory(audience="public")
    child = page_below(LessonPage.objects.get(pk=parent.pk), "public")

    LessonPage.objects.get(pk=parent.pk).save_revision()

    assert AboutPage.objects.get(pk=child.pk).live


def test_check_audiences_names_a_page_that_is_wider_than_its_parent(capsys):
    parent = LessonFactory(audience="members", slug="parent")
    page_below(parent, "members")
    call_command("check_audiences")
    assert "No page" in capsys.readouterr().out
    AboutPage.objects.update(audience="public")

    with pytest.raises(CommandError):
        call_command("check_audiences")

    assert "/home/lessons/parent/below/ (public) is below /home/lessons/parent/ (members)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address", ["/admin/", "/admin/pages/", "/admin/choose-page/", "/admin/api/main/pages/", "/admin/pages/search/?q=t"]
)
def test_the_doors_of_the_admin_are_for_editors(client, clients, editor, lesson, address):
    refused = clients["member"].get(address)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    allowed = client.get(address, follow=True)

    assert refused.status_code in (302, 403, 404)
    assert "tally" not in refused.content.decode()
    assert allowed.status_code == 200


def test_the_draft_of_a_page_is_shown_to_those_who_may_edit_it(client, clients, editor, lesson):
    lesson.context = "Drafted words."
    lesson.save_revision()
    address = f"/admin/pages/{lesson.pk}/view_draft/"
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    assert "Drafted words." in client.get(address).content.decode()
    assert "Drafted words." not in clients["member"].get(address, follow=True).content.decode()
    assert "Drafted words." not in clients["member"].get("/lessons/tally/").content.decode()


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def rename(audience):
        lesson = LessonFactory(slug="old-words", audience=audience)
        lesson.slug = "new-words"
        with django_capture_on_commit_callbacks(execute=True):
            lesson.save_revision().publish()

    return rename


def test_a_changed_address_leads_to_the_new_one(clients, rename):
    rename("public")

    response = clients["visitor"].get("/lessons/old-words/?from=mail")

    assert (response.status_code, response.url) == (301, "/lessons/new-words/")


def test_an_old_address_tells_nobody_of_a_page_that_is_not_for_them(clients, rename):
    rename("members")

    refused = clients["visitor"].get("/lessons/old-words/")
    allowed = clients["member"].get("/lessons/old-words/")

    assert (refused.status_code, b"new-words" in refused.content) == (404, False)
    assert (allowed.status_code, allowed.url) == (301, "/lessons/new-words/")


def test_a_redirect_that_editors_made_leads_out(clients):
    Redirect.objects.create(old_path="/elsewhere", redirect_link="https://example.org/", is_permanent=False)

    response = clients["visitor"].get("/elsewhere/")

    assert (response.status_code, response.url) == (302, "https://example.org/")


def document_of(kind, key) -> SiteDocument:
    file = ContentFile(b"Date,Count\n", name="tally.csv")
    return SiteDocument.objects.create(title="Tally", file=file, owner_kind=kind, owner_key=key)


@pytest.mark.parametrize(
    ("name", "status"), [("visitor", 404), ("unapproved", 404), ("member", 200), ("colleague", 200), ("staff", 200)]
)
def test_a_file_is_for_whoever_may_read_its_record(clients, lesson, name, status):
    document = document_of("lesson", "tally")

    assert clients[name].get(document.url).status_code == status


def test_a_file_without_an_owner_is_for_editors_only(client, clients, editor):
    document = document_of("", "")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(document.url).status_code == 200
    assert clients["member"].get(document.url).status_code == 404


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("visitor", 404, 404), ("member", 200, 404), ("colleague", 200, 404), ("reviewer", 200, 404), ("staff", 200, 200)],
)
def test_the_files_of_a_withdrawn_page_go_with_its_text(clients, lesson, name, before, after):
    document = document_of("lesson", "tally")
    published = clients[name].get(document.url).status_code
    LessonPage.objects.filter(pk=lesson.pk).update(withdrawn_on="2026-11-01")

    assert (published, clients[name].get(document.url).status_code) == (before, after)


@pytest.mark.parametrize(("kind", "key"), [("lesson", "gone"), ("nonsense", "tally"), ("lesson", "")])
def test_a_file_whose_owner_is_not_there_is_for_nobody(clients, lesson, kind, key):
    assert clients["staff"].get(document_of(kind, key).url).status_code == 404


def test_the_sitemap_names_what_everyone_may_read_and_no_more(clients):
    LessonFactory(slug="open", audience="public")
    LessonFactory(slug="inner", audience="members")
    LessonFactory(slug="gone", audience="public", withdrawn_on="2026-11-01")

    index = clients["member"].get("/sitemap.xml").content.decode()
    lessons = clients["member"].get("/sitemap-lesson.xml").content.decode()

    assert "http://testserver/sitemap-lesson.xml" in index
    assert "http://testserver/lessons/open/" in lessons
    assert "inner" not in lessons
    assert "gone" not in lessons
    assert clients["visitor"].get("/sitemap-nonsense.xml").status_code == 404
