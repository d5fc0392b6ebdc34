"""Long lists, twenty to a page."""

from django.core.paginator import Page, Paginator

PER_PAGE = 20


def paginate(rows, asked: str, per_page: int = PER_PAGE) -> Page:
    """The page of `rows` that `asked` names: the first for what is no page number, the last beyond the end."""
    paginator = Paginator(rows, per_page)
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 1
    return paginator.page(min(max(number, 1), paginator.num_pages))
