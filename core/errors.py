"""The refusals. A refusal carries a code and facts; its sentence lies in the catalogues.

`code` is the key under `refusal.` in every language; `field` names the form field it belongs to
(None: the whole form); `facts` are the values the sentence is filled with.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar


class RuleBroken(Exception):
    """What a person asked for is not allowed. The parent of every refusal."""

    code: ClassVar[str] = "rule_broken"
    reached_out: ClassVar[bool] = False
    """Whether they asked for what is not theirs: the log tells it (R22)."""

    def __init__(self, field: str | None = None, **facts: Any) -> None:
        super().__init__(f"{self.code}: {facts}")
        self.field = field
        self.facts: Mapping[str, Any] = facts


class NotAllowed(RuleBroken):
    """The person's roles do not allow the act on this record."""

    code = "not_allowed"
    reached_out = True


class NotFound(RuleBroken):
    """There is no such record, or the person may not know of it."""

    code = "not_found"
    reached_out = True


class MissingValue(RuleBroken):
    """A required field is empty."""

    code = "missing_value"


class NobodyChosen(RuleBroken):
    """Nobody is chosen of those something is for."""

    code = "nobody_chosen"


class TooLong(RuleBroken):
    """A text is longer than its limit (facts: length, limit; in characters)."""

    code = "too_long"


class UnknownCode(RuleBroken):
    """The value is not in its code list, or not valid on the day (facts: value)."""

    code = "unknown_code"


class BadValue(RuleBroken):
    """The value can not be read as what it should be (facts: value)."""

    code = "bad_value"


class BadCpr(BadValue):
    """Not a CPR number, nor a replacement number (facts: value)."""

    code = "bad_cpr"


class BadPhone(BadValue):
    """Not a telephone number (facts: value)."""

    code = "bad_phone"


class BadEmail(BadValue):
    """Not an e-mail address (facts: value)."""

    code = "bad_email"


class DateInFuture(RuleBroken):
    """A date that must have been lies ahead (facts: value)."""

    code = "date_in_future"


class DatesOutOfOrder(RuleBroken):
    """One date lies before the one it must follow (facts: first, second)."""

    code = "dates_out_of_order"


class WrongStep(RuleBroken):
    """The act does not fit where the case stands (facts: step)."""

    code = "wrong_step"


class ReasonMissing(RuleBroken):
    """A soft rule can only be set aside with a reason (facts: rule)."""

    code = "reason_missing"


class ChangedByOther(RuleBroken):
    """Somebody saved since the page was drawn; nothing was written.

    `changes` holds, for each field, the value now in the store.
    """

    code = "changed_by_other"

    def __init__(
        self, *, name: str, when: datetime, changes: Mapping[str, Any], version: int
    ) -> None:
        super().__init__(name=name, when=when)
        self.changes = changes
        self.version = version
