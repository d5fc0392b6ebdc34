"""Settings for one's own machine: defaults for everything, mail at /dev/mail/, no HTTPS."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-development-" + "x" * 40)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "Behind the Numbers <numbers@example.org>")

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, LOGGING, STORAGES, VAR_DIR, env

# Off by default, so that one sees the pages that readers see. DEBUG=1 brings Django's own and fresh templates.
DEBUG = env.bool("DEBUG", False)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
INSTALLED_APPS = [*INSTALLED_APPS, "cms.dev"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
REQUIRE_TWO_STEP_FOR_STAFF = env.bool("REQUIRE_TWO_STEP_FOR_STAFF", False)

# What went wrong, and nothing that went well: `Ready:` is a line to be found.
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")}}

VAR_DIR.mkdir(parents=True, exist_ok=True)
