"""Convenings: what is read is a page, when and where it is lies in schedules, and stars are somebody's own."""

from .pages import ConveningIndexPage, ConveningPage, SessionChallenge, SessionPage, SessionTopic
from .schedules import Placement, Room, Schedule, Speaker
from .stars import Star, StarFeed

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
