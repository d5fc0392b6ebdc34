"""The list of partnerships, the page of one, and what its keepers write on it."""

from datetime import date

import pytest
from django.test import Client

from members.partnerships import actions
from members.partnerships.map import GRID, tile_map
from members.partnerships.models import FacedChallenge, Partnership, Stage
from members.partnerships.states import STATES
from tests.factories import (
    FacedChallengeFactory,
    GatewayFactory,
    GatewaySchemeFactory,
    LessonFactory,
    OutcomeFactory,
    PartnershipFactory,
    RosterEntryFactory,
    StageFactory,
    member_of,
)
from tests.tabs import edition_in

LIST = "/partnerships/"
PAGE = "/partnerships/twin-forks/"
EDIT = "/partnerships/twin-forks/edit/"


@pytest.fixture
def steward(partnership):
    return RosterEntryFactory(partnership=partnership, is_steward=True, user__name="Stella Steward").user


@pytest.fixture
def as_steward(steward):
    client = Client()
    client.force_login(steward, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def gateways(db):
    """Emerging, by two schemes."""
    schemes = [GatewaySchemeFactory(slug=slug, name=slug) for slug in ("toa-2013", "toa-2021")]
    return [GatewayFactory(scheme=scheme, slug="emerging", name="Emerging") for scheme in schemes]


def names(response) -> list[str]:
    return [one.name for one in response.context["partnerships"]]


def options(response, facet) -> dict[str, int]:
    (shown,) = [one for one in response.context["facets"] if one["name"] == facet]
    return {option.value: option.count for option in shown["options"]}


# The list


def test_partnerships_are_listed_by_name_under_one_query_count(client, gateways, django_assert_num_queries):
    outcome = OutcomeFactory()
    for more in (1, 2, 27):
        for place in PartnershipFactory.create_batch(more):
            place.outcomes.add(outcome)
            StageFactory(partnership=place, gateway=gateways[0])
        with django_assert_num_queries(7):
            response = client.get(LIST)

    assert names(response) == sorted(names(response))
    assert len(names(response)) == 20
    assert response.context["partnerships"].paginator.count == 30


@pytest.mark.parametrize("page", ["-1", "0", "999999", "abc", "9" * 400])
def test_partnerships_survive_any_page_number(client, partnership, page):
    assert names(client.get(LIST, {"page": page})) == ["Twin Forks"]


@pytest.mark.parametrize(
    "asked", [{"state": "ZZ"}, {"gateway": "emerging"}, {"outcome": "x" * 500}, {"q": "y" * 79}, {"state": "\x0b"}]
)
def test_nothing_found_is_said_kindly(client, partnership, asked):
    response = client.get(LIST, asked)

    assert response.status_code == 200
    assert names(response) == []
    assert "No partnership found" in response.content.decode()


@pytest.mark.parametrize("words", ["forks", "Springfield", "four quarry", "kentucky", "MN", "community trust"])
def test_partnerships_are_found_by_name_place_and_backbone(client, partnership, words):
    PartnershipFactory(name="Elsewhere", state="ME")
    Partnership.objects.filter(pk=partnership.pk).update(
        city="Springfield", region="Four quarry counties", other_states=("KY",), backbone="Community Trust"
    )

    assert names(client.get(LIST, {"q": words})) == ["Twin Forks"]


def test_list_is_narrowed_by_every_state_that_a_partnership_works_in(client, partnership):
    PartnershipFactory(name="River Place", state="OH", other_states=("KY",))

    assert names(client.get(LIST, {"state": "KY"})) == ["River Place"]
    assert names(client.get(LIST, {"state": ["KY", "MN"]})) == ["River Place", "Twin Forks"]
    assert options(client.get(LIST, {"state": "KY"}), "state") == {"KY": 1, "MN": 1, "OH": 1}


def test_a_gateway_is_asked_for_with_its_scheme_and_as_of_today(client, partnership, gateways):
    old, new = gateways
    StageFactory(partnership=partnership, gateway=old, since=date(2014, 1, 1))
    StageFactory(partnership=partnership, gateway=new, since=date(2022, 1, 1))
    StageFactory(partnership=PartnershipFactory(name="Still there"), gateway=old)

    assert names(client.get(LIST, {"gateway": "toa-2013:emerging"})) == ["Still there"]
    assert names(client.get(LIST, {"gateway": "toa-2021:emerging"})) == ["Twin Forks"]
    assert options(client.get(LIST), "gateway") == {"toa-2013:emerging": 1, "toa-2021:emerging": 1}


def test_facets_count_what_the_others_leave(client, partnership):
    reading, finishing = OutcomeFactory(slug="reading"), OutcomeFactory(slug="finishing")
    partnership.outcomes.set([reading, finishing])
    PartnershipFactory(name="Elsewhere", state="ME").outcomes.set([reading])

    response = client.get(LIST, {"outcome": "finishing"})

    assert names(response) == ["Twin Forks"]
    assert options(response, "outcome") == {"finishing": 1, "reading": 2}
    assert options(response, "state") == {"MN": 1}


@pytest.mark.parametrize(("reader", "seen"), [("visitor", False), ("member", False), ("colleague", True)])
def test_list_counts_and_map_know_only_what_the_reader_may_read(clients, partnership, reader, seen):
    hidden = OutcomeFactory(slug="hidden", audience="staff")
    partnership.outcomes.set([hidden])
    partnership.audience = f"partnership:{partnership.pk}"
    partnership.save()

    response = clients[reader].get(LIST, {"state": "MN"})

    assert ("Twin Forks" in names(response)) is seen
    mine = 1 if seen else 0
    assert options(response, "state")["MN"] == len(names(response)) == Partnership.objects.count() - 1 + mine
    assert options(response, "outcome") == {}


def test_htmx_gets_the_list_alone(client, partnership):
    part = client.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert "Twin Forks" in part
    assert "<html" not in part


def test_map_has_every_state_once_and_says_the_same_as_the_list():
    shown = tile_map({"OH": 2, "MN": 1, "ME": 9})

    assert sorted(tile.letters for tile in shown.tiles) == sorted(STATES)
    assert (
        len({(tile.x, tile.y) for tile in shown.tiles})
        == len(STATES)
        == sum(len(row.split()) for row in [GRID.replace("..", "")])
    )
    assert shown.states == [("ME", "Maine", 9), ("MN", "Minnesota", 1), ("OH", "Ohio", 2)]
    assert "3 states" in shown.description
    assert "Maine and Ohio" in shown.description


# The page


def test_page_tells_all_that_is_known(client, partnership, gateways):
    Partnership.objects.filter(pk=partnership.pk).update(
        city="Springfield", region="Two rivers", other_states=("WI",), locale="rural", story="Began at a breakfast.",
        tables=["Reading Table"], backbone="Forks Trust", founded=2011, districts=6, was_at_data_2013=True,
        links=[["Report card", "https://example.org/card"]], source="The note of 2013", is_limited_to_source=True,
    )  # fmt: skip
    partnership.outcomes.add(OutcomeFactory(name="Early reading"))
    StageFactory(partnership=partnership, gateway=gateways[0], since=date(2014, 3, 1), since_precision="month")

    page = client.get(PAGE).content.decode()

    for said in (
        "Springfield", "Two rivers, Minnesota and Wisconsin", "Rural", "Began at a breakfast.", "Reading Table",
        "Forks Trust", "2011", "Early reading", "Emerging", "toa-2013", "March 2014", "https://example.org/card",
        "The note of 2013", "Was there",
    ):  # fmt: skip
        assert said in page, said


def test_page_of_which_little_is_known_leaves_out_what_nobody_knows(client, partnership):
    page = client.get(PAGE).content.decode()

    assert "Which outcomes it watches is not written down here yet." in page
    for unsaid in ("None", "Backbone", "Gateway", "Where this comes from", "Edit this page"):
        assert unsaid not in page, unsaid


def test_partnership_page_names_only_whom_the_reader_may_read(clients, people, partnership):
    open_one = member_of(partnership, name="Olga Open")
    open_one.profile.audience = "public"
    open_one.profile.save()

    visitor, member = (clients[name].get(PAGE).content.decode() for name in ("visitor", "member"))

    assert ("Olga Open" in visitor, "Cora Colleague" in visitor) == (True, False)
    assert ("Olga Open" in member, "Cora Colleague" in member) == (True, True)


def test_page_asks_the_same_number_of_queries_for_1_3_and_30(
    clients, partnership, gateways, django_assert_max_num_queries
):
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            outcome = OutcomeFactory()
            partnership.outcomes.add(outcome)
            entry = FacedChallengeFactory(partnership=partnership)
            LessonFactory(partnership=partnership, challenges=[entry.challenge])
            member_of(partnership)
        StageFactory(partnership=partnership, gateway=gateways[0], since=date(2000 + more, 1, 1))
        with django_assert_max_num_queries(25) as captured:
            clients["member"].get(PAGE)
        counts.append(len(captured))

    assert len(set(counts)) == 1


# Keeping it


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 404), ("member", 404), ("colleague", 404), ("reviewer", 404), ("staff", 200)],
)
def test_page_is_edited_by_its_keepers_only(clients, partnership, reader, status):
    opened = clients[reader].get(EDIT)
    saved = clients[reader].post(EDIT, filled(edition=edition_in(opened)))

    assert (opened.status_code, saved.status_code) == (status, 302 if status in (200, 302) else status)
    partnership.refresh_from_db()
    assert (partnership.story == "New story.") is (status == 200)


