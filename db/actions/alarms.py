"""Put an alarm away with a reason. What rings is in `ringing`."""

from core.emergency import REASON, OwnAlarm
from core.permissions import Act, check_may
from core.records.people import Person
from core.texts import required_text
from db.actions.sessions import end_all
from db.audit import claim, note
from db.clock import now
from db.engine import transaction
from db.models import AccountRow, AlarmRow


def put_away(alarm_id: str, reason: str | None, *, seen_version: int, by: Person) -> None:
    """Say why it was right, or what was done about it.

    The sessions of an emergency administrator end with it: what they do next rings anew. Raises
    OwnAlarm, MissingValue or TooLong.
    """
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = claim(session, AlarmRow, alarm_id, seen_version)
        about = session.get_one(AccountRow, row.account_id)
        if about.id == by.account_id:
            raise OwnAlarm("reason")
        row.reason = required_text("reason", reason, REASON)
        row.put_away_time, row.put_away_by = now(), by.name
        note(session, by, Act.MANAGE_ACCOUNTS, row)
        if about.emergency:
            end_all(session, about.id, by)
