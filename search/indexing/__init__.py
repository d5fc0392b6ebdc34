"""From the outbox to an index that agrees with the database: drain, rebuild, verify.

Whatever is written is read from the database after its revision number was taken (`outbox.next_revision`), and an
engine refuses what is older than what it has. So everything here may be repeated, interrupted or run twice.
"""

from .draining import drain, drain_after_commit
from .rebuilding import rebuild, verify

__all__ = ["drain", "drain_after_commit", "rebuild", "verify"]
