"""Somebody has looked into why the log does not hold, and work goes on."""

from core.errors import RuleBroken
from core.permissions import Act
from core.records.access_log import LineKind
from core.texts import required_text
from db.audit import note_act
from db.engine import Store, transaction
from db.log.chain import ACCEPTED, Break, head_of
from db.log.chain_check import breaks


class LogInOrder(RuleBroken):
    """There is nothing to accept: the log holds."""

    code = "log_in_order"


def accept(store: Store, reason: str | None) -> tuple[Break, ...]:
    """Write down what was found and why work may go on; returns what was found.

    Each break is accepted as it stands: whatever is altered later is found again. The anchor begins
    anew where it did not fit, and its old file is kept. Raises LogInOrder, MissingValue or TooLong.
    """
    why = required_text("reason", reason)
    found = breaks(store)
    if not found:
        raise LogInOrder
    with transaction() as session:
        facts = {"breaks": [None, [[each.sequence, each.flaw, each.found] for each in found]]}
        note_act(
            session, None, Act.MANAGE_SETTINGS, ACCEPTED, facts, kind=LineKind.SYSTEM, purpose=why
        )
    with store.write_lock, store.sessions() as session:
        store.begin_anchor_anew(head_of(session))
    store.alarm = breaks(store)
    return found
