"""What each role does in Ungespor, in the order of a day: one table.

A step is a page and a sentence, `help_day.<role>.<page>`; a picture is one of those in
`docs/gallery`, and its page stands for what may be seen on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.codes import Role


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page at desktop width; `name` without the ending."""

    page: str
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """The pages of a role's day, and at most two pictures."""

    pages: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()


WORK: Mapping[Role, Work] = MappingProxyType(
    {
        Role.PROJECT_LEAD: Work(
            pages=(
                "status",
                "young_people",
                "caseload",
                "results",
                "fidelity",
                "half_year_report",
                "access_log",
            ),
            pictures=(Picture("status", "status"), Picture("results", "results")),
        ),
        Role.COORDINATOR: Work(
            pages=(
                "status",
                "referral",
                "assessment",
                "network_meeting",
                "tasks",
                "dialogue",
                "young_person",
                "closure",
            ),
            pictures=(
                Picture("network_meeting", "network-meeting-plan"),
                Picture("network_map", "network-map-a-case"),
            ),
        ),
        Role.SUPPORT_WORKER: Work(
            pages=(
                "status",
                "contacts",
                "support_phase",
                "dialogue",
                "tasks",
                "young_person",
                "closure",
            ),
            pictures=(
                Picture("support_phase", "support-phase-support"),
                Picture("dialogue", "dialogue-simple"),
            ),
        ),
        Role.REFERRER: Work(pages=("referral", "notices", "my_account")),
        Role.STEERING_GROUP: Work(
            pages=("steering_group", "presentation", "half_year_report", "implementation"),
            pictures=(
                Picture("steering_group", "steering-group"),
                Picture("presentation", "presentation"),
            ),
        ),
        Role.ADMINISTRATOR: Work(
            pages=("staff", "accounts", "settings", "data", "access_log", "retention"),
            pictures=(Picture("accounts", "accounts"), Picture("data", "data")),
        ),
    }
)
"""A role that sees young people gets no picture with more on it than the role itself may see."""


def in_order(own: frozenset[Role]) -> tuple[Role, ...]:
    """All roles, one's own first."""
    return tuple(sorted(WORK, key=lambda role: role not in own))
