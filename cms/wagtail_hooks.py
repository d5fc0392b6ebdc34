from wagtail import hooks

from .files import refuse_to_strangers

hooks.register("before_serve_document", refuse_to_strangers)
