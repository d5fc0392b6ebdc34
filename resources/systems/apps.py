from django.apps import AppConfig


class SystemsConfig(AppConfig):
    name = "resources.systems"
    label = "systems"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports
        from members.remarks.talk import Talk, talk

        from .exports import systems_of
        from .kinds import SYSTEM
        from .setup import systems_skeleton

        register(SYSTEM)
        skeleton(systems_skeleton)
        exports("systems", systems_of)
        talk("system", Talk(authors=lambda system, place: [system.author] if system.author else []))
