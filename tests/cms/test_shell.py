"""The frame of every page: menu, avatars, fields, pages of lists, answers that say no."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.urls import resolve

from cms.avatars import initials, look
from cms.models import AboutIndexPage, AboutPage
from cms.templatetags import shell
from cms.views import server_error

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Mail clients load no style sheets: only there a style element is allowed. Wagtail's admin is editors' own.
NOT_PAGES = re.compile(r"/(mail|email|wagtailadmin)/|mail[^/]*\.html$")
PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
INLINE = re.compile(
    r"""<style\b|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*application/json)|\son[a-z]+=["']|javascript:"""
)


@pytest.mark.parametrize("name", [name for name in PAGES if not NOT_PAGES.search(f"/{name}")])
def test_no_template_has_inline_style_or_script(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    assert INLINE.findall(text) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_template_compiles(name):
    assert get_template(name)


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("components/")])
def test_every_component_says_what_it_takes(name):
    assert (TEMPLATES / name).read_text(encoding="utf-8").startswith("{# ")


def test_25_people_in_a_row_share_no_look_and_any_five_use_all_colors():
    looks = [look(number) for number in range(100, 125)]

    assert len(set(looks)) == 25
    for first in range(20):
        assert len({color for color, _ in looks[first : first + 5]}) == 5


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Imani Okafor", "IO"), ("Mary-Jane van der Berg", "MB"), ("Cher", "C"), ("", ""), ("  ", "")],
)
def test_initials(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize("url", [url for _, url in shell.SECTIONS])
def test_every_section_of_the_menu_leads_somewhere(client, db, url):
    assert resolve(url)
    assert client.get(url).status_code == 200


def test_menu_marks_where_the_reader_is(client, db):
    page = client.get("/about/").content.decode()

    assert re.findall(r'<a href="([^"]+)" aria-current="true">', page) == ["/about/"]


class NoticeForm(forms.Form):
    email = forms.EmailField(help_text="At work.")
    pace = forms.ChoiceField(choices=[("daily", "Daily"), ("weekly", "Weekly")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(help_text="Once.")
    file = forms.FileField(required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_fields_wire_help_and_errors_to_their_inputs():
    html = render_to_string("components/fields.html", {"form": NoticeForm({"email": "no"})})

    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input"' in html
    assert "<legend>Pace</legend>" in html
    assert '<div class="upload"><input type="file"' in html
    assert '<input type="hidden" name="token"' in html


def test_error_summary_links_to_each_field():
    html = render_to_string("components/errors.html", {"form": NoticeForm({})})

    assert "3 things to fix" in html
    assert re.findall(r'href="#([^"]+)"', html) == ["id_email", "id_pace", "id_agreed"]


def test_a_form_without_errors_has_no_summary():
    html = render_to_string("components/errors.html", {"form": NoticeForm()})

    assert html.strip().endswith("#}") or "errors" not in html


@pytest.mark.parametrize(("rows", "links"), [(10, []), (30, ["?q=a&page=2"])])
def test_pager_keeps_the_query_and_hides_for_one_page(rows, links):
    request = RequestFactory().get("/lessons/?q=a&page=1")
    context = {"page": Paginator(range(rows), 20).page(1)}

    html = render_to_string("components/pager.html", context, request)

    assert re.findall(r'href="([^"]+)" rel="next"', html) == [link.replace("&", "&amp;") for link in links]


def test_table_rows_must_fit_their_head():
    template = Template("{% load shell %}{% for cell, is_number in cells|under:head %}{{ cell }}{% endfor %}")

    with pytest.raises(ValueError, match="zip"):
        template.render(Context({"cells": [1], "head": [("a", True), ("b", True)]}))


def test_not_found_offers_sign_in_to_visitors_only(clients):
    pages = {name: client.get("/no/such/page/?a=b") for name, client in clients.items()}

    assert {page.status_code for page in pages.values()} == {404}
    offers = {name for name, page in pages.items() if 'value="/no/such/page/?a=b"' in page.content.decode()}
    assert offers == {"visitor"}
    assert all('role="search"' in page.content.decode() for page in pages.values())


def test_server_error_asks_the_database_nothing(django_assert_num_queries, rf, people):
    request = rf.get("/")
    request.user = people["member"]

    with django_assert_num_queries(0):
        response = server_error(request)

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
    assert people["member"].get_short_name() not in response.content.decode()


def test_too_many_requests_page_says_when_to_come_back(rf, db):
    html = render_to_string("429.html", {}, rf.get("/accounts/login/"))

    assert "Please wait a minute" in html


def test_home_asks_its_question_and_shows_a_member_their_week(clients):
    pages = {name: client.get("/").content.decode() for name, client in clients.items()}

    assert {name for name, page in pages.items() if "Who has solved this?</h1>" in page} == {"visitor", "unapproved"}
    assert "Your week, Mel" in pages["member"]
    assert {name for name, page in pages.items() if "Ask to join yours" in page} == {"unapproved"}


def test_home_of_an_editor_question(client, db):
    home = AboutIndexPage.objects.get().get_parent().specific
    home.question = "Who counts the children in no count?"
    home.save()

    assert "Who counts the children in no count?</h1>" in client.get("/").content.decode()


@pytest.fixture
def about(db):
    shelf = AboutIndexPage.objects.get()
    pages = [
        AboutPage(title=f"About {audience}", slug=audience, audience=audience) for audience in ("public", "members")
    ]
    for page in pages:
        page.body = "Some *plain* words."
        shelf.add_child(instance=page)
    return pages


@pytest.mark.parametrize(("reader", "shown"), [("visitor", ["public"]), ("member", ["public", "members"])])
def test_about_lists_what_the_reader_may_read(about, clients, reader, shown):
    shelf = clients[reader].get("/about/").content.decode()
    page = clients[reader].get("/about/public/").content.decode()

    found = [audience for audience in ("public", "members") if f'href="/about/{audience}/"' in shelf]
    assert found == shown
    assert [audience for audience in ("public", "members") if f'href="/about/{audience}/"' in page] == shown
    assert "Some <em>plain</em> words." in page


@pytest.mark.parametrize("path", ["/", "/about/", "/lessons/", "/accounts/login/", "/no/such/page/"])
def test_pages_carry_the_strict_policy_and_their_language(client, db, path):
    response = client.get(path)

    policy = response.headers["Content-Security-Policy"]
    assert "style-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert '<html lang="en' in response.content.decode()
