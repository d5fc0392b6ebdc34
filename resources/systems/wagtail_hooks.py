from wagtail import hooks

from .viewsets import SystemsGroup


@hooks.register("register_admin_viewset")
def systems():
    return SystemsGroup()
