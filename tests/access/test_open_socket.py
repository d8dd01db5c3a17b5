"""What an open socket gets when the world changes under it, and what a forged message gets."""

import secrets
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.websocket_client import Address
from db.queries.session_limits import token_hash
from tests.access.conftest import House
from tests.access.planting import Case, Visitor, number_of
from tests.access.test_matrix import CPR, MARKS, NAMES, NO
from tests.access.wire import Tapped, elements, tapping

REFUSED_PAGE, OWN_PAGE = "accounts", "young_people"


def _come_in(house: House, username: str) -> tuple[str, str]:
    """A session of that account begun while the server runs: its id and the cookie header."""
    session_id, cookie = uuid.uuid4().hex, secrets.token_urlsafe(16)
    house.server.ask(
        "INSERT INTO sessions (id, version, account_id, cookie_hash, started_time, seen_time, "
        "second_factor_time) "
        "SELECT :id, 1, id, :hash, now(), now(), now() FROM accounts WHERE username = :username",
        id=session_id,
        hash=token_hash(cookie),
        username=username,
    )
    return session_id, f"ungespor={cookie}"


@contextmanager
def _open(house: House, cookie: str, page: str, query: str = "") -> Iterator[Tapped]:
    with tapping(Address(house.port, page, query, cookie)) as visit:
        visit.first_run()
        yield visit


def _again(visit: Tapped) -> bytes:
    """What one more run of the open page brings."""
    visit.heard()
    visit.rerun()
    return visit.heard()


def _seen_in(data: bytes) -> set[int]:
    return {number_of(each) for each in MARKS.findall(data)}


def _own(house: House, visitor: Visitor) -> Case:
    return next(
        each for each in house.planted.cases if visitor.works_on(each) and not each.protected
    )


@pytest.mark.asvs("8.3.2")
def test_a_role_that_is_taken_away_is_gone_with_the_next_run_of_an_open_page(house):
    _, cookie = _come_in(house, "solveig")
    of_account = "account_id = (SELECT id FROM accounts WHERE username = 'solveig')"
    with _open(house, cookie, OWN_PAGE) as visit:
        assert NAMES.search(_again(visit))
        house.server.ask(f"UPDATE account_roles SET role = 'steering_group' WHERE {of_account}")
        told = _again(visit)
        assert NO in told
        assert _seen_in(told) == set()
        house.server.ask(f"UPDATE account_roles SET role = 'coordinator' WHERE {of_account}")
        assert NAMES.search(_again(visit))


@pytest.mark.asvs("8.3.2", "8.4.1")
def test_an_area_that_an_account_is_limited_to_holds_with_the_next_run_of_an_open_page(house):
    cases = {each.number: each.area for each in house.planted.cases}
    _, cookie = _come_in(house, "nord")
    of_account = "account_id = (SELECT id FROM accounts WHERE username = 'nord')"
    with _open(house, cookie, OWN_PAGE) as visit:
        assert {cases[number] for number in _seen_in(_again(visit)) & cases.keys()} == {"nord"}
        house.server.ask(f"UPDATE account_areas SET area = 'SYD' WHERE {of_account}")
        told = _again(visit)
        house.server.ask(f"UPDATE account_areas SET area = 'nord' WHERE {of_account}")
        assert {cases[number] for number in _seen_in(told) & cases.keys()} == {"syd"}


@pytest.mark.asvs("8.3.2", "8.2.2")
def test_a_young_person_who_is_passed_on_is_gone_with_the_next_run_of_an_open_page(house):
    merete = house.planted.by_name("merete")
    case = _own(house, merete)
    _, cookie = _come_in(house, "merete")
    with _open(house, cookie, "young_person", f"case={case.number}") as visit:
        assert case.number in _seen_in(_again(visit))
        before = house.server.ask("SELECT coordinator_id FROM cases WHERE id = :id", id=case.id)
        other = house.server.ask(
            "SELECT min(id) FROM staff WHERE id <> :staff AND id NOT IN (SELECT staff_id FROM absences)",
            staff=before[0][0],
        )
        house.server.ask(
            "UPDATE cases SET coordinator_id = :other WHERE id = :id", id=case.id, other=other[0][0]
        )
        told = _again(visit)
        house.server.ask(
            "UPDATE cases SET coordinator_id = :staff WHERE id = :id",
            id=case.id,
            staff=before[0][0],
        )
        assert "Forløbet findes ikke".encode() in told
        assert case.number not in _seen_in(told)


@pytest.mark.asvs("7.4.1")
def test_the_next_run_of_an_open_socket_whose_session_was_ended_draws_the_sign_in_alone(house):
    _, cookie = _come_in(house, "merete")
    with _open(house, cookie, OWN_PAGE) as visit:
        assert NAMES.search(_again(visit))
        leave = urllib.request.Request(
            f"http://localhost:{house.port}/session/end", headers={"Cookie": cookie}
        )
        with urllib.request.urlopen(leave, timeout=60):
            pass
        told = _again(visit)
        assert b"Du er logget ud" in told or b"sign_in" in told
        assert _seen_in(told) == set()


@pytest.mark.asvs("8.3.1")
def test_the_hash_of_a_page_that_is_not_for_the_role_opens_nothing(house):
    admin, referrer = (house.planted.by_name(each) for each in ("administrator", "lotte"))
    with _open(house, admin.cookie or "", REFUSED_PAGE) as visit:
        wanted = visit.page_hash
        secret = b"merete"
        assert secret in visit.heard()
    with _open(house, referrer.cookie or "", "referral") as visit:
        visit.heard()
        visit.page_hash = wanted
        visit.rerun()
        told = visit.heard()
        assert NO in told
        assert secret not in told


