"""Nobody learns from the time an answer takes whether a user name is known (ASVS 6.3.8)."""

from statistics import median
from time import perf_counter, thread_time

import bcrypt
import pytest

from core.accounts import SignInRefused
from core.codes import Role
from db import actions
from db.engine import transaction
from db.hashing import ROUNDS
from db.models import AccountRow, ThrottleRow
from tests.factories_accounts import put_account_with_password
from tests.soak.size import LONG, rounds

pytestmark = pytest.mark.usefixtures("store")
TRIES = rounds(1, 40)
MOST_APART = 0.010
"""Seconds between the medians, of time on the wall and of the processor's; run it with little else."""


def one_try(username):
    """How long an answer takes, on the wall and of the processor; in seconds."""
    begun, worked = perf_counter(), thread_time()
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in(username, "tolv blå cykler")
    took = perf_counter() - begun, thread_time() - worked
    with transaction() as session:
        session.query(ThrottleRow).delete()
    return took


def apart(kind, known, unknown, which):
    """Seconds between the medians of one of the two times."""
    ours, others = (median(took[which] for took in each) for each in (known, unknown))
    print(f"{kind}: medians {ours:.4f} s and {others:.4f} s, {abs(ours - others):.4f} s apart")
    return abs(ours - others)


@pytest.mark.asvs("6.3.8")
def test_known_and_unknown_names_cost_one_hash_of_the_same_rounds_and_last_as_long(monkeypatch):
    here = put_account_with_password(Role.COORDINATOR)
    with transaction() as session:
        hashed = bcrypt.hashpw(b"syv stille cykler", bcrypt.gensalt(ROUNDS)).decode()
        session.get_one(AccountRow, here.account_id).password_hash = hashed
    compared = []
    check = bcrypt.checkpw
    monkeypatch.setattr(bcrypt, "checkpw", lambda p, h: compared.append(h[:7]) or check(p, h))
    one_try("nobody")
    compared.clear()
    known, unknown = [], []
    for _ in range(TRIES):
        known.append(one_try("karen"))
        unknown.append(one_try("nobody"))
    assert len(compared) == 2 * TRIES
    assert len(set(compared)) == 1
    if LONG:
        assert apart("wall", known, unknown, 0) < MOST_APART
        assert apart("processor", known, unknown, 1) < MOST_APART
