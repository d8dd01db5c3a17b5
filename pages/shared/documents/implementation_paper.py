"""The implementation on one page for the steering group: steps, agreements, choices, tests.

The only names of people on it are those of owners. What people wrote is cut, and long lists end
with how many more there are, so that one page holds it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from core.codes import Coded
from core.cooperation import AgreementState, by_partner, missing, state_of
from core.implementation import late, open_by_day, step_counts
from core.organisation import aspects, chosen
from core.records.implementation import (
    CooperationAgreement,
    Implementation,
    ImplementationState,
    Owner,
)
from core.small_tests import step_now
from core.words import code_key
from pages.shared.documents.paper import Block, Paper, Part
from pages.shared.documents.wording import Wording
from pages.shared.formats import day

W = "implementation_paper"
MOST = 6
"""Lines of one list."""
LINE, NAME = 80, 40
"""Characters of what people wrote, and of a name."""
WORD = 24
"""Characters of a word before it may be broken anywhere: what no language has is no word."""
TO_DO = frozenset({AgreementState.OVERDUE, AgreementState.RENEW_SOON, AgreementState.UNSIGNED})


@dataclass(frozen=True, slots=True)
class _Told:
    known: Implementation
    on: date
    words: Wording

    def say(self, key: str, **facts: object) -> str:
        return self.words.say(f"{W}.{key}", **facts)

    def day(self, value: date | None) -> str:
        return day(self.words.language, value) if value else ""

    def table(self, names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
        """The first rows as a table, and how many more there are."""
        columns = tuple(self.say(f"column.{name}") for name in names)
        if rows:
            yield Block("table", columns=columns, rows=tuple(rows[:MOST]))
        if len(rows) > MOST:
            yield Block("small", self.say("more", n=len(rows) - MOST))


def implementation_paper(known: Implementation, *, language: str, place: str, on: date) -> Paper:
    """The page of a day."""
    told = _Told(known, on, Wording(language))
    parts = (
        ("steps", _steps(told)),
        ("next", _next(told)),
        ("agreements", _agreements(told)),
        ("organisation", _choices(told)),
        ("tests", _tests(told)),
    )
    return Paper(
        language=language,
        title=told.say("title"),
        place=place,
        lines=(told.say("as_of", date=on),),
        parts=tuple(Part(told.say(f"part.{name}"), tuple(blocks)) for name, blocks in parts),
        made=told.words.say("exhibit.document.made", date=on),
        page=told.words.say("exhibit.document.page"),
        day=on,
    )


def _cut(text: str, limit: int) -> str:
    """The beginning of a text as one line; a word too long for a column may be broken."""
    line = " ".join(text.split())
    told = line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
    return " ".join("\u00ad".join(wrap(word, WORD)) for word in told.split())


def _name(owner: Owner | None) -> str:
    return _cut(owner.name, NAME) if owner is not None else "–"


def _steps(told: _Told) -> Iterator[Block]:
    names = ("step", "in_place", "under_way", "not_begun", "late")
    rows = [
        (
            f"{each.step}. {told.words.say(f'implementation.step.{each.step}')}",
            told.say("of", done=each.in_place, n=each.of),
            str(each.counts[ImplementationState.UNDER_WAY]),
            str(each.counts[ImplementationState.NOT_BEGUN]),
            str(each.late),
        )
        for each in step_counts(told.known.answers, told.on)
    ]
    yield Block("table", columns=tuple(told.say(f"column.{name}") for name in names), rows=(*rows,))


def _next(told: _Told) -> Iterator[Block]:
    rows = []
    for each in open_by_day(told.known.answers, told.on):
        due = told.day(each.due_date)
        question = told.words.say(f"implementation_question.{each.question}")
        behind = late(each, told.on)
        rows.append((question, _name(each.owner), told.say("overdue", date=due) if behind else due))
    yield from told.table(("question", "owner", "due"), rows)
    if not rows:
        yield Block("small", told.say("nothing_dated"))


def _agreements(told: _Told) -> Iterator[Block]:
    kinds = by_partner(told.known.agreements, told.on)
    lacking = missing(told.known.agreements, told.on)
    done = told.say("of", done=len(kinds) - len(lacking), n=len(kinds))
    yield Block("fact", done, told.say("agreed"))
    if lacking:
        named = (told.words.say(code_key(Coded("cooperation_partner", each))) for each in lacking)
        yield Block("fact", ", ".join(named), told.say("lacking"))
    open_ = [each for held in kinds.values() for each in held if state_of(each, told.on) in TO_DO]
    open_.sort(key=lambda each: each.renew_by or date.max)
    yield from told.table(("organisation", "standing"), [_agreement(told, each) for each in open_])


def _agreement(told: _Told, each: CooperationAgreement) -> tuple[str, ...]:
    state = state_of(each, told.on)
    standing = told.say(f"agreement.{state}", date=told.day(each.renew_by))
    return (_cut(each.organisation, LINE), standing)


def _choices(told: _Told) -> Iterator[Block]:
    for aspect in aspects():
        held = chosen(told.known.choices, aspect, told.on)
        said = told.say("not_chosen")
        if held is not None:
            option = told.words.say(f"organisation_option.{held.option}")
            said = told.say("chosen", option=option, date=told.day(held.valid_from))
        yield Block("fact", said, told.words.say(f"organisation.aspect.{aspect}"))


def _tests(told: _Told) -> Iterator[Block]:
    running = [each for each in told.known.tests if each.outcome is None]
    rows = [
        (
            told.say("round", title=_cut(each.title, LINE), n=each.round),
            told.words.say(f"small_tests.now.{step_now(each) or 'decide'}"),
            _name(each.owner),
            told.day(each.due_date),
        )
        for each in running
    ]
    yield from told.table(("test", "now", "owner", "due"), rows)
    if not rows:
        yield Block("small", told.say("no_tests"))
    decided = len(told.known.tests) - len(running)
    if decided:
        yield Block("small", told.say("decided", n=decided))
