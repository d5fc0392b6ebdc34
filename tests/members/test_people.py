"""Profiles, and how somebody is named to a reader."""

import pytest
from django.test import Client

from cms.audiences import viewer_for
from members.people.bylines import byline_names, role_of
from members.people.forms import ProfileForm
from members.people.models import Profile
from tests.factories import (
    LessonFactory,
    PartnershipFactory,
    ProfileFactory,
    RosterEntryFactory,
    UserFactory,
    member_of,
)

AUDIENCES = ("public", "members", "only me")


def typed(profile, **changed) -> dict:
    """What the form sends when nothing but `changed` was typed."""
    form = ProfileForm(profile=profile, viewer=viewer_for(profile.user))
    as_it_is = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**as_it_is, **changed}.items() if value is not None}


@pytest.fixture
def profiles(partnership):
    """Profiles by who may read them; each belongs to somebody at `partnership`."""
    made = {}
    for audience in AUDIENCES:
        user = RosterEntryFactory(partnership=partnership, user__name=f"Person {audience}").user
        token = f"user:{user.pk}" if audience == "only me" else audience
        made[audience] = ProfileFactory(user=user, audience=token, job_title="Analyst")
    return made


@pytest.mark.parametrize(
    ("reader", "readable"),
    [
        ("visitor", {"public"}),
        ("unapproved", {"public"}),
        ("member", {"public", "members"}),
        ("colleague", {"public", "members"}),
        ("staff", {"public", "members"}),
    ],
)
def test_profile_is_there_only_for_whom_it_is_for(clients, profiles, reader, readable):
    statuses = {audience: clients[reader].get(profile.url).status_code for audience, profile in profiles.items()}

    assert statuses == {audience: 200 if audience in readable else 404 for audience in AUDIENCES}


def test_own_profile_is_always_there(profiles):
    own = profiles["only me"]
    client = Client()
    client.force_login(own.user, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(own.url).content.decode()

    assert "You are looking at your own profile." in page
    assert "Only me" in page


def test_profile_of_somebody_inactive_is_not_there(clients, profiles):
    user = profiles["public"].user
    user.is_active = False
    user.save()

    assert clients["member"].get(profiles["public"].url).status_code == 404


def test_profile_shows_the_lessons_that_the_reader_may_read(clients, profiles):
    author = profiles["public"].user
    LessonFactory(title="For everyone", authors=[author])
    LessonFactory(title="For members", authors=[author], audience="members")
    LessonFactory(title="By somebody else")

    visitor, member = (clients[name].get(profiles["public"].url).content.decode() for name in ("visitor", "member"))

    assert [title in visitor for title in ("For everyone", "For members", "By somebody else")] == [True, False, False]
    assert [title in member for title in ("For everyone", "For members", "By somebody else")] == [True, True, False]


@pytest.mark.parametrize("code", ["unknown0", "x" * 300, "%00", "..."])
def test_unknown_codes_are_not_found(clients, code):
    assert clients["member"].get(f"/people/{code}/").status_code in (400, 404)


def test_every_approved_member_has_a_profile(db):
    assert not Profile.objects.filter(user=UserFactory()).exists()
    assert member_of(PartnershipFactory()).profile.job_title == "Data manager"
    assert UserFactory(role="staff").profile.audience == "members"
    assert not Profile.objects.filter(user=UserFactory(affiliation="attorney")).exists()


def test_edit_own_profile(clients, people):
    sent = typed(people["member"].profile, name="Mel New", job_title="Analyst", audience="public")

    response = clients["member"].post("/people/me/edit/", sent)

    profile = Profile.objects.get(user=people["member"])
    assert response.url == profile.url
    assert (profile.name, profile.job_title, profile.audience) == ("Mel New", "Analyst", "public")


def test_hide_own_profile(clients, people):
    own = f"user:{people['member'].pk}"
    clients["member"].post("/people/me/edit/", typed(people["member"].profile, audience=own))

    assert clients["colleague"].get(people["member"].profile.url).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Mel\nMember"}, "name"),
        ({"name": "Mel\x00"}, "name"),
        ({"job_title": "x" * 121}, "job_title"),
        ({"audience": "staff"}, "audience"),
        ({"audience": "user:1000000"}, "audience"),
        ({"audience": ""}, "audience"),
        ({"bio": "x" * 1201}, "bio"),
        ({"bio": "Mel\x00"}, "bio"),
        ({"bio_readers": "staff"}, "bio_readers"),
        ({"email_readers": ""}, "email_readers"),
        ({"pronouns": "she\u202e"}, "pronouns"),
        ({"role_since": "June"}, "role_since"),
        ({"expertise_offered": ["nothing-known"]}, "expertise_offered"),
        ({"help_wanted": ["\x00"]}, "help_wanted"),
        ({"languages": ["en"] * 16}, "languages"),
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "9" * 30}, "capacity"),
        ({"capacity_unit": "days"}, "capacity_unit"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
    ],
)
def test_bad_profiles_are_refused_at_their_field(clients, people, change, field):
    response = clients["member"].post("/people/me/edit/", typed(people["member"].profile, **change))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    people["member"].refresh_from_db()
    assert people["member"].name == "Mel Member"


def test_whoever_has_no_profile_is_led_to_join(clients):
    assert clients["unapproved"].get("/people/me/").url == "/join/"
    assert clients["unapproved"].get("/people/me/edit/").status_code == 404
    assert clients["visitor"].get("/people/me/").status_code == 302


@pytest.mark.parametrize(
    ("reader", "named"), [("visitor", {"public"}), ("unapproved", {"public"}), ("member", {"public", "members"})]
)
def test_byline_names_only_whom_the_reader_may_read(profiles, viewers, reader, named):
    bylines = byline_names([profile.user for profile in profiles.values()], viewers[reader])

    expected = {
        profile.user_id: profile.name if audience in named else "a data manager at Twin Forks"
        for audience, profile in profiles.items()
    }
    assert {key: byline.name for key, byline in bylines.items()} == expected
    assert [bool(bylines[profiles[audience].user_id].url) for audience in AUDIENCES] == [
        audience in named for audience in AUDIENCES
    ]


def test_byline_names_the_owner_to_herself(profiles, viewers):
    own = profiles["only me"]

    assert byline_names([own.user_id], viewers["member"])[own.user_id].profile is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Data manager", "a data manager at Twin Forks"),
        ("Analyst", "an analyst at Twin Forks"),
        ("IT lead", "an IT lead at Twin Forks"),
        ("", "a member at Twin Forks"),
    ],
)
def test_byline_without_name_says_the_role(partnership, title, expected):
    assert role_of(RosterEntryFactory(partnership=partnership, job_title=title).user) == expected


def test_byline_without_name_keeps_a_hidden_partnership_hidden(people, partnership):
    partnership.audience = "staff"
    partnership.save()

    assert role_of(people["colleague"]) == "a data manager"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"role": "staff"}, "a member of network staff"), ({"affiliation": "attorney"}, "an attorney"), ({}, "a member")],
)
def test_byline_of_somebody_without_roster(db, fields, expected):
    assert role_of(UserFactory(**fields)) == expected


def test_byline_of_an_account_that_is_gone(viewers):
    assert byline_names([987654], viewers["member"])[987654].name == "a former member"


def test_byline_asks_the_same_number_of_queries_for_1_3_and_30(viewers, partnership, django_assert_num_queries):
    users = []
    for more in (1, 2, 27):
        users += [member_of(partnership) for _ in range(more)]
        with django_assert_num_queries(2):
            byline_names(users, viewers["visitor"])
        with django_assert_num_queries(1):
            byline_names(users, viewers["member"])
