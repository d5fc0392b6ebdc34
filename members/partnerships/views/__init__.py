from .editing import edit, face, faced, strike
from .importing import plan, sample, upload
from .joining import approve, decline, end, join, requests, roster, withdraw
from .pages import index, page

__all__ = [
    "approve",
    "decline",
    "edit",
    "end",
    "face",
    "faced",
    "index",
    "join",
    "page",
    "plan",
    "requests",
    "roster",
    "sample",
    "strike",
    "upload",
    "withdraw",
]
