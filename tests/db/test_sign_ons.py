"""The municipality's own sign-on, against a real provider on loopback."""

import base64
import json
import time
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import func, select

from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed
from core.records.sign_on import Arrival, Begun
from core.records.signing_in import Step
from core.sign_on import SignOnHalfSet, SignOnPlain
from db import actions, queries, sign_on
from db.engine import reading, transaction
from db.models import AccountRow, AuditRow, SessionRow, SignOnRow, StaffRow
from db.settings import settings
from db.sign_on import provider as providers
from db.sign_on import tries
from tests.factories import person, put, put_account
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.oidc_provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)
ROLES = {"leder": "project_lead", "koord": "coordinator", "adm": "administrator"}


@pytest.fixture
def there(monkeypatch):
    """A provider, and this installation set to it."""
    with provider() as one:
        told = {"OIDC_ROLES_CLAIM": "roles", "OIDC_STAFF_CLAIM": "employee"}
        set_to(monkeypatch, one, **told, OIDC_SECOND_FACTOR='["mfa"]')
        one.claims |= {"roles": ["leder"], "amr": ["pwd", "mfa"]}
        yield one
    settings.cache_clear()


def set_to(monkeypatch, one, **more):
    told = {"OIDC_ISSUER": one.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
    for name, value in (told | {"OIDC_ROLES": json.dumps(ROLES)} | more).items():
        monkeypatch.setenv(f"UNGESPOR_{name}", value)
    settings.cache_clear()


def asked(begun: Begun):
    return dict(parse_qsl(urlsplit(begun.address).query))


def come_in(one: Provider, **changed) -> Arrival:
    """The whole way of a browser; what comes back may be changed on the way."""
    begun = sign_on.begin("/")
    answer = one.answer_of(asked(begun))
    return sign_on.complete(begun.sealed, answer | changed)


def who_is(arrival: Arrival):
    session_id = queries.accounts.session_of(arrival.cookie or "")
    return queries.accounts.signed_in(session_id) if session_id else None


def count(kind):
    with reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


def rows(kind):
    with reading() as session:
        return session.scalars(select(kind)).all()


def test_where_the_provider_does_not_say_that_it_asked_twice_the_second_step_is_taken_here(there):
    there.claims |= {"amr": ["pwd"]}
    arrival = come_in(there)
    session_id = queries.accounts.session_of(arrival.cookie or "")
    assert who_is(arrival) is None
    assert queries.second_factors.waiting(session_id).step is Step.ENROL


def test_who_the_provider_proves_gets_an_account_with_the_roles_of_the_claims_and_a_session(there):
    here = who_is(come_in(there))
    assert (here.name, here.roles) == ("Karen Kold", {Role.PROJECT_LEAD})
    assert not here.must_change_password
    again = who_is(come_in(there))
    assert again.account_id == here.account_id
    assert count(AccountRow) == 1


@pytest.mark.asvs("10.2.1", "10.2.3", "10.4.6")
def test_the_provider_is_asked_for_little_and_with_a_proof_that_only_we_hold(there):
    begun = sign_on.begin("/")
    query = asked(begun)
    assert query["response_type"] == "code"
    assert query["code_challenge_method"] == "S256"
    assert query["scope"] == "openid profile"
    assert query["redirect_uri"] == "http://localhost:8501/sign-on/callback"
    for secret in (SECRET, tries.opened(begun.sealed).verifier):
        assert secret not in begun.address
    other = asked(sign_on.begin("/"))
    assert not {query[name] for name in ("state", "nonce", "code_challenge")} & set(other.values())


@pytest.mark.asvs("10.1.2", "10.2.1")
def test_an_answer_to_a_try_of_another_browser_is_refused(there):
    mine, other = sign_on.begin("/"), sign_on.begin("/")
    answer = there.answer_of(asked(other))
    for cookie in (mine.sealed, None, "", "made-up", mine.sealed[:-4] + "AAA="):
        assert sign_on.complete(cookie, answer) == Arrival(None, "sign_on_failed")
    assert there.bought == []


@pytest.mark.asvs("10.1.2", "10.2.1")
def test_a_wrong_state_is_refused_before_the_code_is_spent(there):
    for state in ("another", "", "æ"):
        assert come_in(there, state=state).refusal == "sign_on_failed"
    assert there.bought == []


@pytest.mark.asvs("10.1.2")
def test_a_try_is_too_old_after_ten_minutes(there, monkeypatch):
    begun = sign_on.begin("/")
    answer = there.answer_of(asked(begun))
    later = time.time() + tries.SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert sign_on.complete(begun.sealed, answer).refusal == "sign_on_failed"


def test_an_answer_brought_twice_opens_once(there):
    begun = sign_on.begin("/")
    answer = there.answer_of(asked(begun))
    assert sign_on.complete(begun.sealed, answer).cookie
    assert sign_on.complete(begun.sealed, answer) == Arrival(None, "sign_on_failed")
    assert count(SessionRow) == 1


@pytest.mark.asvs("10.2.2")
def test_an_answer_of_another_provider_is_refused(there):
    for issuer in ("https://other.example", ""):
        assert come_in(there, iss=issuer).refusal == "sign_on_failed"
    assert there.bought == []


def _set(**values):
    return lambda claims: claims.update(values)


def _without(name):
    return lambda claims: claims.pop(name)


FORGED = {
    "nonce of another try": _set(nonce="another"),
    "no nonce": _without("nonce"),
    "for another program": _set(aud="another"),
    "for us and another": _set(aud=[CLIENT, "another"]),
    "for another, asked by us": _set(aud="another", azp=CLIENT),
    "asked by another": _set(azp="another"),
    "for nobody": _without("aud"),
    "of another provider": _set(iss="https://other.example"),
    "of nobody": _without("iss"),
    "run out": lambda claims: claims.update(exp=claims["iat"] - 120),
    "without an end": _without("exp"),
    "of tomorrow": lambda claims: claims.update(iat=claims["iat"] + 3600),
    "not yet": lambda claims: claims.update(nbf=claims["iat"] + 3600),
    "about nobody": _without("sub"),
}


@pytest.mark.asvs("6.8.2", "9.2.1", "9.2.3", "10.5.1", "10.5.2", "10.5.4")
def test_a_token_that_is_not_for_us_of_this_try_and_of_now_is_refused(there):
    for what, forge in FORGED.items():
        there.forge = forge
        assert come_in(there) == Arrival(None, "sign_on_failed"), what
    assert len(there.bought) == len(FORGED)
    assert count(AccountRow) == count(SessionRow) == count(SignOnRow) == 0


@pytest.mark.asvs("6.8.2", "9.1.1", "9.1.2", "9.1.3")
def test_a_token_without_the_signature_of_a_key_that_the_provider_shows_is_refused(there):
    for algorithm, signs_with in (("none", "first"), ("HS256", "first"), ("RS256", "another")):
        there.algorithm, there.signs_with = algorithm, signs_with
        assert come_in(there).refusal == "sign_on_failed", algorithm
    assert count(AccountRow) == 0


def test_a_new_key_of_the_provider_is_asked_for_and_not_more_than_once_a_minute(there, monkeypatch):
    assert come_in(there).cookie
    there.signs_with, there.shows = "second", ["first", "second"]
    assert come_in(there).refusal == "sign_on_failed"
    assert there.heard.count("/keys") == 1
    monkeypatch.setattr(providers, "ASKED_AGAIN", providers.ASKED_AGAIN * 0)
    assert come_in(there).cookie
    assert there.heard.count("/keys") == 2


@pytest.mark.asvs("10.5.3")
def test_metadata_that_speaks_for_another_or_in_the_open_begins_nothing(there):
    for metadata in (
        {"issuer": "https://other.example"},
        {"token_endpoint": "http://other.example/token"},
        {"jwks_uri": None},
    ):
        there.metadata = metadata
        assert isinstance(sign_on.begin("/"), Arrival)
    there.metadata = {}
    assert isinstance(sign_on.begin("/"), Begun)


def test_a_provider_that_does_not_answer_is_said_to_be_silent(there):
    begun = sign_on.begin("/")
    answer = there.answer_of(asked(begun))
    there.shutdown()
    there.server_close()
    assert sign_on.complete(begun.sealed, answer).refusal == "sign_on_silent"
    providers._known.clear()
    assert sign_on.begin("/") == Arrival(None, "sign_on_silent")


def test_who_gives_up_at_the_provider_is_nobody_here(there):
    there.refuses = "access_denied"
    assert come_in(there).refusal == "sign_on_declined"


def test_without_a_role_that_the_table_names_nobody_comes_in_and_nothing_is_made(there):
    for roles in ([], ["nobody", "project_lead"], None, "7"):
        there.claims["roles"] = roles
        assert come_in(there).refusal == "sign_on_no_role"
    assert count(AccountRow) == count(SignOnRow) == 0


def test_a_coordinator_needs_a_row_in_the_staff_list_that_nobody_else_has(there):
    there.claims |= {"roles": ["koord"], "employee": "m-7"}
    assert come_in(there).refusal == "sign_on_unknown"
    put(StaffRow(id="m-8", name="Bo Berg", role="coordinator"))
    there.claims |= {"sub": "p-2", "employee": "m-8"}
    assert who_is(come_in(there)).staff_id == "m-8"
    there.claims |= {"sub": "p-3"}
    assert come_in(there).refusal == "sign_on_unknown"
    waiting = [one.subject for one in queries.sign_ons.everybody(by=ADMIN) if not one.account_id]
    assert sorted(waiting) == ["p-1", "p-3"]


def test_other_roles_in_the_claims_hold_from_the_next_sign_on_and_end_the_old_sessions(there):
    put_account(Role.ADMINISTRATOR, username="lone")
    before = come_in(there)
    there.claims["roles"] = ["leder", "adm"]
    after = come_in(there)
    assert who_is(before) is None
    assert who_is(after).roles == {Role.PROJECT_LEAD, Role.ADMINISTRATOR}
    there.claims["roles"] = []
    assert come_in(there).refusal == "sign_on_no_role"
    assert who_is(after) is None


def test_claims_that_would_leave_no_administrator_let_nobody_in_and_change_nothing(there):
    there.claims["roles"] = ["adm"]
    here = who_is(come_in(there))
    there.claims["roles"] = ["leder"]
    assert come_in(there).refusal == "sign_on_not_fit"
    assert queries.accounts.everybody(by=ADMIN)[0].roles == (Role.ADMINISTRATOR,)
    assert here is not None


@pytest.mark.asvs("6.8.1")
def test_the_same_subject_at_another_provider_is_another_person(there, monkeypatch):
    first = who_is(come_in(there))
    with provider() as other:
        other.claims |= {"roles": ["leder"], "amr": ["mfa"]}
        set_to(monkeypatch, other, OIDC_ROLES_CLAIM="roles")
        second = who_is(come_in(other))
    assert first.account_id != second.account_id


def test_an_account_closed_here_stays_closed(there):
    here = who_is(come_in(there))
    with transaction() as session:
        session.get_one(AccountRow, here.account_id).closed_time = (
            here and rows(AccountRow)[0].created_time
        )
    assert come_in(there).refusal == "sign_on_closed"


@pytest.mark.asvs("7.4.1")
def test_after_the_sign_out_the_cookie_is_nobodys(there):
    arrival = come_in(there)
    actions.sessions.end(queries.accounts.session_of(arrival.cookie))
    assert who_is(arrival) is None


def test_an_administrator_links_a_person_to_an_account_and_its_first_password_ends(there):
    account = put_account_with_password(Role.PROJECT_LEAD, must_change_password=True)
    there.claims["roles"] = ["koord"]
    assert come_in(there).refusal == "sign_on_unknown"
    (waiting,) = queries.sign_ons.everybody(by=ADMIN)
    with pytest.raises(MissingValue):
        actions.sign_ons.link(waiting.id, None, seen_version=1, by=ADMIN)
    actions.sign_ons.link(waiting.id, account.account_id, seen_version=1, by=ADMIN)
    with pytest.raises(ChangedByOther):
        actions.sign_ons.link(waiting.id, account.account_id, seen_version=1, by=ADMIN)
    there.claims["roles"] = ["leder"]
    arrival = come_in(there)
    assert who_is(arrival).account_id == account.account_id
    with pytest.raises(Exception, match="sign_in_refused"):
        actions.sessions.sign_in("karen", PASSWORD)
    actions.sign_ons.unlink(waiting.id, seen_version=2, by=ADMIN)
    assert who_is(arrival) is None
    assert come_in(there).refusal == "sign_on_unknown"


def test_only_an_administrator_sees_and_links_people_at_the_provider(there):
    there.claims["roles"] = ["koord"]
    come_in(there)
    row_id = rows(SignOnRow)[0].id
    for by in [person(role) for role in Role if role is not Role.ADMINISTRATOR]:
        with pytest.raises(NotAllowed):
            queries.sign_ons.everybody(by=by)
        with pytest.raises(NotAllowed):
            actions.sign_ons.link(row_id, "x", seen_version=1, by=by)
        with pytest.raises(NotAllowed):
            actions.sign_ons.unlink(row_id, seen_version=1, by=by)


def test_without_a_claim_for_roles_they_are_those_of_the_account_here(there, monkeypatch):
    monkeypatch.delenv("UNGESPOR_OIDC_ROLES_CLAIM")
    settings.cache_clear()
    account = put_account(Role.STEERING_GROUP)
    assert come_in(there).refusal == "sign_on_unknown"
    row_id = rows(SignOnRow)[0].id
    actions.sign_ons.link(row_id, account.account_id, seen_version=1, by=ADMIN)
    assert who_is(come_in(there)).roles == {Role.STEERING_GROUP}


def test_people_without_an_account_are_not_remembered_without_end(there, monkeypatch):
    monkeypatch.setattr("db.actions.sign_ons.MOST_WAITING", 2)
    there.claims["roles"] = ["koord"]
    for number in range(4):
        there.claims["sub"] = f"p-{number}"
        assert come_in(there).refusal == "sign_on_unknown"
    assert count(SignOnRow) == 2


@pytest.mark.asvs("10.1.1", "16.2.5")
def test_neither_token_nor_code_nor_secret_is_stored(there):
    begun = sign_on.begin("/")
    answer = there.answer_of(asked(begun))
    arrival = sign_on.complete(begun.sealed, answer)
    said = " ".join(
        str(vars(row))
        for kind in (SessionRow, SignOnRow, AccountRow, AuditRow)
        for row in rows(kind)
    )
    one = tries.opened(begun.sealed)
    for secret in (answer["code"], one.state, one.nonce, one.verifier, arrival.cookie, SECRET):
        assert secret not in said
    sealed = base64.urlsafe_b64decode(begun.sealed)
    assert one.verifier.encode() not in sealed


def test_a_sign_on_and_a_refused_one_leave_lines_in_the_log(there):
    here = who_is(come_in(there))
    there.claims["roles"] = []
    come_in(there)
    lines = rows(AuditRow)
    assert here.account_id in {line.account_id for line in lines}
    assert any("sign_on_no_role" in line.changes for line in lines)


def test_the_way_back_leads_to_an_address_of_ours_only(there):
    for to, goes in {
        "/young_person?case=1001": "/young_person?case=1001",
        "//other.example": "/",
        "https://other.example": "/",
        "/\\other.example": "/",
        "/a\r\nb": "/",
        "": "/",
    }.items():
        begun = sign_on.begin(to)
        arrival = sign_on.complete(begun.sealed, there.answer_of(asked(begun)))
        assert arrival.to == goes


@pytest.mark.asvs("6.3.2", "13.2.3")
def test_there_is_no_default_client_and_half_a_setting_ends_the_start(there, monkeypatch):
    sign_on.check_settings()
    for name, empty in (("ID", ""), ("SECRET", ""), ("ROLES", "{}")):
        named = f"UNGESPOR_OIDC_{name}" if name == "ROLES" else f"UNGESPOR_OIDC_CLIENT_{name}"
        with monkeypatch.context() as changed:
            changed.setenv(named, empty)
            settings.cache_clear()
            with pytest.raises(SignOnHalfSet) as refused:
                sign_on.check_settings()
        assert refused.value.facts == {"names": named}


def test_a_sign_on_over_an_open_line_ends_the_start(there, monkeypatch):
    for name in ("OIDC_ISSUER", "ADDRESS"):
        with monkeypatch.context() as changed:
            changed.setenv(f"UNGESPOR_{name}", "http://ungespor.example")
            settings.cache_clear()
            with pytest.raises(SignOnPlain):
                sign_on.check_settings()


def test_without_an_issuer_there_is_no_sign_on():
    settings.cache_clear()
    sign_on.check_settings()
    assert not sign_on.offered()
