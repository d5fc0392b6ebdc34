"""The directory: who is found, by what, and who is counted. Nobody is where they did not choose to be."""

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from cms.audiences import VISITOR
from cms.kinds import get_kind
from cms.vocabulary.models import Challenge, Expertise
from members.people.actions import Told, set_in_directory, tell
from members.people.matching import words_of
from members.people.models import Profile
from members.people.shelf import Entry, Reader, Shelf
from tests.factories import (
    ChallengeFactory,
    OutcomeFactory,
    PartnershipFactory,
    RosterEntryFactory,
    StageFactory,
    UserFactory,
    member_of,
)


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def names(client, **query) -> list[str]:
    return [person.name for person in client.get("/people/", query).context["people"]]


def counts(client, facet: str, **query) -> dict[str, int]:
    facets = client.get("/people/", query).context["facets"]
    return {option.value: option.count for each in facets if each["name"] == facet for option in each["options"]}


@pytest.fixture
def network(clients):
    """Ana and Bea at Ohio's Elm, Carl at Elm and Oak, Dora an attorney for Texas; `clients` have no word of their own.

    Everybody offers charts, and each tells it to another circle.
    """
    elm = PartnershipFactory(name="Elm", slug="elm", state="OH")
    oak = PartnershipFactory(name="Oak", slug="oak", state="TX", audience="members")
    stage = StageFactory(partnership=elm, gateway__slug="sustaining", gateway__scheme__slug="toa", since="2020-01-01")
    StageFactory(partnership=elm, gateway__scheme=stage.gateway.scheme, gateway__slug="later", since="2999-01-01")
    elm.outcomes.add(OutcomeFactory(slug="reading"))
    charts, late = Expertise.objects.create(slug="charts", name="Charts"), ChallengeFactory(slug="late")
    carl = member_of(elm, name="Carl Ångström")
    RosterEntryFactory(partnership=oak, user=carl)
    made = {
        "ana": member_of(elm, name="Ana O’Neil-Ríos"),
        "bea": member_of(elm, name="Bea Brandvold"),
        "carl": carl,
        "dora": UserFactory(name="Dora Lind", affiliation="attorney", affiliation_approved="2026-01-01"),
    }
    for (name, user), circle in zip(made.items(), ("public", "members", "only-me", "members"), strict=True):
        fields = {
            f"{field}_readers": circle for field in ("expertise_offered", "challenges_known", "languages", "states")
        }
        fields["audience"] = "public" if name in ("ana", "bea") else "members"
        words = {"expertise_offered": [charts], "challenges_known": [late]}
        tell(profile=user.profile, told=Told(fields, words, ["es"], ["TX"] if name == "dora" else []))
    return made


FOUND = {"visitor": {"Ana", "Bea"}, "unapproved": {"Ana", "Bea"}, "member": {"Ana", "Bea", "Carl", "Dora"}}


@pytest.mark.parametrize("reader", FOUND)
def test_directory_lists_whom_the_reader_may_read(clients, network, reader):
    listed = {name.split()[0] for name in names(clients[reader])}

    assert listed & {"Ana", "Bea", "Carl", "Dora"} == FOUND[reader]


@pytest.mark.parametrize(
    ("reader", "facet", "expected"),
    [
        ("visitor", "offers", {"charts": 1}),
        ("member", "offers", {"charts": 3}),
        ("visitor", "challenge", {"late": 1}),
        ("member", "challenge", {"late": 3}),
        ("visitor", "language", {"es": 1}),
        ("member", "language", {"es": 3}),
        ("visitor", "partnership", {"elm": 2}),
        ("visitor", "state", {"OH": 2}),
        ("visitor", "gateway", {"toa:sustaining": 2}),
        ("member", "gateway", {"toa:sustaining": 3}),
        ("visitor", "outcome", {"reading": 2}),
        ("member", "outcome", {"reading": 3}),
    ],
)
def test_facets_count_only_whose_field_the_reader_may_read(clients, network, reader, facet, expected):
    assert counts(clients[reader], facet) == expected


def test_states_are_those_of_partnerships_and_those_where_somebody_can_help(clients, network):
    at = counts(clients["member"], "state")

    assert (at["OH"], at["TX"]) == (3, 2)  # Carl at Oak, whose page is for members, and Dora


