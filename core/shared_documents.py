"""Documents made for one recipient: what is not covered is not in them (R12), nor a CPR (R21).

Everything a document could tell goes through a sieve that knows the recipient's ground. A document
never says that something was left out, only what it is about: that would tell of it too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from core.codes import all_codes
from core.errors import RuleBroken
from core.masking import masked
from core.recipients import CHOSEN_ADULT
from core.records.documents import LeftOut, Section, SharedDocument, Source
from core.redaction import nameless
from core.sharing import ALL_TYPES, GUARDIAN, OWN, Basis, Ground, Recipient, basis

T = TypeVar("T")

COORDINATOR = "coordinator"
"""The role of the case file's own copy; no participant role, and never given to anybody."""

INVITATION = None
"""What anybody who is invited may be told: when and where."""
FRAME: frozenset[str] = frozenset()
"""What everybody with a ground may be told."""


class Subject(StrEnum):
    """What a document is about."""

    PLAN = "plan"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: what it is about, and who it is for (None: whoever has a ground).

    Without any of the parts that are its `matter` it would say nothing.
    """

    subject: Subject
    matter: frozenset[str]
    roles: frozenset[str] | None = None


PLAN, MY_PLAN, MINUTES, SCRIPT = "plan", "plan_plain", "minutes", "meeting_script"
_NEAR = frozenset({OWN, GUARDIAN, CHOSEN_ADULT})
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        PLAN: Kind(Subject.PLAN, frozenset({"goals"})),
        MY_PLAN: Kind(Subject.PLAN, frozenset({"goals"}), _NEAR),
        MINUTES: Kind(Subject.MEETING, frozenset({"agenda", "people", "minutes", "goals"})),
        SCRIPT: Kind(
            Subject.MEETING,
            frozenset({"agenda", "people", "wishes"}),
            frozenset({OWN, CHOSEN_ADULT}),
        ),
    }
)
"""Codes of `shared_document` made here (report 2017 section 3.2: the schema goes to the whole team
and the young person; the script is written by coordinator, young person and chosen adult)."""


class NotCovered(RuleBroken):
    """Nothing on file lets the recipient have the document (R12; facts: who)."""

    code = "not_covered"


class NotForThem(RuleBroken):
    """The document is not made for that role (facts: who)."""

    code = "not_for_them"


class NothingToTell(RuleBroken):
    """There is nothing yet that the document could tell."""

    code = "nothing_to_tell"


@dataclass(slots=True)
class Sieve:
    """Lets through what the ground reaches, and remembers what it held back."""

    basis: Basis
    told: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    held_back: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)

    def let(self, part: str, needed: frozenset[str] | None, told: T) -> tuple[T, ...]:
        """The thing, or nothing: `needed` are the types that it tells about, or INVITATION."""
        if needed is INVITATION:
            return (told,)
        if self.basis.ground is not Ground.NONE and self.basis.reaches(needed):
            self.told |= needed
            self.parts.add(part)
            return (told,)
        self.held_back[part, self._lacking(needed)] += 1
        return ()

    def let_all(self, part: str, pairs: Iterable[tuple[frozenset[str] | None, T]]) -> tuple[T, ...]:
        """Of several things those that may be told."""
        return tuple(each for needed, thing in pairs for each in self.let(part, needed, thing))

    def _lacking(self, needed: frozenset[str]) -> tuple[str, ...]:
        if needed == ALL_TYPES:
            return ()
        return tuple(code for code in self.basis.lacks if code in needed)


Builder = Callable[[Source, Recipient, Sieve], tuple[Section, ...]]


def ground_of(source: Source, recipient: Recipient) -> Basis:
    """What the recipient may know on the day of the source; the case file's copy holds all."""
    if recipient.role == COORDINATOR:
        return Basis(Ground.LAW, ALL_TYPES)
    file = source.file
    return basis(file.consents, recipient, born=source.born, on=source.on, team=file.team)


def made_for(
    kind: str, source: Source, recipient: Recipient, build: Builder, ground: Basis
) -> SharedDocument:
    """The document: the sections that have something to tell, free of CPR numbers."""
    sieve = Sieve(ground)
    sections = tuple(section for section in build(source, recipient, sieve) if not section.empty)
    if source.protected and recipient.role != OWN:
        sections = nameless(sections, name=source.name, number=source.number)
    order = all_codes("information_type")
    return SharedDocument(
        kind=kind,
        recipient=recipient,
        basis=ground,
        sections=masked(sections),
        told=tuple(code for code in order if code in sieve.told),
        says_something=bool(sieve.parts & KINDS[kind].matter),
        left_out=tuple(LeftOut(part, types, n) for (part, types), n in sieve.held_back.items()),
    )


def is_for(kind: str, role: str) -> bool:
    """Whether that kind of document is made for the role."""
    roles = KINDS[kind].roles
    return role == COORDINATOR or roles is None or role in roles


def check_given(document: SharedDocument, *, who: object) -> None:
    """Raises NotForThem, NotCovered or NothingToTell unless the recipient can have the document."""
    if document.recipient.role == COORDINATOR or not is_for(document.kind, document.recipient.role):
        raise NotForThem(who=who)
    if document.basis.ground is Ground.NONE:
        raise NotCovered(who=who)
    if not document.says_something:
        raise NotCovered(who=who) if document.left_out else NothingToTell
