import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Role
from core.sign_on import (
    REFUSALS,
    ClaimRules,
    SignOnFailed,
    SignOnPlain,
    check_encrypted,
    claimed,
    found,
)
from core.words import LANGUAGES, has_phrase

RULES = ClaimRules(
    roles="realm.roles",
    role_of={"leder": Role.PROJECT_LEAD, "koord": Role.COORDINATOR},
    staff="employee",
    second_factor=frozenset({"mfa"}),
)
WHO = {"iss": "https://login.example", "sub": "p-1", "name": "Karen Kold"}


def roles_of(**claims):
    return claimed(WHO | claims, RULES).roles


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        (["leder"], {Role.PROJECT_LEAD}),
        ("koord", {Role.COORDINATOR}),
        (["koord", "leder", "koord"], {Role.COORDINATOR, Role.PROJECT_LEAD}),
        (["administrator", "project_lead", "LEDER", "leder "], set()),
        ([{"leder": True}, 7, None], set()),
        ({"leder": True}, set()),
        (None, set()),
    ],
)
def test_only_a_value_that_the_table_names_gives_a_role(said, roles):
    assert roles_of(realm={"roles": said}) == roles


def test_a_claim_whose_name_holds_a_dot_is_found_before_one_inside_another():
    assert found({"realm.roles": "leder", "realm": {"roles": "koord"}}, "realm.roles") == "leder"
    assert roles_of(realm="leder") == set()


def test_without_a_claim_for_roles_they_are_given_here_alone():
    assert claimed(WHO | {"roles": ["leder"]}, ClaimRules()).roles is None


@pytest.mark.asvs("6.8.4")
@pytest.mark.parametrize(
    ("claims", "used"),
    [
        ({"acr": "mfa"}, True),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["pwd"]}, False),
        ({"acr": "MFA", "amr": "mfa-not"}, False),
        ({"acr": {"mfa": 1}}, False),
        ({}, False),
    ],
)
def test_a_second_factor_counts_where_acr_or_amr_say_one_of_the_values_set(claims, used):
    assert claimed(WHO | claims, RULES).second_factor is used
    assert not claimed(WHO | claims, ClaimRules()).second_factor


@pytest.mark.parametrize("subject", [None, "", 7, ["p-1"], "x" * 256, "a\nb", "a\0b"])
def test_claims_that_name_nobody_are_refused(subject):
    with pytest.raises(SignOnFailed):
        claimed(WHO | {"sub": subject}, RULES)


def test_the_subject_may_be_another_claim_and_the_name_may_be_missing():
    who = claimed({**WHO, "oid": "0-42", "name": 5}, ClaimRules(subject="oid"))
    assert (who.subject, who.name) == ("0-42", "0-42")


ANYTHING = st.sampled_from(
    [None, True, 7, "", "leder", "x" * 400, ["koord", 7], {"roles": ["leder"]}, [["leder"]], "\0"]
)


@given(
    st.dictionaries(
        st.sampled_from(["sub", "iss", "name", "realm", "employee", "acr", "amr"]), ANYTHING
    )
)
def test_whatever_a_provider_says_is_a_person_with_known_roles_or_a_refusal(claims):
    try:
        who = claimed(claims, RULES)
    except SignOnFailed:
        return
    assert who.roles <= {Role.PROJECT_LEAD, Role.COORDINATOR}
    assert 0 < len(who.name) <= 120


@pytest.mark.parametrize(
    "address", ["https://login.example", "http://localhost:8501", "http://127.0.0.1:9"]
)
def test_what_is_encrypted_or_stays_on_this_machine_is_let_through(address):
    check_encrypted(address)


@pytest.mark.parametrize(
    "address",
    ["http://login.example", "ftp://localhost", "http://localhost.example", "localhost", ""],
)
def test_an_address_in_the_open_is_refused(address):
    with pytest.raises(SignOnPlain):
        check_encrypted(address)


def test_every_way_a_sign_on_can_end_has_a_sentence_without_facts():
    for code in REFUSALS:
        assert all(has_phrase(language, f"refusal.{code}") for language in LANGUAGES)