@pytest.mark.parametrize("reader", ["visitor", "member"])
@pytest.mark.parametrize("facet", ["offers", "challenge", "language", "state", "partnership", "gateway", "outcome"])
def test_choosing_a_value_lists_as_many_as_it_counts(clients, network, reader, facet):
    for value, count in counts(clients[reader], facet).items():
        assert len(names(clients[reader], **{facet: value})) == count, value


def test_own_words_are_counted_for_oneself(network):
    assert counts(client_of(network["carl"]), "offers") == {"charts": 4}
    assert "Carl Ångström" in names(client_of(network["carl"]), offers="charts")


def test_choices_are_or_within_a_facet_and_and_between_facets(clients, network):
    client = clients["member"]

    assert names(client, state=["OH", "TX"], offers="charts") == ["Ana O’Neil-Ríos", "Bea Brandvold", "Dora Lind"]
    assert counts(client, "state", offers="charts", state="TX") == {"TX": 1, "OH": 2}
    assert names(client, offers="nothing", state="OH") == []


@pytest.mark.parametrize(
    ("typed", "expected", "is_guess"),
    [
        ("ana oneil", ["Ana O’Neil-Ríos"], False),
        ("rios", ["Ana O’Neil-Ríos"], False),
        ("angstr", ["Carl Ångström"], False),
        ("Lind  DORA", ["Dora Lind"], False),
        ("brandvlod", ["Bea Brandvold"], True),
        ("angstrem", ["Carl Ångström"], True),
        ("zzzz", [], False),
        ("!!!", None, False),
    ],
)
def test_names_are_found_without_accents_and_with_slips(clients, network, typed, expected, is_guess):
    context = clients["member"].get("/people/", {"name": typed}).context

    everybody = names(clients["member"])
    assert [person.name for person in context["people"]] == (everybody if expected is None else expected)
    assert context["is_guess"] is is_guess


def test_a_hidden_name_is_neither_found_nor_guessed_and_takes_no_guess_away(clients, network):
    Profile.objects.get(user=network["carl"]).delete()
    tell(profile=Profile.objects.create(user=network["carl"]), told=Told({"audience": f"user:{network['carl'].pk}"}))
    RosterEntryFactory(partnership=PartnershipFactory(), user__name="Una Engström")

    # Somebody of that very name is there, and hidden: the answer is the one that is given without them.
    assert names(clients["member"], name="ångström") == ["Una Engström"]
    assert names(clients["member"], name="carl") == []


def test_orders(clients, network):
    member = clients["member"]
    assert names(member, state=["OH", "TX"]) == [
        "Ana O’Neil-Ríos", "Bea Brandvold", "Carl Ångström", "Dora Lind",
    ]  # fmt: skip
    joined = {"ana": "2020-01-01", "bea": "2023-01-01", "carl": "2021-01-01", "dora": "2022-01-01"}
    for name, day in joined.items():
        network[name].date_joined = f"{day}T12:00:00Z"
        network[name].save()
    newest = names(member, state=["OH", "TX"], order="newest")
    assert [name.split()[0] for name in newest] == ["Bea", "Dora", "Carl", "Ana"]


def test_order_by_common_challenges_knows_only_what_is_told(network):
    turf = ChallengeFactory(slug="turf")
    network["dora"].profile.challenges_known.add(turf)
    network["carl"].profile.challenges_known.add(turf)
    reader = member_of(PartnershipFactory(), name="Zoe Reader")
    assert "shared" not in [value for value, *_ in client_of(reader).get("/people/").context["orders"]]
    reader.profile.challenges_known.set([turf, *network["ana"].profile.challenges_known.all()])

    listed = [name.split()[0] for name in names(client_of(reader), order="shared")]

    assert listed.index("Dora") < listed.index("Ana") < listed.index("Bea") < listed.index("Carl")


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999", "page=-1", "page=x", "order=1;drop", "offers=%F0%9F", "state=" + "x" * 500,
        "name=" + "é" * 300, "offers=a&" * 100, "name=%22%3E%3Cscript%3E", "gateway=:::", "language=%E2%80%AE",
    ],
)  # fmt: skip
def test_rubbish_is_answered_with_a_list(clients, network, query):
    response = clients["visitor"].get(f"/people/?{query}")

    assert response.status_code == 200
    assert b"<script>" not in response.content.lower().replace(b"<script src", b"")


def test_part_for_htmx_is_the_list_alone(clients, network):
    response = clients["member"].get("/people/", {"offers": "charts"}, headers={"HX-Request": "true"})

    assert b"<main" not in response.content
    assert b"Bea Brandvold" in response.content
    assert "HX-Request" in response["Vary"]


