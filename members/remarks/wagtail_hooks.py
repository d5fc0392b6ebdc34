from wagtail import hooks

from .viewsets import RemarksGroup


@hooks.register("register_admin_viewset")
def remarks():
    return RemarksGroup()
