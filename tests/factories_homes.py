"""Applications, offers, stays and cases with homes, not in the store; every argument defaulted."""

from datetime import date

from core.codes import HousingGroup, Step, group_of
from core.records.homes import HomeApplication, HomeCase, HomeEvent, HomeOffer, ShelterStay
from core.records.housing import HousingLine
from core.records.people import Reach

APPLIED = date(2026, 2, 2)


def line(
    situation: str = "family_friends", since: date = APPLIED, until: date | None = None, **days
) -> HousingLine:
    """A housing situation; its id sorts by the day it began."""
    values = {"allocated_date": None, "lease_signed_date": None, "waiting_list_date": None, **days}
    group = HousingGroup(group_of("housing_situation", situation))
    return HousingLine(f"{since}", 1, situation, group, since, until, **values)


def application(day: date = APPLIED, ended: date | None = None, **told) -> HomeApplication:
    """An application with a housing association."""
    values = {"id": "a", "kind": "association", "name": "Boligforeningen Birkely", **told}
    reason = "withdrawn" if ended else None
    return HomeApplication(
        version=1,
        applied_date=day,
        list_number=None,
        note=None,
        ended_date=ended,
        end_reason=reason,
        **values,
    )


def offer(day: date = date(2026, 3, 2), **told) -> HomeOffer:
    """An offer without an answer."""
    values = {
        "id": "o",
        "application_id": "a",
        "description": "1 rum",
        "rent": None,
        "answer_by": None,
        "answer": None,
        "answered_by": None,
        "answered_date": None,
        "reason": None,
        **told,
    }
    return HomeOffer(version=1, offered_date=day, **values)


def event(kind: str = "at_risk", day: date = date(2026, 3, 2)) -> HomeEvent:
    """Something that happened to a home."""
    return HomeEvent(f"{day}", 1, kind, day, "rent_arrears", None)


def stay(first: date = APPLIED, last: date | None = None, **told) -> ShelterStay:
    """A stay at a hostel."""
    values = {"id": "s", "decision_date": None, "section_85a_date": None, "note": None, **told}
    return ShelterStay(version=1, from_date=first, to_date=last, place_kind="hostel", **values)


def home_case(**told) -> HomeCase:
    """A case in the support phase, decided on 20 January 2026."""
    values = {
        "case_id": "case",
        "number": 1001,
        "young_person_id": "young",
        "name": "Vilma Vildspor",
        "birth_date": date(2006, 3, 5),
        "step": Step.SUPPORT,
        "reach": Reach("coordinator"),
        "referral_date": date(2026, 1, 5),
        "decision_date": date(2026, 1, 20),
        "end_date": None,
        **told,
    }
    return HomeCase(**values)
