"""The log as it is read: its lines, the look-ups at one young person, and the monthly samples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class LineKind(StrEnum):
    """What a line of the log tells of."""

    CHANGE = "change"
    READ = "read"
    SEARCH = "search"
    EXPORT = "export"
    REFUSED = "refused"
    SESSION = "session"
    SYSTEM = "system"


class Finding(StrEnum):
    """What a reviewer says of a look-up."""

    IN_ORDER = "in_order"
    ASKED = "asked"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `facts` hold [before, after] by name; None where the reader may not see them.

    `case_number` is None where the line is about no case, where the reader may not know which, and
    where the case is gone (`about_case` says whether there was one).
    """

    id: str
    sequence: int
    time: datetime
    account_id: str | None
    name: str | None
    kind: LineKind
    act: str
    subject: str
    row_version: int | None = None
    about_case: bool = False
    case_number: int | None = None
    purpose: str | None = None
    facts: Mapping[str, tuple[Any, Any]] | None = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, slots=True)
class LogWanted:
    """Which lines are asked for; days are Danish, both with them.

    `before` and `after` are numbers of lines: the page that follows an older or a newer one.
    """

    account_id: str | None = None
    kind: LineKind | None = None
    case_number: int | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines, newest first; whether there are older and newer ones of the same kind."""

    lines: tuple[LogLine, ...] = ()
    older: bool = False
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """That a young person's records were opened: the Danish day and a code of the purpose.

    Who opened them is left out.
    """

    date: date
    purpose: str


@dataclass(frozen=True, slots=True)
class LookupsOf:
    """The look-ups at one young person, all their cases together."""

    number: int
    name: str
    protected: bool
    case_id: str
    lookups: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Look-ups drawn for review: by one person, at one case where there is one.

    `rules` are the codes that drew them, `sequences` the numbers of the lines; `line` is the first,
    None where it has been deleted since. `account_id` is whose look-ups they are.
    """

    id: str
    version: int
    review_id: str
    account_id: str | None
    rules: tuple[str, ...]
    sequences: tuple[int, ...]
    line: LogLine | None
    finding: Finding | None = None
    note: str | None = None
    found_by: str | None = None
    found_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessReview:
    """The samples of one month; the random ones can be drawn again from what is told here.

    The pool is every look-up at a case, search, file and refusal numbered from `first` to `last`
    (None: there were none).
    """

    id: str
    month: date
    drawn_time: datetime
    drawn_by: str | None
    seed: int
    wanted: int
    pool: int
    first: int | None
    last: int | None
    due_date: date
    open: int
    counted: Mapping[Finding, int]

    @property
    def done(self) -> bool:
        """Whether every sample has its finding."""
        return self.open == 0


@dataclass(frozen=True, slots=True)
class LogBreak:
    """A place where the log does not hold; `time` is when the line there was written, if known."""

    sequence: int
    flaw: str
    time: datetime | None


@dataclass(frozen=True, slots=True)
class LogState:
    """How the log stands: what does not hold, when it was last looked over, how old it is."""

    breaks: tuple[LogBreak, ...]
    checked_time: datetime | None
    sound_time: datetime | None
    """When it was last looked over and held."""
    lines: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class LogCut:
    """What would be deleted today: so many lines, up to the number and the time of the last."""

    before: date
    lines: int
    last: int | None
