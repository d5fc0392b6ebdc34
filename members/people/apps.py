from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "members.people"
    label = "people"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports
        from members.notices.naming import named_by

        from . import receivers  # noqa: F401
        from .bylines import names_for
        from .exports import profile_of
        from .kinds import PERSON
        from .setup import people_skeleton

        register(PERSON)
        skeleton(people_skeleton)
        exports("profile", profile_of)
        named_by(names_for)
