"""One figure on a whole screen, large enough to be read from the back of the room."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from pages.shared.documents.slides import BigFigure, Screens
from pages.shared.frame import t_plain

_STYLE = """<style>
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"],
[data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMain"] [data-testid="stHeading"] {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[data-testid="stMain"] [data-testid="stMainBlockContainer"] {
  max-width: none; padding: 2.2vw 4vw 1.5vw; }
[data-testid="stMainBlockContainer"] [data-testid="stCaptionContainer"] { display: none; }
.st-key-presentation-remote { display: none; }
.ungespor-screen { min-height: 74vh; display: flex; flex-direction: column; color: var(--u-ink); }
.ungespor-screen .whose { font-size: max(1rem, 1.7vw); color: var(--u-quiet); }
.ungespor-screen .body { flex: 1; display: flex; flex-direction: column;
  justify-content: center; gap: 1.2vw; }
.ungespor-screen .figure { font-size: max(3.5rem, 13vw); font-weight: 700; line-height: 1;
  color: var(--u-lead); letter-spacing: -0.02em; }
.ungespor-screen .says { font-size: max(1.5rem, 4vw); font-weight: 600; line-height: 1.2;
  max-width: 24em; text-wrap: balance; }
.ungespor-screen .of { font-size: max(1.1rem, 2.3vw); color: var(--u-quiet); }
.ungespor-screen .beside { font-size: max(1.1rem, 2.3vw); border-left: 0.5vw solid var(--u-side);
  padding-left: 1.2vw; margin-top: 1vw; }
.ungespor-screen .beside span { display: block; color: var(--u-quiet); }
.ungespor-screen h2 { font-size: max(1.5rem, 3.4vw); }
.ungespor-screen ul { font-size: max(1rem, 1.8vw); margin: 0; columns: 2; column-gap: 3vw; }
.ungespor-screen li { font-size: inherit; break-inside: avoid; }
.ungespor-place { font-size: max(1rem, 1.4vw); color: var(--u-quiet); text-align: center; }
@media (max-width: 640px) {
  .ungespor-screen { min-height: 70vh; min-height: 70svh; }
  .ungespor-screen ul { columns: 1; }
  .st-key-presentation-keys [data-testid="stHorizontalBlock"] { flex-wrap: nowrap; gap: 0.4rem; }
  .st-key-presentation-keys [data-testid="stColumn"] { flex: 1 1 0; min-width: 0; }
  .st-key-presentation-keys button { padding: 0.25rem; }
  .st-key-presentation-keys kbd { display: none; }
}
</style>"""


def draw_stage() -> None:
    """Take away what belongs to the desk: menu, bar and title."""
    st.html(_STYLE)


def draw_figure(figure: BigFigure, whose: str) -> None:
    """The figure, what it says, what it is counted of, and what was published."""
    parts = [
        _part("p", "figure", figure.value),
        _part("p", "says", figure.headline),
        _part("p", "of", figure.counted),
    ]
    if figure.published:
        said = escape(figure.published)
        compared = f"<span>{escape(figure.compared)}</span>" if figure.compared else ""
        parts.append(f'<p class="beside">{said}{compared}</p>')
    _draw(whose, "".join(parts))


def draw_left_out(screens: Screens, whose: str) -> None:
    """What has no screen of its own: hidden, or nothing to count."""
    parts = [f"<h2>{escape(t_plain('presentation.left_out'))}</h2>"]
    for key, headlines in (("hidden", screens.hidden), ("nothing", screens.nothing)):
        if headlines:
            parts.append(_part("p", "of", t_plain(f"presentation.{key}", n=len(headlines))))
            parts.append(_list(headlines))
    _draw(whose, "".join(parts))


def draw_place(here: int, every: int) -> None:
    """3 af 12."""
    said = t_plain("presentation.place", here=here, all=every)
    st.html(_part("p", "ungespor-place", said))


def _draw(whose: str, body: str) -> None:
    top = _part("p", "whose", whose)
    st.html(f'<section class="ungespor-screen">{top}<div class="body">{body}</div></section>')


def _part(tag: str, kind: str, text: str) -> str:
    return f'<{tag} class="{kind}">{escape(text)}</{tag}>' if text else ""


def _list(headlines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in headlines)}</ul>"
