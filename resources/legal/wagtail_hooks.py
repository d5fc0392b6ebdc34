from wagtail import hooks

from .viewsets import LegalGroup


@hooks.register("register_admin_viewset")
def legal():
    return LegalGroup()
