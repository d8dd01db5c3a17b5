"""The agenda with the place in it, and the turn around the table."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.agenda import points
from core.masking import without_cpr
from core.under_way import next_turn
from db import actions
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.meeting_screen_table import PRESSED, Seat, Table


def draw_agenda(table: Table) -> None:
    """The points, the present one marked, and the buttons to go on and back."""
    said = [without_cpr(point) for point in points(table.meeting.agenda)]
    place = _place(table, len(said))
    draw_heading(t("meeting_screen.agenda"))
    if not said:
        st.write(t("meeting_screen.no_agenda"))
        return
    st.html(
        f'<ol class="agenda">{"".join(_point(said, at, place) for at in range(len(said)))}</ol>'
    )
    if place == len(said):
        st.write(t("meeting_screen.agenda_done"))
    with st.container(key="screen-agenda-keys"):
        _go(table, "next_point", (place + 1) if place is not None else 0, len(said), "PageDown")
        _go(table, "previous_point", (place - 1) if place is not None else -1, len(said), "PageUp")


def _place(table: Table, every: int) -> int | None:
    place = table.meeting.agenda_place
    return None if place is None else min(place, every)


def _point(said: Sequence[str], at: int, place: int | None) -> str:
    if place is not None and at < place:
        return f'<li class="past">{escape(said[at])}{_aside("point_past")}</li>'
    if at == place:
        return f'<li class="now" aria-current="step">{escape(said[at])}</li>'
    return f"<li>{escape(said[at])}</li>"


def _aside(key: str) -> str:
    return f'<span class="aside"> ({escape(t_plain(f"meeting_screen.{key}"))})</span>'


def _go(table: Table, name: str, place: int, every: int, shortcut: str) -> None:
    key = f"meeting_screen.{name}"
    pressed = st.button(
        t(key),
        key=key,
        shortcut=shortcut,
        disabled=not 0 <= place <= every,
        width="stretch",
        type="primary" if name == "next_point" else "secondary",
    )
    if pressed:
        with saving(PRESSED, ""):
            actions.under_way.turn_to_point(table.meeting.id, place, by=person(), on=today())


def draw_turns(table: Table) -> None:
    """Who is here, who has the floor, and who comes next."""
    here = [seat for seat in table.participants if seat.here]
    if not here:
        st.write(t("meeting_screen.nobody_here"))
        return
    has = next((seat.shown for seat in here if seat.id == table.meeting.turn_id), None)
    said = t_plain("meeting_screen.floor", name=has) if has else t_plain("meeting_screen.no_floor")
    st.html(f'<p class="floor" role="status">{escape(said)}</p>')
    with st.container(horizontal=True, key="screen-turns"):
        for seat in here:
            _draw_turn(table, seat)
        _draw_next(table)


def _label(seat: Seat) -> str:
    key = "meeting_screen.seat_role" if seat.role else "meeting_screen.seat"
    return t(key, name=seat.shown, role=seat.role)


def _presence(seat: Seat) -> str:
    word = t("meeting_screen.is_here" if seat.here else "meeting_screen.is_away")
    return f"{_label(seat)} · {word}"


def _draw_turn(table: Table, seat: Seat) -> None:
    has = table.meeting.turn_id == seat.id
    key = f"meeting_screen.floor.{seat.id}"
    if st.button(_label(seat), key=key, type="primary" if has else "secondary"):
        _give(table, seat.id)


def _draw_next(table: Table) -> None:
    following = next_turn(table.meeting.participants, table.meeting.turn_id)
    key = "meeting_screen.next_turn"
    if st.button(t(key), key=key, shortcut="F8") and following is not None:
        _give(table, following)


def _give(table: Table, id_: str) -> None:
    with saving(PRESSED, ""):
        actions.under_way.give_floor(table.meeting.id, id_, by=person(), on=today())


def draw_seats(table: Table) -> None:
    """Everybody who is asked to come: here or not."""
    draw_heading(t("meeting_screen.seats"))
    for seat in table.participants:
        with st.container(
            border=True,
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
        ):
            st.markdown(_presence(seat))
            key = f"meeting_screen.{'leaves' if seat.here else 'comes'}"
            if st.button(
                t(key), key=f"{key}.{seat.id}", type="secondary" if seat.here else "primary"
            ):
                with saving(PRESSED, ""):
                    actions.under_way.seat(seat.id, here=not seat.here, by=person(), on=today())
