from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Role
from core.permissions import MAY, Act, Scope
from core.second_factor import ASKED_OF, DRIFT, STEP, asked_of, digits_of, steps_at

READING = {
    Act.SEE_AGGREGATES,
    Act.SEE_IMPLEMENTATION,
    Act.SEE_NOTICES,
    Act.OWN_ACCOUNT,
    Act.READ_HELP,
}


@pytest.mark.asvs("6.3.3")
def test_every_role_that_may_do_more_than_look_at_figures_is_asked_for_a_second_factor():
    for role in Role:
        may = {act for act, allowed in MAY.items() if Scope.ALL in allowed.values() or allowed}
        writes = {act for act in may if role in MAY[act]} - READING
        assert ASKED_OF[role] == bool(writes), role


def test_one_role_that_asks_is_enough_and_nobody_without_a_role_is_asked():
    assert asked_of({Role.STEERING_GROUP, Role.REFERRER})
    assert not asked_of({Role.STEERING_GROUP})
    assert not asked_of(())


@pytest.mark.asvs("6.5.1", "6.5.5")
@given(st.integers(1_600_000_000, 3_800_000_000), st.data())
def test_a_step_is_taken_at_most_once_and_never_one_before_the_last(seconds, data):
    at = datetime.fromtimestamp(seconds, UTC)
    present = int(at.timestamp()) // STEP
    used = data.draw(st.none() | st.integers(present - 5, present + 5))
    taken = steps_at(at, used=used)
    assert all(abs(step - present) <= DRIFT for step in taken)
    assert used is None or all(step > used for step in taken)


@given(st.text())
def test_whatever_is_typed_for_a_code_is_letters_and_digits_alone(typed):
    assert all(sign.isalnum() for sign in digits_of(typed))
    assert digits_of(f" 12 3-{'4'}56 ") == "123456"
