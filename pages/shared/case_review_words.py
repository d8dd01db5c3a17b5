"""How case meetings are spoken of in a line: the meeting, a picked case, a decision."""

from collections.abc import Mapping
from textwrap import shorten

from core.codes import Coded
from core.records.case_reviews import Decision, DecisionState, Pick, PickedBy, Review
from db import queries
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import keep, person, recall, t, today

PAGE = "case_reviews"
SHOWN_CHARACTERS = 140


def named(review: Review) -> str:
    """The day and the theme."""
    return t("case_reviews.named", date=review.date, theme=review.theme)


def about(review: Review) -> str:
    """How far it is, how many cases, and who takes part."""
    count = len(review.picks) + review.others
    facts = [t(f"code.review_state.{review.state}"), t("case_reviews.cases", n=count)]
    if review.people:
        facts.append(t("case_reviews.people", names=tuple(name for _, name in review.people)))
    return " · ".join(facts)


def picked(pick: Pick) -> str:
    """How the case came to the meeting."""
    how = t(f"code.picked_by.{pick.how}")
    if pick.rule is None:
        return how
    key = "drawn_of" if pick.how is PickedBy.CHANCE else "by_rule"
    return t(f"case_reviews.{key}", rule=Coded("pick_rule", pick.rule))


def short(text: str) -> str:
    """The text on one line, cut where it is long; the whole stands where it leads."""
    return literal(shorten(text, SHOWN_CHARACTERS, placeholder=" …"))


def decided(decision: Decision) -> str:
    """Who sees to it and by when, or what became of it."""
    facts = {"name": decision.responsible_name, "date": decision.due_date}
    if decision.state is DecisionState.OPEN:
        late = decision.overdue(today())
        return t(f"case_reviews.{'is_late' if late else 'is_due'}", **facts)
    return t(
        f"case_reviews.is_{decision.state}",
        name=decision.responsible_name,
        date=decision.settled_date,
    )


def staff_names() -> Mapping[str, str]:
    """Who can take part, by id."""
    return namesakes_apart(dict(queries.case_reviews.staff(by=person(), on=today())))


def open_at_first(name: str, *, empty: bool) -> bool:
    """Whether a folded part stands open: where nothing was there when this tab first drew it.

    It stays so, or the part would close at the first thing that is put into it.
    """
    key = f"{PAGE}.open.{name}"
    if recall(key) is None:
        keep(key, empty)
    return bool(recall(key))
