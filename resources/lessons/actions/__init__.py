from .review import IncompleteLessonError, NothingToReviewError, decide, submit, take_back, was_decided, was_sent_back
from .rights import say_what_changed, set_rights
from .saving import (
    ChangedElsewhereError,
    NotYoursError,
    begin_lesson,
    discard_lesson,
    free_slug,
    save_lesson,
)  # fmt: skip
from .standing import confirm, plan_next_look, raise_flag, resolve_flag, withdraw

__all__ = [
    "ChangedElsewhereError",
    "IncompleteLessonError",
    "NotYoursError",
    "NothingToReviewError",
    "begin_lesson",
    "confirm",
    "decide",
    "discard_lesson",
    "free_slug",
    "plan_next_look",
    "raise_flag",
    "resolve_flag",
    "save_lesson",
    "say_what_changed",
    "set_rights",
    "submit",
    "take_back",
    "was_decided",
    "was_sent_back",
    "withdraw",
]
