"""The 18 items of the meeting checklist: their groups, how they are put, what is known already.

The items are those of the report of 2017 (figures 6.2-6.5); the words are our own, and a project
leader may put them in others from a day on. The codes stay, so that years can be compared.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.agenda import points
from core.agreements import AgreementStatus
from core.calendar import latest_by
from core.codes import all_codes, code_lists
from core.errors import RuleBroken, UnknownCode
from core.preparing import suggested_answer
from core.records.checklist import WordingChange
from core.records.network import Agreement, Meeting, NetworkFile
from core.texts import LINE, required_text

LIST = "checklist_item"


class SameWording(RuleBroken):
    """The item is put like that already."""

    code = "same_wording"


class Presence(StrEnum):
    """Whether somebody came to a meeting, and took part in it."""

    ABSENT = "absent"
    ATTENDED = "attended"
    ACTIVE = "active"


def groups() -> dict[str, tuple[str, ...]]:
    """The items by group, both in their order (report 2017 figures 6.2, 6.3, 6.4 and 6.5)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in code_lists()[LIST]:
        found[row.group] = (*found.get(row.group, ()), row.code)
    return found


# --------------------------------------------------------------- the words


def wordings_on(changes: Iterable[WordingChange], on: date) -> dict[str, str]:
    """The items that are put in own words on a day, with those words.

    `changes` are in the order in which they were made; of one day the later counts.
    """
    held = latest_by(((each.item, each.valid_from, each) for each in changes), on)
    return {item: change.wording for item, change in held.items() if change.wording}


def checked_item(value: str | None) -> str:
    """The item. Raises UnknownCode."""
    if value not in all_codes(LIST):
        raise UnknownCode("item", value=value)
    return value


def checked_wording(value: str | None, *, held: str | None) -> str:
    """The words of an item, other than those held. Raises MissingValue, TooLong or SameWording."""
    wording = required_text("wording", value, LINE)
    if wording == held:
        raise SameWording("wording")
    return wording


# ------------------------------------------------- what is recorded already


@dataclass(frozen=True, slots=True)
class Known:
    """What a meeting's checklist can be read from: the case, the meeting, who came so far."""

    file: NetworkFile
    meeting: Meeting
    presence: Mapping[str, str | None]
    """By the id of a participant a value of `Presence`; None where nothing was said."""

    def of_role(self, role: str) -> str | None:
        """The most that anybody of the role did; None where nobody of it was marked."""
        told = {
            self.presence.get(each.id) for each in self.meeting.participants if each.role == role
        }
        return next((value for value in reversed(Presence) if value in told), None)

    @property
    def agreed(self) -> list[Agreement]:
        """The agreements made at the meeting."""
        return [each for each in self._agreements if each.meeting_id == self.meeting.id]

    @property
    def _agreements(self) -> list[Agreement]:
        return [each for goal in self.file.goals for each in goal.agreements]

    @property
    def nothing_agreed(self) -> bool:
        """No agreement is open, from this meeting or an earlier one."""
        return not any(each.status == AgreementStatus.OPEN for each in self._agreements)


def _attended(known: Known) -> bool | None:
    came = known.of_role("young_person")
    return None if came is None else came != Presence.ABSENT


def _had_the_floor(known: Known) -> bool | None:
    came = known.of_role("young_person")
    return None if came in {None, Presence.ATTENDED} else came == Presence.ACTIVE


def _professionals_met(known: Known) -> bool | None:
    return suggested_answer(known.file.meetings, known.meeting)


def _agenda_completed(known: Known) -> bool | None:
    known_points, reached = points(known.meeting.agenda), known.meeting.agenda_place
    return None if reached is None or not known_points else reached >= len(known_points) - 1


def _agreed(known: Known) -> bool | None:
    """Every agreement names who does it and when it is followed up (R11)."""
    if known.agreed:
        return True
    return False if known.nothing_agreed else None


def _map_exists(known: Known) -> bool:
    return bool(known.file.people)


def _chosen_adult(known: Known) -> bool:
    invited = any(each.role == "chosen_adult" for each in known.meeting.participants)
    return invited or any(each.chosen_adult for each in known.file.people)


SUGGESTED: Mapping[str, Callable[[Known], bool | None]] = MappingProxyType(
    {
        "professionals_only_pre_meeting": _professionals_met,
        "young_person_attended": _attended,
        "young_person_had_the_floor": _had_the_floor,
        "agenda_completed": _agenda_completed,
        "responsibilities_agreed": _agreed,
        "follow_up_agreed": _agreed,
        "network_map_exists": _map_exists,
        "has_chosen_adult": _chosen_adult,
    }
)
"""The items whose answer can be read from what is recorded; the others are for people to judge."""


def suggestions(known: Known) -> dict[str, bool]:
    """The answers that the records point to, by item. Only ever suggestions: people confirm."""
    told = {item: read(known) for item, read in SUGGESTED.items()}
    return {item: answer for item, answer in told.items() if answer is not None}
