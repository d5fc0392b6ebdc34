"""The blank template as a Word file, so that counsel can mark it up."""

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.shared import Pt

from .documents import edition
from .wording import Block

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(version, clauses) -> bytes:
    """What `as_markdown` gives, in the styles of Word, so that headings make a table of contents."""
    document = Document()
    document.core_properties.title = version.title
    document.core_properties.author = ""
    document.core_properties.comments = version.disclaimer
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(version.title, level=0)
    document.add_paragraph(edition(version), style="Subtitle")
    if version.disclaimer:
        document.add_paragraph(version.disclaimer, style="Intense Quote")
    document.add_paragraph(_("Brackets are yours to fill in, to keep or to strike out."))
    _write(document, version.preamble_blocks)
    for clause in clauses:
        document.add_heading(f"{clause.order}. {clause.title}", level=1)
        _write(document, clause.blocks)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _write(document, blocks: list[Block]) -> None:
    for block in blocks:
        for line in block.lines:
            document.add_paragraph(line, style="List Bullet" if block.is_list else None)
