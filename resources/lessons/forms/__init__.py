from .cycles import cycles_formset, formset_data
from .lesson import LessonForm
from .rights import AdaptedForm, AudienceForm, RightsForm, audience_label, partnerships_of
from .words import FlagForm, MarkdownForm, ResolveForm, WithdrawForm

__all__ = [
    "AdaptedForm",
    "AudienceForm",
    "FlagForm",
    "LessonForm",
    "MarkdownForm",
    "ResolveForm",
    "RightsForm",
    "WithdrawForm",
    "audience_label",
    "cycles_formset",
    "formset_data",
    "partnerships_of",
]
