from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self):
        from cms.finding import finds_by
        from cms.health import reports

        from . import jobs, receivers  # noqa: F401
        from .engines import synonyms_from
        from .scoped import keys_of
        from .status import health
        from .synonyms import synonyms

        synonyms_from(synonyms)
        finds_by(keys_of)
        receivers.connect()
        reports("search", health)
