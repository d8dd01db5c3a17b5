"""What stands in the plan: for the team, and as the young person's own (report 2017 ch. 3)."""

from collections.abc import Iterable
from datetime import date, timedelta

from core.agreements import AgreementStatus, GoalStatus
from core.codes import MeetingState
from core.meetings import NETWORK
from core.preparing import role_of
from core.recipients import called
from core.records.documents import Aim, Fact, Section, Someone, Source, Step
from core.records.network import Agreement, Goal, Meeting
from core.shared_documents import COORDINATOR, FRAME, INVITATION, Sieve
from core.sharing import Recipient, needed_of

CONTACT = frozenset({"contact_details"})
WORKER = "support_worker"
RECENTLY = timedelta(days=183)
"""What was done longer ago is no news in the young person's own plan."""


def plan(source: Source, _: Recipient, sieve: Sieve) -> tuple[Section, ...]:
    """The goals with their agreements, those that are closed after the open ones."""
    aims = _aims(source, sieve)
    return (
        Section("goals", aims=tuple(aim for aim in aims if aim.status == GoalStatus.OPEN)),
        Section("closed_goals", aims=tuple(aim for aim in aims if aim.status != GoalStatus.OPEN)),
        next_meeting(source, sieve),
    )


def _aims(source: Source, sieve: Sieve) -> tuple[Aim, ...]:
    pairs = ((needed_of(goal), aim_of(goal, goal.agreements, source)) for goal in source.goals)
    return sieve.let_all("goals", pairs)


def aim_of(goal: Goal, agreements: Iterable[Agreement], source: Source) -> Aim:
    """The goal as told, with those agreements."""
    return Aim(
        text=goal.text,
        own_words=goal.own_words,
        domain=goal.life_domain,
        set_date=goal.set_date,
        status=goal.status,
        ended=goal.closed_date,
        steps=tuple(_step(each, source) for each in agreements),
    )


def _step(agreement: Agreement, source: Source) -> Step:
    return Step(
        text=agreement.text,
        responsible=agreement.responsible,
        due=agreement.follow_up_date,
        status=agreement.status,
        settled=agreement.done_date,
        follow_up_by=agreement.follow_up_by,
        own=called(agreement.responsible, source.name),
    )


# -------------------------------------------------------- the plan, for the young person


def my_plan(source: Source, _: Recipient, sieve: Sieve) -> tuple[Section, ...]:
    """The young person's own: what they want, what happens when, what is done, whom to call."""
    aims = _aims(source, sieve)
    wanted = tuple(aim for aim in aims if aim.status == GoalStatus.OPEN)
    steps = [step for aim in wanted for step in aim.steps]
    done = [step for aim in aims for step in aim.steps if _just_done(step, source.on)]
    reached = tuple(aim for aim in aims if aim.status == GoalStatus.REACHED)
    told = (
        Section("wanted", aims=wanted),
        Section("steps", steps=_by_day(each for each in steps if _open(each))),
        next_meeting(source, sieve),
        Section("done", aims=reached, steps=_by_day(done)),
    )
    return (*told, _to_call(source, sieve)) if any(not each.empty for each in told) else ()


def _open(step: Step) -> bool:
    return step.status == AgreementStatus.OPEN


def _just_done(step: Step, on: date) -> bool:
    settled = step.settled or step.due
    return step.status == AgreementStatus.DONE and settled >= on - RECENTLY


def _by_day(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: (step.due, step.text)))


def _to_call(source: Source, sieve: Sieve) -> Section:
    coordinator = Someone(COORDINATOR, source.coordinator)
    near = [
        Someone(role_of(known), known.name, known.phone)
        for known in source.file.people
        if known.name and (known.chosen_adult or known.participant_role == WORKER)
    ]
    return Section(
        "to_call",
        people=(
            *(sieve.let("people", FRAME, coordinator) if source.coordinator else ()),
            *sieve.let_all("people", ((CONTACT, each) for each in near)),
        ),
    )


# -------------------------------------------------------- when the next meeting is


def next_meeting(source: Source, sieve: Sieve) -> Section:
    """When and where the team meets next, after the meeting or the day of the source."""
    after = source.meeting.day if source.meeting else source.on
    ahead = [
        each
        for each in source.file.meetings
        if each.state is MeetingState.PLANNED and each.kind == NETWORK and each.day >= after
    ]
    if ahead:
        first = min(ahead, key=lambda each: each.day)
        return Section("next_meeting", facts=sieve.let_all("when", time_and_place(first)))
    day = _agreed_day(source, after)
    facts = sieve.let("when", INVITATION, Fact("day", day)) if day else ()
    return Section("next_meeting", facts=facts)


def _agreed_day(source: Source, after: date) -> date | None:
    """The next date that was agreed at a meeting, where nothing is planned yet."""
    days = [each.next_meeting_date for each in source.file.meetings if each.next_meeting_date]
    return min((day for day in days if day > after), default=None)


def time_and_place(meeting: Meeting) -> list[tuple[None, Fact]]:
    """When and where a meeting is, as far as it is known; anybody may be told."""
    told = (
        ("day", meeting.day),
        ("start_time", meeting.start_time),
        ("end_time", meeting.end_time),
        ("place", meeting.place),
    )
    return [(INVITATION, Fact(label, value)) for label, value in told if value]
