"""Sends mail as Django does, but gives a server time for its last word: whoever hangs up before it sends the mail twice."""

import smtplib
from typing import Any, Final

from django.core.mail.backends import smtp

# Seconds. A server takes a mail over with its answer to the last line (RFC 5321, 4.5.3.2.6, wishes ten minutes); it may be
# scanning it meanwhile. Longer, and a server that hangs would hold up all other jobs.
LAST_WORD: Final = 30


class _Patient(smtplib.SMTP):
    def data(self, msg: Any) -> Any:
        """Send the text; everything before and after has EMAIL_TIMEOUT."""
        assert self.sock is not None
        self.sock.settimeout(max(LAST_WORD, self.timeout))
        try:
            return super().data(msg)
        finally:
            if self.sock is not None:
                self.sock.settimeout(self.timeout)


class _PatientTLS(_Patient, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, with a connection that waits."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the kind of connection that EMAIL_URL asks for."""
        return _PatientTLS if self.use_ssl else _Patient
