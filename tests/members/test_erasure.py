"""One's own data: take it along, or have it erased without a trace."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, WorkflowState

from members.accounts import actions
from members.accounts.models import User
from members.notices.actions import tell
from members.partnerships.notices import Membership
from members.people.models import Profile
from resources.lessons.actions import decide, raise_flag
from resources.lessons.models import Authorship, LessonPage
from search.models import IndexedObject, OutboxRow
from tests.factories import AffiliationRequestFactory, JoinRequestFactory, LessonFactory, UserFactory
from tests.factories.members import PASSWORD

ASKED = ("partnership__name", "affiliation", "organization")
ERASE = "/accounts/data/erase/"


def reauthenticate(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_data_page_needs_an_account(clients):
    assert clients["visitor"].get("/accounts/data/").status_code == 302
    assert clients["unapproved"].get("/accounts/data/").status_code == 200


def test_export_holds_what_every_room_keeps(clients, people):
    JoinRequestFactory(user=people["colleague"], partnership__name="Elsewhere")
    AffiliationRequestFactory(user=people["colleague"], organization="Legal Aid")

    response = clients["colleague"].get("/accounts/data/export/")

    data = json.loads(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert data["account"]["email"] == people["colleague"].email
    assert [entry["partnership__name"] for entry in data["partnerships"]["roster"]] == ["Twin Forks"]
    asked = [tuple(one[name] for name in ASKED) for one in data["partnerships"]["requests"]]
    assert asked == [("Elsewhere", "", ""), (None, "attorney", "Legal Aid")]
    assert data["profile"]["readers"] == "members"
    assert data["notices"]["told"] == []
    assert "password" not in response.content.decode()


def test_export_of_somebody_without_profile(clients):
    assert clients["unapproved"].get("/accounts/data/export/").json()["profile"] is None


def test_export_holds_what_somebody_wrote_flagged_and_reviewed(clients, people, partnership):
    draft = LessonFactory(live=False, first_published_at=None, authors=[people["colleague"]], owner=people["colleague"])
    draft.context = "Words of a draft."
    draft.save_revision(user=people["colleague"])
    theirs = LessonFactory(slug="theirs", authors=[people["member"]], audience="public", context="Words of others.")
    raise_flag(lesson=theirs, user=people["colleague"], reason="The rule changed.")
    theirs.save_revision(user=people["member"])
    theirs.get_workflow().start(theirs, people["member"])
    decide(lesson=theirs, user=people["reviewer"], approve=False, comment="Say how many.")

    own = clients["colleague"].get("/accounts/data/export/").json()["lessons"]
    reviewed = clients["reviewer"].get("/accounts/data/export/").json()["lessons"]
    submitted = clients["member"].get("/accounts/data/export/").json()["lessons"]

    assert [(one["text"]["context"], one["published"]) for one in own["written"]] == [("Words of a draft.", None)]
    assert [(flag["lesson"], flag["reason"]) for flag in own["flags"]] == [("/lessons/theirs/", "The rule changed.")]
    assert own["reviews"] == own["handed_in"] == []
    assert [(one["lesson"], one["comment"]) for one in reviewed["reviews"]] == [("/lessons/theirs/", "Say how many.")]
    assert reviewed["written"] == reviewed["flags"] == []
    assert [one["lesson"] for one in submitted["handed_in"]] == ["/lessons/theirs/"]
    assert [one["text"]["context"] for one in submitted["written"]] == ["Words of others."]


def test_erase_asks_for_the_password_and_for_a_yes(clients, people):
    client = clients["colleague"]
    assert client.post(ERASE, {"sure": "on"}).url.startswith("/accounts/reauthenticate/")
    reauthenticate(client)

    assert client.post(ERASE, {}).status_code == 422
    assert User.objects.filter(pk=people["colleague"].pk).exists()

    assert client.post(ERASE, {"sure": "on"}).url == "/"
    assert not User.objects.filter(pk=people["colleague"].pk).exists()
    assert client.get("/accounts/data/").status_code == 302


def test_erase_ends_the_sessions_of_that_account_only(clients, people):
    mine = clients["colleague"].session.session_key
    other = clients["member"].session.session_key

    actions.erase(user=people["colleague"])

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert (mine in keys, other in keys) == (False, True)


def test_erase_leaves_no_name_anywhere(clients, people, partnership, django_capture_on_commit_callbacks):
    user = people["colleague"]
    lesson = LessonFactory(authors=[user], partnership=partnership)
    lesson.save_revision(user=user, log_action=True)
    log(instance=user.profile, action="wagtail.edit", user=people["staff"])
    log(instance=user.roster_entries.get(), action="wagtail.edit", user=people["staff"])
    log(instance=lesson, action="lessons.withdraw", user=user, data={"reason": "Cora says so."})
    with django_capture_on_commit_callbacks(execute=True):
        tell(people=[people["member"]], kind=Membership, subject="Cora Colleague asks", text="", url="/", actor=user)
    assert people["member"].notifications.count() == 1
    number = user.pk

    actions.erase(user=user)

    assert not Profile.objects.filter(user_id=number).exists()
    assert people["member"].notifications.count() == 0
    assert not ModelLogEntry.objects.filter(label__icontains="Cora").exists()
    for model in (PageLogEntry, ModelLogEntry):
        assert not model.objects.filter(user_id=number).exists()
        assert "Cora" not in str(list(model.objects.values()))
    lesson.refresh_from_db()
    assert lesson.latest_revision.user is None
    assert lesson.attribution == "a data manager at Twin Forks"
    assert "Cora" not in Client().get(f"/lessons/{lesson.slug}/").content.decode()


def test_erase_takes_the_drafts_that_only_they_wrote(people, partnership, search_index):
    """With revisions, reviews and what the log says; a published lesson stays, and a draft with another author."""
    user = people["colleague"]
    unpublished = {"live": False, "first_published_at": None, "partnership": partnership}
    draft = LessonFactory(title="Secret draft", slug="mere-draft", authors=[user], owner=user, **unpublished)
    draft.save_revision(user=user, log_action=True)
    draft.get_workflow().start(draft, user)
    shared = LessonFactory(slug="shared", authors=[user, people["member"]], **unpublished)
    published = LessonFactory(slug="published", authors=[user], partnership=partnership)
    search_index()

    actions.erase(user=user)

    assert set(LessonPage.objects.values_list("slug", flat=True)) == {"shared", "published"}
    assert not Revision.objects.filter(object_id=str(draft.pk)).exists()
    assert not WorkflowState.objects.filter(object_id=str(draft.pk)).exists()
    assert "Secret" not in str(list(PageLogEntry.objects.values()))
    assert not IndexedObject.objects.filter(kind="lesson", object_id=draft.pk).exists()
    assert OutboxRow.objects.filter(kind="purge").exists()
    assert list(Authorship.objects.values_list("lesson", "user")) == [(shared.pk, people["member"].pk)]
    published.refresh_from_db()
    assert published.attribution == "a data manager at Twin Forks"


def test_erase_tells_before_and_after(people):
    told = []

    def before(user, **kwargs):
        told.append(("erasing", User.objects.filter(pk=user.pk).exists()))

    def after(user_id, **kwargs):
        told.append(("erased", User.objects.filter(pk=user_id).exists()))

    actions.erasing.connect(before)
    actions.erased.connect(after)
    try:
        actions.erase(user=people["colleague"])
    finally:
        actions.erasing.disconnect(before)
        actions.erased.disconnect(after)

    assert told == [("erasing", True), ("erased", False)]


def test_last_administrator_is_not_erased(client):
    admin = UserFactory(role="admin")
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    reauthenticate(client)

    response = client.post(ERASE, {"sure": "on"})

    assert response.status_code == 422
    assert "last administrator" in response.content.decode()


@pytest.fixture(autouse=True)
def _database(db):
    pass
