"""The rows of goals and agreements: set at the meetings, settled when they are due."""

from dataclasses import dataclass
from datetime import date

from core.codes import Step, Variant
from db.demo.bank import sentences
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.meetings import Met
from db.demo.stories import Flaw
from db.models import AgreementRow, GoalRow

_DOMAINS = {
    Variant.H: {
        "household_economy": 5,
        "education_employment": 4,
        "social_network": 3,
        "mental_health": 3,
        "substance_use": 2,
        "physical_health": 2,
        "crime": 1,
    },
    Variant.U: {
        "education_employment": 6,
        "social_network": 3,
        "mental_health": 2,
        "household_economy": 2,
        "physical_health": 1,
        "substance_use": 1,
        "crime": 1,
    },
}
"""How often a goal lies in a life domain."""
_LATE_BY = (5, 21)
"""Days that an overdue agreement is late."""
_AT_LEAST = 90
"""Days before a goal can be reached."""


@dataclass(slots=True)
class _Goal:
    id: str
    domain: str
    set_date: date
    columns: dict[str, object]


def write_plans(life: Life, meetings: list[Met]) -> None:
    """Goals and agreements of all network meetings that were held."""
    held = [met for met in meetings if met.held]
    goals: list[_Goal] = []
    late_at = _late_meeting(life, held)
    for place, met in enumerate(held):
        if place and life.chance(0.3):
            _reach_one(life, goals, met.day)
        for _ in range(2 if place == 0 else life.chance(0.35)):
            goals.append(_set_goal(life, goals, met.day))
        standing = [goal for goal in goals if goal.columns["status"] == "open"]
        chosen = [goal for goal in standing if life.chance(0.6)][:3] or standing[:1]
        for nth, goal in enumerate(chosen):
            _agree(life, goal, met, late=met is late_at and nth == 0)
    if life.story.step is Step.CLOSED and life.course.end:
        _close(life, goals, life.course.end)


def _set_goal(life: Life, goals: list[_Goal], day: date) -> _Goal:
    taken = {goal.domain for goal in goals}
    weights = {
        domain: weight
        for domain, weight in _DOMAINS[life.story.variant].items()
        if domain not in taken
    } or _DOMAINS[life.story.variant]
    domain = life.dice.choices(list(weights), list(weights.values()))[0]
    columns: dict[str, object] = {
        "case_id": life.case_id,
        "set_date": day,
        "text": life.say(f"goal.{domain}.all"),
        "life_domain": domain,
        "status": "open",
        "closed_date": None,
        "further": None,
    }
    key = life.rows.add(GoalRow, day, **columns)
    return _Goal(key, domain, day, life.rows.by_table[GoalRow][-1])


def _reach_one(life: Life, goals: list[_Goal], day: date) -> None:
    old = [
        goal
        for goal in goals
        if goal.columns["status"] == "open" and (day - goal.set_date).days > _AT_LEAST
    ]
    if len(old) > 1:
        goal = life.dice.choice(old)
        status = life.dice.choices(("reached", "changed", "dropped"), (6, 2, 1))[0]
        goal.columns.update(status=status, closed_date=day)


def _late_meeting(life: Life, held: list[Met]) -> Met | None:
    """The meeting whose first agreement nobody has followed up, in a story of that."""
    if life.story.flaw is not Flaw.AGREEMENT_LATE:
        return None
    early = [met for met in held if met.day < plus(life.on, -max(_LATE_BY) - 7)]
    return early[-1] if early else None


def _agree(life: Life, goal: _Goal, met: Met, *, late: bool) -> None:
    who, responsible = _responsible(life, goal.domain)
    until = met.next_day or plus(met.day, 40)
    due = plus(met.day, life.dice.randint(14, max((until - met.day).days, 15)))
    if life.course.end is not None:
        due = min(due, life.course.end)
    if late:
        due = plus(life.on, -life.dice.randint(*_LATE_BY))
    life.rows.add(
        AgreementRow,
        met.day,
        goal_id=goal.id,
        text=life.say(f"agreement.{goal.domain}.{who}"),
        responsible=responsible,
        follow_up_date=due,
        meeting_id=met.id,
        **(_OPEN if late else _settled(life, met.day, due)),
    )


_OPEN: dict[str, object] = {"status": "open", "done_date": None}


def _settled(life: Life, made: date, due: date) -> dict[str, object]:
    if due >= life.on and life.story.step is not Step.CLOSED:
        return dict(_OPEN)
    status = "done" if life.chance(0.79) else "not_done"
    day = min(max(plus(due, life.dice.randint(-6, 4)), made), life.last_day)
    return {"status": status, "done_date": day}


def _responsible(life: Life, domain: str) -> tuple[str, str]:
    """Whose list of sentences, and the name that answers for it."""
    candidates = {
        "young_person": (5, life.young.name),
        "coordinator": (3, life.coordinator.name if life.coordinator else ""),
        "support": (3, life.worker.name if life.worker else ""),
        "adult": (2, life.adult.name if life.adult else ""),
        "guidance": (3, _guidance(life)),
    }
    able = {
        who: (weight, name)
        for who, (weight, name) in candidates.items()
        if name and f"agreement.{domain}.{who}" in sentences()
    }
    who = life.dice.choices(list(able), [weight for weight, _ in able.values()])[0]
    return who, able[who][1]


def _guidance(life: Life) -> str:
    names = [known.name for known in life.people if known.role == "guidance_counsellor"]
    return names[0] if names else ""


_AT_THE_END = {"planned": (6, 1, 1), "transferred": (3, 3, 1)}


def _close(life: Life, goals: list[_Goal], end: date) -> None:
    """Close what is open; where the course ended well, say what comes after and who does it."""
    weights = _AT_THE_END.get(life.story.ending, (1, 2, 5))
    for goal in goals:
        if goal.columns["status"] == "open":
            status = life.dice.choices(("reached", "changed", "dropped"), weights)[0]
            goal.columns.update(status=status, closed_date=end)
    if life.story.ending not in _AT_THE_END:
        return
    for _ in range(2):
        further = _further_goal(life, end)
        due = workday(plus(end, life.dice.randint(30, 75)))
        life.rows.add(
            AgreementRow,
            end,
            goal_id=further,
            text=life.say("further.step"),
            responsible=life.dice.choice([known.name for known in life.people]),
            follow_up_date=due,
            **({"status": "done", "done_date": due} if due <= life.on else _OPEN),
        )


def _further_goal(life: Life, end: date) -> str:
    return life.rows.add(
        GoalRow,
        end,
        case_id=life.case_id,
        set_date=end,
        text=life.say("further.all"),
        life_domain=None,
        status="open",
        further=True,
    )
