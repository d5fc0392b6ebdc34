from .editing import FacedForm, PartnershipForm, stage_forms
from .joining import DeclineForm, FindForm, JoinForm

__all__ = ["DeclineForm", "FacedForm", "FindForm", "JoinForm", "PartnershipForm", "stage_forms"]
