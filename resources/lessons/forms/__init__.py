from .cycles import cycles_formset, formset_data
from .lesson import LessonForm
from .rights import AdaptedForm, AudienceForm, RightsForm
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
    "cycles_formset",
    "formset_data",
]
