"""Results, part 3: homes, education, jobs, and how the courses end."""

from collections.abc import Mapping

import streamlit as st

from core.codes import all_codes
from core.published import figure
from core.tallies import INVOLVED, UNKNOWN
from db.queries.behind import NO_STATUS, UNANSWERED
from pages.shared.frame import t, t_plain
from pages.shared.results_asked import Asked
from pages.shared.results_card import Counted, card, draw_behind, draw_counts, word
from pages.shared.results_shares import Row, counted, draw_shares, share_row

ENDS = ("first", "latest")


def draw_outcomes(asked: Asked) -> None:
    """The blocks from top to bottom."""
    _draw_housing(asked, "housing_at_closure")
    _draw_housing(asked, "housing_latest")
    _draw_education(asked)
    _draw_employment(asked)
    _draw_closure(asked)


def _draw_housing(asked: Asked, tally: str) -> None:
    """The three groups as a chart; each situation leads to its young people."""
    found = asked.figures[tally]
    groups: Mapping[str, int] = found["groups"]
    total = sum(groups.values())
    with card(tally):
        if not total:
            st.info(t("results.nobody_in_period"))
            return
        rows = [
            share_row(
                word("housing_group", group),
                count,
                total,
                (tally, "groups", group),
                published=figure(tally, group, "share"),
            )
            for group, count in groups.items()
        ]
        draw_shares(tally, rows, unit="cases", title=t_plain(f"tally.{tally}.name"))
        situations = [
            Counted(word("housing_situation", code), (tally, code), count)
            for code, count in found.items()
            if code not in {"groups", UNKNOWN} and count
        ]
        draw_counts("results.situations", situations)
        draw_behind(asked, tally, [*counted(rows), *situations])


def _draw_education(asked: Asked) -> None:
    found = asked.figures["education"]
    with card("education"):
        if not found["latest"]["yes"] + found["latest"]["no"]:
            st.info(t("results.no_education"))
            _draw_silent(asked, "education")
            return
        rows = [_in_education(end, found[end]) for end in ENDS]
        draw_shares("education", rows, unit="cases", title=t_plain("tally.education.name"))
        _draw_silent(asked, "education")
        draw_behind(asked, "education", [*_answers(asked), *_silent(asked, "education")])


def _in_education(end: str, found: Mapping[str, int]) -> Row:
    """The share of those who answered; who did not is told apart."""
    return share_row(
        t_plain(f"results.in_education.{end}"),
        found["yes"],
        found["yes"] + found["no"],
        published=figure("education", end, "yes"),
    )


def _answers(asked: Asked) -> list[Counted]:
    return [
        Counted(
            t_plain(
                "results.at_end",
                end=t_plain(f"results.end.{end}"),
                what=t_plain(f"results.education.{answer}"),
            ),
            ("education", end, answer),
            asked.figures["education"][end][answer],
        )
        for end in ENDS
        for answer in ("yes", "no")
    ]


def _unanswered(asked: Asked, tally: str, end: str) -> int:
    answers = dict(asked.figures[tally][end])
    asked_of: int = answers.pop("n")
    return asked_of - sum(answers.values())


def _silent(asked: Asked, tally: str) -> list[Counted]:
    """Asked without an answer at the latest status, and never asked."""
    never = asked.figures["cases"]["served"] - asked.figures[tally]["latest"]["n"]
    return [
        Counted(
            t_plain("results.unanswered"),
            (tally, "latest", UNANSWERED),
            _unanswered(asked, tally, "latest"),
        ),
        Counted(t_plain("results.no_status_recorded"), (tally, "latest", NO_STATUS), never),
    ]


def _draw_silent(asked: Asked, tally: str) -> None:
    draw_counts("results.silent", _silent(asked, tally))


def _draw_employment(asked: Asked) -> None:
    """The latest status as bars, the first as circles; what never occurs is left out."""
    found = asked.figures["employment"]
    sizes = {end: found[end]["n"] - _unanswered(asked, "employment", end) for end in ENDS}
    with card("employment"):
        if not sizes["latest"]:
            st.info(t("results.no_employment"))
            _draw_silent(asked, "employment")
            return
        rows = [
            share_row(
                word("employment", code),
                found["latest"][code],
                sizes["latest"],
                ("employment", "latest", code),
                published=figure("employment", "latest", code),
                earlier=found["first"][code] / sizes["first"] if sizes["first"] else None,
            )
            for code in _occurring(found)
        ]
        draw_shares("employment", rows, unit="cases", title=t_plain("tally.employment.name"))
        _draw_silent(asked, "employment")
        draw_behind(asked, "employment", [*counted(rows), *_silent(asked, "employment")])


def _occurring(found: Mapping[str, Mapping[str, int]]) -> list[str]:
    codes = dict.fromkeys([*all_codes("employment"), *found["latest"]])
    return [code for code in codes if code != "n" and any(found[end].get(code) for end in ENDS)]


def _draw_closure(asked: Asked) -> None:
    found = asked.figures["closure"]
    leavers = asked.figures["cases"]["leavers"]
    with card("closure"):
        if not leavers:
            st.info(t("results.nobody_in_period"))
            return
        reasons = [
            share_row(word("closure_reason", code), count, leavers, ("closure", code))
            for code, count in found.items()
            if code not in INVOLVED and count
        ]
        involved = [
            share_row(t_plain(f"results.{name}"), found[name], leavers, ("closure", name))
            for name in INVOLVED
        ]
        rows = [*reasons, *involved]
        draw_shares("closure", rows, unit="cases", title=t_plain("tally.closure.name"))
        draw_behind(asked, "closure", counted(rows))
