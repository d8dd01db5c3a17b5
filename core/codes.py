"""The codes that rules speak of (enums), and the code lists that are data (`reference/codes.csv`).

A code list row has a first and a last day of validity (R24): old records keep codes that are no
longer offered. Words for codes lie in the catalogues under `code.<list>.<code>`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from core.calendar import holds
from core.reference_rows import day_of, rows


class Variant(StrEnum):
    """H: young people in or at risk of homelessness. U: the way to education and employment."""

    H = "H"
    U = "U"


class Step(StrEnum):
    """Where a case stands; the moves between them are in `core.pathway`."""

    REFERRED = "referred"
    ASSESSMENT = "assessment"
    START_UP = "start_up"
    COLLABORATION = "collaboration"
    SUPPORT = "support"
    MOVED_IN = "moved_in"
    SUPPORT_ENDED = "support_ended"
    CLOSED = "closed"
    REJECTED = "rejected"


class Method(StrEnum):
    """SM: Samarbejdsmodellen (the coordinator). CTI and ICM: housing support (the worker)."""

    SM = "SM"
    CTI = "CTI"
    ICM = "ICM"


class Combination(StrEnum):
    """The three combinations that a young person can be granted (guide 2018, p. 11)."""

    SM = "SM"
    SM_CTI = "SM_CTI"
    SM_ICM = "SM_ICM"

    @property
    def support_method(self) -> Method | None:
        """The housing support in the combination; None for Samarbejdsmodellen alone."""
        return {"SM_CTI": Method.CTI, "SM_ICM": Method.ICM}.get(self.value)


class TargetGroup(StrEnum):
    """The first two belong to variant H, the last three to variant U."""

    HOMELESS = "homeless"
    AT_RISK = "at_risk"
    IN_CARE = "in_care"
    FORMERLY_IN_CARE = "formerly_in_care"
    OTHER_MEASURES = "other_measures"


class Decision(StrEnum):
    """What became of a referral."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Need(StrEnum):
    """Need of support in one life dimension."""

    NONE = "none"
    SOME = "some"
    MUCH = "much"


class ExpectedNeed(StrEnum):
    """How long intensive support is expected to be needed; tells CTI from ICM (guide p. 11)."""

    NINE_MONTHS = "nine_months"
    LONG_LASTING = "long_lasting"


class HousingGroup(StrEnum):
    """The group of a housing situation."""

    HOUSED = "housed"
    HOMELESS = "homeless"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What an account may be; a person can hold several."""

    ADMINISTRATOR = "administrator"
    PROJECT_LEAD = "project_lead"
    COORDINATOR = "coordinator"
    SUPPORT_WORKER = "support_worker"
    REFERRER = "referrer"
    STEERING_GROUP = "steering_group"


class MeetingState(StrEnum):
    """A meeting is planned, then held or cancelled."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Code:
    """One row of a code list; `group` is empty where the list has no groups."""

    list: str
    code: str
    group: str
    valid_from: date | None
    valid_to: date | None
    source: str

    def valid(self, on: date) -> bool:
        """Whether the code may be chosen on that day."""
        return holds(self.valid_from, self.valid_to, on)


@cache
def code_lists() -> Mapping[str, tuple[Code, ...]]:
    """All code lists, each in its own order."""
    lists: dict[str, list[Code]] = {}
    for row in rows("codes"):
        code = Code(
            list=row["list"],
            code=row["code"],
            group=row["group"],
            valid_from=day_of(row["valid_from"]),
            valid_to=day_of(row["valid_to"]),
            source=row["source"],
        )
        lists.setdefault(code.list, []).append(code)
    return MappingProxyType({name: tuple(codes) for name, codes in lists.items()})


def all_codes(name: str) -> tuple[str, ...]:
    """Every code of a list, the ones no longer valid too. KeyError for an unknown list."""
    return tuple(code.code for code in code_lists()[name])


def valid_codes(name: str, on: date) -> tuple[str, ...]:
    """The codes of a list that may be chosen on that day. KeyError for an unknown list."""
    return tuple(code.code for code in code_lists()[name] if code.valid(on))


def group_of(name: str, code: str) -> str:
    """The group a code belongs to. KeyError for an unknown list or code."""
    for row in code_lists()[name]:
        if row.code == code:
            return row.group
    raise KeyError(f"{name}: {code}")


@dataclass(frozen=True, slots=True)
class Coded:
    """A code together with its list, so that a sentence can show it by its word."""

    list: str
    code: str
