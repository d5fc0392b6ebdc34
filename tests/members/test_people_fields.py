"""Who reads which field of a profile, on its page and as its owner looks at it in another's place; the photo."""

import re
import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms.vocabulary.models import Challenge, Expertise
from members.accounts.actions import erase
from members.people.actions import Told, edit_profile, set_in_directory, set_photo, tell
from members.people.models import Profile
from members.people.photos import made_anew
from members.people.visibility import FIELDS, open_circles
from tests.factories import ChallengeFactory, UserFactory, member_of

CIRCLES = ("public", "members", "connections", "only-me")
READS = {
    "visitor": {"public"},
    "unapproved": {"public"},
    "member": {"public", "members"},
    "colleague": {"public", "members"},
    "reviewer": {"public", "members"},
    "staff": {"public", "members"},
    "owner": set(CIRCLES),
}
# What the page of Olga Owner says of each field.
SAID = {
    "photo": "/photo/",
    "pronouns": "(xe/xem)",
    "bio": "Counts buses.",
    "role_since": "since May 2019",
    "expertise_offered": "Reading timetables",
    "help_wanted": "Drawing maps",
    "challenges_known": "Buses run late",
    "capacity": "3 hours a month",
    "languages": "Hmong",
    "states": "Vermont",
    "time_zone": "Aleutian Islands",
    "email": "olga@example.org",
}


def picture(size=(300, 200), kind="JPEG", **more) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **more)
    return SimpleUploadedFile("me.jpg", written.getvalue())


