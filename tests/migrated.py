"""Migrate once, copy often: on SQLite a run starts from a copy of a database with the same migrations applied.

The copy is known by what all migrations and the skeleton say, so a changed one is applied for real. PostgreSQL always
migrates for real.
"""

import hashlib
import inspect
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import django
import pytest
import wagtail
from django.apps import apps
from django.db import connection


def copy() -> Path:
    """Where the migrated database of this user and these migrations is kept."""
    said = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        folder = Path(inspect.getfile(app.module)).parent
        for file in sorted([*folder.glob("migrations/*.py"), *folder.glob("setup.py")]):
            said.update(file.read_bytes())
    return Path(tempfile.gettempdir()) / f"behind-the-numbers-{os.getuid()}-{said.hexdigest()[:16]}.sqlite3"


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_keepdb():
    return is_sqlite() and copy().exists()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_keepdb):
    if django_db_keepdb:
        shutil.copyfile(copy(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    if is_sqlite() and not django_db_keepdb:
        # Whole or not at all: another worker may be looking.
        half = copy().with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), sqlite3.connect(half) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        target.close()
        half.replace(copy())
