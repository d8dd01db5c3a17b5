"""A dated happening of a case, kept for good: who, when, why, and what stood before."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.records.people import Person
from db.models import CaseEventRow


def happened(
    case_id: str, kind: str, *, day: date, reason: str, details: Mapping[str, Any], by: Person
) -> CaseEventRow:
    """The row of a happening; `details` must be what JSON can hold."""
    return CaseEventRow(
        case_id=case_id,
        date=day,
        kind=kind,
        reason=reason,
        details=json.dumps(details, ensure_ascii=False),
        by_id=by.account_id,
        by_name=by.name,
    )
