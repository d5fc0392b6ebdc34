"""The partnerships of starter and demo content, and the challenge registers that the demo derives from its lessons."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from cms.content import rooms
from cms.content.pack import Pack
from cms.content.reading import ContentError
from members.accounts.models import User
from members.partnerships.demo import load
from members.partnerships.models import FacedChallenge, Partnership, Stage
from resources.lessons.models import LessonPage
from tests.factories import FacedChallengeFactory, UserFactory

FILE = Path(load.__file__).with_name("partnerships.yaml")


def test_every_fact_of_the_file_is_there(demo):
    written = {one["slug"]: one for one in yaml.safe_load(FILE.read_text())["partnerships"]}

    for place in Partnership.objects.prefetch_related("outcomes", "stages__gateway__scheme"):
        told = written.pop(place.slug)
        stages = [
            (stage.gateway.scheme.slug, stage.gateway.slug, f"{stage.since:%Y-%m}") for stage in place.stages.all()
        ]
        assert stages == [(one["scheme"], one["gateway"], one["since"]) for one in told["gateway_history"]]
        assert {outcome.slug for outcome in place.outcomes.all()} == set(told["focus_outcomes"])
        assert list(place.states) == told["states"]
        assert (place.founded, place.districts) == (told["founded"], told["districts_count"])
        assert place.links == [[link["label"], link["url"]] for link in told["links"]]
        assert (place.tables, place.was_at_data_2013) == (told["tables"], told["at_data_2013"])
        assert (place.is_demo, place.is_limited_to_source) == (told["demo"], told["facts_limited_to_source"])
        for field, key in (("region", "region_served"), ("backbone", "backbone_organization")):
            assert getattr(place, field) == (told[key] or "")
        for field in ("name", "short_name", "city", "locale", "story", "source"):
            assert getattr(place, field) == (told[field] or ""), field
    assert written == {}


def test_registers_come_from_published_lessons_and_not_from_real_places(demo):
    lessons = LessonPage.objects.filter(live=True, withdrawn_on__isnull=True, partnership__is_demo=True)
    faced = set(FacedChallenge.objects.values_list("partnership__slug", "challenge__slug"))

    assert faced == set(lessons.values_list("partnership__slug", "challenges__slug"))
    assert set(FacedChallenge.objects.values_list("audience", "weight", "partnership__is_demo")) == {
        ("members", "", True)
    }
    entry = FacedChallenge.objects.get(partnership__slug="almond-valley", challenge__slug="data-arrive-too-late")
    assert entry.since == date(2021, 10, 1)


def test_loading_again_brings_back_no_line_that_a_steward_took_out(demo):
    FacedChallenge.objects.first().delete()
    left = FacedChallenge.objects.count()

    rooms.load(with_demo=True)

    assert (FacedChallenge.objects.count(), Stage.objects.count()) == (left, 115)


def test_remove_takes_what_invented_people_wrote_and_leaves_what_a_person_did(demo):
    invented, person = User.objects.get(email="member@demo.example.org"), UserFactory()
    kept, gone = Partnership.objects.filter(is_demo=True).order_by("pk")[:2]
    FacedChallengeFactory(partnership=kept, edited_by=person)
    FacedChallengeFactory(partnership=gone, edited_by=invented)

    said = rooms.remove_demo()

    assert set(FacedChallenge.objects.values_list("partnership", flat=True)) == {kept.pk}
    assert list(Partnership.objects.filter(is_demo=True)) == [kept]
    assert [sentence for sentence in said if kept.name in sentence]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    states:\n      - OH\n      - KY", "    states:\n      - OH\n      - QQ", "unknown state “QQ”"),
        ("gateway: exploring", "gateway: y", "unknown gateway “toa-2013/y”"),
        ("since: 2012-09", "since: soon", "“soon” is no date"),
        ("- kindergarten-readiness", "- y", "unknown outcome “y”"),
        ("url: https://harlow-bend.example.org/\n", "url: nowhere\n", "“nowhere” is no address"),
        ("founded: 2012", "founded: long ago", "“founded” must be a number"),
        ("    at_data_2013: true", "    at_data_2031: true", "unknown key “at_data_2031”"),
    ],
)
def test_a_slip_in_the_file_is_named_with_its_line(tmp_path, old, new, problem):
    text = FILE.read_text()
    (tmp_path / "partnerships.yaml").write_text(text.replace(old, new, 1))
    pack = Pack()
    load.read(pack, tmp_path)
    for kind, key in (("outcome", "kindergarten-readiness"), ("gateway", "toa-2013/exploring")):
        pack.items.setdefault(kind, {})[key] = None

    with pytest.raises(ContentError) as caught:
        pack.check()

    line = text[: text.index(old)].count("\n") + 1
    assert any(f"partnerships.yaml:{line}" in said and problem in said for said in caught.value.problems)
