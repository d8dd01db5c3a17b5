"""What has changed from one network map to a later one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.records.network_map import MapPerson


class Shift(StrEnum):
    """One kind of change, in the order in which changes are told."""

    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    CAME = "came"
    LEFT = "left"
    CLOSER = "closer"
    FARTHER = "farther"
    PLACED = "placed"
    TAKEN_OFF = "taken_off"
    OTHER_SIDE = "other_side"
    DRAWN_ON = "drawn_on"
    NOT_DRAWN_ON = "not_drawn_on"


@dataclass(frozen=True, slots=True)
class Change:
    """A change and whom it is about, as they stand on the later map; who left, on the earlier."""

    shift: Shift
    people: tuple[MapPerson, ...]


def compare(earlier: Iterable[MapPerson], later: Iterable[MapPerson]) -> tuple[Change, ...]:
    """What changed between two maps; nothing for two that say the same.

    People are told by their id. Who came or left is not told of further.
    """
    before, after = ({one.id: one for one in people} for people in (earlier, later))
    found: dict[Shift, list[MapPerson]] = {shift: [] for shift in Shift}
    found[Shift.CAME] += [one for id_, one in after.items() if id_ not in before]
    found[Shift.LEFT] += [one for id_, one in before.items() if id_ not in after]
    for id_, now in after.items():
        for shift in _shifts(before.get(id_), now):
            found[shift].append(now)
    return tuple(Change(shift, tuple(people)) for shift, people in found.items() if people)


def same(one: Iterable[MapPerson], other: Iterable[MapPerson]) -> bool:
    """Whether two maps show the same in every word."""
    return {person.id: person for person in one} == {person.id: person for person in other}


def _shifts(then: MapPerson | None, now: MapPerson) -> Iterable[Shift]:
    if then is None:
        if now.chosen_adult:
            yield Shift.CHOSEN
        return
    if then.chosen_adult != now.chosen_adult:
        yield Shift.CHOSEN if now.chosen_adult else Shift.NOT_CHOSEN
    if then.closeness != now.closeness:
        yield _moved(then.closeness, now.closeness)
    if then.sphere != now.sphere:
        yield Shift.OTHER_SIDE
    if bool(then.draw_on) != bool(now.draw_on):
        yield Shift.DRAWN_ON if now.draw_on else Shift.NOT_DRAWN_ON


def _moved(then: int | None, now: int | None) -> Shift:
    if then is None:
        return Shift.PLACED
    if now is None:
        return Shift.TAKEN_OFF
    return Shift.CLOSER if now < then else Shift.FARTHER