def test_empty_directory_says_what_to_do(client, db):
    assert "Nobody shows themselves to you here yet" in client.get("/people/").content.decode()
    member_of(PartnershipFactory(), name="Pat Public")
    Profile.objects.update(audience="public")

    assert "take one choice away" in client.get("/people/", {"name": "zzzz"}).content.decode().lower()


LISTS = ("directory", "by name", "count", "partnership", "challenge", "search", "suggestions", "register")


def everywhere(client, person) -> dict[str, bool]:
    """Whether the name of `person` stands in each of the lists that know people."""
    name, url, place = person.name, person.profile.url, person.roster_entries.get().partnership
    viewer = client.get("/people/").wsgi_request.viewer
    request = RequestFactory().get("/")
    request.viewer = viewer
    challenge = Challenge.objects.get(slug="late")
    tag = Template("{% load people %}{% people_with challenge %}").render(
        Context({"request": request, "challenge": challenge})
    )
    listed = get_kind("person")
    return {
        "directory": name in names(client),
        "by name": name in names(client, name=name),
        "count": "charts" in counts(client, "offers", name=name),
        "partnership": name in client.get(place.url).content.decode(),
        "challenge": name in tag,
        # The page repeats what was typed, so the address tells.
        "search": url in client.get("/search/", {"q": name, "kind": "person"}).content.decode(),
        "suggestions": name in client.get("/search/suggest/", {"q": name}).content.decode(),
        "register": listed.listed(listed.visible_to(viewer)).filter(user=person).exists(),
    }


def test_whoever_leaves_the_directory_is_in_no_list_at_once(
    clients, network, search_index, django_capture_on_commit_callbacks
):
    search_index()
    bea, client = network["bea"], clients["member"]
    assert everywhere(client, bea) == dict.fromkeys(LISTS, True)

    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(bea).post("/people/me/directory/", {"in_directory": "0"}, follow=True)
    assert "You have left the directory" in response.content.decode()
    assert everywhere(client, bea) == dict.fromkeys(LISTS, False)
    assert "Bea Brandvold" not in names(client_of(bea))
    assert client.get(bea.profile.url).status_code == 200  # Readers of a lesson come this way.
    assert bea.profile.url not in client.get("/sitemap-person.xml").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client_of(bea).post("/people/me/directory/", {"in_directory": "1"})
    assert everywhere(client, bea) == dict.fromkeys(LISTS, True)


def test_whoever_is_hidden_is_in_no_list(clients, network):
    Profile.objects.filter(user=network["bea"]).delete()
    tell(
        profile=Profile.objects.create(user=network["bea"]),
        told=Told({"audience": f"user:{network['bea'].pk}"}, {"challenges_known": []}),
    )

    assert "Bea Brandvold" not in names(clients["member"])
    assert names(clients["member"], name="Bea") == []


@pytest.mark.parametrize("change", ["left the roster", "inactive"])
def test_whoever_is_no_member_any_more_is_not_listed(clients, network, change):
    if change == "inactive":
        network["bea"].is_active = False
        network["bea"].save()
    else:
        entry = network["bea"].roster_entries.get()
        entry.left = "2021-01-01"
        entry.save()

    assert "Bea Brandvold" not in names(clients["member"])
    assert counts(clients["member"], "offers") == {"charts": 2}


def test_a_partnership_that_the_reader_may_not_read_is_told_by_nothing(clients, network):
    elm = network["ana"].roster_entries.get().partnership
    elm.audience = "members"
    elm.save()

    for facet in ("partnership", "state", "gateway", "outcome"):
        assert counts(clients["visitor"], facet) == {}, facet
    assert "Elm" not in clients["visitor"].get("/people/").content.decode()


def test_a_challenge_that_the_reader_may_not_read_is_told_by_nothing(clients, network, search_index):
    Challenge.objects.filter(slug="late").update(audience="members", name="Secretly late")
    search_index()

    def told(reader):
        page = clients[reader].get("/search/", {"q": "secretly", "kind": "person", "exact": "1"}).context["page"]
        return counts(clients[reader], "challenge"), page.total

    assert told("visitor") == ({}, 0)
    assert told("member") == ({"late": 3}, 3)


def test_people_with_a_challenge_are_those_who_tell_it(clients, network):
    late = Challenge.objects.get(slug="late")
    request = RequestFactory().get("/")
    request.viewer = VISITOR

    shown = Template("{% load people %}{% people_with late %}").render(Context({"request": request, "late": late}))

    assert "Ana O’Neil-Ríos" in shown
    assert "Bea Brandvold" not in shown


