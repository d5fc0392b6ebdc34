"""The pages of templates: clauses with their reasons, versions side by side, and files to take away."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from resources.agreements.models import Clause
from resources.agreements.models.versions import ImmutableError
from tests.factories import (
    AgreementTemplateFactory,
    ChallengeFactory,
    ElementFactory,
    LegalAnswerFactory,
    RouteFactory,
)
from tests.factories.agreements import version_of

pytestmark = pytest.mark.django_db

PAGE = "/agreements/study/"
DOORS = ("", "text/", "blanks/", "versions/", "compare/", "download/2.0.md", "download/2.0.docx", "?version=1.0")
VARIABLES = [
    {
        "name": "days", "label": "Days to destroy", "help": "Days after the end.", "type": "text", "required": True,
        "default": "60", "example": "90", "group": "2 End of use", "options": [], "show_if": "",
    },
    {
        "name": "users", "label": "Authorized users", "help": "Who may open what.", "type": "table", "required": False,
        "default": None, "example": [{"user": "Analyst", "access": "linked file"}], "group": "1 Data", "options": [],
        "show_if": "days == 90",
    },
]  # fmt: skip


@pytest.fixture
def template():
    """A template for members, in two versions: destruction changed, remedies came, and a courtesy went."""
    page = AgreementTemplateFactory(
        title="Agreement for a study", slug="study", audience="members",
        wordings=[("scope", "Grade 3 only."), ("courtesy", "We are polite."), ("destruction", "Data are destroyed.")],
    )  # fmt: skip
    changes = [{"clause": "destruction", "kind": "changed", "what": "Adds a period.", "why": "Nobody knew when."}]
    version_of(
        page, "2.0",
        [("scope", "Grade 3 only."), ("destruction", "Data are destroyed within {{ days }} days."),
         ("remedies", "Transfers stop.")],
        changes=changes, variables=VARIABLES, route=RouteFactory(slug="studies", name="Studies"), rests_on="route",
    )  # fmt: skip
    clause = Clause.objects.get(version__number="2.0", anchor="destruction")
    clause.elements.add(ElementFactory(slug="st5", name="Destruction with a period"))
    return page


def text_of(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", ["visitor", "unapproved", "member", "staff"])
def test_every_door_of_a_template_is_for_whoever_may_read_it(clients, viewers, template, name):
    allowed = "members" in viewers[name].audiences

    assert {door: clients[name].get(PAGE + door).status_code for door in DOORS} == dict.fromkeys(
        DOORS, 200 if allowed else 404
    )
    assert ("Agreement for a study" in text_of(clients[name], "/agreements/")) is allowed


def test_the_page_shows_why_before_the_wording_and_which_elements_a_clause_carries(clients, template):
    text = text_of(clients["member"], PAGE)

    assert 'id="destruction"' in text
    assert "within [Days to destroy] days." in text
    assert 'href="/legal/elements/st5/"' in text
    assert 'href="/legal/routes/studies/"' in text
    assert "Changed in 2.0" in text
    assert "not legal advice" in text
    assert "compliant" not in text.lower()


def test_a_clause_says_why_names_traps_and_offers_other_wordings_with_brackets(clients, template):
    Clause.objects.filter(version__number="2.0", anchor="scope").update(
        why="So that it ends.", cautions=["Open ends."],
        alternates=[{"label": "short", "text": "Only {{ days }} days."}, {"label": "long", "text": "A year."}],
    )  # fmt: skip

    text = text_of(clients["member"], PAGE)

    for said in ("So that it ends.", "Open ends.", "2 other wordings", "Only [Days to destroy] days.", "A year."):
        assert said in text, said


def test_an_older_version_stays_readable_and_says_that_it_was_replaced(clients, template):
    text = text_of(clients["member"], f"{PAGE}?version=1.0")

    assert "We are polite." in text
    assert "You are reading version 1.0, which was replaced" in text
    assert "which was replaced" not in text_of(clients["member"], PAGE)


def test_versions_stand_side_by_side_by_clause(clients, template):
    response = clients["member"].get(f"{PAGE}compare/?from=1.0&to=2.0")

    assert [(pair.anchor, pair.state) for pair, _change in response.context["differing"]] == [
        ("courtesy", "dropped"), ("destruction", "changed"), ("remedies", "added"),
    ]  # fmt: skip
    assert [pair.anchor for pair in response.context["same"]] == ["scope"]
    text = " ".join(response.content.decode().split())
    assert "<del>destroyed.</del>" in text
    assert "<ins>destroyed within [Days to destroy] days.</ins>" in text
    assert "Nobody knew when." in text


def test_blanks_are_listed_by_the_steps_of_the_interview(clients, template):
    response = clients["member"].get(f"{PAGE}blanks/")

    groups = [(group, [variable["shown"] for variable in variables]) for group, variables in response.context["groups"]]
    assert groups == [("Data", [["Analyst; linked file"]]), ("End of use", [["90"]])]
    text = " ".join(response.content.decode().split())
    assert "Only if “Days to destroy” is “90”." in text
    assert "Usually: 60." in text


def test_the_blank_template_can_be_taken_as_markdown_and_as_word(clients, template):
    markdown = clients["member"].get(f"{PAGE}download/2.0.md")
    word = clients["member"].get(f"{PAGE}download/2.0.docx")

    assert markdown["Content-Disposition"] == 'attachment; filename="study-2.0.md"'
    text = markdown.content.decode()
    assert text.startswith(
        "# Agreement for a study\n\n*Version 2.0, November 24, 2026. CC BY 4.0*\n\n> Not legal advice."
    )
    assert "## 2. Destruction\n\nData are destroyed within [Days to destroy] days.\n" in text
    paragraphs = [(each.style.name, each.text) for each in Document(BytesIO(word.content)).paragraphs]
    assert ("Heading 1", "2. Destruction") in paragraphs
    assert ("Normal", "Data are destroyed within [Days to destroy] days.") in paragraphs


@pytest.mark.parametrize(
    "door",
    [
        "?version=9",
        "text/?version=%00",
        "compare/?from=x",
        "compare/?to=1.0",
        "download/9.docx",
        "download/.md",
        "blanks/x/",
    ],
)
def test_what_no_version_has_is_not_there(clients, template, door):
    assert clients["member"].get(PAGE + door).status_code in (400, 404)


def test_an_empty_shelf_and_an_empty_template_say_what_will_be_here(clients):
    assert "No template is here yet" in text_of(clients["visitor"], "/agreements/")
    AgreementTemplateFactory(slug="study", wordings=())

    assert "No version is published yet" in text_of(clients["visitor"], PAGE)
    assert "No template is here yet" in text_of(clients["visitor"], "/agreements/")
    assert clients["visitor"].get(f"{PAGE}text/").status_code == 404


def test_a_version_and_its_clauses_never_change(template):
    version = template.versions.get(number="1.0")
    clause = version.clauses.first()

    for record in (version, clause):
        with pytest.raises(ImmutableError):
            record.save()


def test_a_template_leads_to_the_answers_that_its_reader_may_read(clients):
    answers = [LegalAnswerFactory(question=f"For {audience}?", audience=audience) for audience in ("public", "members")]
    AgreementTemplateFactory(slug="study", answers=answers)

    assert "For members?" in text_of(clients["member"], PAGE)
    assert "For members?" not in text_of(clients["visitor"], PAGE)


@pytest.mark.parametrize("name", ["visitor", "member", "staff"])
def test_a_template_and_a_challenge_lead_to_each_other_for_whoever_may_read_both(clients, viewers, name):
    audiences = ("public", "members", "staff")
    challenges = [ChallengeFactory(name=f"Silence of {audience}", audience=audience) for audience in audiences]
    AgreementTemplateFactory(slug="study", challenges=challenges)
    for audience in audiences:
        AgreementTemplateFactory(title=f"Template for {audience}", audience=audience, challenges=challenges[:1])

    page, challenge = text_of(clients[name], PAGE), text_of(clients[name], challenges[0].url)

    for audience, each in zip(audiences, challenges, strict=True):
        allowed = audience in viewers[name].audiences
        assert (f'<a href="{each.url}">Silence of {audience}</a>' in page) is allowed
        assert (f"Template for {audience}" in challenge) is allowed


def test_a_challenge_without_templates_has_no_empty_shelf(clients):
    challenge = ChallengeFactory()
    AgreementTemplateFactory(wordings=(), title="Hollow", challenges=[challenge])

    text = text_of(clients["visitor"], challenge.url)

    assert "Agreements to start from" not in text
    assert "Hollow" not in text


QUERIES = {
    "/agreements/": 12, PAGE: 16, f"{PAGE}text/": 10, f"{PAGE}blanks/": 8, f"{PAGE}versions/": 8, f"{PAGE}compare/": 12,
    f"{PAGE}download/1.0.docx": 7,
}  # fmt: skip


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_however_much_there_is(clients, count):
    answers = [LegalAnswerFactory() for _number in range(count)]
    wordings = [(f"clause-{number}", "Text.") for number in range(count)]
    challenges = [ChallengeFactory() for _number in range(count)]
    page = AgreementTemplateFactory(slug="study", answers=answers, challenges=challenges, wordings=wordings)
    for number in range(count):
        version_of(page, f"2.{number}", wordings, effective=date(2026, 3, 1 + number))
        AgreementTemplateFactory()
    for clause in Clause.objects.filter(version__page=page):
        clause.elements.add(ElementFactory())

    measured = {}
    for url in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            assert clients["member"].get(url).status_code == 200, url
        measured[url] = len(queries)

    assert measured == QUERIES
