"""Production settings. Everything that differs between places comes from the environment.

A setting without which the site must not run has no default: the boot stops with one sentence that
names it. `dev.py` and `test.py` give defaults and import this file; `people.py` and `security.py` are parts of it.
"""

from pathlib import Path
from zoneinfo import available_timezones

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from .environment import BASE_DIR, VAR_DIR, address, env, required
from .people import *  # noqa: F403
from .security import *  # noqa: F403

DEBUG = False
SECRET_KEY, site_url, hosts = required(
    SECRET_KEY="a long random text that signs sessions and links",
    SITE_URL="the address of the site, for example https://numbers.example.org",
    ALLOWED_HOSTS="the host names that the site answers to, by comma",
)
SITE_URL = address("SITE_URL", site_url)
ALLOWED_HOSTS = [host.strip() for host in hosts.split(",")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "members.accounts",
    "members.notices",
    "members.partnerships",
    "members.people",
    "members.remarks",
    "resources.legal",
    "resources.agreements",
    "resources.questions",
    "resources.systems",
    "resources.report_cards",
    "resources.lessons",
    "convenings.program",
    "search",
    "cms.vocabulary",
    "cms",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "members.accounts.apps.AdminUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "generic_notifications",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "cms.http.health_check",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cms.http.refuse_rubbish",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.accounts.two_steps.lead_staff_to_two_steps",
    "django_htmx.middleware.HtmxMiddleware",
    "cms.http.know_the_viewer",
    "cms.redirects.lead_from_old_addresses",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.http.site_context",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# Data
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so that two writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# All processes share one cache, or limits on sign-in attempts would count in each of them for itself.
SHARED_FOLDER = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": VAR_DIR / "cache",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
CACHES = {"default": env.cache_url("CACHE_URL") if env.str("CACHE_URL", "") else SHARED_FOLDER}

# Search: the embedded engine, or a cluster where ELASTICSEARCH_URL names one.
ELASTICSEARCH_HOSTS = [host.strip() for host in env.list("ELASTICSEARCH_URL", default=[])]
SEARCH = {
    "ENGINE": "elasticsearch" if ELASTICSEARCH_HOSTS else "tantivy",
    "PATH": VAR_DIR / "index",
    "HOSTS": ELASTICSEARCH_HOSTS,
    "API_KEY": env.str("ELASTICSEARCH_API_KEY", ""),
    "CA": env.str("ELASTICSEARCH_CA", ""),
    "PREFIX": env.str("ELASTICSEARCH_PREFIX", "behind-the-numbers"),
    "REPLICAS": env.int("ELASTICSEARCH_REPLICAS", 1),
    "TIMEOUT": env.float("ELASTICSEARCH_TIMEOUT", 2.0),
    "RETRIES": env.int("ELASTICSEARCH_RETRIES", 3),
    "CIRCUIT": env.float("ELASTICSEARCH_CIRCUIT", 10.0),
}
# Wagtail's own search serves only its admin; nothing public reads it, since it holds drafts.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Work outside a request: `manage.py db_worker` and `manage.py clock --forever`.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Behind the Numbers <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language and time
LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "America/New_York")

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "cms.assets.JoinedSheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What members upload lies outside MEDIA_URL and is served by a view that asks who may see it.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
# The longest lesson has 700,000 characters in its sections and 500,000 beside them, each sent in up to twelve bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# The editor of a lesson with twelve cycles of sixty values posts about 2,600 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Wagtail
# Zones of the world only: the server knows “localtime” and the like, too, at which a browser breaks off.
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
# Listed when they are asked for: it reads many files, and one page alone shows them.
WAGTAIL_USER_TIME_ZONES = SimpleLazyObject(
    lambda: ["UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS)]
)
WAGTAIL_SITE_NAME = "Behind the Numbers"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "md", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_LOGIN_URL = "accounts:admin_sign_in"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.workflows.publish_approved"
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"refusals": {"()": "cms.log.Refusals"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"elastic_transport": {"level": "ERROR"}},
}