def test_index_knows_only_what_its_layer_may_read(clients, network, search_index):
    Profile.objects.filter(user=network["bea"]).update(bio="Owns a zeppelin.", bio_readers="connections")
    search_index()

    def found(reader, words):
        page = clients[reader].get("/search/", {"q": words, "kind": "person", "exact": "1"}).context["page"]
        return page.total

    assert (found("visitor", "charts"), found("member", "charts")) == (1, 3)
    assert (found("visitor", "spanish"), found("member", "spanish")) == (1, 3)
    assert (found("visitor", "zeppelin"), found("member", "zeppelin")) == (0, 0)
    assert (found("visitor", network["ana"].email), found("member", network["ana"].email)) == (0, 0)
    counted = clients["visitor"].get("/search/", {"kind": "person", "q": "", "challenge": "late"}).context["page"]
    assert counted.total == 1


@pytest.mark.parametrize(("few", "is_cut"), [(2, False), (1, True)])
def test_places_left_out_are_named_in_their_facet_and_one_or_two_are_never_left_out(network, monkeypatch, few, is_cut):
    monkeypatch.setattr("members.people.filters.MOST_PLACES", 3)
    monkeypatch.setattr("members.people.filters.FEW", few)

    page = client_of(network["ana"]).get("/people/").content.decode()

    facet = page.partition("<legend>Partnership</legend>")[2].partition("</fieldset>")[0]
    assert ("Twin Forks" in facet, "2 more partnerships are not shown here" in facet) == (not is_cut, is_cut)


def test_list_asks_the_same_number_of_queries_for_1_3_and_30(clients, partnership, django_assert_num_queries):
    word, late = Expertise.objects.create(slug="charts", name="Charts"), ChallengeFactory()
    fields = {f"{field}_readers": "members" for field in ("expertise_offered", "challenges_known", "languages")}
    for more in (1, 2, 27):
        for _ in range(more):
            told = Told(fields, {"expertise_offered": [word], "challenges_known": [late]}, ["en"])
            tell(profile=member_of(partnership).profile, told=told)
        clients["member"].get("/people/")  # The shelf is made once for all who come.
        with django_assert_num_queries(20):
            clients["member"].get("/people/", {"offers": "charts"})


def test_set_in_directory_is_one_switch(network):
    set_in_directory(profile=network["bea"].profile, is_in=False)

    assert set(Profile.objects.listed().filter(user__in=[user.pk for user in network.values()])) == {
        network[name].profile for name in ("ana", "carl", "dora")
    }


ENTRY = st.builds(
    Entry,
    key=st.integers(1, 10**6),
    user=st.integers(1, 40),
    name=st.text("abcdé -’", max_size=12),
    audience=st.sampled_from(["public", "members", "user:3"]),
    joined=st.floats(0, 10**9),
    told=st.fixed_dictionaries(
        {"x": st.tuples(st.sampled_from(["public", "members", "only-me"]), st.lists(st.integers(0, 3)).map(tuple))}
    ),
)


@given(
    st.lists(ENTRY, max_size=30, unique_by=(lambda entry: entry.key, lambda entry: entry.user)),
    st.sampled_from([{"public"}, {"public", "members"}]),
    st.integers(1, 40),
)
def test_shelf_counts_as_one_who_looks_at_each(entries, tokens, user):
    shelf, reader = Shelf(entries, []), Reader(frozenset(tokens), frozenset(tokens), user)

    shown, told = shelf.shown_to(reader), shelf.telling("x", reader)

    readable = [entry for entry in entries if entry.audience in tokens or entry.user == user]
    assert sorted(shelf.by_name(shown)[:]) == sorted(entry.key for entry in readable)
    for value in range(4):
        having = {
            entry.key
            for entry in readable
            if value in entry.told["x"][1] and (entry.told["x"][0] in tokens or entry.user == user)
        }
        assert set(shelf.by_name(told.get(value, 0) & shown)[:]) == having


@given(st.text(max_size=30))
def test_whoever_types_a_name_as_it_is_finds_it(name):
    shelf = Shelf([Entry(1, 1, name, "public", 0.0)], [])

    found, is_guess = shelf.called(name, 1)

    assert (found, is_guess) == (1, False)
    assert all(word.isalnum() for word in words_of(name))
