from .editing import FacedForm, KeeperForm
from .fields import readable_outcomes
from .importing import UploadForm
from .joining import DeclineForm, FindForm, JoinForm

__all__ = [
    "DeclineForm",
    "FacedForm",
    "FindForm",
    "JoinForm",
    "KeeperForm",
    "UploadForm",
    "readable_outcomes",
]
