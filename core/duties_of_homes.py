"""The rows of the table of duties about a home of one's own; all others are in `core.duties`."""

from datetime import date, timedelta

from core.codes import Combination
from core.duty import Duty
from core.records.overview import CaseFacts, DueKind
from core.settings import Settings

APPLICATION_DAYS = 14
"""How long a young person in homelessness may be without an application; the sources: «quickly»."""
_SUPPORTED = frozenset({Combination.SM_CTI, Combination.SM_ICM})


def _application(facts: CaseFacts, _: Settings) -> date | None:
    """From the decision, or the later day on which homelessness began."""
    if facts.unlisted_since is None or facts.home_since is not None:
        return None
    return max(facts.begun, facts.unlisted_since) + timedelta(days=APPLICATION_DAYS)


def _offer(facts: CaseFacts, _: Settings) -> date | None:
    return facts.offer_due


def _at_risk(facts: CaseFacts, _: Settings) -> date | None:
    return facts.at_risk_since


def _section_85a(facts: CaseFacts, _: Settings) -> date | None:
    """Asked for where CTI or ICM is granted: that is what section 85 a is about."""
    return facts.undecided_stay if facts.combination in _SUPPORTED else None


def _never(_: CaseFacts, __: Settings) -> date | None:
    """Prompts that stand until what they are about is over."""
    return None


DUTIES_OF_HOMES = (
    Duty(
        DueKind.HOME_APPLICATION,
        "home_application",
        "step 5",
        "guide 2018 p. 12 and 19; days: practice",
        _application,
    ),
    Duty(DueKind.HOME_OFFER, "home_offer", "step 5", "guide 2018 p. 12; days: practice", _offer),
    Duty(
        DueKind.HOME_AT_RISK, "home_at_risk", "step 5", "guide 2018 p. 12", _at_risk, until=_never
    ),
    Duty(
        DueKind.SECTION_85A,
        "section_85a",
        "s. 176 a",
        "serviceloven s. 176 a",
        _section_85a,
        until=_never,
    ),
)
"""The table, in the order of the way."""

PROMPTS = frozenset(row.kind for row in DUTIES_OF_HOMES if row.until is not None)
"""Their kinds that are never late: they stand until what they are about is over."""
