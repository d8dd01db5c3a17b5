"""Whether an installation is set up to hold sensitive data: looked at from outside the store."""

from db.doctor.checks import CHECKS, Level
from db.doctor.examination import Finding, examine
from db.doctor.installation import Installation, this_one
from db.doctor.server_checks import ON_SERVER

__all__ = ["CHECKS", "ON_SERVER", "Finding", "Installation", "Level", "examine", "this_one"]
