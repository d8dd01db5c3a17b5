"""Addresses and messages that no page of ours sends: a sentence or silence, never how it is made."""

import re
from random import Random
from urllib.parse import quote, urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from core.permissions import PAGES
from core.words import phrase
from tests.browser.serving import PROJECT
from tests.soak import hostile
from tests.soak.conftest import Running
from tests.soak.size import rounds
from tests.soak.wire import Answer, tab

BUG = phrase("da", "start.bug", reference="#").partition("#")[0]
USERS = ("projektleder", "merete", "jonna", "administrator", "styregruppe")


def asked_in_addresses() -> list[str]:
    """Every name that a page looks for in its address."""
    found = set()
    for path in (PROJECT / "pages").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'query_params(?:\.get(?:_all)?\(|\[)"(\w+)"', source))
        found |= set(re.findall(r"\blink\([^)]*?\b(\w+)=", source))
        found |= set(re.findall(r'"(\w+)" in st\.query_params', source))
    return sorted(found | {"view", "period", "from", "to", "section", "variant", "kind", "small"})


NAMES = asked_in_addresses()
VALUES = (*hostile.TEXTS, "1", "true", "9" * 400, "9999-12-31", "0001-01-01", "2026-02-30")


def query_of(random: Random, running: Running, values: list[str]) -> str:
    """An address with some hostile values, and often a case that is there."""
    given = {
        name: random.choice(values) for name in random.sample(NAMES, random.choice((1, 3, 12)))
    }
    if random.random() < 0.7:
        given["case"] = str(random.choice(running.cases))
    return (
        urlencode(given, errors="surrogatepass")
        if random.random() < 0.9
        else quote(str(given), errors="replace")
    )


def looked_at(answer: Answer, about: object, wrong: list[str], *, may_fail: bool = False) -> None:
    """`may_fail`: that something went wrong may be said, with its number."""
    if answer.told or answer.exceptions:
        wrong.append(f"told {answer.told} {answer.exceptions}: {about}")
    if BUG in answer.words and not may_fail:
        wrong.append(f"a bug: {about}")
    if answer.end != "FINISHED_SUCCESSFULLY":
        wrong.append(f"{answer.end}: {about}")


def test_no_address_makes_a_page_tell_how_it_is_made(running: Running) -> None:
    random, wrong = Random(5), []
    values = [*VALUES, *random.sample(running.ids, 20)]
    for user in USERS[: rounds(2, 5)]:
        with tab(running.port, running.cookies[user]) as client:
            for page in sorted(PAGES):
                for _ in range(rounds(1, 40)):
                    query = query_of(random, running, values)
                    looked_at(client.ask(page, query), (user, page, query), wrong)
    assert wrong == [], running.server.said()[-6000:]


# ---------------------------------------------------------------- forged messages


def states_of(
    random: Random, running: Running, widgets: list[tuple[str, str]]
) -> list[WidgetState]:
    """What somebody claims stands in the fields: of these and others, of any kind and size."""
    known = [key for _, key in widgets]
    made_up = ["", "x", "$$ID-0-None", "$$ID-00-frame.person", "\x00", "a" * 5_000]
    return [
        _state(random, random.choice([*known, *known, *made_up]), running)
        for _ in range(random.choice((1, 3, 12)))
    ]


def _state(random: Random, key: str, running: Running) -> WidgetState:
    text = random.choice([*TEXTS, *running.ids[:20]])
    number = random.choice((-1, 0, 1, 2**62, -(2**62)))
    half = random.choice((float("nan"), float("inf"), -1e308, 1e308, 0.5, -0.0))
    state = WidgetState(id=key)
    kind = random.choice(
        sorted(each.name for each in WidgetState.DESCRIPTOR.fields if each.name != "id")
    )
    singles = {
        "trigger_value": True,
        "bool_value": True,
        "double_value": half,
        "int_value": number,
        "string_value": text,
        "json_value": random.choice((text, "{", "[[[[", '{"x": NaN}', "null", "[1e999]")),
        "json_trigger_value": random.choice((text, "{", "null")),
        "bytes_value": text.encode(),
    }
    if kind in singles:
        setattr(state, kind, singles[kind])
    elif kind.endswith("array_value"):
        each = {"double": half, "int": number, "string": text}[kind.partition("_")[0]]
        getattr(state, kind).data.extend([each] * random.choice((0, 1, 2, 500)))
    elif kind == "string_trigger_value":
        state.string_trigger_value.data = text
    elif kind == "chat_input_value":
        state.chat_input_value.data = text
    elif kind == "file_uploader_state_value":
        state.file_uploader_state_value.uploaded_file_info.add(file_id=text, name=text, size=2**62)
    else:
        state.arrow_value.data = text.encode()
    return state


