"""Nobody learns from the time an answer takes whether a user name is known (ASVS 6.3.8)."""

from statistics import median
from time import thread_time

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
"""Seconds between the medians, of the processor's time: the machine may be busy with others."""


def one_try(username):
    begun = thread_time()
    with pytest.raises(SignInRefused):
        actions.sessions.sign_in(username, "tolv blå cykler")
    took = thread_time() - begun
    with transaction() as session:
        session.query(ThrottleRow).delete()
    return took


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
        apart = abs(median(known) - median(unknown))
        print(f"medians {median(known):.4f} s and {median(unknown):.4f} s, {apart:.4f} s apart")
        assert apart < MOST_APART
