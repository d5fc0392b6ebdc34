"""What editors and administrators keep in the admin, and nobody else."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from members.accounts.models import User
from members.partnerships.models import Partnership
from members.people.models import Profile
from tests.factories import JoinRequestFactory, PartnershipFactory, UserFactory, member_of
from tests.tabs import edition_in, sent_by

LISTS = [
    "/admin/partnership/",
    "/admin/rosterentry/",
    "/admin/joinrequest/",
    "/admin/stage/",
    "/admin/facedchallenge/",
]


@pytest.fixture
def admin(people):
    return UserFactory(name="Ada Administrator", role="admin")


@pytest.fixture
def as_admin(admin):
    client = Client()
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("reader", "status"), [("visitor", 302), ("member", 302), ("reviewer", 302), ("staff", 200)])
def test_lists_are_for_editors(clients, path, reader, status):
    JoinRequestFactory()

    assert clients[reader].get(path).status_code == status


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_searched_and_filtered(clients, path):
    JoinRequestFactory(user__name="Jo Asks", partnership__name="Asked Place")

    assert clients["staff"].get(path, {"q": "twin"}).status_code == 200
    assert clients["staff"].get(path, {"q": "x" * 500, "p": "9999"}).status_code == 200


def test_staff_add_a_partnership(clients):
    response = clients["staff"].post(
        "/admin/partnership/new/", {"name": "New Place", "slug": "new-place", "state": "OH", "region": "Six counties"}
    )

    assert response.status_code == 302
    assert Partnership.objects.get(slug="new-place").place == "Six counties, Ohio"


@pytest.mark.parametrize("verb", ["delete", "edit"])
def test_staff_decide_requests_on_the_site_only(clients, verb):
    asked = JoinRequestFactory()

    assert clients["staff"].get(f"/admin/joinrequest/{verb}/{asked.pk}/").status_code == 302


def test_accounts_are_for_administrators(clients, as_admin):
    assert clients["staff"].get("/admin/users/").status_code == 302
    assert as_admin.get("/admin/users/").status_code == 200


def test_accounts_are_listed_under_one_query_count(as_admin, django_assert_num_queries):
    as_admin.get("/admin/users/")
    for more in (1, 2, 27):
        UserFactory.create_batch(more)
        with django_assert_num_queries(USERS_LIST):
            response = as_admin.get("/admin/users/", {"q": "person"})

    assert response.status_code == 200


USERS_LIST = 9


def form_of(**changes):
    return {
        "name": "Vera Volunteer", "email": "vera@example.org", "role": "member", "affiliation": "volunteer",
        "affiliation_approved": "2026-01-01", "is_active": "on", **changes,
    }  # fmt: skip


def test_administrator_adds_a_volunteer_who_then_signs_in_by_code(as_admin, client):
    assert as_admin.get("/admin/users/new/").status_code == 200

    as_admin.post("/admin/users/new/", form_of())

    user = User.objects.get(email="vera@example.org")
    assert not user.has_usable_password()
    assert user.profile.audience == "members"
    assert user.emailaddress_set.get().verified


def test_administrator_makes_somebody_staff(as_admin, people):
    user = people["member"]
    assert as_admin.get(f"/admin/users/edit/{user.pk}/").status_code == 200

    as_admin.post(f"/admin/users/edit/{user.pk}/", form_of(role="staff", email=user.email))

    user.refresh_from_db()
    assert user.role == "staff"
    assert {group.name for group in user.groups.all()} == {"Editors", "Reviewers"}


def test_two_accounts_cannot_share_an_address(as_admin, people):
    as_admin.post("/admin/users/new/", form_of(email=people["member"].email.upper()))

    assert not User.objects.filter(name="Vera Volunteer").exists()


def test_administrator_erases_an_account(as_admin, partnership):
    user = member_of(partnership)

    as_admin.post(f"/admin/users/delete/{user.pk}/")

    assert not User.objects.filter(pk=user.pk).exists()


def test_administrators_cannot_take_their_own_role(as_admin, admin):
    as_admin.post(f"/admin/users/edit/{admin.pk}/", form_of(role="member", email=admin.email))

    admin.refresh_from_db()
    assert admin.role == "admin"


def test_choosing_a_partnership_that_it_merged_into(clients):
    old, new = PartnershipFactory(), PartnershipFactory()
    address = f"/admin/partnership/edit/{old.pk}/"
    clients["staff"].post(address, sent_by(clients["staff"].get(address), merged_into=new.pk))

    old.refresh_from_db()
    assert old.successor == new


def test_shutting_somebody_out_ends_their_sessions_for_good(as_admin, clients, people):
    user = people["member"]
    address, form = f"/admin/users/edit/{user.pk}/", form_of(email=user.email)
    assert clients["member"].get("/notices/").status_code == 200

    as_admin.post(address, {**form, "is_active": ""})
    shut_out = clients["member"].get("/notices/").status_code
    as_admin.post(address, form)

    user.refresh_from_db()
    assert user.is_active
    assert (shut_out, clients["member"].get("/notices/").status_code) == (302, 302)
    assert clients["colleague"].get("/notices/").status_code == 200


@pytest.mark.parametrize(("others", "stays"), [(0, True), (1, False)])
def test_the_last_administrator_is_not_shut_out_by_whoever_may_edit_accounts(people, admin, others, stays):
    UserFactory.create_batch(others, role="admin")
    keeper, client = people["staff"], Client()
    keeper.user_permissions.add(Permission.objects.get(codename="change_user"))
    client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")

    client.post(f"/admin/users/edit/{admin.pk}/", form_of(email=admin.email, role="admin", is_active=""))

    admin.refresh_from_db()
    assert admin.is_active is stays


def test_many_are_not_shut_out_at_once(as_admin, clients, people):
    user = people["member"]

    answer = as_admin.post(
        f"/admin/bulk/accounts/user/set_active_state/?id={user.pk}", {"mark_as_active": "False"}, follow=True
    )

    user.refresh_from_db()
    assert "one by one" in answer.content.decode()
    assert user.is_active
    assert clients["member"].get("/notices/").status_code == 200


def test_staff_put_profiles_right_and_neither_make_nor_open_them(clients, people):
    profile = people["colleague"].profile
    Profile.objects.filter(pk=profile.pk).update(capacity_readers="members")
    sent = {"job_title": "Analyst", "capacity_unit": "hours", "capacity": 2, "in_directory": "on"}

    edition = edition_in(clients["staff"].get(f"/admin/profile/edit/{profile.pk}/"))
    sent |= {"audience": "public", "edition": edition}
    response = clients["staff"].post(f"/admin/profile/edit/{profile.pk}/", sent)

    profile.refresh_from_db()
    assert response.status_code == 302
    assert (profile.job_title, profile.capacity, profile.audience) == ("Analyst", 2, "members")
    assert clients["staff"].get("/admin/profile/new/").status_code == 302
    assert clients["staff"].get(f"/admin/profile/delete/{profile.pk}/").status_code == 302


def test_staff_neither_read_nor_write_what_members_may_not_read_of_a_profile(clients, people):
    profiles = Profile.objects.filter(user=people["colleague"])
    profiles.update(
        bio="Shy words", pronouns="ze, zir", pronouns_readers="members", conflict_note="Shy note", capacity=77
    )
    profile = profiles.get()
    at = {act: f"/admin/profile/{act}/{profile.pk}/" for act in ("edit", "inspect")}

    shown = [clients["staff"].get(address).content.decode() for address in at.values()]
    export = b"".join(clients["staff"].get("/admin/profile/", {"export": "csv"})).decode()
    edition = edition_in(clients["staff"].get(at["edit"]))
    sent = {"pronouns": "hir", "bio": "Loud", "capacity": 3, "capacity_unit": "hours", "edition": edition}
    saved = clients["staff"].post(at["edit"], sent)

    assert not any(word in page for page in (*shown, export) for word in ("Shy", '"77"', "77 peer"))
    assert all("ze, zir" in page for page in shown)
    profile.refresh_from_db()
    assert saved.status_code == 302
    assert (profile.pronouns, profile.bio, profile.capacity) == ("hir", "Shy words", 77)


def test_exported_profiles_hold_no_formula(clients, people):
    people["colleague"].name = "=HYPERLINK(1)"
    people["colleague"].save()

    response = clients["staff"].get("/admin/profile/", {"export": "csv"})

    assert "'=HYPERLINK(1)" in b"".join(response).decode()
