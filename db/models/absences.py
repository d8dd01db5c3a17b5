"""When a member of staff is away, and who stands in meanwhile."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Day, Keyed


class AbsenceRow(Keyed, Base):
    __tablename__ = "absences"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    from_date: Mapped[Day]
    to_date: Mapped[Day]
    kind: Mapped[str]
    """A code of `absence_kind`."""
    deputy_id: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
