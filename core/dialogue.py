"""The questions of the dialogue tool: under each life domain, from a day on, in whose words.

The published sources do not hold the questions, so ours are our own: `dialogue_items.csv` with
words under `dialogue_item.<id>`. A project leader may add, reword and retire them; such changes
are kept as rows that hold from a day on, the latest not after the day being in force.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from core.calendar import latest_by
from core.codes import all_codes
from core.errors import RuleBroken, UnknownCode
from core.measurement import HIGHEST, LOWEST, ScoreOutside
from core.records.dialogue import Answer, Item, ItemChange
from core.reference_rows import day_of, rows
from core.texts import LINE, required_text

MOST_ITEMS = 8
"""Questions under one domain at the most, so that it stays a conversation; not in the sources."""


class TooManyItems(RuleBroken):
    """The life domain has as many questions as one conversation can hold (facts: limit)."""

    code = "too_many_items"


class ItemRetired(RuleBroken):
    """The question is not in use any more."""

    code = "item_retired"


@cache
def published_items() -> tuple[ItemChange, ...]:
    """The questions that come with the program; their words are in the catalogues."""
    return tuple(
        ItemChange(
            item_id=row["id"],
            domain=row["domain"],
            wording=None,
            valid_from=day_of(row["valid_from"]) or date.min,
        )
        for row in rows("dialogue_items")
    )


def items_on(changes: Iterable[ItemChange], on: date) -> dict[str, tuple[Item, ...]]:
    """The questions in use on a day, by life domain; every domain is there, the empty ones too.

    `changes` are in the order in which they were made; of one day the later counts.
    """
    found: dict[str, tuple[Item, ...]] = dict.fromkeys(all_codes("life_domain"), ())
    for change in in_force(changes, on).values():
        if not change.retired and change.domain in found:
            found[change.domain] += (Item(change.item_id, change.domain, change.wording),)
    return found


def in_force(changes: Iterable[ItemChange], on: date) -> dict[str, ItemChange]:
    """What holds for each question on a day, the retired ones too, in the order they came."""
    known = (*published_items(), *changes)
    return latest_by(((each.item_id, each.valid_from, each) for each in known), on)


def check_room(items: Sequence[Item]) -> None:
    """Raises TooManyItems where the domain has no room for one more question."""
    if len(items) >= MOST_ITEMS:
        raise TooManyItems("domain", limit=MOST_ITEMS)


def checked_wording(value: str | None) -> str:
    """The words of a question. Raises MissingValue or TooLong."""
    return required_text("wording", value, LINE)


def suggested(scores: Iterable[int | None]) -> int | None:
    """The score that the answers under a domain point to: their mean, halves rounded up.

    Unanswered questions count for nothing; None where nothing was answered. Only ever a suggestion:
    the score of the domain is set by the people in the conversation.
    """
    told = [score for score in scores if score is not None]
    return (2 * sum(told) + len(told)) // (2 * len(told)) if told else None


def checked_answers(
    answers: Mapping[str, int | None], items: Mapping[str, Sequence[Item]]
) -> list[tuple[Item, int]]:
    """The questions that were answered, with their scores; a skipped one is left out.

    Raises UnknownCode for a question that is not in use, or ScoreOutside.
    """
    known = {item.id: item for under in items.values() for item in under}
    told = []
    for item_id, score in answers.items():
        if score is None:
            continue
        if item_id not in known:
            raise UnknownCode(value=item_id)
        if not LOWEST <= score <= HIGHEST:
            raise ScoreOutside(item_id, value=score)
        told.append((known[item_id], score))
    return told


def by_domain(answers: Iterable[Answer]) -> dict[str, tuple[Answer, ...]]:
    """The answers of a conversation under their life domains, in the order they were given."""
    found: dict[str, tuple[Answer, ...]] = {}
    for answer in answers:
        found[answer.domain] = (*found.get(answer.domain, ()), answer)
    return found
