from .desk import desk, discard, readers, submit, unsubmit
from .review import review
from .standing import confirm, flag, resolve, withdraw
from .writing import autosave, edit, markdown, new, preview

__all__ = [
    "autosave",
    "confirm",
    "desk",
    "discard",
    "edit",
    "flag",
    "markdown",
    "new",
    "preview",
    "readers",
    "resolve",
    "review",
    "submit",
    "unsubmit",
    "withdraw",
]
