"""Handing out documents: what is told of it, and whether what somebody has is still the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.errors import NobodyChosen, RuleBroken
from core.records.sharing import Distribution, PlanVersion
from core.shared_documents import KINDS, Subject
from core.sharing import Recipient
from core.texts import check_code, past_date


class PlanChanged(RuleBroken):
    """The plan is not what it was when the documents were made; they must be made anew."""

    code = "plan_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOut:
    """That a document was given, as typed.

    `subject_id` is the meeting, or an older version of the plan; None: the plan as it is now.
    """

    document: str
    subject_id: str | None
    recipients: tuple[Recipient, ...]
    channel: str | None
    day: date | None


def checked(told: HandingOut, *, on: date) -> tuple[str, date]:
    """The channel and the day, which is not ahead. Raises the refusal of the first that is not so.

    UnknownCode for a document that is not made here.
    """
    check_code("document", "shared_document", told.document if told.document in KINDS else "-", on)
    if not told.recipients:
        raise NobodyChosen("recipients")
    channel = check_code("channel", "distribution_channel", told.channel, on)
    return channel, past_date("day", told.day, on)


class Standing(StrEnum):
    """What has become of a copy that somebody has."""

    NEWEST = "newest"
    OUTDATED = "outdated"
    """The plan has changed since."""
    REPLACED = "replaced"
    """The same recipient has a newer one."""


def standing(
    copy: Distribution,
    given: Iterable[Distribution],
    versions: Iterable[PlanVersion],
    *,
    changed: bool,
) -> Standing:
    """How a copy stands; `changed`: the plan differs from its newest version.

    Only the plan grows old: other documents are about one meeting, or one day.
    """
    kind = KINDS.get(copy.document)
    if kind is None or kind.subject is not Subject.PLAN:
        return Standing.NEWEST
    numbers = {version.id: version.number for version in versions}
    mine = numbers.get(copy.subject_id, 0)
    others = (numbers.get(each.subject_id, 0) for each in given if _same(each, copy))
    if any(number > mine for number in others):
        return Standing.REPLACED
    newest = max(numbers.values(), default=mine)
    return Standing.OUTDATED if changed or mine < newest else Standing.NEWEST


def _same(one: Distribution, other: Distribution) -> bool:
    mine, theirs = (Recipient(each.role, each.name) for each in (one, other))
    return mine == theirs and one.document == other.document
