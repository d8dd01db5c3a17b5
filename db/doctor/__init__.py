"""Whether an installation is set up to hold sensitive data: looked at from outside the store."""

from db.doctor.checks import CHECKS, Finding, Level, examine
from db.doctor.installation import Installation, this_one

__all__ = ["CHECKS", "Finding", "Installation", "Level", "examine", "this_one"]