TEXTS = [text for text in hostile.TEXTS if text.isprintable() or max(text, default="") < "\ud800"]


def test_what_fields_are_claimed_to_hold_is_taken_or_passed_over(running: Running) -> None:
    random, wrong = Random(6), []
    pages = sorted(PAGES)
    for user in USERS[: rounds(2, 5)]:
        with tab(running.port, running.cookies[user]) as client:
            for page in random.sample(pages, rounds(12, len(pages))):
                query = f"case={random.choice(running.cases)}"
                drawn = client.ask(page, query)
                for _ in range(rounds(1, 30)):
                    states = states_of(random, running, drawn.widgets)
                    answer = client.ask("", query, states)
                    looked_at(answer, (user, page, query, states), wrong, may_fail=True)
    assert wrong == [], running.server.said()[-6000:]


OTHERS = (
    BackMsg(load_git_info=True),
    BackMsg(clear_cache=True),
    BackMsg(set_run_on_save=True),
    BackMsg(debug_disconnect_websocket=True),
    BackMsg(debug_shutdown_runtime=True),
)


def installing() -> BackMsg:
    """To let the server write into the folder of the program."""
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.install_skills.SetInParent()
    return message


@pytest.mark.parametrize("cookie", [True, False])
def test_messages_for_who_writes_the_program_get_no_answer(running: Running, cookie: bool) -> None:
    with tab(running.port, running.cookies["merete"] if cookie else None) as client:
        client.ask()
        client.rest()
        for message in (*OTHERS, installing()):
            client.socket.send(message.SerializeToString())
        assert client.rest() == []
        assert client.ask().end == "FINISHED_SUCCESSFULLY"


def test_what_is_no_message_at_all_is_passed_over_and_others_are_served(running: Running) -> None:
    random = Random(7)
    whole = BackMsg()
    whole.rerun_script.query_string = "case=1001"
    good = whole.SerializeToString()
    whole.rerun_script.query_string = "x" * 10_000_000
    broken = [
        b"",
        b"\x00",
        b"\xff" * 1_000,
        good[:-3],
        whole.SerializeToString(),
        b"GET / HTTP/1.1",
    ]
    broken += [random.randbytes(200) for _ in range(rounds(20, 2_000))]
    before = len(running.server.said())
    with tab(running.port, running.cookies["merete"]) as client:
        client.ask()
        for data in broken:
            client.socket.send(data)
        answer = client.ask("status")
        assert (answer.end, answer.told) == ("FINISHED_SUCCESSFULLY", set())
    with tab(running.port, running.cookies["jonna"]) as other:
        assert other.ask("status").end == "FINISHED_SUCCESSFULLY"
    assert "Traceback" not in running.server.said()[before:]


def test_ten_thousand_messages_at_once_keep_nobody_out(running: Running) -> None:
    message = BackMsg()
    message.rerun_script.page_name = "tasks"
    with tab(running.port, running.cookies["merete"]) as flood:
        flood.ask()
        try:
            for _ in range(rounds(300, 10_000)):
                flood.socket.send(message.SerializeToString())
        except ConnectionClosed:
            pass
        with tab(running.port, running.cookies["jonna"]) as other:
            assert other.ask("status").end == "FINISHED_SUCCESSFULLY"


def test_pages_and_sessions_that_do_not_exist_are_nobodys(running: Running) -> None:
    for cookie in (None, "ungespor=", "ungespor=" + "A" * 4_000, 'ungespor="; DROP', "ungespor=ÿ"):
        with tab(running.port, cookie) as client:
            for page in ("status", "../db", "pages/accounts.py", "<script>", "x" * 5_000):
                answer = client.ask(page, "case=1001")
                assert answer.told == set()
                assert "Log ind" in answer.words
    with tab(running.port, running.cookies["merete"]) as client:
        for page_hash in ("", "0" * 32, "x" * 10_000, "\x00"):
            client.page_hash = page_hash
            answer = client.ask("", "case=1001")
            assert (answer.told, answer.exceptions) == (set(), 0)
