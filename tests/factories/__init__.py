"""One factory per model; `viewers` and `readers` in conftest.py make the usual set of people from them."""

from .lessons import LessonFactory
from .members import (
    AffiliationRequestFactory,
    JoinRequestFactory,
    PartnershipFactory,
    ProfileFactory,
    RosterEntryFactory,
    UserFactory,
    member_of,
)
from .vocabulary import ChallengeFactory, OutcomeFactory, TermFactory, TopicFactory

__all__ = [
    "AffiliationRequestFactory",
    "ChallengeFactory",
    "JoinRequestFactory",
    "LessonFactory",
    "OutcomeFactory",
    "PartnershipFactory",
    "ProfileFactory",
    "RosterEntryFactory",
    "TermFactory",
    "TopicFactory",
    "UserFactory",
    "member_of",
]