def _widgets(messages: list[bytes]) -> set[str]:
    """The ids of everything that can be given a value."""
    found = set()
    for message in messages:
        for drawn in elements(message):
            kind = drawn.WhichOneof("type")
            widget = getattr(getattr(drawn, kind), "id", "") if kind else ""
            if widget and kind not in {"button", "download_button"}:
                found.add(widget)
    return found


@pytest.mark.asvs("8.2.2")
def test_a_forged_value_of_any_field_brings_nothing_of_anybody_elses(house):
    merete = house.planted.by_name("merete")
    cases = {each.number: each for each in house.planted.cases}
    victim = next(each for each in cases.values() if not merete.sees(each) and each.around)
    values = (victim.id, str(victim.number), "navnq", next(iter(victim.around)))
    own = f"case={_own(house, merete).number}"
    forged = 0
    for page, query in (
        ("young_people", ""),
        ("young_person", ""),
        ("caseload", ""),
        ("contacts", ""),
        ("housing", ""),
        ("volunteers", ""),
        ("network_meeting", f"{own}&part=documents"),
        ("dialogue", own),
    ):
        with _open(house, merete.cookie or "", page, query) as visit:
            ids = _widgets(visit.received)
            for value in values:
                visit.forged = [WidgetState(id=each, string_value=value) for each in ids]
                told = _again(visit)
                out = {n for n in _seen_in(told) & cases.keys() if not merete.sees(cases[n])}
                assert not out, (page, value)
                forged += len(ids)
    assert forged > 40
    print(f"{forged} forged values")


def test_a_forged_value_does_reach_the_page(house):
    """Else the test above would find nothing whatever the pages did with it."""
    merete = house.planted.by_name("merete")
    own = _own(house, merete).number
    with _open(house, merete.cookie or "", "young_person") as visit:
        ids = _widgets(visit.received)
        visit.forged = [WidgetState(id=each, string_value=str(own)) for each in ids]
        assert _seen_in(_again(visit)) == {own}


def _shown(house: House, cookie: str, case: Case) -> tuple[bytes, bytes, bytes]:
    """What the referral's page sends before, with, and after a click on the number's button."""
    with _open(house, cookie, "referral", f"case={case.number}") as visit:
        button = next(each for each in _buttons(visit.received) if "cpr.show" in each)
        before = visit.heard()
        visit.forged = [WidgetState(id=button, trigger_value=True)]
        clicked = _again(visit)
        visit.forged = []
        return before, clicked, _again(visit)


def _buttons(messages: list[bytes]) -> Iterator[str]:
    for message in messages:
        for drawn in elements(message):
            if drawn.WhichOneof("type") == "button":
                yield drawn.button.id


@pytest.mark.asvs("14.2.6", "14.3.2")
def test_a_cpr_number_is_sent_once_for_a_click_and_the_log_has_a_line_of_it(house):
    merete = house.planted.by_name("merete")
    case = _own(house, merete)
    looks = (
        "SELECT count(*) FROM audit WHERE table_name = 'cpr' AND kind = 'read' AND case_id = :id"
    )
    lines = house.server.ask(looks, id=case.id)[0][0]
    before, clicked, after = _shown(house, merete.cookie or "", case)
    assert not CPR.search(before)
    assert f"{case.number}".encode() in CPR.search(clicked)[0]
    assert not CPR.search(after)
    assert house.server.ask(looks, id=case.id)[0][0] == lines + 1


def _streamlit_session(visit: Tapped) -> str:
    """The id that Streamlit has told this socket: it takes such requests with it alone."""
    messages = map(ForwardMsg.FromString, visit.received)
    return next(
        each.new_session.initialize.session_id
        for each in messages
        if each.WhichOneof("type") == "new_session"
    )


def _ask_for_file(visit: Tapped) -> str:
    """The address of the page's first file as the server answers a request for it; or empty."""
    files = [
        drawn.download_button.deferred_file_id
        for message in visit.received
        for drawn in elements(message)
        if drawn.WhichOneof("type") == "download_button"
    ]
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = _streamlit_session(visit)
    asked.backend_operation_request.deferred_file.file_id = files[0]
    visit.socket.send(asked.SerializeToString())
    answer = ForwardMsg()
    while answer.WhichOneof("type") != "backend_operation_response":
        answer = ForwardMsg.FromString(visit.socket.recv(timeout=60))
    return answer.backend_operation_response.deferred_file.url


@pytest.mark.asvs("16.2.1", "7.4.1")
def test_a_file_is_a_line_in_the_log_and_is_not_made_for_who_has_signed_out(house):
    case = _own(house, house.planted.by_name("merete"))
    lines = (
        "SELECT count(*) FROM audit WHERE table_name = 'about_me' AND kind = 'export' "
        "AND case_id = :id"
    )
    session_id, cookie = _come_in(house, "merete")
    before = house.server.ask(lines, id=case.id)[0][0]
    with _open(house, cookie, "about_me", f"case={case.number}") as visit:
        assert _ask_for_file(visit)
        assert house.server.ask(lines, id=case.id)[0][0] == before + 1
        house.server.ask("UPDATE sessions SET ended_time = now() WHERE id = :id", id=session_id)
        assert not _ask_for_file(visit)
    assert house.server.ask(lines, id=case.id)[0][0] == before + 1
