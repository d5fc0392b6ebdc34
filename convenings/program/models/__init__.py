"""Convenings: what is read is a page, when and where it is lies in schedules, and stars are somebody's own."""

from .pages import ConveningIndexPage, ConveningPage, SessionPage
from .schedules import Placement, Room, Schedule, Speaker
from .stars import Star, StarFeed
from .words import SessionChallenge, SessionTopic

__all__ = [
    "ConveningIndexPage",
    "ConveningPage",
    "Placement",
    "Room",
    "Schedule",
    "SessionChallenge",
    "SessionPage",
    "SessionTopic",
    "Speaker",
    "Star",
    "StarFeed",
]