def bomb() -> SimpleUploadedFile:
    """A few bytes that say they unpack to a picture of 50,000 by 50,000 pixels."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return SimpleUploadedFile("me.png", b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def page_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def owner(partnership):
    """Olga, whom everybody may know by name, with something in every field."""
    user = member_of(partnership, name="Olga Owner", email="olga@example.org")
    words = {
        "expertise_offered": [Expertise.objects.create(slug="timetables", name="Reading timetables")],
        "help_wanted": [Expertise.objects.create(slug="maps", name="Drawing maps")],
        "challenges_known": [ChallengeFactory(name="Buses run late", slug="late")],
    }
    fields = {
        "audience": "public", "pronouns": "xe/xem", "bio": "Counts buses.", "role_since": "2019-05-01",
        "role_since_precision": "month", "capacity": 3, "capacity_unit": "hours", "time_zone": "America/Adak",
    }  # fmt: skip
    tell(profile=user.profile, told=Told(fields, words, languages=["hmn"], states=["VT"]))
    set_photo(profile=user.profile, photo=made_anew(picture()))
    return user


def show_all_to(owner, circle: str) -> Profile:
    Profile.objects.filter(user=owner).update(**{f"{field}_readers": circle for field in FIELDS})
    return Profile.objects.get(user=owner)


def told_in(page: str) -> set[str]:
    """The fields that the part of the page says which is the same for whoever may read it."""
    person = page[page.index('<header class="title') : page.index("</aside>")]
    return {field for field, words in SAID.items() if words in person}


@pytest.mark.parametrize("reader", READS)
@pytest.mark.parametrize("circle", CIRCLES)
def test_every_field_is_read_by_its_circle_only(clients, owner, reader, circle):
    profile = show_all_to(owner, circle)
    client = page_of(owner) if reader == "owner" else clients[reader]

    page, photo = client.get(profile.url), client.get(f"{profile.url}photo/")

    may = circle in READS[reader]
    assert told_in(page.content.decode()) == (set(FIELDS) if may else set())
    assert photo.status_code == (200 if may else 404)


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_has_readers_of_its_own(clients, owner, field):
    profile = show_all_to(owner, "only-me")
    Profile.objects.filter(pk=profile.pk).update(**{f"{field}_readers": "public"})

    assert told_in(clients["visitor"].get(profile.url).content.decode()) == {field}


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize(("guise", "reader"), [("visitor", "visitor"), ("member", "member")])
def test_see_it_as_somebody_is_what_that_reader_gets(clients, owner, circle, guise, reader):
    profile = show_all_to(owner, circle)

    as_somebody = page_of(owner).get(profile.url, {"as": guise}).content.decode()
    real = clients[reader].get(profile.url).content.decode()

    parts = [page[page.index('<header class="title') : page.index("</main>")] for page in (as_somebody, real)]
    # A token of a form is new each time.
    assert re.sub(r'value="\w{64}"', "", parts[0]) == re.sub(r'value="\w{64}"', "", parts[1])


def test_see_it_as_a_connection_shows_what_connections_will_read(owner):
    profile = show_all_to(owner, "connections")

    page = page_of(owner).get(profile.url, {"as": "connection"}).content.decode()

    assert told_in(page) == set(FIELDS)
    assert "Nobody is connected to anybody yet" in page


def test_see_a_hidden_profile_as_somebody_says_that_it_is_not_there(clients, owner):
    Profile.objects.filter(user=owner).update(audience=f"user:{owner.pk}")

    page = page_of(owner).get(owner.profile.url, {"as": "member"}).content.decode()

    assert "For a member this page is not there" in page
    assert "Counts buses." not in page
    assert clients["member"].get(owner.profile.url).status_code == 404


def test_nobody_else_sees_a_profile_in_a_guise(clients, owner):
    profile = show_all_to(owner, "connections")

    page = clients["member"].get(profile.url, {"as": "connection"}).content.decode()

    assert told_in(page) == set()
    assert "as a connection sees it" not in page


def test_whoever_is_connected_is_a_member_first():
    assert open_circles(is_member=False, is_connection=True) == {"public"}


def test_a_new_profile_tells_only_its_owner(db):
    profile = UserFactory(role="staff").profile

    assert {profile.circle(field) for field in FIELDS} == {"only-me"}


def test_a_challenge_that_the_reader_may_not_read_is_not_named(clients, owner):
    profile = show_all_to(owner, "public")
    Challenge.objects.update(audience="members")

    visitor, member = (told_in(clients[name].get(profile.url).content.decode()) for name in ("visitor", "member"))

    assert visitor == set(FIELDS) - {"challenges_known"}
    assert member == set(FIELDS)


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, "hours", "1 hour a month"),
        (2, "assists", "2 peer assists a month"),
        (0, "hours", "No time to give at present"),
    ],
)
def test_capacity_is_a_number_with_its_unit(clients, owner, number, unit, words):
    profile = show_all_to(owner, "members")
    Profile.objects.filter(pk=profile.pk).update(capacity=number, capacity_unit=unit)

    assert words in clients["member"].get(profile.url).content.decode()


def test_attorneys_say_that_it_is_no_advice(clients, db):
    attorney = UserFactory(affiliation="attorney", affiliation_approved="2026-01-01").profile

    page = clients["member"].get(attorney.url).content.decode()

    assert "not legal advice; no attorney-client relationship arises" in page


def test_form_keeps_what_was_said_and_to_whom(owner):
    client = page_of(owner)
    form = client.get("/people/me/edit/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    before = show_all_to(owner, "only-me")

    response = client.post("/people/me/edit/", {**sent, "role_since": "2020", "bio_readers": "members"})

    after = Profile.objects.get(pk=before.pk)
    assert response.url == after.url
    assert (str(after.in_role_since), after.bio, after.bio_readers) == ("2020", "Counts buses.", "members")
    assert [word.slug for word in after.expertise_offered.all()] == ["timetables"]
    assert [each.code for each in after.languages.all()] == ["hmn"]


def test_own_data_hold_every_field(owner):
    data = page_of(owner).get("/accounts/data/export/").json()["profile"]

    assert data["readers_of_fields"] == dict.fromkeys(FIELDS, "only-me")
    assert (data["bio"], data["capacity"], data["role_since"]) == ("Counts buses.", "3 hours a month", "2019-05")
    assert (data["expertise_offered"], data["languages"], data["states"]) == (
        ["Reading timetables"], ["Hmong"], ["Vermont"],
    )  # fmt: skip


def files() -> set[str]:
    storage = storages["private"]
    return set(storage.listdir("photos")[1]) if storage.exists("photos") else set()


def test_photo_stands_before_what_saving_it_would_lose_with_its_readers_next(owner):
    page = page_of(owner).get("/people/me/edit/").content.decode()

    parts = ['name="photo"', 'id="profile"', 'name="photo_readers"', 'name="name"', 'name="bio_readers"']
    assert [page.count(part) for part in parts] == [1] * len(parts)
    assert sorted(parts, key=page.index) == parts


def test_photo_is_made_anew_without_what_the_camera_wrote(owner):
    client, before = page_of(owner), files()
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "secret place", 6

    response = client.post("/people/me/photo/", {"photo": picture((1200, 800), exif=exif, comment=b"secret words")})

    assert response.status_code == 302
    answer = client.get(f"{owner.profile.url}photo/")
    kept = Image.open(BytesIO(answer.content))
    assert (answer["Content-Type"], kept.format, kept.size) == ("image/jpeg", "JPEG", (480, 480))
    assert dict(kept.getexif()) == {}
    assert b"secret" not in answer.content
    assert client.get(f"{owner.profile.url}photo/", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert len(files() - before) == 1


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: SimpleUploadedFile("me.jpg", b"not a picture"), "no JPEG, PNG or WebP"),
        (lambda: SimpleUploadedFile("me.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "no JPEG, PNG or WebP"),
        (lambda: picture(kind="GIF"), "no JPEG, PNG or WebP"),
        (lambda: picture(kind="TIFF"), "no JPEG, PNG or WebP"),
        (lambda: picture((60, 400)), "too small"),
        (lambda: picture((8000, 8000), "PNG"), "25 million pixels"),
        (bomb, "25 million pixels"),
        (lambda: SimpleUploadedFile("me.jpg", picture().read()[:400]), "cannot be read"),
        (lambda: SimpleUploadedFile("me.jpg", b"\xff\xd8" + bytes(5 * 1024 * 1024)), "larger than 5 MB"),
        (lambda: SimpleUploadedFile("me.jpg", b""), "empty"),
    ],
)
def test_bad_photos_are_refused_and_the_old_one_stays(owner, upload, words):
    before, name = files(), owner.profile.photo.name

    response = page_of(owner).post("/people/me/photo/", {"photo": upload()})

    assert response.status_code == 422
    assert words in str(response.context["photo_form"].errors["photo"])
    assert (files(), Profile.objects.get(user=owner).photo.name) == (before, name)


def test_photo_goes_when_it_is_replaced_removed_or_its_owner_erased(owner, django_capture_on_commit_callbacks):
    client, first = page_of(owner), owner.profile.photo.name.rpartition("/")[2]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/people/me/photo/", {"photo": picture()})
    second = Profile.objects.get(user=owner).photo.name.rpartition("/")[2]
    assert (first in files(), second in files()) == (False, True)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/people/me/photo/", {"remove": "1"})
    assert second not in files()
    assert client.get(f"{owner.profile.url}photo/").status_code == 404

    client.post("/people/me/photo/", {"photo": picture()})
    third = Profile.objects.get(user=owner).photo.name.rpartition("/")[2]
    with django_capture_on_commit_callbacks(execute=True):
        erase(user=owner)
    assert third not in files()


def test_of_two_photos_that_come_at_once_one_file_is_left(owner, django_capture_on_commit_callbacks):
    before, tabs = files(), [Profile.objects.get(user=owner) for _tab in range(2)]

    with django_capture_on_commit_callbacks(execute=True):
        for tab in tabs:
            set_photo(profile=tab, photo=made_anew(picture()))

    assert len(files()) == len(before)
    assert Profile.objects.get(user=owner).photo.name.rpartition("/")[2] in files()


def test_photo_has_no_public_address(clients, owner):
    name = show_all_to(owner, "public").photo.name

    assert clients["visitor"].get(f"/media/{name}").status_code == 404
    assert clients["visitor"].get(f"/media/images/{name}").status_code == 404


def test_page_asks_the_same_number_of_queries_for_1_3_and_30(clients, owner, django_assert_num_queries):
    for number in (1, 3, 30):
        words = [
            Expertise.objects.get_or_create(slug=f"word-{each}", defaults={"name": f"Word {each}"})[0]
            for each in range(number)
        ]
        challenges = [ChallengeFactory() for _ in range(number)]
        told = {"expertise_offered": words, "help_wanted": words, "challenges_known": challenges}
        fields = {f"{field}_readers": "members" for field in FIELDS}
        edit_profile(profile=owner.profile, name="Olga Owner", told=Told(fields, told, languages=["en", "es", "fr"]))
        with django_assert_num_queries(15):
            clients["member"].get(owner.profile.url)


def test_a_profile_saved_from_an_old_form_brings_nobody_back(people):
    """Two requests at once: the one that saves had read the row before its owner left the directory."""
    read_before = Profile.objects.get(user=people["member"])
    set_in_directory(profile=Profile.objects.get(user=people["member"]), is_in=False)

    tell(profile=read_before, told=Told(fields={"job_title": "Analyst"}, words={}))

    now = Profile.objects.get(user=people["member"])
    assert (now.job_title, now.in_directory) == ("Analyst", False)


def test_somebody_who_is_no_member_any_more_reads_no_word_of_members_in_the_form(clients, people):
    inner = ChallengeFactory(name="Inner fear", audience="members")
    profile = people["member"].profile
    profile.challenges_known.set([inner])
    as_member = clients["member"].get("/people/me/edit/").content.decode()
    people["member"].roster_entries.update(left=timezone.localdate() - timedelta(days=1))

    afterwards = clients["member"].get("/people/me/edit/").content.decode()

    assert ("Inner fear" in as_member, "Inner fear" in afterwards) == (True, False)
