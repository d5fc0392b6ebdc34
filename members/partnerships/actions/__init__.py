"""What changes partnerships and who belongs to them."""

from .editing import edit_partnership, set_stages, strike_out, write_down
from .joining import (
    REQUESTS_A_DAY,
    AlreadyAffiliatedError,
    AlreadyOnRosterError,
    TooManyRequestsError,
    approve,
    decline,
    end_membership,
    request_to_join,
    withdraw,
)

__all__ = [
    "REQUESTS_A_DAY",
    "AlreadyAffiliatedError",
    "AlreadyOnRosterError",
    "TooManyRequestsError",
    "approve",
    "decline",
    "edit_partnership",
    "end_membership",
    "request_to_join",
    "set_stages",
    "strike_out",
    "withdraw",
    "write_down",
]
