"""Settings of the test suite: an own folder for files and index, fast passwords, mail in memory."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")
os.environ.setdefault("SITE_URL", "http://testserver")
# Every process of a parallel run has files, index and prefix of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix=f"btn-{WORKER}-")
atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from .base import *  # noqa: E402, F403
from .base import DATABASES, SEARCH, STATIC_ROOT, STORAGES, VAR_DIR  # noqa: E402

WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(exist_ok=True)  # Whitenoise warns of a missing folder, once per request handler.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SEARCH = {**SEARCH, "PREFIX": f"btn-test-{WORKER}-{os.getpid()}", "REPLICAS": 0}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
REQUIRE_TWO_STEP_FOR_STAFF = False
