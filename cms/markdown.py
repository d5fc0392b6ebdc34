"""From Markdown, as members type it, to HTML that is safe to show."""

import re
from itertools import groupby

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
LONGEST = 100_000
DEEPEST = 20
# As `weight` counts. What weighs this much is rendered in half a second; the lessons that we know weigh a tenth of it.
HEAVIEST = 8_000

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")


def _demote_heading(tokens) -> None:
    # The page has the h1 and the section the h2: what members type as a heading starts at h3.
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"


_MARK = re.compile(r"[\\\[\]*_!<>`&~#+|]|-+|\d[.)]")
_LINE = 4  # marks: a line alone can be a paragraph or an item of a list


def weight(text: str) -> int:
    """How much work it is to render `text`: its marks, its lines, and the cells of its tables, empty ones too."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cells = 0
    for has_words, block in groupby(lines, key=lambda line: bool(line.strip())):
        if has_words:
            bars = [line.count("|") for line in block]
            # Every row of a table gets as many cells as its widest one.
            cells += max(bars) * len(bars)
    return len(_MARK.findall(text)) + _LINE * len(lines) + cells


def render(text: str) -> SafeString:
    """The clean HTML of the Markdown `text`; raw HTML in it is shown as typed.

    Only the first 100,000 characters and 20 levels are read, and what is heavier than any form takes is shown as
    typed, so that no text can be a bomb.
    """
    text = text[:LONGEST]
    html = _html(text) if weight(text) <= HEAVIEST else f"<pre>{escape(text)}</pre>"
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener ugc")
    return mark_safe(clean)


def _html(text: str) -> str:
    tokens = _parser.parse(text)
    _demote_heading(tokens)
    return _parser.renderer.render(tokens, _parser.options, {})


_ENDS = re.compile(r"</(?:li|h3|h4)>|<(?:ul|ol)\b")
_END = "\ue000"  # of a private area: nobody's letter


def plain_text(html: str) -> str:
    """The words of clean HTML, for the index and for summaries; headings and items of lists end as sentences do."""
    marked = _ENDS.sub(lambda end: _END + end[0], html)
    text = nh3.clean(marked.replace("<", " <"), tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    *sentences, rest = (" ".join(part.split()) for part in text.split(_END))
    return " ".join(filter(None, [*map(_ended, sentences), rest]))


def _ended(words: str) -> str:
    is_ended = words.rstrip("”’\"')]")[-1:] in tuple(".!?…:;,") or not words
    return words if is_ended else f"{words}."
