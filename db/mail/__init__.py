"""Mail: one letter over SMTP, the weekly round that sends the digests, and links when asked for."""

from db.mail.links import address_of, ask
from db.mail.round import begin, send_round

__all__ = ["address_of", "ask", "begin", "send_round"]
