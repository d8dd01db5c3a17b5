"""What travels between the sign-on of the municipality, the store and the screen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes to sign on, and what it brings back to show that it began here."""

    address: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a sign-on ended: a cookie of ours, or the code of the refusal; and where to go then."""

    cookie: str | None
    refusal: str | None
    to: str = "/"


@dataclass(frozen=True, slots=True)
class SignOnLine:
    """A person as the provider knows them; `account_id` is None while nobody linked them."""

    id: str
    version: int
    name: str
    subject: str
    issuer: str
    account_id: str | None
    first_time: datetime
    last_time: datetime
