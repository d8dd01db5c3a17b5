"""Goals and agreements in words: a table for the team, plain sentences for the young person."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from core.agreements import AgreementStatus, GoalStatus
from core.codes import Coded
from core.records.documents import Aim, Step
from core.words import code_key
from pages.shared.documents.paper import Block
from pages.shared.documents.wording import Wording
from pages.shared.formats import day


def team_aim(aim: Aim, words: Wording) -> Iterator[Block]:
    """A goal for the team: its text, the young person's own words, its agreements as a table."""
    yield Block("goal", aim.text)
    if aim.own_words:
        yield Block("quote", words.say("paper.quote", text=aim.own_words))
    yield Block("small", _aim_facts(aim, words))
    if aim.steps:
        yield _table(aim.steps, words)


def _aim_facts(aim: Aim, words: Wording) -> str:
    if aim.domain:
        domain = Coded("life_domain", aim.domain)
        facts = words.say("paper.goal_facts", domain=domain, date=aim.set_date)
    else:
        facts = words.say("paper.goal_facts_without", date=aim.set_date)
    if aim.ended is None:
        return facts
    status = GoalStatus(aim.status)
    return words.say("paper.goal_ended", facts=facts, status=status, date=aim.ended)


def _table(steps: Iterable[Step], words: Wording) -> Block:
    columns = ("text", "responsible", "due", "status")
    return Block(
        "table",
        columns=tuple(words.say(f"paper.column.{column}") for column in columns),
        rows=tuple((each.text, each.responsible, *_followed(each, words)) for each in steps),
    )


def _followed(step: Step, words: Wording) -> tuple[str, str]:
    due = day(words.language, step.due)
    if step.follow_up_by:
        due = words.say("paper.due_by", date=step.due, name=step.follow_up_by)
    status = AgreementStatus(step.status)
    if step.settled is None:
        return due, words.say(code_key(status))
    return due, words.say("paper.settled", status=status, date=step.settled)


# -------------------------------------------------------- the young person's own


def own_aim(aim: Aim, words: Wording) -> Iterator[Block]:
    """A goal for the young person: their own words first."""
    if aim.status == GoalStatus.REACHED:
        yield Block("point", words.say("paper.reached", text=aim.text))
    elif aim.own_words:
        yield Block("goal", words.say("paper.quote", text=aim.own_words))
        yield Block("text", words.say("paper.goal", text=aim.text))
    else:
        yield Block("goal", aim.text)


def _ahead(step: Step, words: Wording) -> Block:
    text = step.text.rstrip(". ")
    said = (
        words.say("paper.own_step", text=text)
        if step.own
        else words.say("paper.other_step", text=text, name=step.responsible)
    )
    return Block("fact", said, day(words.language, step.due))


def _done(step: Step, _: Wording) -> Block:
    return Block("point", step.text)


STEPS: Mapping[str, Callable[[Step, Wording], Block]] = MappingProxyType(
    {"steps": _ahead, "done": _done}
)
"""How an agreement is told in each part of the young person's own plan."""
