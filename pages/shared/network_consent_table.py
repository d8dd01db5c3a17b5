"""The table of parties beside types of information, as it is drawn."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from core.codes import Coded, all_codes
from core.consent import GUARDIAN, YOUNG_PERSON
from core.reach import PartyReach
from core.words import code_key
from pages.shared.frame import t_plain

W = "network_meeting.consent"
_STYLE = """<style>
.ungespor-reach { overflow-x: auto; }
.ungespor-reach table { border-collapse: collapse; font-size: 0.875rem; }
.ungespor-reach :is(th, td) { padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--u-faint);
  text-align: center; vertical-align: middle; font-weight: 400; max-width: 9rem;
  hyphens: auto; overflow-wrap: break-word; }
.ungespor-reach thead th { vertical-align: bottom; }
.ungespor-reach thead strong { display: block; font-weight: 600; }
.ungespor-reach tbody th, .ungespor-reach thead th:first-child { text-align: left;
  position: sticky; left: 0; background: var(--u-paper); min-width: 7rem; }
.ungespor-reach .may { color: var(--u-link); font-weight: 700;
  background: color-mix(in srgb, var(--u-teal) 8%, transparent); }
.ungespor-reach .not { color: var(--u-absent); }
.ungespor-reach .lacks { color: var(--u-lacks); font-weight: 600; }
.ungespor-reach .said { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.ungespor-reach .facts :is(th, td) { font-size: 0.8125rem; }
</style>"""


def reach_table(reach: Sequence[PartyReach], *, both: bool) -> str:
    """The table as HTML; `both`: under 18, with a row for the guardian's consent too."""
    types = (_type(reach, code) for code in all_codes("information_type"))
    givers = (YOUNG_PERSON, GUARDIAN) if both else (YOUNG_PERSON,)
    facts = [_fact(_plain(f"{W}.until"), reach, _ends)]
    facts += [_fact(_plain(f"{W}.yes_of.{who}"), reach, _given(who)) for who in givers]
    if any(each.by_law for each in reach):
        facts.append(_fact(_plain(f"{W}.by_law"), reach, _by_law))
    head = f"<thead><tr>{_head(_plain(f'{W}.type'))}{''.join(map(_party, reach))}</tr></thead>"
    body = f'<tbody>{"".join(types)}</tbody><tbody class="facts">{"".join(facts)}</tbody>'
    said = f'tabindex="0" role="region" aria-label="{escape(_plain(f"{W}.overview"))}"'
    table = f"<table>{head}{body}</table>"
    return f'{_STYLE}<div class="ungespor-reach ungespor-rolls" {said}>{table}</div>'


def _head(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _party(each: PartyReach) -> str:
    role = _word("participant_role", each.role) if each.role else _plain(f"{W}.unsaid")
    return f'<th scope="col"><strong>{escape(each.party)}</strong>{escape(role)}</th>'


def _type(reach: Iterable[PartyReach], code: str) -> str:
    cells = (_mark("may" if code in each.types else "may_not") for each in reach)
    return _row(_word("information_type", code), cells)


def _mark(name: str) -> str:
    sign, kind = ("✓", "may") if name == "may" else ("–", "not")
    said = f'<span class="said">{escape(_plain(f"{W}.{name}"))}</span>'
    return f'<td class="{kind}"><span aria-hidden="true">{sign}</span>{said}</td>'


def _fact(name: str, reach: Iterable[PartyReach], cell: Callable[[PartyReach], str]) -> str:
    return _row(name, (cell(each) for each in reach))


def _row(name: str, cells: Iterable[str]) -> str:
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>'


def _ends(each: PartyReach) -> str:
    days = (_plain(f"{W}.no_end") if day is None else _day(day) for day in each.ends)
    return f"<td>{escape(', '.join(days))}</td>"


def _given(who: str) -> Callable[[PartyReach], str]:
    def cell(each: PartyReach) -> str:
        if who in each.given:
            return f"<td>{escape(t_plain(f'{W}.yes', date=each.given[who]))}</td>"
        if who in each.missing:
            return f'<td class="lacks">{escape(_plain(f"{W}.missing"))}</td>'
        return '<td class="not">–</td>'

    return cell


def _by_law(each: PartyReach) -> str:
    bases = (_word("consent_legal_basis", basis) for basis in each.by_law)
    return f"<td>{escape(', '.join(bases) or '–')}</td>"


def _day(day: object) -> str:
    return t_plain("network_meeting.day", date=day)


def _plain(key: str) -> str:
    return t_plain(key)


def _word(list_name: str, code: str) -> str:
    return t_plain(code_key(Coded(list_name, code)))
