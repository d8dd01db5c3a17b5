"""What CTI's phases and ICM's agreement ask for, as rows of the table of duties.

A phase that is closed with its note asks for nothing more: what was missed stands in the note.
"""

from collections.abc import Iterable
from datetime import date

from core.cti import NETWORK_LEAST, OUT_LEAST, PHASE_MUSTS, Part
from core.duty import Duty
from core.icm import agreement_due, review_due
from core.pathway import SUPPORT_STEPS
from core.records.overview import CaseFacts, DueKind
from core.settings import Settings
from core.support import Phase, PhaseSpan, cti_phases

_ROW = {row.part: row for row in PHASE_MUSTS}


def _first(facts: CaseFacts, part: Part, done: Iterable[Phase]) -> date | None:
    """The last day for the part in the first phase that has it not."""
    if facts.cti_start is None:
        return None
    for span in cti_phases(facts.cti_start):
        if span.phase not in done:
            return _ROW[part].due(span)
    return None


def _plan(facts: CaseFacts, _: Settings) -> date | None:
    return _first(facts, Part.PLAN, facts.cti_planned | facts.cti_closed)


def _closing(facts: CaseFacts, _: Settings) -> date | None:
    return _first(facts, Part.CLOSING, facts.cti_closed)


def _meetings(facts: CaseFacts, _: Settings) -> date | None:
    if facts.cti_start is None or Phase.TRANSITION in facts.cti_closed:
        return None
    if facts.cti_met_out >= OUT_LEAST and facts.cti_met_network >= NETWORK_LEAST:
        return None
    first: PhaseSpan = cti_phases(facts.cti_start)[0]
    return _ROW[Part.OUT].due(first)


def _icm_agreement(facts: CaseFacts, _: Settings) -> date | None:
    if facts.icm_start is None or facts.icm_agreed:
        return None
    return agreement_due(facts.icm_start)


def _icm_review(facts: CaseFacts, _: Settings) -> date | None:
    return review_due(facts.icm_start, facts.icm_next_review) if facts.icm_start else None


SUPPORT_ROWS = (
    Duty(
        DueKind.CTI_PLAN,
        "cti_plan",
        "R05",
        _ROW[Part.PLAN].source,
        _plan,
        SUPPORT_STEPS,
        shown_before=1,
    ),
    Duty(
        DueKind.CTI_MEETINGS,
        "cti_meetings",
        "R05",
        _ROW[Part.OUT].source,
        _meetings,
        SUPPORT_STEPS,
        shown_before=2,
    ),
    Duty(
        DueKind.CTI_CLOSING,
        "cti_closing",
        "R05",
        _ROW[Part.CLOSING].source,
        _closing,
        SUPPORT_STEPS,
        shown_before=1,
    ),
    Duty(
        DueKind.ICM_AGREEMENT,
        "icm_agreement",
        "step 4",
        "guide 2018 p. 11; days: practice",
        _icm_agreement,
        SUPPORT_STEPS,
    ),
    Duty(
        DueKind.ICM_REVIEW,
        "icm_review",
        "R13",
        "guide 2018 p. 12; months: practice",
        _icm_review,
        SUPPORT_STEPS,
        shown_before=1,
    ),
)
