"""A document made for one recipient, before it is a file: what it tells, what it leaves out."""

from dataclasses import dataclass
from datetime import date

from core.records.network import Goal, Meeting, NetworkFile
from core.sharing import Basis, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What documents about a young person are made from; `goals` as they are or as once frozen."""

    name: str
    born: date | None
    coordinator: str | None
    file: NetworkFile
    goals: tuple[Goal, ...]
    meeting: Meeting | None = None
    on: date
    number: int = 0
    protected: bool = False
    """Name and address are protected: a paper for others has the number of the case instead."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by the key of its label (`paper.fact.<label>`)."""

    label: str
    value: object


@dataclass(frozen=True, slots=True)
class Step:
    """An agreement as told; `own`: the young person is the one who does it."""

    text: str
    responsible: str
    due: date
    status: str
    settled: date | None
    follow_up_by: str | None
    own: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal as told, with those of its agreements that belong in the document."""

    text: str
    own_words: str | None
    domain: str | None
    set_date: date
    status: str
    ended: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody who is named; `role` is a participant role or `coordinator`."""

    role: str
    name: str | None
    phone: str | None = None
    attended: bool | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document, by the key of its heading (`paper.section.<name>`)."""

    name: str
    facts: tuple[Fact, ...] = ()
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    people: tuple[Someone, ...] = ()
    aims: tuple[Aim, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it tells nothing."""
        return not any((self.facts, self.texts, self.points, self.people, self.aims, self.steps))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many things of one part that the recipient may not know.

    `types` are the information types that the ground does not reach; none: it says nothing about
    its type, so that only who may know everything is told.
    """

    part: str
    types: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """One document for one recipient; `told` are the information types that it tells about.

    `says_something` is False where nothing is left but when and where to meet.
    """

    kind: str
    recipient: Recipient
    basis: Basis
    sections: tuple[Section, ...]
    told: tuple[str, ...]
    says_something: bool
    left_out: tuple[LeftOut, ...]

    @property
    def kept_back(self) -> tuple[str, ...]:
        """The information types that something was left out for, in the order of the code list."""
        named = {code for each in self.left_out for code in each.types}
        unsaid = any(not each.types for each in self.left_out)
        return tuple(code for code in self.basis.lacks if unsaid or code in named)
