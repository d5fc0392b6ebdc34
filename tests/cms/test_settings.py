"""What production does without being told."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SET = "from django.core.cache import cache; cache.set('attempts', 3)"
GET = "from django.core.cache import cache; print(cache.get('attempts'))"


@pytest.fixture
def process(tmp_path):
    """Run Python with production's settings in a process of its own; what it printed."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "SECRET_KEY": "x" * 60,
        "SITE_URL": "https://numbers.example.org",
        "ALLOWED_HOSTS": "numbers.example.org",
        "VAR_DIR": str(tmp_path),
    }

    def run(code, **more):
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment | more, cwd=settings.BASE_DIR, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.mark.parametrize(("url", "found"), [("", "3"), ("locmemcache://", "None")])
def test_processes_count_attempts_together_unless_told_otherwise(process, url, found):
    process(SET, CACHE_URL=url)

    assert process(GET, CACHE_URL=url) == found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SITE_URL": "numbers.example.org"}, "SITE_URL is “numbers.example.org”: "),
        ({"SITE_URL": "", "ALLOWED_HOSTS": " "}, "Set in the environment: SITE_URL ("),
        ({"SITE_URL": "", "ALLOWED_HOSTS": " "}, ", ALLOWED_HOSTS ("),
        ({"SITE_URL": "https://numbers.example.org/"}, ""),
    ],
)
def test_start_names_every_setting_that_is_missing_or_wrong(tmp_path, given, said):
    environment = {**os.environ, "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "a.example.org", "VAR_DIR": str(tmp_path)}
    environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.base", **given}
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)

    assert done.returncode == (1 if said else 0)
    assert said in done.stderr
    assert done.stderr.count("\n") <= 1


@pytest.mark.parametrize(
    ("module", "sender"),
    [("base", "Behind the Numbers <noreply@localhost>"), ("dev", "Behind the Numbers <numbers@example.org>")],
)
def test_mail_of_development_comes_from_an_address_of_its_own(process, module, sender):
    code = "from django.conf import settings; print(settings.DEFAULT_FROM_EMAIL)"

    assert process(code, DJANGO_SETTINGS_MODULE=f"cms.settings.{module}") == sender
