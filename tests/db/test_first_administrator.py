import pytest

from core.accounts import FirstCodeSpent, FirstCodeWrong
from core.codes import Role
from core.passwords import PasswordsDiffer
from db import actions, queries
from tests.factories import put_account
from tests.factories_accounts import PASSWORD
from tests.factories_signing_in import enrolled

pytestmark = pytest.mark.usefixtures("store")


def create(code, again=PASSWORD):
    return actions.first_administrator.create(
        code=code, username="leder", name="Lone Leder", password=PASSWORD, again=again
    )


def test_the_code_from_the_terminal_makes_one_administrator_and_signs_them_in():
    cookie = actions.sessions.trade(create(actions.first_administrator.offer()))
    half = queries.accounts.session_of(cookie)
    assert queries.accounts.signed_in(half) is None
    cookie = actions.sessions.trade(enrolled(half)[0])
    here = queries.accounts.signed_in(queries.accounts.session_of(cookie))
    assert here.roles == {Role.ADMINISTRATOR}
    assert actions.sessions.sign_in("leder", PASSWORD)


def test_small_letters_and_missing_hyphens_do_not_matter():
    code = actions.first_administrator.offer()
    assert create(code.lower().replace("-", " "))


def test_a_second_administrator_is_never_made_this_way():
    code = actions.first_administrator.offer()
    create(code)
    with pytest.raises(FirstCodeSpent):
        create(code)


@pytest.mark.asvs("6.3.2")
def test_a_store_with_an_account_offers_no_code():
    code = actions.first_administrator.offer()
    put_account(Role.REFERRER)
    assert actions.first_administrator.offer() is None
    with pytest.raises(FirstCodeSpent):
        create(code)


def test_after_five_wrong_codes_the_right_one_is_worth_nothing():
    code = actions.first_administrator.offer()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(FirstCodeWrong) as wrong:
            create("AAAA-AAAA-AAAA")
        assert wrong.value.facts == {"n": left}
    with pytest.raises(FirstCodeSpent):
        create(code)


def test_a_bad_password_does_not_use_up_the_code():
    code = actions.first_administrator.offer()
    for _ in range(6):
        with pytest.raises(PasswordsDiffer):
            create(code, again="noget andet")
    assert create(code)
