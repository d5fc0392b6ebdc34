from .cycles import Cycle, Measurement
from .pages import LessonIndexPage, LessonPage, LessonTag
from .records import Adaptation, Authorship, ChangeFlag

__all__ = [
    "Adaptation",
    "Authorship",
    "ChangeFlag",
    "Cycle",
    "LessonIndexPage",
    "LessonPage",
    "LessonTag",
    "Measurement",
]
