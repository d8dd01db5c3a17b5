import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.accounts import (
    NoRole,
    StaffNeeded,
    UsernameBad,
    check_roles,
    check_staff_link,
    check_username,
    one_of,
    wait_after,
)
from core.codes import Role
from core.errors import MissingValue, UnknownCode


def test_the_wait_begins_after_five_failures_and_doubles_up_to_fifteen_minutes():
    assert [wait_after(failures) for failures in range(12)] == [0] * 5 + [1, 2, 4, 8, 15, 15, 15]


@given(st.integers(min_value=0, max_value=10**9))
def test_nobody_waits_longer_than_fifteen_minutes(failures):
    assert 0 <= wait_after(failures) <= 15


def test_a_user_name_is_kept_in_small_letters_without_blanks():
    assert check_username("username", "  Karen.Kold@Kommune.dk ") == "karen.kold@kommune.dk"


@pytest.mark.parametrize("name", ["k", "karen kold", "<b>karen</b>", "=karen", "k" * 61, "🙂🙂"])
def test_a_user_name_with_other_signs_is_refused(name):
    with pytest.raises(UsernameBad):
        check_username("username", name)


def test_an_empty_user_name_is_missing():
    with pytest.raises(MissingValue):
        check_username("username", " ")


def test_an_account_without_a_role_is_refused():
    with pytest.raises(NoRole):
        check_roles("roles", [])
    with pytest.raises(UnknownCode):
        check_roles("roles", ["coordinator", "king"])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPPORT_WORKER])
def test_who_works_with_young_people_must_stand_in_the_staff_list(role):
    with pytest.raises(StaffNeeded):
        check_staff_link("staff_id", {role, Role.ADMINISTRATOR}, None)
    check_staff_link("staff_id", {role}, "staff")


def test_a_code_outside_its_list_is_refused():
    with pytest.raises(UnknownCode):
        one_of("role", "king", ("queen",))
    with pytest.raises(MissingValue):
        one_of("role", None, ("queen",))
