from django.apps import AppConfig


class RemarksConfig(AppConfig):
    name = "members.remarks"
    label = "remarks"

    def ready(self):
        from cms.content.left import leaves
        from cms.kinds import for_every_kind
        from cms.setup import skeleton
        from members.accounts.exports import exports

        from . import notices  # noqa: F401
        from .exports import remarks_of
        from .notices import stewards_of
        from .receivers import follow
        from .setup import remarks_skeleton
        from .talk import Talk, talk
        from .things import commented_by_people

        exports("remarks", remarks_of)
        skeleton(remarks_skeleton)
        for_every_kind(follow)
        leaves(commented_by_people)
        # People are spoken with, not about.
        talk("person", Talk(is_open=False))
        talk("partnership", Talk(authors=lambda partnership, place: stewards_of(partnership)))
