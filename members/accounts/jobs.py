from datetime import timedelta
from importlib import import_module

from django.conf import settings

from cms.clock import every


@every(timedelta(days=1))
def clear_sessions():
    """Drop sessions past their end; a cookie that names one is no longer good anyway."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
