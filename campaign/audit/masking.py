"""Keeps personal links out of the logs: whoever reads a log must not be able to use one."""

import logging
import re
from typing import Final

# The address of a page behind a personal link, up to the end of its token.
PERSONAL: Final = re.compile(r"(/(?:einwilligung|widerruf)/)[A-Za-z0-9_-]+")


class MaskPersonalLinks(logging.Filter):
    """Rewrites each record before a handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        masked = PERSONAL.sub(r"\1***", text)
        if masked != text:
            record.msg, record.args = masked, ()
        return True
