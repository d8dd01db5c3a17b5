"""Mail: one letter over SMTP, and the weekly round that sends the digests."""

from db.mail.round import begin, send_round

__all__ = ["begin", "send_round"]
