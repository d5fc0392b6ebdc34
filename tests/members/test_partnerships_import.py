"""Spreadsheets of partnerships and rosters: refused in clear words, shown before they are written, all or nothing."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from members.accounts.models import User
from members.partnerships import actions
from members.partnerships.imports import COLUMNS, SheetError, plan_of, read_sheet
from members.partnerships.imports.samples import SAMPLES, sample_file
from members.partnerships.imports.sheets import MOST_BYTES, MOST_ROWS
from members.partnerships.jobs import forget_pending_imports
from members.partnerships.models import Partnership, PendingImport, RosterEntry, Stage
from tests.factories import (
    GatewayFactory,
    GatewaySchemeFactory,
    OutcomeFactory,
    PartnershipFactory,
    RosterEntryFactory,
    UserFactory,
)

IMPORT = "/partnerships/import/"
PLACES, ROSTER = COLUMNS["partnerships"], COLUMNS["roster"]


def workbook(*rows) -> bytes:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def archive(size: int) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as files:
        files.writestr("xl/workbook.xml", b" " * size)
    return content.getvalue()


def stuffed(inner: bytes) -> bytes:
    """A workbook whose sheet has `inner` below its headings."""
    content = BytesIO()
    with ZipFile(BytesIO(workbook(["Name"]))) as source, ZipFile(content, "w", ZIP_DEFLATED) as files:
        for name in source.namelist():
            sheet = source.read(name).replace(b"</sheetData>", inner + b"</sheetData>")
            files.writestr(name, sheet)
    return content.getvalue()


def send(client, text: str | bytes, subject="partnerships", name="table.csv"):
    content = text.encode() if isinstance(text, str) else text
    return client.post(IMPORT, {"subject": subject, "file": SimpleUploadedFile(name, content)})


def say_yes(client, response):
    page = client.get(response["Location"])
    return client.post(response["Location"], {"plan": page.context["plan"].fingerprint})


def problems(response) -> list[tuple]:
    return [(problem.line, problem.column, problem.words) for problem in response.context["problems"]]


# Reading


def test_csv_and_workbook_say_the_same():
    rows = [
        ["Name", "founded ", "SHORT_NAME"],
        ["Twin Forks", 2011, None],
        [None, None, None],
        ["Élan, County", 2012.0, "É"],
    ]
    text = 'Name,founded ,SHORT_NAME\r\nTwin Forks,2011,\r\n,,\r\n"Élan, County",2012,É\r\n'

    said = [(row.line, row.cells) for row in read_sheet(workbook(*rows), PLACES).rows]

    assert said == [
        (2, {"name": "Twin Forks", "founded": "2011"}),
        (4, {"name": "Élan, County", "founded": "2012", "short_name": "É"}),
    ]
    for written in (text, f"\ufeff{text}", text.replace("\r\n", "\n")):
        assert [(row.line, row.cells) for row in read_sheet(written.encode(), PLACES).rows] == said
    semicolons = "Name;founded;Short name\nTwin Forks;2011;\n"
    assert read_sheet(semicolons.encode(), PLACES).rows[0].cells == {"name": "Twin Forks", "founded": "2011"}


def test_workbooks_keep_days_and_yes():
    book = workbook(["Partnership", "Email", "Since", "Steward"], ["forks", "a@example.org", date(2024, 9, 15), True])

    assert read_sheet(book, ROSTER).rows[0].cells["joined"] == "2024-09-15"
    assert read_sheet(book, ROSTER).rows[0].cells["is_steward"] == "yes"


def test_rows_are_counted_as_they_stand_in_the_file():
    text = 'Name,Story\nOne,"two\nlines"\nTwo,=1\n'

    sheet = read_sheet(text.encode(), PLACES)

    assert [row.line for row in sheet.rows] == [2, 4]
    assert [(problem.line, problem.column) for problem in sheet.problems] == [(4, "Story")]


REFUSED = {
    "empty": (b"", "The file is empty."),
    "huge": (b"Name\n" + b"x" * MOST_BYTES, "larger than 2 MB"),
    "Latin-1": ("Name\nÉlan\n".encode("latin-1"), "not written in UTF-8"),
    "UTF-16": ("Name\nÉlan\n".encode("utf-16"), "not written in UTF-8"),
    "zeros": (b"Name\n\x00\x00\n", "neither a CSV file nor an .xlsx file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "not written in UTF-8"),
    "old Excel": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "an old or a locked Excel file"),
    "broken ZIP": (b"PK\x03\x04" + b"rubbish" * 9, "damaged"),
    "other ZIP": (archive(9), "no .xlsx workbook"),
    "bomb": (archive(30_000_000), "larger than 20 MB"),
    "empty cells": (stuffed(b"<row>" + b"<c/>" * 2_500_000 + b"</row>"), "too many cells"),
    "empty rows": (stuffed(b"<row/>" * 2_500_000), "too many cells"),
    "other elements": (stuffed(b"<x/>" * 2_500_000), "too many cells"),
    "open quote": (b'Name\n"Twin\n', "Row 2 cannot be read"),
    "prose": (b"Dear colleague,\nhere is the table.\n", "The first row must name the columns"),
    "headings only": (b"Name,City\n", "no row below the headings"),
    "blank lines": (b"\n\n,,\n", "The file has no table"),
    "too many rows": (b"Name\n" + b"Place\n" * (MOST_ROWS + 1), "more than 2000 rows"),
    "too many columns": (b"Name" + b",x" * 70 + b"\n", "more than 60 columns"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_one_sentence(name):
    content, words = REFUSED[name]

    with pytest.raises(SheetError, match=words):
        read_sheet(content, PLACES)


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"Name,City\n{text}".encode("utf-8", "replace"))
)
def test_whatever_the_bytes_are_it_is_rows_or_a_sentence(content):
    said = ""
    try:
        sheet = read_sheet(content, PLACES)
    except SheetError as error:
        said = str(error)

    assert said.endswith(".") or sheet.rows or sheet.problems


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_formulas_are_refused_by_row_and_column(sign):
    text = read_sheet(f"Name,City\nTwin Forks,{sign}HYPERLINK(0)\n".encode(), PLACES)
    book = read_sheet(workbook(["Name", "City"], ["Twin Forks", f"{sign}A1"]), PLACES)

    for sheet in (text, book):
        assert [(problem.line, problem.column) for problem in sheet.problems] == [(2, "City")]


@pytest.mark.parametrize(
    ("name", "other", "words"),
    [("partnerships.csv", ROSTER, "a file of partnerships"), ("roster.csv", PLACES, "a file of rosters")],
)
def test_a_file_of_the_other_kind_is_refused_in_one_sentence(name, other, words):
    with pytest.raises(SheetError, match=words):
        read_sheet(sample_file(name)[0], other)


def test_headings_that_are_wrong_are_named():
    sheet = read_sheet(b"City,Town,City\nForks,x,y,z\n", PLACES)

    assert [(problem.column, problem.words[:22]) for problem in sheet.problems] == [
        ("Town", "No column is called th"),
        ("City", "This column is there t"),
        ("Name", "This column is missing"),
        ("", "There are more cells t"),
    ]


# Who may


@pytest.mark.parametrize(
    ("reader", "status"), [("visitor", 302), ("unapproved", 404), ("member", 404), ("colleague", 404), ("staff", 200)]
)
@pytest.mark.parametrize("address", [IMPORT, f"{IMPORT}samples/roster.csv"])
def test_importing_is_for_network_staff(clients, reader, status, address):
    assert clients[reader].get(address).status_code == status
    if status == 404:
        assert send(clients[reader], "Name\nX\n").status_code == 404
        assert not PendingImport.objects.exists()


def test_nobody_carries_out_somebody_elses_file(clients, people):
    other = UserFactory(role="staff")
    pending = actions.keep_for_later(subject="partnerships", file_name="x.csv", rows=[], by=other)

    assert clients["staff"].get(f"{IMPORT}{pending.code}/").status_code == 404
    assert clients["staff"].get(f"{IMPORT}nothing/").status_code == 404


# Partnerships


TABLE = """Name,Address,City,State,Other states,Outcomes,Tables,Links,Year it began,Gateway,Gateway reached
Twin Forks,twin-forks,Springfield,,,Early reading,,,,,
New Place,,,oh,"ky, in",early reading; finishing,One; Two,Card: https://example.org/card,2014,toa-2013:emerging,2014-03
"""


@pytest.fixture
def words(db):
    gateway = GatewayFactory(scheme=GatewaySchemeFactory(slug="toa-2013"), slug="emerging")
    return OutcomeFactory(slug="reading", name="Early reading"), OutcomeFactory(slug="finishing"), gateway


def test_an_address_in_capitals_makes_no_second_partnership(clients, partnership):
    response = send(clients["staff"], "Name,Address\nTwo Forks,Twin-Forks\nElsewhere,Else-Where\nOther,else-where\n")

    assert problems(response) == [
        (2, "Address", "Write an address in small letters: twin-forks."),
        (3, "Address", "Write an address in small letters: else-where."),
        (4, "Name", "Row 3 is about the same partnership."),
    ]


def test_nothing_is_written_before_the_yes_and_everything_after_it(clients, partnership, words):
    Partnership.objects.filter(pk=partnership.pk).update(story="Stays.", city="Old Town")

    response = send(clients["staff"], TABLE)

    page = clients["staff"].get(response["Location"]).content.decode()
    assert "Old Town" in page
    assert "Springfield" in page
    assert "New Place" in page
    assert Partnership.objects.get(slug="twin-forks").city == "Old Town"
    assert not Partnership.objects.filter(slug="new-place").exists()

    assert say_yes(clients["staff"], response).status_code == 302

    old, new = Partnership.objects.get(slug="twin-forks"), Partnership.objects.get(slug="new-place")
    assert (old.city, old.story, old.state, list(old.outcomes.all())) == ("Springfield", "Stays.", "MN", [words[0]])
    assert (new.states, new.tables, new.founded) == (("OH", "KY", "IN"), ["One", "Two"], 2014)
    assert set(new.outcomes.all()) == set(words[:2])
    assert new.links == [["Card", "https://example.org/card"]]
    assert [(stage.gateway, stage.since_shown) for stage in new.stages.all()] == [(words[2], "March 2014")]
    assert not PendingImport.objects.exists()


def test_the_same_file_again_changes_nothing(clients, partnership, words):
    say_yes(clients["staff"], send(clients["staff"], TABLE))

    page = clients["staff"].get(send(clients["staff"], TABLE)["Location"])

    assert "Everything is like this already" in page.content.decode()
    assert Stage.objects.count() == 1


WRONG = {
    "Twin Forks,,,QQ,,,,,,,": ("State", "Select a valid choice"),
    "Twin Forks,,,,QQ,,,,,,": ("Other states", "No state has the letters QQ"),
    "Twin Forks,,,,,nothing,,,,,": ("Outcomes", "Select a valid choice"),
    "Twin Forks,,,,,,,nowhere,,,": ("Links", "a name and a whole address"),
    "Twin Forks,,,,,,,,soon,,": ("Year it began", "Enter a whole number"),
    "Twin Forks,,,,,,,,1066,,": ("Year it began", "greater than or equal to 1900"),
    "Twin Forks,,,,,,,,,emerging,2014": ("Gateway", "No gateway is called this"),
    "Twin Forks,,,,,,,,,toa-2013:emerging,": ("Gateway reached", "This field is required"),
    "Twin Forks,,,,,,,,,toa-2013:emerging,2999": ("Gateway reached", "This day has not come yet"),
    "New Place,a b,,,,,,,,,": ("Address", "Enter a valid"),
    "New Place,import,,,,,,,,,": ("Address", "A page of this site has this address"),
    ",new-place,,,,,,,,,": ("Name", "This field is required"),
    "Twin Forks,,,,,,,,,,\ntwin forks,,,,,,,,,,": ("Name", "Row 2 is about the same partnership"),
}


@pytest.mark.parametrize("row", WRONG)
def test_mistakes_are_named_by_row_and_column_and_nothing_is_kept(clients, partnership, words, row):
    response = send(clients["staff"], TABLE.split("\n")[0] + f"\n{row}\n")

    column, said = WRONG[row]
    assert response.status_code == 422
    assert [(line, name) for line, name, _words in problems(response)] == [(2 + row.count("\n"), column)]
    assert said in problems(response)[0][2]
    assert not PendingImport.objects.exists()


def test_what_changed_meanwhile_is_shown_again_before_it_is_done(clients, partnership, words):
    response = send(clients["staff"], TABLE)
    plan = clients["staff"].get(response["Location"]).context["plan"].fingerprint
    Partnership.objects.filter(pk=partnership.pk).update(city="Meanwhile City")

    late = clients["staff"].post(response["Location"], {"plan": plan})

    assert late.status_code == 409
    assert "Meanwhile City" in late.content.decode()
    assert Partnership.objects.get(slug="twin-forks").city == "Meanwhile City"
    assert not Partnership.objects.filter(slug="new-place").exists()


def test_a_failure_in_the_middle_writes_nothing(clients, people, partnership, words, monkeypatch):
    pending = PendingImport.objects.get(code=send(clients["staff"], TABLE)["Location"].split("/")[-2])
    plan = actions.plan_of_pending(pending)
    monkeypatch.setattr(Stage.objects, "get_or_create", lambda **fields: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.carry_out(pending=pending, fingerprint=plan.fingerprint, by=people["staff"])

    assert Partnership.objects.get(slug="twin-forks").city == ""
    assert PendingImport.objects.exists()


@pytest.mark.parametrize("subject", COLUMNS)
def test_plans_are_made_with_the_same_number_of_queries(partnership, words, subject, django_assert_num_queries):
    heading = "Name,Outcomes" if subject == "partnerships" else "Partnership,Email,Name"
    row = "Place {0},Early reading" if subject == "partnerships" else "twin-forks,p{0}@example.org,Person {0}"
    for number in (1, 3, 30):
        text = "\n".join([heading, *(row.format(one) for one in range(number))])
        rows = read_sheet(text.encode(), COLUMNS[subject]).rows
        with django_assert_num_queries({"partnerships": 5, "roster": 3}[subject]):
            plan = plan_of(subject, rows)
        assert len(plan.new) == number


# Rosters


@pytest.fixture
def entry(partnership):
    return RosterEntryFactory(partnership=partnership, user__email="ada@example.org", user__name="Ada Known")


def test_roster_puts_people_in_their_places_and_mails_nobody(clients, partnership, entry, mailoutbox):
    table = (
        "Partnership,Email,Name,Role,Steward,Since,Until\n"
        "twin-forks,ADA@example.org,Another Name,Analyst,yes,,\n"
        "Twin Forks,ben@example.org,Ben New,Data manager,no,2024-09-15,\n"
        "twin-forks,cleo@example.org,Cleo Past,,,01/09/2020,2021-06-30\n"
    )
    response = send(clients["staff"], table, "roster")
    assert "gets an account" in clients["staff"].get(response["Location"]).content.decode()
    assert not User.objects.filter(email="ben@example.org").exists()

    say_yes(clients["staff"], response)

    entry.refresh_from_db()
    assert (entry.job_title, entry.is_steward, entry.joined, entry.user.name) == (
        "Analyst", True, date(2020, 1, 1), "Ada Known",
    )  # fmt: skip
    ben = RosterEntry.objects.get(user__email="ben@example.org")
    assert (ben.joined, ben.user.has_usable_password(), ben.user.role) == (date(2024, 9, 15), False, "member")
    assert ben.user.emailaddress_set.get().verified
    assert RosterEntry.objects.get(user__email="cleo@example.org").left == date(2021, 6, 30)
    assert mailoutbox == []


def test_somebody_who_comes_back_gets_a_new_entry(clients, partnership, entry):
    entry.left = date(2021, 1, 1)
    entry.save()
    table = "Partnership,Email,Since\ntwin-forks,ada@example.org,2024-01-01\n"

    say_yes(clients["staff"], send(clients["staff"], table, "roster"))

    assert list(entry.user.roster_entries.order_by("joined").values_list("joined", "left")) == [
        (date(2020, 1, 1), date(2021, 1, 1)),
        (date(2024, 1, 1), None),
    ]


WRONG_PEOPLE = {
    "nowhere,a@example.org,A,,,,": ("Partnership", "No partnership has this address or name."),
    "gone,a@example.org,A,,,,": ("Partnership", "It has merged into Twin Forks."),
    "twin-forks,nobody,A,,,,": ("Email", "Enter a valid email address."),
    "twin-forks,,A,,,,": ("Email", "This field is required."),
    "twin-forks,a@example.org,,,,,": ("Name", "Nobody has an account with this address yet."),
    "twin-forks,closed@example.org,,,,,": ("Email", "The account with this address is closed."),
    "twin-forks,a@example.org,A,,maybe,,": ("Steward", "Write yes or no."),
    "twin-forks,a@example.org,A,,,soon,": ("Since", "Write a day as"),
    "twin-forks,a@example.org,A,,,2024-01-01,2023-01-01": ("Until", "It cannot end before it began."),
    "twin-forks,a@example.org,A,,,,\ntwin-forks,A@example.org,A,,,,": ("Email", "Row 2 puts the same person there."),
    "twin-forks,a@example.org,A\u202eB,,,,": ("Name", "Use letters, digits and signs only"),
}


@pytest.mark.parametrize("row", WRONG_PEOPLE)
def test_mistakes_about_people_are_named_by_row_and_column(clients, partnership, row):
    PartnershipFactory(slug="gone", merged_into=partnership)
    UserFactory(email="closed@example.org", is_active=False)

    response = send(clients["staff"], f"Partnership,Email,Name,Role,Steward,Since,Until\n{row}\n", "roster")

    column, said = WRONG_PEOPLE[row]
    assert response.status_code == 422
    assert [(line, name) for line, name, _words in problems(response)] == [(2 + row.count("\n"), column)]
    assert said in problems(response)[0][2]


# The page


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_can_be_taken_and_sent(clients, words, name):
    OutcomeFactory(slug="k", name="Kindergarten readiness")
    OutcomeFactory(slug="e", name="Early-grade reading")
    OutcomeFactory(slug="h", name="High school graduation")
    GatewayFactory(scheme=words[2].scheme, slug="exploring")
    places = ("example-river", "Example River"), ("example-plains-compact", "Example Plains Compact")
    if name.startswith("roster"):
        for slug, title in places:
            PartnershipFactory(slug=slug, name=title)
    taken = clients["staff"].get(f"{IMPORT}samples/{name}")

    response = send(clients["staff"], taken.content, name.partition(".")[0], name)

    assert taken["Content-Disposition"] == f'attachment; filename="{name}"'
    assert taken.content == sample_file(name)[0] or name.endswith("xlsx")
    assert say_yes(clients["staff"], response)["Location"] == "/partnerships/"


@pytest.mark.parametrize("data", [{}, {"subject": "rubbish"}, {"subject": "roster", "file": "text"}])
def test_a_form_without_a_file_is_refused(clients, data):
    response = clients["staff"].post(IMPORT, data)

    assert response.status_code == 422
    assert "to fix" in response.content.decode()


def test_files_that_nobody_said_yes_to_are_forgotten(people):
    pending = actions.keep_for_later(subject="roster", file_name="x.csv", rows=[], by=people["staff"])
    forget_pending_imports()
    assert PendingImport.objects.exists()

    PendingImport.objects.filter(pk=pending.pk).update(created=timezone.now() - timedelta(days=1, minutes=1))
    forget_pending_imports()

    assert not PendingImport.objects.exists()
