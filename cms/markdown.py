"""From Markdown, as members type it, to HTML that is safe to show."""

import nh3
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

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("table")


def _demote_heading(tokens) -> None:
    # The page has the h1 and the section the h2: what members type as a heading starts at h3.
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"


def render(text: str) -> SafeString:
    """The clean HTML of the Markdown `text`; raw HTML in it is shown as typed.

    Only the first 100,000 characters and 20 levels are read, so that no text can be a bomb.
    """
    tokens = _parser.parse(text[:LONGEST])
    _demote_heading(tokens)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener ugc")
    return mark_safe(clean)


def plain_text(html: str) -> str:
    """The words of clean HTML, for the index and for summaries."""
    text = nh3.clean(html.replace("<", " <"), tags=set())
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    return " ".join(text.split())
