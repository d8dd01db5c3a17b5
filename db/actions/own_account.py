"""What a person does with their own account."""

from sqlalchemy import select

from core.accounts import SignInRefused
from core.errors import UnknownCode
from core.passwords import PasswordUnchanged, check_password, check_repeated, prepared
from core.permissions import Act, check_may
from core.records.people import Person
from core.words import LANGUAGES
from db.actions.sessions import end_all, new_ticket
from db.audit import claim, note
from db.common_passwords import common_passwords
from db.engine import reading, transaction
from db.hashing import hash_password, matches
from db.identifiers import optional_email
from db.models import AccountRow


class OldPasswordWrong(SignInRefused):
    """The old password is not the account's."""

    code = "old_password_wrong"


def change_password(
    *, old: str | None, new: str | None, again: str | None, seen_version: int, by: Person
) -> str:
    """Change one's password. Every session ends, this one too; returns the ticket for a new one.

    Raises OldPasswordWrong, PasswordsDiffer, PasswordUnchanged and what `check_password` raises.
    """
    with reading() as session:
        query = select(AccountRow.username, AccountRow.password_hash)
        username, held = session.execute(query.where(AccountRow.id == by.account_id)).one()
    if not matches(old or "", held):
        raise OldPasswordWrong("old")
    password = check_password("new", new, username=username, common=common_passwords())
    check_repeated("again", new, again)
    if password == prepared(old):
        raise PasswordUnchanged("new")
    hashed = hash_password(password)
    with transaction() as session:
        row = claim(session, AccountRow, by.account_id, seen_version)
        check_may(by, Act.OWN_ACCOUNT)
        row.password_hash, row.must_change_password = hashed, False
        note(session, by, Act.OWN_ACCOUNT, row)
        end_all(session, row.id)
        return new_ticket(session, row, proved_twice=True)


def set_language(language: str | None, *, seen_version: int, by: Person) -> None:
    """Choose the language of the screen. Raises UnknownCode."""
    if language not in LANGUAGES:
        raise UnknownCode("language", value=language)
    with transaction() as session:
        row = claim(session, AccountRow, by.account_id, seen_version)
        check_may(by, Act.OWN_ACCOUNT)
        row.language = language
        note(session, by, Act.OWN_ACCOUNT, row)


def set_email(email: str | None, *, seen_version: int, by: Person) -> None:
    """Say where the week's digest goes; nothing: it is shown on the screen. Raises BadEmail."""
    with transaction() as session:
        row = claim(session, AccountRow, by.account_id, seen_version)
        check_may(by, Act.OWN_ACCOUNT)
        row.email = optional_email("email", email)
        note(session, by, Act.OWN_ACCOUNT, row)


def sign_out_everywhere(*, by: Person) -> None:
    """End all one's sessions, this one too."""
    with transaction() as session:
        check_may(by, Act.OWN_ACCOUNT)
        end_all(session, by.account_id)
