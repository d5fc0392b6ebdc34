"""What a line or a text that people type may not hold: characters that nobody sees, or that reorder others. No I/O."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# C0 and C1 controls, lone surrogates, and the characters that turn the direction of writing.
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069"

one_line = RegexValidator(
    re.compile(rf"\A[^{_UNSEEN}\t\r\n\u2028\u2029]*\Z"),
    message=_("Use letters, digits and signs only, on one line."),
    code="unseen",
)
readable_text = RegexValidator(
    re.compile(rf"\A[^{_UNSEEN}]*\Z"),
    message=_("This text has characters that cannot be shown. Delete them, or type it again."),
    code="unseen",
)
