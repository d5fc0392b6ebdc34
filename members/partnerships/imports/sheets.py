"""From the bytes of a CSV or XLSX file to rows of text. No I/O; whatever the bytes are, only SheetError is raised.

Formulas are refused and never worked out: what a spreadsheet shows is not what it holds.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from cms.exports import is_formula

from .columns import COLUMNS, PARTNERSHIPS, ROSTER, Column, folded, named_in

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_FILES = 500  # in an .xlsx, which is a ZIP archive
MOST_ELEMENTS = 400_000  # in one of these files: a cell that is empty takes its time too
MOST_ROWS = 2_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class SheetError(Exception):
    """The file cannot be read; the message says why and what to do, in words for whoever sent it."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which row (as spreadsheet programs count them) and under which heading."""

    line: int
    column: str
    words: str


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the file, and the text of its cells that are not empty, by the name of the column."""

    line: int
    cells: dict[str, str]


@dataclass
class Sheet:
    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Formula(str):
    """A cell that holds a formula."""


def read_sheet(content: bytes, columns: Sequence[Column]) -> Sheet:
    """The rows below the headings of the first sheet. Raises SheetError."""
    if not content:
        raise SheetError(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise SheetError(_("The file is larger than 2 MB. Leave out what is not needed, or divide it."))
    if content.startswith(OLD_EXCEL):
        raise SheetError(_("This is an old or a locked Excel file. Save it as .xlsx without a password, or as CSV."))
    lines = _lines_of_workbook(content) if content.startswith(ZIP) else _lines_of_text(content)
    return _sheet(lines, columns)


def _lines_of_text(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = _("The file is not written in UTF-8. Save it as “CSV UTF-8”, or as .xlsx, and send it again.")
        raise SheetError(words) from None
    if "\x00" in text:
        raise SheetError(_("This is neither a CSV file nor an .xlsx file."))
    heading = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count), strict=True)
    last = 0
    try:
        for cells in reader:
            # A cell may hold line breaks: a row is where it begins.
            yield last + 1, cells
            last = reader.line_num
    except csv.Error:
        words = _("Row %(line)s cannot be read: a quotation mark is missing, or stands where none belongs.")
        raise SheetError(words % {"line": last + 1}) from None


def _lines_of_workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            files = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        raise SheetError(_("The file is damaged: it cannot be opened. Save it again as .xlsx.")) from None
    if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
        raise SheetError(_("Unpacked, the file is larger than 20 MB. Copy the table alone into a new file."))
    try:
        _check_elements(content)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
            yield number, [_text_of(cell) for cell in row]
    except SheetError:
        raise
    except Exception:
        # What is no workbook makes openpyxl raise almost anything: KeyError, ValueError, errors of the XML parser.
        raise SheetError(_("This is no .xlsx workbook with a table in its first sheet.")) from None


def _check_elements(content: bytes) -> None:
    """Packed, millions of empty cells are a small file: they are counted before they are read one by one."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.infolist():
            markup = archive.read(name).replace(b"\x00", b"")  # UTF-16 is XML too
            if b"<!DOCTYPE" in markup:
                raise SheetError(_("This is no .xlsx workbook with a table in its first sheet."))
            if markup.count(b"<") - markup.count(b"</") > MOST_ELEMENTS:
                words = _("The workbook has too many cells, most of them empty. Copy the table alone into a new file.")
                raise SheetError(words)


def _text_of(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        return Formula(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _sheet(lines: Iterable[tuple[int, list[str]]], columns: Sequence[Column]) -> Sheet:
    sheet, headings = Sheet(), None
    for line, cells in lines:
        if line > 5 * MOST_ROWS or len(sheet.rows) > MOST_ROWS:
            raise _too_many()
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise SheetError(_("There are more than %(most)s columns.") % {"most": MOST_COLUMNS})
        if not cells:
            continue
        if headings is None:
            headings = _headings(line, cells, columns, sheet.problems)
        else:
            _add_row(sheet, line, cells, headings)
    if len(sheet.rows) > MOST_ROWS:
        raise _too_many()
    if headings is None:
        raise SheetError(_("The file has no table: its first row names the columns, and every other row is one entry."))
    if not sheet.rows and not sheet.problems:
        raise SheetError(_("There is no row below the headings."))
    return sheet


def _too_many() -> SheetError:
    return SheetError(_("There are more than %(most)s rows. Divide the file.") % {"most": MOST_ROWS})


def _check_kind(cells: list[str], columns: Sequence[Column]) -> None:
    """Whether these headings are rather those of the other kind: one sentence, not a mistake for each column."""
    looks_like = {
        PARTNERSHIPS: _("This looks like a file of partnerships. Choose that, and send it again."),
        ROSTER: _("This looks like a file of rosters. Choose that, and send it again."),
    }
    for kind, words in looks_like.items():
        if named_in(cells, COLUMNS[kind]) > max(named_in(cells, columns), 1):
            raise SheetError(words)


def _headings(line: int, cells: list[str], columns: Sequence[Column], problems: list[Problem]) -> list[Column | None]:
    """The column that each cell of the first row names; headings that name none are problems."""
    _check_kind(cells, columns)
    headings: list[Column | None] = []
    for cell in cells:
        column = next((column for column in columns if column.is_called(folded(cell))), None)
        shown = cell.strip()[:60]
        if column is None and shown:
            problems.append(Problem(line, shown, _("No column is called this. Leave it out, or correct the heading.")))
        elif column in headings and column is not None:
            problems.append(Problem(line, shown, _("This column is there twice.")))
        headings.append(column)
    if not any(headings):
        raise SheetError(_("The first row must name the columns. Take the sample file to begin with."))
    for column in columns:
        if column.is_required and column not in headings:
            problems.append(Problem(line, str(column.label), _("This column is missing.")))
    return headings


def _add_row(sheet: Sheet, line: int, cells: list[str], headings: list[Column | None]) -> None:
    row = SheetRow(line, {})
    for place, cell in enumerate(cells):
        column = headings[place] if place < len(headings) else None
        text = cell.strip()
        if not text:
            continue
        if column is None:
            if place >= len(headings):
                sheet.problems.append(Problem(line, "", _("There are more cells than headings: “%s”.") % text[:60]))
            continue
        if isinstance(cell, Formula) or is_formula(text):
            words = _("This is a formula, or begins like one. Put its value here, without =, +, - or @ in front.")
            sheet.problems.append(Problem(line, str(column.label), words))
        elif len(text) > LONGEST_CELL:
            sheet.problems.append(Problem(line, str(column.label), _("This cell is too long.")))
        row.cells[column.name] = text
    sheet.rows.append(row)
