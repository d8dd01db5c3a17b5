"""A store of some hundred invented courses over some years, the same for the same seed."""

import random
from datetime import date, timedelta
from typing import Any

from core.codes import all_codes
from db.bulk import bulk_insert
from db.engine import transaction
from db.models import (
    AgreementRow,
    CaseRow,
    ContactRow,
    FidelityRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    ParticipantRow,
    StaffRow,
    StatusRow,
    SupportCourseRow,
    YoungPersonRow,
)

BEGIN = date(2023, 1, 9)
SUPPORT = {"SM_CTI": "CTI", "SM_ICM": "ICM"}


def put_courses(number: int, *, seed: int, days: int = 1200, variant_u: float = 0.35) -> None:
    """Put `number` courses with all that hangs on them; referrals spread over `days` days."""
    dice = random.Random(seed)
    rows: dict[type[Any], list[dict[str, Any]]] = {}
    _put(rows, StaffRow, id="k1", name="Karen Kold", role="coordinator")
    _put(rows, StaffRow, id="k2", name="Kim Koldskål", role="coordinator")
    _put(rows, StaffRow, id="s1", name="Bo Støtte", role="support_worker", methods="CTI")
    _put(rows, StaffRow, id="s2", name="Bi Støtte", role="support_worker", methods="CTI;ICM")
    for place in range(number):
        _course(rows, dice, place, days, variant_u)
    for place in range(40):
        day = BEGIN + timedelta(days=place * 28)
        _put(rows, FidelityRow, date=day, theme="team", question="q", score=dice.randint(1, 4))
    with transaction() as session:
        for kind, found in rows.items():
            names = list(dict.fromkeys(name for row in found for name in row))
            bulk_insert(session, kind, {name: [row.get(name) for row in found] for name in names})
        session.info["changed"] = True


def _put(rows: dict[type[Any], list[dict[str, Any]]], kind: type[Any], /, **told: Any) -> str:
    found = rows.setdefault(kind, [])
    row = {"id": f"{kind.__tablename__}-{len(found):06}", **told}
    found.append(row)
    return str(row["id"])


def _course(rows: Any, dice: random.Random, place: int, days: int, variant_u: float) -> None:
    variant = "U" if dice.random() < variant_u else "H"
    referred = BEGIN + timedelta(days=dice.randrange(days))
    young = f"young-{place:05}" if place % 29 else f"young-again-{place % 2}"
    if place % 29 or place < 58:
        born = date(2001, 1, 1) + timedelta(days=dice.randrange(2900))
        _put(rows, YoungPersonRow, id=young, name=f"Vilma {place}", birth_date=born)
    told: dict[str, Any] = {
        "number": 1001 + place,
        "variant": variant,
        "young_person_id": young,
        "referral_date": referred,
        "step": "referred",
        "target_group": dice.choice(["homeless", "homeless", "at_risk"])
        if variant == "H"
        else dice.choice(["in_care", "formerly_in_care", "other_measures"]),
    }
    if dice.random() < 0.95:
        decided = referred + timedelta(days=dice.randrange(3, 40))
        decision = dice.choices(["accepted", "rejected", "withdrawn"], [88, 9, 3])[0]
        told |= {"decision_date": decided, "decision": decision, "step": "rejected"}
        if decision == "accepted":
            _accepted(rows, dice, told, decided)
    if "start_date" not in told:
        _put(rows, CaseRow, **told)


def _accepted(rows: Any, dice: random.Random, told: dict[str, Any], decided: date) -> None:
    start = decided + timedelta(days=dice.randrange(0, 30))
    combination = dice.choices(["SM", "SM_CTI", "SM_ICM", None], [60, 24, 14, 2])[0]
    length = dice.randrange(60, 900)
    ends = dice.random() < 0.85
    end = start + timedelta(days=length) if ends else None
    told |= {
        "combination": combination,
        "coordinator_id": dice.choice(["k1", "k2", "k2", None]),
        "start_date": start,
        "end_date": end,
        "step": "closed" if end else "collaboration",
        "closure_reason": dice.choices(
            ["planned", "dropped_out", "moved_away", "transferred", "other"], [60, 20, 8, 8, 4]
        )[0]
        if end
        else None,
        "closure_young_person_involved": dice.random() < 0.9 if end else None,
        "closure_team_involved": dice.random() < 0.8 if end else None,
    }
    case_id = _put(rows, CaseRow, **told)
    last = end or start + timedelta(days=length)
    _life(rows, dice, case_id, start, last)
    if combination in SUPPORT:
        _put(
            rows,
            SupportCourseRow,
            case_id=case_id,
            method=SUPPORT[combination],
            worker_id=dice.choice(["s1", "s2"]),
            start_date=start,
            end_date=end,
        )
        _contacts(rows, dice, case_id, SUPPORT[combination], start, last)
    _contacts(rows, dice, case_id, "SM", start, last)
    _meetings(rows, dice, case_id, start, last)


def _life(rows: Any, dice: random.Random, case_id: str, start: date, last: date) -> None:
    length = (last - start).days
    for step in range(dice.randrange(0, 4)):
        day = start + timedelta(days=length * step // 4)
        scores = {d: dice.choice([1, 2, 3, 3, 4, 5, None]) for d in all_codes("life_domain")}
        _put(rows, MeasurementRow, case_id=case_id, date=day, **scores)
    for step in range(dice.randrange(0, 3)):
        day = start + timedelta(days=length * step // 3)
        _put(
            rows,
            StatusRow,
            case_id=case_id,
            date=day,
            in_education=dice.choice([True, False, False, None]),
            employment=dice.choice([*all_codes("employment")[:5], None]),
        )
    homes = ["own_home", "family_friends", "shelter_110", "supported_housing", "unknown"]
    for step in range(dice.randrange(0, 3)):
        day = start + timedelta(days=length * step // 3)
        _put(rows, HousingRow, case_id=case_id, from_date=day, situation=dice.choice(homes))


def _contacts(
    rows: Any, dice: random.Random, case_id: str, method: str, start: date, last: date
) -> None:
    for _ in range(dice.randrange(1, 6)):
        day = start + timedelta(days=dice.randrange((last - start).days))
        _put(
            rows,
            ContactRow,
            case_id=case_id,
            worker_id="s1",
            date=day,
            method=method,
            activity=dice.choice(["direct_contact", "coordination", "meeting"]),
            minutes=dice.randrange(10, 120, 5),
        )


def _meetings(rows: Any, dice: random.Random, case_id: str, start: date, last: date) -> None:
    goal = _put(rows, GoalRow, case_id=case_id, set_date=start, text="Et sted at bo")
    for _ in range(dice.randrange(0, 5)):
        day = start + timedelta(days=dice.randrange((last - start).days))
        answers = {
            item: dice.choices([True, False, None], [80, 15, 5])[0]
            for item in all_codes("checklist_item")
        }
        meeting = _put(
            rows, MeetingRow, case_id=case_id, date=day, kind="network", state="held", **answers
        )
        for role in ("young_person", "guardian", "school"):
            if dice.random() < 0.7:
                came = dice.random() < 0.85
                _put(
                    rows,
                    ParticipantRow,
                    meeting_id=meeting,
                    role=role,
                    attended=came,
                    active=came and dice.random() < 0.8,
                )
        _put(
            rows,
            AgreementRow,
            goal_id=goal,
            text="Ringe",
            responsible="den unge",
            follow_up_date=day + timedelta(days=30),
            status=dice.choice(["done", "done", "not_done", "open"]),
        )
