from .cycles import Cycle, Measurement
from .pages import LessonIndexPage, LessonPage, LessonTag
from .records import Adaptation, Authorship, ChangeFlag
from .review import LessonReviewTask, NoteForm, ProposedCycles, SendBackForm

__all__ = [
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
