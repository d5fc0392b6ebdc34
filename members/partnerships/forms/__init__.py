from .editing import FacedForm, PartnershipForm
from .fields import readable_outcomes
from .importing import UploadForm
from .joining import DeclineForm, FindForm, JoinForm

__all__ = [
    "DeclineForm",
    "FacedForm",
    "FindForm",
    "JoinForm",
    "PartnershipForm",
    "UploadForm",
    "readable_outcomes",
]
