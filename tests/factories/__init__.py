"""One factory per model; `viewers` and `readers` in conftest.py make the usual set of people from them."""

from .lessons import LessonFactory
from .members import (
    AffiliationRequestFactory,
    FacedChallengeFactory,
    JoinRequestFactory,
    PartnershipFactory,
    ProfileFactory,
    RosterEntryFactory,
    StageFactory,
    UserFactory,
    member_of,
)
from .vocabulary import (
    ChallengeFactory,
    GatewayFactory,
    GatewaySchemeFactory,
    OutcomeFactory,
    TermFactory,
    TopicFactory,
)

__all__ = [
    "AffiliationRequestFactory",
    "ChallengeFactory",
    "FacedChallengeFactory",
    "GatewayFactory",
    "GatewaySchemeFactory",
    "JoinRequestFactory",
    "LessonFactory",
    "OutcomeFactory",
    "PartnershipFactory",
    "ProfileFactory",
    "RosterEntryFactory",
    "StageFactory",
    "TermFactory",
    "TopicFactory",
    "UserFactory",
    "member_of",
]
