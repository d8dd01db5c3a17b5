"""The log of who looked at what: who sees which lines, what a look was for, how long it is kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from core.calendar import add_months
from core.errors import NotAllowed, RuleBroken
from core.permissions import Act, may
from core.records.access_log import Finding, LineKind
from core.records.people import Person
from core.texts import TEXT, optional_text, required_text


class OwnLookup(RuleBroken):
    """Nobody reviews what they have looked up themselves."""

    code = "own_lookup"


class MonthNotOver(RuleBroken):
    """Samples are drawn of a month that is over (facts: month)."""

    code = "month_not_over"


class AlreadyDrawn(RuleBroken):
    """The samples of the month are drawn (facts: month)."""

    code = "samples_drawn"


KINDS_SEEN: Mapping[Act, frozenset[LineKind]] = MappingProxyType(
    {
        Act.REVIEW_ACCESS: frozenset(LineKind),
        Act.SEE_ACCESS_LOG: frozenset(
            {LineKind.SESSION, LineKind.REFUSED, LineKind.EXPORT, LineKind.SYSTEM}
        ),
    }
)
"""The lines that come with an act; only REVIEW_ACCESS shows the case and what was sought."""


def kinds_seen(person: Person) -> frozenset[LineKind]:
    """The kinds of lines that the person may read; empty where none."""
    return frozenset(
        kind for act, kinds in KINDS_SEEN.items() if may(person, act) for kind in kinds
    )


PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "status": "overview",
        "notices": "overview",
        "young_people": "overview",
        "young_person": "follow_up",
        "tasks": "follow_up",
        "contacts": "follow_up",
        "dialogue": "measurement",
        "caseload": "staffing",
        "housing": "housing",
        "volunteers": "network",
        "referral": "visitation",
        "assessment": "visitation",
        "network_meeting": "network",
        "network_map": "network",
        "meeting_screen": "network",
        "about_me": "insight",
        "lookups": "insight",
        "personal_data": "insight",
        "person_file": "insight",
        "retention": "operation",
        "temporary_access": "follow_up",
        "cpr": "identity",
        "support_phase": "support",
        "closure": "closure",
        "results": "figures",
        "forecast": "figures",
        "costs": "figures",
        "steering_group": "figures",
        "presentation": "figures",
        "half_year_report": "figures",
        "fidelity": "quality",
        "case_reviews": "quality",
        "voices": "quality",
        "survey": "quality",
        "implementation": "quality",
        "knowledge_sharing": "cooperation",
        "documents": "cooperation",
        "access_log": "control",
        "export": "operation",
        "accounts": "operation",
        "staff": "operation",
        "settings": "operation",
        "data": "operation",
        "dialogue_items": "operation",
        "checklist_items": "operation",
        "competences": "operation",
        "my_account": "operation",
        "help": "operation",
    }
)
"""What the opening of a page, or a file handed out, is for; words: `code.access_purpose`."""
OTHER_PURPOSE = "follow_up"
"""Of what the table does not know: the records are kept to follow up the case."""
TEMPORARY = "temporary"
"""Of a look at a case that was opened for a while, with a purpose written down."""


def purpose_of(subject: str, *, written: bool) -> str:
    """The code of the purpose of a look. `written`: whoever looked had to write one themselves.

    What they wrote is left out: it may tell of others than the young person.
    """
    return TEMPORARY if written else PURPOSES.get(subject, OTHER_PURPOSE)


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """The last day of the month that begins on that day."""
    return add_months(month, 1) - timedelta(days=1)


def check_month_over(month: date, on: date) -> None:
    """Raises MonthNotOver."""
    if month_of(month) != month or month_end(month) >= on:
        raise MonthNotOver("month", month=month)


def kept_from(months: int, on: date) -> date:
    """The first day whose lines are still kept: those before are deleted.

    The authority asks for a set period and deletion by itself; how long is the setting
    `log_months`.
    """
    return add_months(on, -months)


def reviewed_by(by: Person, *, of_leader: bool) -> bool:
    """Whether the person reviews such look-ups.

    A small municipality has one project leader: the leader's own look-ups are then reviewed by the
    administrator, who is not told the case.
    """
    return may(by, Act.REVIEW_ACCESS) or (of_leader and may(by, Act.REVIEW_LEADERS_ACCESS))


def check_reviewer(by: Person, account_id: str | None, *, of_leader: bool) -> None:
    """Raises NotAllowed or OwnLookup."""
    if not reviewed_by(by, of_leader=of_leader):
        raise NotAllowed
    if account_id is not None and account_id == by.account_id:
        raise OwnLookup("finding")


def checked_note(finding: Finding, note: str | None) -> str | None:
    """The cleaned note; without one only what is in order is signed off. MissingValue, TooLong."""
    if finding is Finding.IN_ORDER:
        return optional_text("note", note, TEXT)
    return required_text("note", note, TEXT)
