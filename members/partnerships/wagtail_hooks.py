from wagtail import hooks

from .viewsets import PartnershipsGroup


@hooks.register("register_admin_viewset")
def partnerships():
    return PartnershipsGroup()
