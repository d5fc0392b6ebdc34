"""The log on standard error: what is refused is one line, what breaks keeps its traceback."""

import logging


class Refusals(logging.Filter):
    """Make a warning without traceback of every answer from 400 to 499, whatever Django makes of it."""

    def filter(self, record):
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        return True
