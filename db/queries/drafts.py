"""Questions about drafts."""

import json
from collections.abc import Collection

from sqlalchemy import select

from core.records.drafts import Draft
from core.records.people import Person
from db.engine import reading
from db.kept import UntilWritten
from db.models import DraftRow


def draft_id(account_id: str, form: str) -> str:
    """The key of a person's draft of a form."""
    return f"{account_id}:{form}"


def draft(form: str, *, by: Person) -> Draft | None:
    """What the person has typed into the form and not saved."""
    with reading() as session:
        row = session.get(DraftRow, draft_id(by.account_id, form))
        if row is None:
            return None
        content = json.loads(row.content)
        return Draft(row.form, content["values"], content["seen_version"], row.saved_time)


def begun(forms: Collection[str], *, by: Person) -> frozenset[str]:
    """Those of the forms that hold something the person has typed and not saved."""
    return _begun(by.account_id, frozenset(forms)) if forms else frozenset()


@UntilWritten
def _begun(account_id: str, forms: frozenset[str]) -> frozenset[str]:
    query = select(DraftRow.form).where(
        DraftRow.account_id == account_id, DraftRow.form.in_(sorted(forms))
    )
    with reading() as session:
        return frozenset(session.scalars(query))
