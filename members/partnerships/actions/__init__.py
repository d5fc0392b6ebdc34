"""What changes partnerships and who belongs to them."""

from .editing import AlreadyInRegisterError, edit_partnership, set_stages, strike_out, write_down
from .importing import PlanChangedError, carry_out, keep_for_later, plan_of_pending
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
    "AlreadyInRegisterError",
    "AlreadyOnRosterError",
    "PlanChangedError",
    "TooManyRequestsError",
    "approve",
    "carry_out",
    "decline",
    "edit_partnership",
    "end_membership",
    "keep_for_later",
    "plan_of_pending",
    "request_to_join",
    "set_stages",
    "strike_out",
    "withdraw",
    "write_down",
]
