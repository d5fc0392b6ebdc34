from wagtail import hooks

from .files import refuse_to_strangers
from .reviews import known_pages

hooks.register("before_serve_document", refuse_to_strangers)
hooks.register(
    "construct_page_chooser_queryset", lambda pages, request: known_pages(pages, request.user, request.viewer)
)
