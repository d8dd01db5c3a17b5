"""The network map on a page: the picture in two shapes, and the same as a table."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from html import escape

import streamlit as st

from core.codes import Coded
from core.network_map import Layout
from core.records.network_map import MapPerson
from core.words import code_key
from pages.shared.colours import on_screen
from pages.shared.formats import namesakes_apart
from pages.shared.frame import language, t, t_plain
from pages.shared.network_map_drawing import TALL, WIDE, described, drawing, map_layout, ring_word

_STYLE = """<style>
.network-map { margin: 0; }
.network-map img { display: block; width: 100%; max-height: 92vh; height: auto; margin: 0 auto; }
.network-map .tall { display: none; }
@media (max-width: 640px) {
  .network-map .wide { display: none; }
  .network-map .tall { display: block; max-height: none; }
}
</style>"""


def draw_map(people: Iterable[MapPerson], name: str, *, marked: str | None = None) -> None:
    """The picture, who is not placed, and the same as a table; `name` is the young person's."""
    listed = tuple(people)
    wide = map_layout(listed, language(), WIDE)
    tall = map_layout(listed, language(), TALL)
    title = t_plain("network_map.picture_title", name=name)
    alt = f"{title}. {described(wide, language())} {t_plain('network_map.see_table')}"
    pictures = "".join(
        f'<img class="{kind}" alt="{escape(alt)}" src="{_address(on_screen(picture))}">'
        for kind, picture in (
            ("wide", drawing(wide, name=name, language=language(), marked=marked)),
            ("tall", drawing(tall, name=name, language=language(), frame=TALL, marked=marked)),
        )
    )
    st.html(f'{_STYLE}<figure class="network-map">{pictures}</figure>')
    if wide.unplaced:
        names = tuple(name_of(one) for one in wide.unplaced)
        st.markdown(t("network_map.unplaced", names=names))
    with st.expander(t("network_map.as_table")):
        st.table(table(wide), hide_index=True)


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def table(drawn: Layout) -> list[dict[str, str]]:
    """One line for each person, numbered as in the narrow picture."""
    placed = [(str(card.number), card.person) for card in drawn.cards]
    return [
        {
            t_plain("network_map.column.number"): number,
            t_plain("network_map.column.name"): name_of(one),
            t_plain("network_map.column.relation"): one.relation or "",
            t_plain("network_map.column.sphere"): sphere_word(one.sphere),
            t_plain("network_map.column.closeness"): ring_word(one.closeness, language()),
            t_plain("network_map.column.chosen"): _chosen(one),
            t_plain("network_map.column.draw_on"): one.draw_on or "",
        }
        for number, one in (*placed, *(("", one) for one in drawn.unplaced))
    ]


def name_of(one: MapPerson) -> str:
    """The name as it was written."""
    return one.name or t_plain("network_map.nameless")


def names_apart(people: Iterable[MapPerson]) -> dict[str, str]:
    """Names by id; people of one name are told apart by their relation, then by the id's end."""
    listed = tuple(people)
    names = {one.id: name_of(one) for one in listed}
    often = Counter(names.values())
    told = {
        one.id: " · ".join(filter(None, (names[one.id], one.relation)))
        if often[names[one.id]] > 1
        else names[one.id]
        for one in listed
    }
    return namesakes_apart(told)


def sphere_word(sphere: str | None) -> str:
    """Private or professional; empty where it was not said."""
    return t_plain(code_key(Coded("sphere", sphere))) if sphere else ""


def _chosen(one: MapPerson) -> str:
    return t_plain("network_map.chosen") if one.chosen_adult else ""
