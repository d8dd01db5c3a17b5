"""A change of method: one support course ends and the other begins, on a day and for a reason."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.codes import Combination, Method, valid_codes
from core.errors import MissingValue, RuleBroken, UnknownCode
from core.texts import TEXT, check_code, check_order, past_date, required_text

OTHER: dict[Method, Method] = {Method.CTI: Method.ICM, Method.ICM: Method.CTI}
GRANTED: dict[Method, Combination] = {
    Method.CTI: Combination.SM_CTI,
    Method.ICM: Combination.SM_ICM,
}
END_REASON = "changed_method"


class SameMethod(RuleBroken):
    """The course is of that method already (facts: method)."""

    code = "same_method"


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodChange:
    """A change of method as typed.

    `override_reason` sets a soft rule on the combination aside, `home_reason` R04.
    """

    method: str | None
    worker_id: str | None
    change_date: date | None
    reason_code: str | None
    reason: str | None
    override_reason: str | None = None
    home_reason: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedMethodChange:
    """A change whose values hold. The old course ends the day before the new one begins."""

    method: Method
    begins: date
    ends: date
    reason_code: str
    reason: str

    @property
    def combination(self) -> Combination:
        """What the young person is granted from that day."""
        return GRANTED[self.method]

    @property
    def follow_on(self) -> str:
        """The support after the old course (R16): SEL § 85 a, or what there was before it."""
        listed = valid_codes("follow_on_support", self.ends)
        return "section_85a" if "section_85a" in listed else "other"


def checked_method_change(
    told: MethodChange, *, method: Method, start: date, on: date
) -> CheckedMethodChange:
    """The change with cleaned values. Raises SameMethod or the refusal of a field.

    `method` and `start` are those of the course that ends. A course that has begun has lasted a
    day at the least.
    """
    wanted = _method(told.method)
    if wanted is method:
        raise SameMethod("method", method=method)
    day = past_date("change_date", told.change_date, on)
    check_order("change_date", start, day)
    return CheckedMethodChange(
        method=wanted,
        begins=day,
        ends=max(start, day - timedelta(days=1)),
        reason_code=check_code("reason_code", "combination_change_reason", told.reason_code, day),
        reason=required_text("reason", told.reason, TEXT),
    )


def _method(value: str | None) -> Method:
    if value is None:
        raise MissingValue("method")
    if value not in OTHER:
        raise UnknownCode("method", value=value)
    return Method(value)
