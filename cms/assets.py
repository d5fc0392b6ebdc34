"""The style sheet that is served: `css/site.css` with everything that it imports, in one file.

The sheets are kept small and apart for whoever writes them, and a browser asks once. A finder of static files does
it, so that development, tests and `collectstatic` serve the same bytes.
"""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SHEET = "css/site.css"
SOURCE = settings.BASE_DIR / "static"
IMPORT = re.compile(r'@import "(?P<file>[^"]+)"(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[^;]+))?;\n?')
URL = re.compile(r'url\("(?P<path>[^"]+)"\)')


def join(sheet: Path, base: Path | None = None) -> str:
    """The text of `sheet` with its imports in their places, layers and media kept.

    Addresses in it are made relative to the folder `base`, where the joined sheet will stand.
    """
    base = base or sheet.parent

    def imported(match: re.Match) -> str:
        text = join(sheet.parent / match["file"], base)
        for rule in (match["layer"] and f"@layer {match['layer']}", match["media"] and f"@media {match['media']}"):
            if rule:
                text = f"{rule} {{\n{text}}}\n"
        return text

    def rebased(match: re.Match) -> str:
        return f'url("{os.path.relpath(sheet.parent / match["path"], base)}")'

    return IMPORT.sub(imported, URL.sub(rebased, sheet.read_text(encoding="utf-8")))


class JoinedSheetFinder(BaseFinder):
    """Finds `css/site.css` as one file; it stands before the finder that would find the sheet of imports."""

    def __init__(self, source: Path = SOURCE, target: Path | None = None):
        self.source = source
        self.storage = FileSystemStorage(location=target or settings.VAR_DIR / "joined")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False):
        found = [self._joined()] if path == SHEET else []
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns):
        self._joined()
        yield SHEET, self.storage

    def _joined(self) -> str:
        """The path of the joined sheet, written again when one of its parts is newer."""
        target = Path(self.storage.path(SHEET))
        newest = max(part.stat().st_mtime for part in (self.source / "css").rglob("*.css"))
        if not target.exists() or target.stat().st_mtime <= newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Two processes may write at once: each its own file, and the last one renamed stays.
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as draft:
                draft.write(join(self.source / SHEET))
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(target)
        return str(target)
