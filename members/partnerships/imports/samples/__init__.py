"""The files that staff begin with. The workbooks are made of the CSV files, so that both say the same."""

import csv
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from ..columns import COLUMNS

FOLDER = Path(__file__).parent
SAMPLES = {f"{subject}.{ending}" for subject in COLUMNS for ending in ("csv", "xlsx")}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sample_file(name: str) -> tuple[bytes, str]:
    """The bytes of a sample and what they are; `name` is one of SAMPLES."""
    subject, _dot, ending = name.partition(".")
    path = FOLDER / f"{subject}.csv"
    if ending == "csv":
        # The mark in front tells spreadsheet programs that this is UTF-8.
        return b"\xef\xbb\xbf" + path.read_bytes(), "text/csv; charset=utf-8"
    book, content = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(subject)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            sheet.append(row)
    book.save(content)
    return content.getvalue(), WORKBOOK
