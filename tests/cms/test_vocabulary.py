"""The vocabulary: as content brings it, as editors keep it, as search uses it."""

import shutil

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.content.reading import ContentError
from cms.setup import EDITORS, setup
from cms.vocabulary.demo import load, theory
from cms.vocabulary.fields import Lines
from cms.vocabulary.models import (
    Benchmark,
    Challenge,
    Expertise,
    Gateway,
    GatewayScheme,
    Outcome,
    Pillar,
    Term,
    TheoryNote,
    Topic,
)
from cms.vocabulary.synonyms import synonym_groups
from tests.factories import ChallengeFactory, TermFactory, TopicFactory, UserFactory

LISTS = (
    "outcome", "challenge", "topic", "term", "expertise", "gatewayscheme", "gateway", "pillar", "benchmark",
    "theorynote",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def vocabulary(db):
    pack = Pack()
    load.read(pack)
    pack.check()
    load.write(pack, Memory(), with_demo=False)


@pytest.fixture
def editor(db):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_all_words_are_loaded(vocabulary):
    models = (Outcome, Challenge, Topic, Expertise, Term, GatewayScheme, Gateway, Pillar, Benchmark, TheoryNote)

    assert [model.objects.count() for model in models] == [7, 19, 26, 41, 85, 3, 16, 4, 15, 2]


def test_words_keep_their_lists_and_links(vocabulary):
    fear = Challenge.objects.get(slug="fear-of-blame")

    assert (fear.family, fear.family_sentence) == (
        "trust",
        "People doubt what the data will be used for, or by whom.",
    )
    assert len(fear.signs) == len(fear.first_steps) == len(fear.questions) == 3
    assert {term.slug for term in fear.related_terms.all()} == {
        "framing",
        "partnership-table",
        "community-report-card",
    }
    assert {term.slug for term in Term.objects.get(slug="backbone").see_also.all()} == {"anchor-entity", "partnership"}
    assert Outcome.objects.get(slug="early-grade-reading").dated_notes.get().dating == "about 2013"


def test_every_family_has_a_sentence():
    assert set(Challenge.FAMILY_SENTENCES) == set(Challenge.Family)


def test_dated_meanings_show_dates_as_exactly_as_they_are_known(vocabulary):
    shown = {
        (meaning.since_shown, meaning.until_shown)
        for term in Term.objects.all()
        for meaning in term.dated_meanings.all()
    }

    assert {("2011", ""), ("June 2013", ""), ("2013", "about 2017"), ("by 2021", ""), ("later, undated", "")} <= shown
    assert Term.objects.get(slug="audit-evaluation-exception").dated_meanings.get().dating == "before 2012"


def test_meanings_with_a_year_in_words_have_a_date_to_sort_by(vocabulary):
    meanings = {meaning.since_words: meaning.since for meaning in Term.dated_meanings.rel.related_model.objects.all()}

    assert str(meanings["about 2015"]) == "2015-01-01"
    assert meanings["later"] is None


def test_gateways_are_named_with_their_scheme(vocabulary):
    named = theory.gateways(Memory())

    assert named["toa-2013/sustaining"].name == "Sustaining"
    assert named["toa-2013/proof-point"].is_gateway is False
    assert named["toa-proof-point-counted/proof-point"].is_gateway is True


def test_benchmarks_know_gateway_pillar_source_and_whether_it_was_read(vocabulary):
    named = Benchmark.objects.get(slug="b-data-lead-named")

    assert (named.gateway.scheme.slug, named.gateway.slug, named.pillar.slug) == (
        "toa-2013", "exploring", "investment-and-sustainability",
    )  # fmt: skip
    assert (named.source, named.is_verified) == ("practice of members (illustrative)", False)
    assert [(note.dated_shown, note.source) for note in TheoryNote.objects.all()] == [
        ("2013", "All Kids Alliance note on Data 2013"),
        ("2013", "allkidsalliance.org feature story on the release"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("gateway: emerging, pillar", "gateway: nowhere, pillar", "unknown gateway “toa-2013/nowhere”"),
        ("pillar: collaborative-action", "pillar: luck", "unknown pillar “luck”"),
        ('first_shown: "2013"', "first_shown: once", "“once” is no date"),
        ("      source: All Kids", "      said: All Kids", "unknown key “said”"),
    ],
)
def test_a_slip_in_the_theory_of_action_is_named_with_file_and_line(tmp_path, right, wrong, problem):
    text = (load.FOLDER / "gateways.yaml").read_text(encoding="utf-8")
    path = tmp_path / "gateways.yaml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    pack = Pack()

    theory.read(path, pack)
    with pytest.raises(ContentError) as caught:
        pack.check()

    line = text[: text.index(right)].count("\n") + 1
    assert f"{path}:{line}: {problem}" in caught.value.problems


def test_a_slip_in_a_list_is_named_with_file_and_line(tmp_path):
    folder = shutil.copytree(load.FOLDER, tmp_path / "words")
    path = folder / "challenges.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(index for index, line in enumerate(lines, start=1) if line == "    family: trust")
    lines[number - 1] = "    family: luck"
    path.write_text("\n".join(lines), encoding="utf-8")
    pack = Pack()

    load.read(pack, folder)

    with pytest.raises(ContentError) as caught:
        pack.check()
    assert caught.value.problems == [f"{path}:{number}: unknown family “luck”"]


def test_synonym_groups_come_from_topics_and_the_terms_for_everyone(db):
    Term.objects.create(slug="suppression", name="Suppression", definition="…", synonyms=["Masking", "hiding  cells"])
    Term.objects.create(slug="alone", name="Alone", definition="…")
    Term.objects.create(slug="inner", name="Inner", definition="…", synonyms=["Secret"], audience="members")
    TopicFactory(name="Consent", synonyms=["permission"])

    assert synonym_groups() == [
        frozenset({"suppression", "masking", "hiding cells"}),
        frozenset({"consent", "permission"}),
    ]


def test_synonyms_are_kept_until_an_editor_saves(db, django_assert_num_queries):
    topic = TopicFactory(name="Consent", synonyms=["permission"])
    synonym_groups()

    with django_assert_num_queries(0):
        kept = synonym_groups()
    topic.synonyms = ["opt-in"]
    topic.save()
    after_save = synonym_groups()
    topic.delete()

    assert kept == [frozenset({"consent", "permission"})]
    assert after_save == [frozenset({"consent", "opt-in"})]
    assert synonym_groups() == []


def test_lines_are_a_list_without_empty_ones_and_doubles():
    field = Lines(required=False)

    assert field.clean(" one \n\ntwo\none\n") == ["one", "two"]
    assert field.clean("") == []
    assert field.prepare_value(["one", "two"]) == "one\ntwo"
    assert not field.has_changed(["one", "two"], "one\ntwo\n")


@pytest.mark.parametrize("name", LISTS)
def test_editors_list_and_search_words(vocabulary, editor, name):
    assert editor.get(f"/admin/snippets/vocabulary/{name}/?q=data").status_code == 200
    assert editor.get(f"/admin/snippets/vocabulary/{name}/add/").status_code == 200


def test_editors_take_every_list_home(vocabulary, editor):
    for name, kind in ((name, kind) for name in LISTS for kind in ("csv", "xlsx")):
        response = editor.get(f"/admin/snippets/vocabulary/{name}/?export={kind}")

        assert response.status_code == 200, name
        assert len(b"".join(response if response.streaming else [response.content])) > 300, name


def test_no_cell_of_a_list_is_a_formula(db, editor):
    TermFactory(name="=1+1", slug="sum", definition="@cmd", synonyms=["-2", "b"])

    response = editor.get("/admin/snippets/vocabulary/term/?export=csv")

    row = b"".join(response.streaming_content).decode().splitlines()[1]
    assert row == "'=1+1,sum,0,\"'-2, b\",'@cmd,,,public"


@pytest.mark.parametrize(("audience", "status"), [("members", 302), ("user:1", 200)])
def test_an_editor_chooses_who_may_read_a_word(db, editor, audience, status):
    challenge = ChallengeFactory()
    fields = {"name": "Fear", "slug": "fear", "order": 1, "family": "trust", "audience": audience}

    response = editor.post(f"/admin/snippets/vocabulary/challenge/edit/{challenge.pk}/", fields)

    challenge.refresh_from_db()
    assert (response.status_code, challenge.audience) == (status, "members" if status == 302 else "public")


def test_editors_may_not_delete_words(vocabulary, editor):
    topic = Topic.objects.first()

    editor.post(f"/admin/snippets/vocabulary/topic/delete/{topic.pk}/")

    assert Topic.objects.filter(pk=topic.pk).exists()


def test_members_cannot_open_the_vocabulary(vocabulary):
    client = Client()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get("/admin/snippets/vocabulary/topic/").status_code in (302, 403, 404)


def test_an_editors_change_makes_a_revision(vocabulary, editor):
    topic = Topic.objects.get(slug="consent")
    fields = {"name": "Consent", "slug": "consent", "order": "5", "synonyms": "release form\nopt-in"}

    response = editor.post(f"/admin/snippets/vocabulary/topic/edit/{topic.pk}/", fields)

    topic.refresh_from_db()
    assert response.status_code == 302
    assert topic.synonyms == ["release form", "opt-in"]
    assert topic.latest_revision.as_object().synonyms == ["release form", "opt-in"]


def test_setup_gives_editors_the_words_again(db):
    Group.objects.get(name=EDITORS).permissions.clear()

    setup()

    held = set(Group.objects.get(name=EDITORS).permissions.values_list("codename", flat=True))
    assert {"add_term", "change_term"} <= held
    assert "delete_term" not in held
