"""One factory per model; `viewers` and `readers` in conftest.py make the usual set of people from them."""

from .agreements import AgreementTemplateFactory
from .convenings import ConveningFactory, SessionFactory
from .legal import (
    ElementFactory,
    IndicatorFactory,
    LegalAnswerFactory,
    LegalResourceFactory,
    RouteFactory,
    RouteFinderFactory,
    SourceFactory,
    StateOverlayFactory,
    SuppressionRuleFactory,
)
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
from .questions import AnswerFactory, QuestionFactory
from .remarks import BookmarkFactory, CommentFactory
from .shelves import ReportCardFactory, SystemFactory, SystemKindFactory
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
    "AgreementTemplateFactory",
    "AnswerFactory",
    "BookmarkFactory",
    "ChallengeFactory",
    "CommentFactory",
    "ConveningFactory",
    "ElementFactory",
    "FacedChallengeFactory",
    "GatewayFactory",
    "GatewaySchemeFactory",
    "IndicatorFactory",
    "JoinRequestFactory",
    "LegalAnswerFactory",
    "LegalResourceFactory",
    "LessonFactory",
    "OutcomeFactory",
    "PartnershipFactory",
    "ProfileFactory",
    "QuestionFactory",
    "ReportCardFactory",
    "RosterEntryFactory",
    "RouteFactory",
    "RouteFinderFactory",
    "SessionFactory",
    "SourceFactory",
    "StageFactory",
    "StateOverlayFactory",
    "SuppressionRuleFactory",
    "SystemFactory",
    "SystemKindFactory",
    "TermFactory",
    "TopicFactory",
    "UserFactory",
    "member_of",
]
