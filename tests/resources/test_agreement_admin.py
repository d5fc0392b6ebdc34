"""Templates in the editors' admin: a version is pasted as a text, and never changed afterwards."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.setup import EDITORS
from resources.agreements.demo import load as agreements
from resources.agreements.models import AgreementIndexPage, AgreementTemplatePage
from tests.factories import (
    AgreementTemplateFactory,
    ChallengeFactory,
    ElementFactory,
    LegalAnswerFactory,
    RouteFactory,
    UserFactory,
)

FILE = (agreements.FOLDER / "aggregate-data-request.md").read_text(encoding="utf-8")


@pytest.fixture
def editor(db):
    editor = UserFactory(role="staff")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def page(db):
    """A template with version 1.0, and the law that the pasted text refers to."""
    RouteFactory(slug="aggregate-only")
    for code in ("gp5", "gp8", "gp11", "gp12", "gp18"):
        ElementFactory(slug=code)
    for slug in ("agreement-stuck", "small-numbers", "fear-of-blame"):
        ChallengeFactory(slug=slug)
    return AgreementTemplateFactory(slug="aggregate-data-request")


def pasted(page, text: str) -> dict:
    return {"page": page.pk, "text": text.replace("\n", "\r\n")}


def test_an_editor_pastes_a_new_version(editor, client, page):
    text = FILE.replace("version: '1.0'", "version: '1.1'")

    response = editor.post("/admin/templateversion/new/", pasted(page, text))

    assert response.status_code == 302
    assert [version.number for version in page.versions.all()] == ["1.1", "1.0"]
    assert page.versions.first().route.slug == "aggregate-only"
    assert "No identifiable information" in client.get(page.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("slug: aggregate", "slug: aggregated", "another template"),
        ("", "", "There is a version 1.0 already."),
        ("version: '1.0'\neffective: '2026-11-24'", "version: '0.9'\neffective: '2020-11-24'", "in force earlier"),
        ("elements=GP8}", "elements=GP99}", "unknown element “GP99”"),
        ("- agreement-stuck", "- stuck", "unknown challenge “stuck”"),
        ("---\n", "", "line 1: no front matter"),
    ],
)
def test_a_wrong_version_is_refused_with_its_line_and_nothing_is_saved(editor, page, right, wrong, said):
    response = editor.post("/admin/templateversion/new/", pasted(page, FILE.replace(right, wrong, 1)))

    assert response.status_code == 200
    assert said in response.content.decode()
    assert page.versions.count() == 1


def test_nobody_changes_or_deletes_a_version_not_even_an_administrator(page):
    client = Client()
    client.force_login(UserFactory(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    version = page.versions.get()
    clause = version.clauses.get()

    for name, record in (("templateversion", version), ("clause", clause)):
        assert client.get(f"/admin/{name}/").status_code == 200
        assert client.get(f"/admin/{name}/inspect/{record.pk}/").status_code == 200
        client.post(f"/admin/{name}/edit/{record.pk}/", {"title": "Other", **pasted(page, FILE)})
        client.post(f"/admin/{name}/delete/{record.pk}/")
    client.post(f"/admin/pages/{page.pk}/delete/")

    assert (page.versions.get(), version.clauses.get().title) == (version, clause.title)
    assert AgreementTemplatePage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("name", ["templateversion", "clause"])
def test_lists_and_exports_are_for_editors(editor, clients, page, name):
    for address in (f"/admin/{name}/", f"/admin/{name}/?export=csv", f"/admin/{name}/?export=xlsx"):
        assert editor.get(address).status_code == 200
        assert clients["member"].get(address).status_code in (302, 403, 404)


def test_a_draft_is_previewed_with_its_versions_and_with_the_words_that_it_will_have(editor, page):
    page.challenges = [ChallengeFactory(slug="after"), ChallengeFactory(slug="hidden", audience="partnership:99")]
    page.answers = [LegalAnswerFactory(slug="drafted")]
    page.save_revision()

    preview = editor.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "The study covers grade 3." in preview
    shown = [f"/{slug}/" in preview for slug in ("challenges/after", "challenges/hidden", "legal/answers/drafted")]
    assert shown == [True, False, True]


def test_a_template_is_previewed_before_it_is_there(editor, db):
    url = f"/admin/pages/add/agreements/agreementtemplatepage/{AgreementIndexPage.objects.get().pk}/preview/"
    editor.post(url, {"title": "Not yet there", "slug": "not-yet", "summary": "One study.", "form": "annex", "tier": 1})

    assert "Not yet there" in editor.get(url).content.decode()
