"""Who comes in by the municipality's own sign-on, for whoever manages accounts."""

from sqlalchemy import select

from core.permissions import Act, check_may
from core.records.people import Person
from core.records.sign_on import SignOnLine
from db.engine import danish, reading
from db.kept import UntilWritten
from db.models import SignOnRow


def everybody(*, by: Person) -> tuple[SignOnLine, ...]:
    """Everybody whom the provider has proved, by name. Raises NotAllowed."""
    check_may(by, Act.MANAGE_ACCOUNTS)
    return _everybody()


@UntilWritten
def _everybody() -> tuple[SignOnLine, ...]:
    query = select(SignOnRow).order_by(danish(SignOnRow.name), SignOnRow.subject)
    with reading() as session:
        return tuple(_line(row) for row in session.scalars(query))


def _line(row: SignOnRow) -> SignOnLine:
    return SignOnLine(
        id=row.id,
        version=row.version,
        name=row.name,
        subject=row.subject,
        issuer=row.issuer,
        account_id=row.account_id,
        first_time=row.first_time,
        last_time=row.last_time,
    )
