"""Partnerships, who belongs to them, what they find hard."""

from .imports import PendingImport
from .partnerships import KEPT, Link, Partnership, Stage
from .register import FacedChallenge
from .roster import JoinRequest, RosterEntry

__all__ = ["KEPT", "FacedChallenge", "JoinRequest", "Link", "Partnership", "PendingImport", "RosterEntry", "Stage"]
