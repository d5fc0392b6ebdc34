"""Templates as their files tell them: read with the line of every slip, and loaded once."""

import pytest

from cms.content.pack import Pack
from cms.content.reading import ContentError, front_matter_of
from resources.agreements.demo import load as agreements
from resources.agreements.files import version_in
from resources.agreements.models import AgreementTemplatePage, Clause, TemplateVersion
from resources.legal.models import LegalAnswer
from tests.resources import loaded_law

FILE = (agreements.FOLDER / "aggregate-data-request.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def law_once(django_db_setup, django_db_blocker):
    with loaded_law.loaded(django_db_blocker):
        yield


@pytest.fixture
def templates(law_once, db):
    """All templates and the law; what a test changes is undone."""


def counts() -> tuple[int, int, int]:
    return AgreementTemplatePage.objects.count(), TemplateVersion.objects.count(), Clause.objects.count()


def test_everything_is_loaded_and_a_second_time_changes_nothing(templates):
    before = counts()
    AgreementTemplatePage.objects.filter(slug="partnership-mou").update(title="As an editor calls it")

    loaded_law.load()

    assert before == counts() == (10, 11, 160)
    assert AgreementTemplatePage.objects.get(slug="partnership-mou").title == "As an editor calls it"


def test_templates_stand_where_the_law_leads_to_them(templates):
    studies = AgreementTemplatePage.objects.get(slug="data-sharing-agreement-studies")
    license = AgreementTemplatePage.objects.get(slug="data-use-license")
    destruction = Clause.objects.get(version__page=studies, version__number="2.0", anchor="destruction")

    assert [version.number for version in studies.versions.all()] == ["2.0", "1.0"]
    assert [route.slug for route in studies.routes.all()] == ["studies"]
    # A license inherits its route, and is what the route of de-identified records leads to.
    assert (license.versions.get().rests_on, license.versions.get().route) == ("inherits", None)
    assert [route.slug for route in license.routes.all()] == ["deidentified"]
    assert [element.code for element in destruction.elements.all()] == ["ST5", "GP9"]
    assert [challenge.slug for challenge in studies.challenges.all()] == [
        "agreement-stuck", "unsure-which-ferpa-route", "no-education-attorney",
    ]  # fmt: skip
    assert list(license.answers.all()) == list(
        LegalAnswer.objects.filter(question__startswith="A partner at our table")
    )


def test_every_text_can_be_shown_with_its_blanks(templates, client):
    for version in TemplateVersion.objects.select_related("page"):
        text = client.get(f"{version.page.get_absolute_url()}text/?version={version.number}").content.decode()

        assert "{{" not in text, version
        assert "{%" not in text, version


SLIPS = [
    ("## Request {#request}", "## Request {request}", "a heading must look like"),
    ("elements=GP8}", "elements=GP99}", "unknown element “GP99”"),
    ("{{ needed_by }}", "{{ needed }}", "unknown variable “needed”"),
    ("{{ needed_by }}", "{{ needed_by", "is not closed"),
    ("> Why: Naming", "> Because: Naming", "a note is"),
    ("> Alternate (holder proposes):", "> Alternate:", "a note is"),
    ("{#no-pii ", "{#request ", "a second clause “request”"),
    ("# Aggregate Data Request\n", "Aggregate Data Request\n", "has no title"),
    ("route: aggregate_only", "route: aggregates", "unknown route “aggregates”"),
    ("tier: 3", "tier: 4", "unknown tier"),
    ("  - agreement-stuck\n", "  - stuck\n", "unknown challenge “stuck”"),
    ("version: '1.0'", "version: one", "is no version"),
    ("effective: '2026-11-24'", "effective: soon", "“soon” is no date"),
    ("reading_time: 3 min", "reading_time: short", "must look like"),
    ("type: longtext", "type: essay", "unknown type “essay”"),
    ("example: '2026-12-15'", "example: 2026-12-15", "“example” must be a text"),
    ("license: CC", "licence: CC", "unknown key “licence”"),
]


@pytest.mark.parametrize(("right", "wrong", "problem"), SLIPS)
def test_a_slip_is_named_with_its_line(right, wrong, problem):
    assert right in FILE
    pack = Pack({
        "route": {"aggregate_only": 1}, "element": dict.fromkeys(("GP5", "GP8", "GP11", "GP12", "GP18")),
        "challenge": dict.fromkeys(("agreement-stuck", "small-numbers", "fear-of-blame")),
    })  # fmt: skip

    version_in(*front_matter_of(FILE.replace(right, wrong, 1), "file.md"), pack)
    with pytest.raises(ContentError) as caught:
        pack.check()

    assert any(problem in said for said in caught.value.problems), caught.value.problems
    assert all(said.startswith("file.md:") for said in caught.value.problems)
