from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self):
        from cms.health import reports

        from . import jobs, receivers  # noqa: F401
        from .engines import synonyms_from
        from .status import health
        from .synonyms import synonyms

        synonyms_from(synonyms)
        receivers.connect()
        reports("search", health)
