from wagtail import hooks

from .viewsets import ProfileViewSet


@hooks.register("register_admin_viewset")
def profiles():
    return ProfileViewSet("profiles", url_prefix="profile")
