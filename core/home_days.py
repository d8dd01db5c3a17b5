"""The days on the way home that follow from applications and offers: nobody types them twice."""

from dataclasses import replace
from datetime import date

from core.errors import RuleBroken
from core.housing import HOMES, WayHome
from core.records.housing import HousingLine


class SituationMissing(RuleBroken):
    """Nobody has written down where the young person lives now."""

    code = "home_situation_missing"


def living(line: HousingLine | None) -> HousingLine:
    """Where the young person lives now. Raises SituationMissing where it is not known."""
    if line is None or line.to_date is not None:
        raise SituationMissing
    return line


def on_the_way(line: HousingLine | None) -> bool:
    """Whether the days on the way belong to the situation: it lasts, and is no home yet."""
    return line is not None and line.to_date is None and line.situation not in HOMES


def with_application(way: WayHome, applied: date) -> WayHome:
    """The days with the first application among them; days further on are never passed."""
    further = [day for day in (way.allocated_date, way.lease_signed_date) if day is not None]
    if any(day < applied for day in further):
        return way
    return replace(way, waiting_list_date=min(applied, way.waiting_list_date or applied))


def with_home(way: WayHome, accepted: date) -> WayHome:
    """The days with the home that was accepted; a day that somebody has written stays."""
    early = way.waiting_list_date is not None and accepted < way.waiting_list_date
    late = way.lease_signed_date is not None and way.lease_signed_date < accepted
    if way.allocated_date is not None or early or late:
        return way
    return replace(way, allocated_date=accepted)


def without_home(way: WayHome, accepted: date | None) -> WayHome:
    """The days after an accepted home fell through; days of another home stay."""
    if accepted is None or way.allocated_date != accepted:
        return way
    return replace(way, allocated_date=None, lease_signed_date=None)
