"""One form in two tabs: the second to be saved shows what the first one saved, and loses nothing of either."""

from datetime import date

import pytest
from django.test import Client

from cms.editions import differences, named
from members.partnerships.actions import edit_partnership
from members.partnerships.models import FacedChallenge, Partnership
from members.people.models import Profile
from tests.factories import (
    ChallengeFactory,
    FacedChallengeFactory,
    GatewayFactory,
    OutcomeFactory,
    PartnershipFactory,
    RosterEntryFactory,
    StageFactory,
)
from tests.tabs import sent_by

pytestmark = pytest.mark.django_db

PAGE, PROFILE = "/partnerships/twin-forks/edit/", "/people/me/edit/"
# The field that both tabs write into, and what only the first and only the second says.
FIELDS = {
    "page": ("story", {"city": "Springfield"}, {"region": "Two rivers"}),
    "line": ("tried", {"since": "2019"}, {"until": "2022"}),
    "profile": ("bio", {"pronouns": "she, her"}, {"capacity": "3"}),
}


@pytest.fixture
def steward(partnership):
    return RosterEntryFactory(partnership=partnership, is_steward=True, user__name="Stella Steward").user


@pytest.fixture
def client(steward):
    client = Client()
    client.force_login(steward, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def line(partnership):
    return FacedChallengeFactory(partnership=partnership, tried="A breakfast.")


@pytest.fixture
def addresses(line):
    return {"page": PAGE, "line": f"/partnerships/twin-forks/challenges/{line.code}/", "profile": PROFILE}


def stored(client, address, *names) -> list[str]:
    form = client.get(address).context["form"]
    return [form.stored()[name] for name in names]


@pytest.mark.parametrize("form", FIELDS)
def test_the_second_tab_meets_both_texts_and_saves_after_it_has_seen_them(client, addresses, form):
    address, (both, theirs, mine) = addresses[form], FIELDS[form]
    fields = (both, *theirs, *mine)
    first, second = client.get(address), client.get(address)

    saved = client.post(address, sent_by(first, **{both: "First text."}, **theirs))
    late = client.post(address, sent_by(second, **{both: "Second text."}, **mine))
    before = stored(client, address, *fields)
    again = client.post(address, sent_by(late))

    assert (saved.status_code, late.status_code, again.status_code) == (302, 409, 302)
    assert {each.by: (each.mine, each.theirs) for each in late.context["meanwhile"]} == {
        "both": ("Second text.", "First text."), "theirs": ("", *theirs.values()), "mine": (*mine.values(), ""),
    }  # fmt: skip
    assert "<p>First text.</p>" in late.content.decode()
    assert "Second text.</textarea>" in late.content.decode()
    assert before == ["First text.", *theirs.values(), ""]
    assert stored(client, address, *fields) == ["Second text.", *theirs.values(), *mine.values()]


@pytest.mark.parametrize("form", FIELDS)
def test_the_same_form_sent_twice_is_saved_once_and_without_a_question(client, addresses, form):
    address, (both, _theirs, _mine) = addresses[form], FIELDS[form]
    sent = sent_by(client.get(address), **{both: "Once."})

    assert [client.post(address, sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("edition", ["", "rubbish", "story= tried=", "x" * 9_000, "story=\u202e"])
@pytest.mark.parametrize("form", FIELDS)
def test_a_form_that_does_not_say_what_it_was_begun_from_replaces_nothing_unseen(client, addresses, form, edition):
    address, (both, _theirs, _mine) = addresses[form], FIELDS[form]
    client.post(address, sent_by(client.get(address), **{both: "First text."}))

    late = client.post(address, sent_by(client.get(address), **{both: "Second text.", "edition": edition}))

    assert late.status_code == 409
    assert stored(client, address, both) == ["First text."]


def test_readers_that_were_made_fewer_stay_so_whatever_another_tab_changed(client, steward):
    first, second = client.get(PROFILE), client.get(PROFILE)
    own = f"user:{steward.pk}"

    client.post(PROFILE, sent_by(first, audience=own, bio_readers="only-me"))
    late = client.post(PROFILE, sent_by(second, bio="About me."))
    client.post(PROFILE, sent_by(late))

    assert "Who may read name, role and partnership" in [each.label for each in late.context["meanwhile"]]
    assert Profile.objects.values_list("audience", "bio_readers", "bio").get(user=steward) == (
        own,
        "only-me",
        "About me.",
    )


def test_what_a_reader_may_not_know_of_differs_for_nobody_and_is_not_named(client, steward, partnership):
    hidden = ChallengeFactory(slug="hidden-word", name="Hidden word", audience="staff")
    outcome = OutcomeFactory(slug="hidden-outcome", audience="staff")
    tabs = {address: client.get(address) for address in (PROFILE, PAGE)}
    steward.profile.challenges_known.add(hidden)
    partnership.outcomes.add(outcome)

    answers = [
        client.post(PROFILE, sent_by(tabs[PROFILE], bio="Mine.")),
        client.post(PAGE, sent_by(tabs[PAGE], story="Ours.")),
    ]

    assert [each.status_code for each in answers] == [302, 302]
    assert ([*steward.profile.challenges_known.all()], [*partnership.outcomes.all()]) == ([hidden], [outcome])


def test_gateways_that_another_tab_entered_are_shown_and_kept(client, partnership):
    gateway = GatewayFactory(slug="emerging", name="Emerging", scheme__slug="toa", scheme__name="Theory")
    second = client.get(PAGE)
    stage = StageFactory(partnership=partnership, gateway=gateway, since=date(2014, 1, 1), since_precision="year")
    last = {"stages-0-gateway": "toa:emerging", "stages-0-since": "2020"}

    beside = client.post(PAGE, sent_by(second, story="Ours."))
    against = client.post(PAGE, sent_by(second, **last))
    client.post(PAGE, sent_by(beside))

    (shown,) = [each for each in beside.context["meanwhile"] if each.by == "theirs"]
    assert (shown.label, shown.theirs.endswith(", 2014")) == ("Gateways reached", True)
    assert [(each.by, each.mine[-4:], each.theirs[-4:]) for each in against.context["meanwhile"]] == [
        ("both", "2020", "2014")
    ]
    assert sent_by(against)["stages-0-since"] == "2020"
    assert list(partnership.stages.all()) == [stage]
    assert Partnership.objects.get(slug="twin-forks").story == "Ours."


@pytest.mark.parametrize("form", ["page", "profile"])
def test_editors_and_whom_it_is_about_do_not_overwrite_each_other_unseen(
    client, clients, addresses, partnership, steward, form
):
    address, (both, theirs, _mine) = addresses[form], FIELDS[form]
    admin = (
        f"/admin/partnership/edit/{partnership.pk}/" if form == "page" else f"/admin/profile/edit/{steward.profile.pk}/"
    )
    Profile.objects.filter(user=steward).update(bio_readers="members", pronouns_readers="members")
    in_admin, on_site = clients["staff"].get(admin), client.get(address)

    client.post(address, sent_by(on_site, **{both: "First text."}, **theirs))
    late = clients["staff"].post(admin, sent_by(in_admin, **{both: "Of staff."}))
    before = stored(client, address, both)
    again = clients["staff"].post(admin, sent_by(late))

    assert (late.status_code, before, again.status_code) == (409, ["First text."], 302)
    assert "saved meanwhile: First text." in " ".join(late.content.decode().split())
    assert stored(client, address, both, *theirs) == ["Of staff.", *theirs.values()]
    assert client.post(address, sent_by(on_site, **{both: "Second text."})).status_code == 409


def test_a_line_that_was_taken_out_meanwhile_gives_back_what_was_typed(client, clients, addresses, line):
    second = client.get(addresses["line"])
    line.delete()

    late = client.post(addresses["line"], sent_by(second, tried="Two calls."))
    strange = clients["colleague"].post(addresses["line"], sent_by(second))

    assert (late.status_code, strange.status_code) == (409, 404)
    assert "Two calls.</textarea>" in late.content.decode()
    assert not FacedChallenge.objects.exists()
    assert client.post("/partnerships/twin-forks/challenges/new/", sent_by(late)).status_code == 302
    assert FacedChallenge.objects.get().tried == "Two calls."


def test_a_line_is_not_taken_out_once_it_has_changed(client, addresses):
    old = sent_by(client.get(addresses["line"]))
    client.post(addresses["line"], {**old, "tried": "Two calls."})

    refused = client.post(f"{addresses['line']}strike/", {"edition": old["edition"]}, follow=True)
    assert "It was changed meanwhile" in refused.content.decode()
    assert FacedChallenge.objects.exists()
    client.post(f"{addresses['line']}strike/", {"edition": sent_by(refused)["edition"]})

    assert not FacedChallenge.objects.exists()


def test_an_old_row_of_a_partnership_writes_back_nothing_but_its_page(steward, partnership):
    old, successor = Partnership.objects.get(pk=partnership.pk), PartnershipFactory()
    Partnership.objects.filter(pk=partnership.pk).update(
        audience="members", name="New name", merged_into=successor, was_at_data_2013=True
    )

    old.story = "From the old row."
    edit_partnership(partnership=old, outcomes=[], stages=[], by=steward)

    partnership.refresh_from_db()
    assert (partnership.story, partnership.audience, partnership.name) == ("From the old row.", "members", "New name")
    assert (partnership.merged_into, partnership.was_at_data_2013) == (successor, True)


def test_who_changed_a_text_is_told_from_the_name_of_the_one_before():
    base = named({"a": "1", "b": "1", "c": "1", "d": ("1",)})
    mine, theirs = (
        {"a": "2", "b": "1", "c": "2", "d": ("1",), "e": "x"},
        {"a": "1", "b": "2", "c": "3", "d": ("1",), "e": ""},
    )

    found = differences(base=base, mine=mine, theirs=theirs)

    assert {each.name: each.by for each in found} == {"a": "mine", "b": "theirs", "c": "both", "e": "both"}
