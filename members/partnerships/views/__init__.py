from .editing import edit, face, faced, strike
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
    "requests",
    "roster",
    "strike",
    "withdraw",
]
