from .cycles import Cycle, Measurement
from .pages import SECTION_HELP, LessonIndexPage, LessonPage, LessonTag
from .records import Adaptation, Authorship, ChangeFlag
from .review import LessonReviewTask, NoteForm, ProposedCycles, SendBackForm

__all__ = [
    "SECTION_HELP",
    "Adaptation",
    "Authorship",
    "ChangeFlag",
    "Cycle",
    "LessonIndexPage",
    "LessonPage",
    "LessonReviewTask",
    "LessonTag",
    "Measurement",
    "NoteForm",
    "ProposedCycles",
    "SendBackForm",
]
