"""Workers, courses and cases of the forecast for tests; every argument has a default."""

from datetime import date

from core.codes import Combination, Method
from core.forecast.standing import Standing, standing
from core.records.forecast import CaseSpan, Hand, History, SupportSpan
from core.settings import Settings

TODAY = date(2026, 11, 26)
CTI, ICM, SM = Method.CTI, Method.ICM, Method.SM


def hand(name="ida", *methods, **told):
    """A worker; by default of CTI."""
    return Hand(name, name, frozenset(methods or {CTI}), **told)


def course(worker="ida", start=TODAY, method=CTI, end=None):
    """A support course."""
    return SupportSpan(worker, method, start, end)


def case(combination=Combination.SM_CTI, *, days_ago=30, **told):
    """A case decided on some days ago and granted the combination."""
    values = {
        "referral": date.fromordinal(TODAY.toordinal() - days_ago - 10),
        "decision": date.fromordinal(TODAY.toordinal() - days_ago),
        "accepted": True,
        "combination": combination,
        **told,
    }
    return CaseSpan(**values)


def known(hands=(), courses=(), cases=(), *, on=TODAY, **settings) -> Standing:
    """What is known today of these."""
    return standing(
        History(TODAY, tuple(hands), tuple(courses), tuple(cases)), on, Settings(**settings)
    )
