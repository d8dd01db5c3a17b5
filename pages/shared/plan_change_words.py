"""What changed in the plan, in one sentence for each change."""

from typing import Any

from core.codes import Coded
from core.plan_versions import ADDED, Change
from pages.shared.frame import t, t_plain

_ABOUT = ("life_domain", "information_type")
"""The two lists that can say what a goal is about, in the order of the fields of that part."""


def change_words(change: Change) -> str:
    """The sentence of a change, safe to put into Markdown."""
    agreement = change.agreement
    of = "goal" if agreement is None else "agreement"
    text = change.goal.text if agreement is None else agreement.text
    key = f"plan_change.{of}.{change.part}"
    if change.part == "standing":
        status, day = change.after
        return t(f"{key}.{status}", text=text, date=day or "–")
    if change.part == ADDED and agreement is not None:
        due = agreement.follow_up_date
        return t(key, text=text, responsible=agreement.responsible, date=due)
    if change.part == "about":
        return _about(key, change, text)
    return _told(key, change, text)


def _told(key: str, change: Change, text: str) -> str:
    """A part of one field; where the value is gone, the sentence that says so."""
    before, after = (_single(values) for values in (change.before, change.after))
    gone = {"own_words": "_gone", "follow_up_by": "_nobody"}.get(change.part)
    if gone and after is None:
        return t(f"{key}{gone}", text=text)
    return t(key, text=text, before=before, after=after)


def _single(values: tuple[Any, ...]) -> Any:
    return values[0] if values else None


def _about(key: str, change: Change, text: str) -> str:
    named = [Coded(of, code) for of, code in zip(_ABOUT, change.after, strict=True) if code]
    if not named:
        return t(f"{key}_nothing", text=text)
    words = ", ".join(t_plain(f"code.{each.list}.{each.code}") for each in named)
    return t(key, text=text, after=words)
