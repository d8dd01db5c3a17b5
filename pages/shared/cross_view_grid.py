"""Background beside development as a grid: rows of what was known, a column for each life domain.

The shade says how large the share is, the text in the cell says all of it.
"""

from collections.abc import Mapping
from html import escape

from core.codes import Coded, all_codes
from core.cross_view import ALL, Background, Counts, Crossed, share_of, size
from core.development import Change
from core.rounding import whole_percent
from core.words import code_key
from pages.shared.colours import Shade
from pages.shared.frame import t_plain

_STYLE = """<style>
.ungespor-cross { overflow-x: auto; }
.ungespor-cross table { border-collapse: separate; border-spacing: 2px; font-size: 0.875rem;
  width: 100%; }
.ungespor-cross :is(th, td) { padding: 0.45rem 0.5rem; text-align: center; font-weight: 400;
  min-width: 4.8rem; hyphens: auto; overflow-wrap: break-word; vertical-align: middle; }
.ungespor-cross thead th { vertical-align: bottom; font-size: 0.8125rem; }
.ungespor-cross tbody th, .ungespor-cross thead th:first-child { text-align: left;
  position: sticky; left: 0; background: var(--u-paper); min-width: 6.5rem; }
.ungespor-cross strong { display: block; font-size: 1rem; font-weight: 650; }
.ungespor-cross .more { display: block; font-size: 0.75rem; }
.ungespor-cross .none { color: var(--u-quiet); background: var(--u-raised); }
.ungespor-cross tr.all :is(th, td) { border-top: 2px solid var(--u-grey); }
</style>"""

STRONGEST = 0.62
"""How far a share of one is coloured; beyond that the text could not be read on it."""
_GROUND: Mapping[Change, Shade] = {
    Change.DECLINE: Shade.SHARE_DECLINE,
    Change.UNCHANGED: Shade.SHARE_UNCHANGED,
    Change.IMPROVEMENT: Shade.SHARE_IMPROVEMENT,
}


def grid(
    background: Background,
    found: Crossed,
    whole: Mapping[str, Counts],
    change: Change,
    hidden: frozenset[tuple[str, str]],
) -> str:
    """The grid as HTML, with a last row for all; `hidden` cells say only that they are."""
    domains = all_codes("life_domain")
    head = "".join(_head(t_plain(code_key(Coded("life_domain", each)))) for each in domains)
    rows = "".join(
        _row(
            value_word(background, value),
            [_cell(cells[each], change, hidden=(value, each) in hidden) for each in domains],
        )
        for value, cells in found.items()
        if any(size(counts) for counts in cells.values())
    )
    total = _row(
        t_plain("cross_view.all"),
        [_cell(whole[each], change, hidden=(ALL, each) in hidden) for each in domains],
        "all",
    )
    first = _head(background_word(background))
    said = f'tabindex="0" role="region" aria-label="{escape(t_plain("cross_view.title"))}"'
    return (
        f'{_STYLE}<div class="ungespor-cross ungespor-rolls" {said}><table>'
        f"<thead><tr>{first}{head}</tr></thead><tbody>{rows}{total}</tbody></table></div>"
    )


def background_word(background: Background) -> str:
    """What is looked at: a life dimension, an indicator, the target group or the variant."""
    lists = {"need": "life_dimension", "risk": "risk_indicator"}
    if background.about in lists:
        word = t_plain(code_key(Coded(lists[background.about], background.code)))
        return t_plain(f"cross_view.{background.about}", what=word)
    return t_plain(f"cross_view.{background.about}")


def value_word(background: Background, value: str) -> str:
    """What a row is about."""
    if value in ("unknown", "not_recorded") and background.about != "risk":
        return t_plain("results.not_recorded")
    if value == "not_recorded":
        return t_plain("cross_view.not_recorded")
    lists = {"risk": "risk_when"}
    return t_plain(code_key(Coded(lists.get(background.about, background.about), value)))


def _head(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _row(name: str, cells: list[str], kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f'<tr{marked}><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>'


def _cell(counts: Counts, change: Change, *, hidden: bool) -> str:
    found = share_of(counts, change)
    if hidden or found is None:
        said = t_plain("cross_view.hidden" if hidden else "cross_view.nobody")
        return f'<td class="none">{escape(said)}</td>'
    low, high = (whole_percent(end) for end in (found.interval.low, found.interval.high))
    lines = (
        t_plain("cross_view.of", count=counts[change], of=size(counts)),
        t_plain("cross_view.between", low=low, high=high),
    )
    share = escape(t_plain("cross_view.percent", n=whole_percent(found.value)))
    more = "".join(f'<span class="more">{escape(line)}</span>' for line in lines)
    return (
        f'<td style="background: color-mix(in srgb, {_GROUND[change]}'
        f' {found.value * STRONGEST:.1%}, {Shade.PAPER})"><strong>{share}</strong>{more}</td>'
    )
