"""The tour of the demo: where it goes for each role, one table.

A stop is a page and a sentence or two, `tour.stop.<page>`; `role` is whose view it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from core.codes import Role


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at; `of_case`: about one young person, `part`: at that part of the page."""

    page: str
    role: Role
    of_case: bool = False
    part: str = ""


STATUS = Stop("status", Role.PROJECT_LEAD)
REFERRAL = Stop("referral", Role.REFERRER)
YOUNG_PERSON = Stop("young_person", Role.COORDINATOR, of_case=True)
PLAN = Stop("network_meeting", Role.COORDINATOR, of_case=True, part="plan")
NETWORK_MAP = Stop("network_map", Role.COORDINATOR, of_case=True)
TASKS = Stop("tasks", Role.COORDINATOR)
CONTACTS = Stop("contacts", Role.SUPPORT_WORKER)
SUPPORT = Stop("support_phase", Role.SUPPORT_WORKER, of_case=True)
RESULTS = Stop("results", Role.PROJECT_LEAD)
STEERING_GROUP = Stop("steering_group", Role.STEERING_GROUP)
HALF_YEAR = Stop("half_year_report", Role.STEERING_GROUP)
IMPLEMENTATION = Stop("implementation", Role.STEERING_GROUP)
ACCOUNTS = Stop("accounts", Role.ADMINISTRATOR)
DATA = Stop("data", Role.ADMINISTRATOR)
ACCESS_LOG = Stop("access_log", Role.ADMINISTRATOR)
NOTICES = Stop("notices", Role.REFERRER)

TOURS: Mapping[Role, tuple[Stop, ...]] = MappingProxyType(
    {
        Role.PROJECT_LEAD: (
            STATUS,
            REFERRAL,
            YOUNG_PERSON,
            PLAN,
            NETWORK_MAP,
            SUPPORT,
            RESULTS,
            STEERING_GROUP,
            ACCESS_LOG,
        ),
        Role.COORDINATOR: (STATUS, REFERRAL, YOUNG_PERSON, PLAN, NETWORK_MAP, TASKS),
        Role.SUPPORT_WORKER: (STATUS, CONTACTS, YOUNG_PERSON, SUPPORT, TASKS),
        Role.REFERRER: (REFERRAL, NOTICES),
        Role.STEERING_GROUP: (STEERING_GROUP, HALF_YEAR, IMPLEMENTATION),
        Role.ADMINISTRATOR: (ACCOUNTS, DATA, ACCESS_LOG),
    }
)
"""The project leader sees all views; the others see what they may open. Each ends on Hjælp."""

END = "help"


def tour_of(roles: frozenset[Role]) -> tuple[Stop, ...]:
    """The stops for whoever has these roles: those of the first role in the table, and Hjælp.

    Only a project leader is shown the views of others; to all others each is their own.
    """
    first = next((role for role in TOURS if role in roles), None)
    if first is None:
        return ()
    stops = (*TOURS[first], Stop(END, first))
    if first is Role.PROJECT_LEAD:
        return stops
    return tuple(replace(stop, role=first) for stop in stops)
