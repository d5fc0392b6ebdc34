from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class VocabularyConfig(AppConfig):
    name = "cms.vocabulary"
    label = "vocabulary"

    def ready(self):
        from cms.kinds import register
        from cms.setup import skeleton

        from .kinds import CHALLENGE, OUTCOME, TERM
        from .models import Term, Topic
        from .setup import vocabulary_skeleton
        from .synonyms import forget_synonyms

        skeleton(vocabulary_skeleton)
        for kind in (CHALLENGE, OUTCOME, TERM):
            register(kind)
        for model in (Term, Topic):
            post_save.connect(forget_synonyms, sender=model, dispatch_uid=f"synonyms-{model.__name__}")
            post_delete.connect(forget_synonyms, sender=model, dispatch_uid=f"synonyms-{model.__name__}")
