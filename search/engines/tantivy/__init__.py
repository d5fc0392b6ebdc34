"""The embedded engine: tantivy inside the process, an index in a folder, no server."""

from .engine import TantivyEngine

__all__ = ["TantivyEngine"]
