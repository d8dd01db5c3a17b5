"""Around the work: drafts, settings, the log, the store itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.encryption.sealed import opened, seal
from db.models.base import Base, Day, Keyed
from db.models.sealed_text import place

DRAFT = "draft"
"""The purpose that drafts are sealed for: a form half typed may hold a CPR number."""


class DraftRow(Keyed, Base):
    """What a person has typed but not saved; the id is account and form."""

    __tablename__ = "drafts"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    form: Mapped[str]
    sealed_content: Mapped[str] = mapped_column("content", Text)
    saved_time: Mapped[datetime]

    @property
    def content(self) -> str:
        """A JSON document: value by field. Raises SealedKeyMissing or SealedDamaged."""
        return opened(DRAFT, self.sealed_content, place(self.__tablename__, self.id))

    @content.setter
    def content(self, told: str) -> None:
        self.sealed_content = seal(DRAFT, told, place(self.__tablename__, self.id))


class SettingRow(Keyed, Base):
    """A setting from a day on; the latest row not after today is in force."""

    __tablename__ = "settings"

    name: Mapped[str]
    value: Mapped[str]
    valid_from: Mapped[Day]


class AuditRow(Keyed, Base):
    """One line of the log: who, when, what, which case; for a change also before and after.

    The lines form a chain (`db.log.chain`): no line can be changed or taken out without a trace.
    """

    __tablename__ = "audit"

    time: Mapped[datetime]
    account_id: Mapped[str | None]
    name: Mapped[str | None]
    act: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[str]
    row_version: Mapped[int | None]
    case_id: Mapped[str | None]
    changes: Mapped[str] = mapped_column(Text)
    """A JSON document: {column: [before, after]}. Emptied where a person was anonymised."""
    sequence: Mapped[int | None]
    """Counts from 1 without gaps."""
    kind: Mapped[str | None]
    """A code of `core.records.access_log.LineKind`."""
    purpose: Mapped[str | None] = mapped_column(Text)
    """Why somebody looked, where they were asked."""
    changes_hash: Mapped[str | None]
    previous_hash: Mapped[str | None]
    line_hash: Mapped[str | None]


class ImportedRow(Keyed, Base):
    """What a sender last sent of a row, as fingerprints; the id is `sheet:row id`.

    Tells the sender's changes from those made here, so that a second import undoes no work.
    """

    __tablename__ = "imported_rows"

    prints: Mapped[str] = mapped_column(Text)
    """Eight characters for each column of the sheet, in the order of the exchange format."""


class StoreRow(Keyed, Base):
    """Facts about the store itself, by name: `demo`, `created`, `last_case_number`."""

    __tablename__ = "store"

    value: Mapped[str]
