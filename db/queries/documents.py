"""Questions about documents: the versions of a plan, and who was given what."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.plan_versions import from_text
from core.records.people import Person
from core.records.sharing import Distribution, DocumentFile, PlanVersion
from db.engine import reading
from db.kept import kept_by_case
from db.models import DistributionRow, PlanVersionRow
from db.queries.naming import readable
from db.queries.visible import sees
from db.several import parted


def documents_of(case_id: str, *, by: Person) -> DocumentFile:
    """What is kept of a case's documents; empty where the person may not see the case."""
    return readable(_documents(case_id), case_id, by=by) if sees(by, case_id) else DocumentFile()


@kept_by_case
def _documents(case_id: str) -> DocumentFile:
    with reading() as session:
        return DocumentFile(versions_of(session, case_id), _given(session, case_id))


def versions_of(session: Session, case_id: str) -> tuple[PlanVersion, ...]:
    """The plan's versions, the newest first."""
    rows = session.scalars(
        select(PlanVersionRow)
        .where(PlanVersionRow.case_id == case_id)
        .order_by(PlanVersionRow.number.desc())
    )
    return tuple(version_of(row) for row in rows)


def version_of(row: PlanVersionRow) -> PlanVersion:
    """One version as a record."""
    return PlanVersion(
        id=row.id,
        number=row.number,
        day=row.date,
        meeting_id=row.meeting_id,
        goals=from_text(row.content),
        by_name=row.by_name,
    )


def _given(session: Session, case_id: str) -> tuple[Distribution, ...]:
    rows = session.scalars(
        select(DistributionRow)
        .where(DistributionRow.case_id == case_id)
        .order_by(DistributionRow.date.desc(), DistributionRow.id.desc())
    )
    return tuple(
        Distribution(
            id=row.id,
            document=row.document,
            subject_id=row.subject_id,
            role=row.recipient_role,
            name=row.recipient_name,
            day=row.date,
            channel=row.channel,
            ground=row.basis,
            types=parted(row.information_types),
            left_out=parted(row.left_out),
            by_name=row.by_name,
        )
        for row in rows
    )
