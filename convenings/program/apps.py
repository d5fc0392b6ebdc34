from django.apps import AppConfig


class ProgramConfig(AppConfig):
    name = "convenings.program"
    label = "program"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton
        from members.accounts.exports import exports

        from .exports import program_of
        from .kinds import CONVENING, SESSION
        from .setup import program_skeleton

        register(CONVENING)
        register(SESSION)
        skeleton(program_skeleton)
        exports("convenings", program_of)
