"""Questions about the printed consent forms of a case."""

import json

from sqlalchemy import select

from core.records.consenting import ConsentForm, FormParty, PaperState
from core.records.people import Person
from db.engine import reading
from db.kept import kept_by_case
from db.models import ConsentFormRow
from db.queries.naming import readable
from db.queries.visible import sees
from db.several import parted


def forms(case_id: str, *, by: Person) -> tuple[ConsentForm, ...]:
    """The forms of a case, newest first; none where the person may not see the case."""
    return readable(_forms(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _forms(case_id: str) -> tuple[ConsentForm, ...]:
    with reading() as session:
        rows = session.scalars(
            select(ConsentFormRow)
            .where(ConsentFormRow.case_id == case_id)
            .order_by(ConsentFormRow.made_date.desc(), ConsentFormRow.id.desc())
        )
        return tuple(form_of(row) for row in rows)


def form_of(row: ConsentFormRow) -> ConsentForm:
    """One form as a record."""
    return ConsentForm(
        id=row.id,
        version=row.version,
        made_date=row.made_date,
        purpose=row.purpose,
        valid_to=row.valid_to,
        parties=tuple(
            FormParty(each["party"], each["party_role"], tuple(each["information_types"]))
            for each in json.loads(row.parties)
        ),
        state=PaperState(row.state),
        settled_date=row.settled_date,
        given_by=parted(row.given_by),
        by_name=row.by_name,
    )