def filled(**changes):
    return {
        "story": "New story.", "short_name": "Forks", "city": "Springfield", "state": "MN", "other_states": "wi, IA",
        "region": "Two rivers", "locale": "rural", "tables": "Reading Table\r\n\r\nEarly Table", "backbone": "Trust",
        "founded": "2011", "districts": "6", "links": "Report card: https://example.org/card",
        "stages-TOTAL_FORMS": "1", "stages-INITIAL_FORMS": "0", "stages-0-gateway": "", "stages-0-since": "",
        **changes,
    }  # fmt: skip


def test_steward_saves_everything_at_once(as_steward, partnership, gateways):
    seen, unseen = OutcomeFactory(slug="reading"), OutcomeFactory(audience="staff")
    partnership.outcomes.add(unseen)
    kept = StageFactory(partnership=partnership, gateway=gateways[0], since=date(2014, 1, 1))
    Partnership.objects.filter(pk=partnership.pk).update(source="The note of 2013", is_limited_to_source=True)

    response = as_steward.post(EDIT, filled(**{
        "edition": edition_in(as_steward.get(EDIT)), "outcomes": ["reading"],
        "stages-TOTAL_FORMS": "2", "stages-INITIAL_FORMS": "1",
        "stages-0-gateway": "toa-2013:emerging", "stages-0-since": "2014-01-01",
        "stages-1-gateway": "toa-2021:emerging", "stages-1-since": "2022-06",
    }))  # fmt: skip

    assert response.status_code == 302
    partnership = Partnership.objects.get()
    assert partnership.states == ("MN", "WI", "IA")
    assert partnership.tables == ["Reading Table", "Early Table"]
    assert [(link.label, link.url) for link in partnership.web] == [("Report card", "https://example.org/card")]
    assert set(partnership.outcomes.all()) == {seen, unseen}
    assert not partnership.is_limited_to_source
    stages = [(stage.pk, stage.gateway, stage.since_shown) for stage in partnership.stages.all()]
    assert stages[0] == (kept.pk, gateways[0], "January 1, 2014")
    assert stages[1][1:] == (gateways[1], "June 2022")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"other_states": "KY, QQ"}, "No state has the letters QQ."),
        ({"state": "QQ"}, "Select a valid choice"),
        ({"founded": "1066"}, "greater than or equal to 1900"),
        ({"districts": "-1"}, "greater than or equal to 0"),
        ({"districts": "9" * 40}, "less than or equal to"),
        ({"links": "javascript:alert(1)"}, "a name and a whole address"),
        ({"links": "Card: javascript:alert(1)"}, "a name and a whole address"),
        ({"story": "x" * 1501}, "at most 1500 characters"),
        ({"tables": "x" * 121}, "At most 120 characters a line."),
        ({"city": "a\u202eb"}, "Use letters, digits and signs only"),
        ({"outcomes": ["nothing"]}, "Select a valid choice"),
        ({"stages-0-gateway": "emerging", "stages-0-since": "2014"}, "Select a valid choice"),
        ({"stages-0-gateway": "toa-2013:emerging"}, "Say when"),
        ({"stages-0-since": "2014"}, "Say which gateway"),
        ({"stages-0-gateway": "toa-2013:emerging", "stages-0-since": "2999"}, "This day has not come yet."),
        ({"stages-TOTAL_FORMS": "rubbish"}, "ManagementForm"),
        ({"stages-TOTAL_FORMS": "9999"}, "at most 20 forms"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(as_steward, partnership, gateways, change, words):
    response = as_steward.post(EDIT, filled(**change))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Partnership.objects.get().story
    assert not Stage.objects.exists()


# The challenge register


NEW = "/partnerships/twin-forks/challenges/new/"


@pytest.fixture
def entry(partnership):
    return FacedChallengeFactory(
        partnership=partnership, challenge__name="Who owns the file", challenge__slug="who-owns", tried="A breakfast.",
        audience=f"partnership:{partnership.pk}", since=date(2024, 9, 1), since_precision="month", weight="stops",
    )  # fmt: skip


@pytest.mark.parametrize("audience", ["public", "members", "own"])
@pytest.mark.parametrize("reader", ["visitor", "unapproved", "member", "colleague", "staff"])
def test_a_line_is_read_by_those_whom_the_steward_chose(clients, viewers, entry, audience, reader):
    entry.audience = f"partnership:{entry.partnership_id}" if audience == "own" else audience
    entry.save()

    page = clients[reader].get(PAGE).content.decode()

    is_for_reader = entry.audience in viewers[reader].audiences
    assert ("A breakfast." in page) is ("Who owns the file" in page) is is_for_reader
    assert ("September 2024" in page) is ("It stops us" in page) is is_for_reader


def test_a_line_about_a_challenge_that_is_hidden_is_hidden_too(clients, entry):
    entry.challenge.audience = "staff"
    entry.challenge.save()

    assert "Who owns the file" not in clients["colleague"].get(PAGE).content.decode()


@pytest.mark.parametrize("by", ["content", "steward", "both"])
def test_a_register_says_who_wrote_it_down(clients, partnership, steward, by):
    partnership.is_demo = True
    partnership.save()
    if by != "steward":
        FacedChallengeFactory(partnership=partnership)
    if by != "content":
        FacedChallengeFactory(partnership=partnership, edited_by=steward)

    page = clients["member"].get(PAGE).content.decode()

    assert ("Written down by its steward" in page) is (by != "content")
    assert ("<span>Drawn from its lessons</span>" in page) is (by != "steward")


def test_lessons_show_what_was_tried(clients, entry, partnership):
    LessonFactory(
        title="Asked over breakfast", partnership=partnership, challenges=[entry.challenge], audience="members"
    )
    LessonFactory(title="Still a draft", partnership=partnership, challenges=[entry.challenge], live=False)

    page = clients["colleague"].get(PAGE).content.decode()

    register = page[page.index('id="register"') : page.index('id="lessons"')]
    assert "Asked over breakfast" in register
    assert "Still a draft" not in page


@pytest.mark.parametrize(
    ("reader", "status"),
    [("visitor", 302), ("unapproved", 404), ("member", 404), ("colleague", 404), ("staff", 404), ("steward", 200)],
)
def test_the_register_is_its_stewards_to_write(clients, as_steward, entry, reader, status):
    client = as_steward if reader == "steward" else clients[reader]

    for address in (NEW, f"/partnerships/twin-forks/challenges/{entry.code}/"):
        opened = client.get(address)
        assert opened.status_code == status
    client.post(f"/partnerships/twin-forks/challenges/{entry.code}/strike/", {"edition": edition_in(opened)})

    assert FacedChallenge.objects.exists() is (status != 200)


def line(**changes):
    return {"challenge": "who-owns", "since": "2024", "weight": "slows", "tried": "Two calls.", "until": "",
            "audience": "members", **changes}  # fmt: skip


def test_steward_writes_a_line_and_changes_it(as_steward, steward, entry):
    address = f"/partnerships/twin-forks/challenges/{entry.code}/"
    opened = as_steward.get(address)
    assert "A breakfast." in opened.content.decode()

    response = as_steward.post(address, line(until="2025-02", edition=edition_in(opened)))

    assert response.status_code == 302
    entry = FacedChallenge.objects.get()
    assert (entry.since_shown, entry.until_shown, entry.weight) == ("2024", "February 2025", "slows")
    assert (entry.tried, entry.audience, entry.is_over) == ("Two calls.", "members", True)
    assert entry.edited_by == steward


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"challenge": "who-owns"}, "Select a valid choice"),
        ({"challenge": "nothing"}, "Select a valid choice"),
        ({"since": "soon"}, "Write a date as"),
        ({"since": "2999"}, "This day has not come yet."),
        ({"until": "2020"}, "It cannot end before it began."),
        ({"weight": "huge"}, "Select a valid choice"),
        ({"tried": "x" * 1001}, "at most 1000 characters"),
        ({"audience": "staff"}, "Select a valid choice"),
        ({"audience": "partnership:0"}, "Select a valid choice"),
        ({"audience": ""}, "This field is required"),
    ],
)
def test_a_line_that_cannot_be_is_refused(as_steward, entry, change, words):
    FacedChallengeFactory(challenge__slug="other").delete()

    response = as_steward.post(NEW, line(**{"challenge": "other", **change}))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert FacedChallenge.objects.count() == 1


def test_of_two_tabs_the_second_is_told(as_steward, steward, partnership, entry):
    twin = FacedChallenge(partnership=partnership, challenge=entry.challenge)

    with pytest.raises(actions.AlreadyInRegisterError):
        actions.write_down(entry=twin, by=steward)


def test_a_line_is_never_wider_than_its_partnership(as_steward, partnership, entry):
    Partnership.objects.update(audience="members")

    assert as_steward.post(NEW, line(challenge="who-owns", audience="public")).status_code == 422
