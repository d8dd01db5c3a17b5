"""What is written down in an assessment, part by part; the decision is in `visitation`."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.assessment import (
    checked_assessed_date,
    checked_dimensions,
    checked_group,
    checked_need,
)
from core.codes import Step, Variant
from core.pathway import check_step
from core.permissions import Act
from core.records.assessment import Assessed
from core.records.people import Person
from core.texts import TEXT, check_code, optional_text
from db.actions.reached import claimed_case
from db.audit import add, find, note
from db.engine import transaction
from db.models import CaseRow, DimensionRow, RiskIndicatorRow, YoungPersonRow

IN_ASSESSMENT = frozenset({Step.ASSESSMENT})


def record_dimensions(
    case_id: str,
    told: Mapping[str, tuple[str | None, str | None]],
    *,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Write down need and own words by life dimension; dimensions without either stay as they are.

    Raises the refusal of `need_<dimension>` or `words_<dimension>`.
    """
    with transaction() as session:
        case = _claim(session, case_id, seen_version, by)
        assessed = checked_dimensions(told, on)
        rows = [_set_dimension(session, case.id, name, each) for name, each in assessed.items()]
        note(session, by, Act.ASSESS, case, *(row for row in rows if row is not None))


def _claim(session: Session, case_id: str, seen_version: int, by: Person) -> CaseRow:
    case = claimed_case(session, case_id, seen_version, act=Act.ASSESS, by=by)
    check_step(Step(case.step), IN_ASSESSMENT)
    return case


def _set_dimension(
    session: Session, case_id: str, name: str, told: Assessed
) -> DimensionRow | None:
    row = session.scalar(
        select(DimensionRow).where(DimensionRow.case_id == case_id, DimensionRow.dimension == name)
    )
    if row is None:
        row = add(session, DimensionRow(case_id=case_id, dimension=name))
    elif (row.need, row.own_words) == (told.need.value, told.own_words):
        return None
    else:
        row.version += 1
    row.need, row.own_words = told.need.value, told.own_words
    return row


def record_wishes(
    case_id: str,
    *,
    wishes: str | None,
    resources: str | None,
    special_considerations: str | None,
    seen_version: int,
    by: Person,
    on: date,  # noqa: ARG001 — every action is told its day
) -> None:
    """Write down what the young person wants, what they have to build on, and what to mind."""
    with transaction() as session:
        case = _claim(session, case_id, seen_version, by)
        young = find(session, YoungPersonRow, case.young_person_id)
        case.wishes = optional_text("wishes", wishes, TEXT)
        case.resources = optional_text("resources", resources, TEXT)
        mind = optional_text("special_considerations", special_considerations, TEXT)
        changed = [young] if mind != young.special_considerations else []
        for row in changed:
            row.special_considerations, row.version = mind, row.version + 1
        note(session, by, Act.ASSESS, case, *changed, case_id=case.id)


def record_group(
    case_id: str,
    *,
    target_group: str | None,
    expected_need: str | None,
    assessed_date: date | None,
    risk: Mapping[str, str],
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Write down the target group, the risk indicators and how long support will be needed.

    Indicators of unknown time stay unless they are told again; others not told are taken out.
    """
    with transaction() as session:
        case = _claim(session, case_id, seen_version, by)
        variant = Variant(case.variant)
        case.target_group = checked_group(variant, target_group)
        case.expected_need = checked_need(variant, expected_need)
        case.assessed_date = checked_assessed_date(assessed_date, case.referral_date, on)
        told = {
            check_code("risk_now", "risk_indicator", indicator, on): check_code(
                "risk_now", "risk_when", when, on
            )
            for indicator, when in risk.items()
        }
        note(session, by, Act.ASSESS, case, *_set_risk(session, case.id, told))


def _set_risk(session: Session, case_id: str, told: Mapping[str, str]) -> list[RiskIndicatorRow]:
    known = {
        row.indicator: row
        for row in session.scalars(
            select(RiskIndicatorRow).where(RiskIndicatorRow.case_id == case_id)
        )
    }
    changed = [
        add(session, RiskIndicatorRow(case_id=case_id, indicator=indicator, when=when))
        for indicator, when in told.items()
        if indicator not in known
    ]
    for indicator, row in known.items():
        if indicator not in told and row.when != "unknown":
            session.delete(row)
            row.version += 1
            changed.append(row)
        elif told.get(indicator, row.when) != row.when:
            row.when, row.version = told[indicator], row.version + 1
            changed.append(row)
    return changed
