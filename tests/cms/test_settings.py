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
