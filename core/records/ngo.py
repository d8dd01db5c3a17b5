"""An NGO in a young person's case, the three talks with it, and what it may be told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class NgoSpan:
    """Since when an NGO is in the case and until when; both days with it.

    `named_id` and `version` are those of a row named by hand; None and 0 for a volunteer's match.
    """

    name: str
    from_date: date
    to_date: date | None
    named_id: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class NgoTalk:
    """One of the three talks as recorded: held on a day, or not relevant for a reason."""

    id: str
    version: int
    organisation: str
    talk: str
    date: date | None
    took_part: tuple[str, ...]
    note: str | None
    not_relevant: str | None


class TalkState(StrEnum):
    """Where one of the three talks stands."""

    HELD = "held"
    NOT_RELEVANT = "not_relevant"
    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One of the three talks of an NGO; `due_date` is its last day in time, None: not yet known."""

    talk: str
    state: TalkState
    due_date: date | None
    recorded: NgoTalk | None


@dataclass(frozen=True, slots=True)
class Ngo:
    """One NGO in a case. `key` tells it apart in an address without its name."""

    key: str
    name: str
    from_date: date
    to_date: date | None
    spans: tuple[NgoSpan, ...]
    lines: tuple[TalkLine, ...]

    def over(self, on: date) -> bool:
        """Whether its last day in the case has passed."""
        return self.to_date is not None and self.to_date < on


@dataclass(frozen=True, slots=True)
class MissingTalk:
    """A talk that is to be held in a case, for lists; `due_date` is its last day in time."""

    case_id: str
    number: int
    young_person: str
    organisation: str
    key: str
    talk: str
    due_date: date

    def overdue(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.due_date < on


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One thing an NGO may be told: a code of `information_type`, and the words."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class NgoSheet:
    """What an NGO may be told about a young person.

    `by_consent` is what its consents cover and `by_agreement` what its agreement lets us share;
    only what stands in both is told. All are codes of `information_type` in their order.
    """

    organisation: str
    first_name: str
    by_consent: tuple[str, ...]
    by_agreement: tuple[str, ...]
    lines: tuple[SheetLine, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """What may be told."""
        return tuple(code for code in self.by_consent if code in self.by_agreement)

    @property
    def unagreed(self) -> tuple[str, ...]:
        """What a consent covers but the agreement does not."""
        return tuple(code for code in self.by_consent if code not in self.by_agreement)

    @property
    def unconsented(self) -> tuple[str, ...]:
        """What the agreement lets us share but no consent covers."""
        return tuple(code for code in self.by_agreement if code not in self.by_consent)
