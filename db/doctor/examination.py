"""Which checks an installation is put to, and what they found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from db.doctor.checks import CHECKS, Level
from db.doctor.installation import Installation
from db.doctor.server_checks import ON_SERVER


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    name: str
    level: Level
    facts: Mapping[str, object] = field(default_factory=dict)


def examine(here: Installation) -> Iterator[Finding]:
    """Every check of the table that is for where the store lies, in its order."""
    for name, check in (ON_SERVER if here.store is None else CHECKS).items():
        level, facts = check(here)
        yield Finding(name, level, facts)
