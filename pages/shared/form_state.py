"""What a form knows between two runs: drafts while typing, refusals, one save per drawing.

Widget keys are `form.subject.field.round`; the round counts up when the form was saved, so that a
second click on the old button reaches nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from core.errors import ChangedByOther, RuleBroken
from core.records.drafts import Draft
from db import actions, queries
from pages.shared.formats import clock, literal, shown
from pages.shared.frame import forget, has_words, held, keep, language, person, recall, sentence, t
from pages.shared.unbroken import unbroken

ABSENT = object()
"""Tells a field that was emptied from one that is not drawn yet."""


@dataclass
class FormState:
    """One form on a page. `name` gives the words (`name.field`), `subject` the record it is about.

    `version` is the record's version as read now; `seen_version` is the one the person typed
    against. `initial` gives the values to begin with.
    """

    name: str
    subject: str = "new"
    version: int = 0
    initial: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if recall(self._key("round")) is None:
            keep(self._key("round"), 0)
            self._take_up_draft()
        elif recall(self._key("typed")) and not self._drawn():
            self._take_up_draft()
        if not recall(self._key("typed")) and recall(self._key("seen")) != self.version:
            self._start_afresh()
        self._draw_draft_line()
        self._draw_refusal(None)

    @property
    def seen_version(self) -> int:
        """The version of the record that the person typed against."""
        return int(recall(self._key("seen"), self.version))

    def done(self) -> None:
        """Saved: the draft goes, the fields begin anew."""
        with unbroken():
            actions.drafts.discard(self.id, by=person())
            self._start_afresh()

    def refuse(self, refusal: RuleBroken) -> None:
        """Refused: what was typed stays, the reason stands at its field."""
        keep(self._key("refusal"), (refusal.field, sentence(refusal), self._differences(refusal)))
        if isinstance(refusal, ChangedByOther):
            keep(self._key("seen"), refusal.version)

    @property
    def refused(self) -> str | None:
        """The field at which the last save was refused; None where none was, or all of it."""
        refusal = recall(self._key("refusal"))
        return refusal[0] if refusal is not None else None

    def carry(self, names: Iterable[str]) -> None:
        """Hold on to fields that this run may not draw, where a form is shown a piece at a time.

        Call it before the first field. The values lie apart from the fields: what Streamlit keeps
        of a field that is not drawn is gone, or an old value of it.
        """
        carried = recall(self._key("carried"), {})
        carried |= {name: self._begin_with(name, None) for name in names if name not in carried}
        keep(self._key("carried"), carried)
        for name, value in carried.items():
            keep(self._key(f"field.{name}.{recall(self._key('round'))}"), value)

    def answered(self, name: str) -> Any:
        """What stands in a field that is carried, drawn in this run or not."""
        return recall(self._key(f"field.{name}.{recall(self._key('round'))}"))

    def fill_in(self, name: str, value: Any) -> None:
        """Fill in a field in the person's stead, as if they had; for a button's callback."""
        self.fill_all({name: value})

    def fill_all(self, values: Mapping[str, Any]) -> None:
        """Fill in several fields at once."""
        for name, value in values.items():
            keep(self._key(f"field.{name}.{recall(self._key('round'))}"), value)
        self._remember()

    def draw_refusals(self, names: Iterable[str]) -> None:
        """Why fields were refused that this run draws elsewhere or not at all."""
        for name in names:
            self._draw_refusal(name)

    @property
    def id(self) -> str:
        """The form's name and subject."""
        return f"{self.name}.{self.subject}"

    def _key(self, part: str) -> str:
        return f"{self.id}.{part}"

    def _begin_with(self, name: str, default: Any) -> Any:
        drafted: Draft | None = recall(self._key("draft"))
        if drafted is not None and name in drafted.values:
            return drafted.value(name)
        value = self.initial.get(name)
        return default if value is None else value

    def _changed(self, round_: int) -> None:
        """A field was changed; one of a round that is over only says again what was saved."""
        if round_ == recall(self._key("round")):
            self._remember()

    def _remember(self) -> None:
        with unbroken():
            keep(self._key("typed"), True)
            if recall(self._key("carried")) is not None:
                keep(self._key("carried"), self._drawn())
            actions.drafts.keep(self.id, self._drawn(), seen_version=self.seen_version, by=person())

    def _drawn(self) -> dict[str, Any]:
        """The values of the fields as they stand; empty where the page was left."""
        return held(self._key("field."), f".{recall(self._key('round'))}")

    def _take_up_draft(self) -> None:
        drafted = queries.drafts.draft(self.id, by=person())
        keep(self._key("draft"), drafted)
        keep(self._key("typed"), drafted is not None)
        keep(self._key("seen"), drafted.seen_version if drafted else self.version)

    def _start_afresh(self) -> None:
        round_ = int(recall(self._key("round"), 0))
        forget(self._key(""))
        keep(self._key("round"), round_ + 1)
        keep(self._key("seen"), self.version)

    def _draw_draft_line(self) -> None:
        drafted: Draft | None = recall(self._key("draft"))
        if drafted is None:
            return
        said, away = st.columns([3, 1], vertical_alignment="center")
        said.caption(t("form.draft", time=clock(language(), drafted.saved_time)))
        away.button(
            t("form.discard_draft"), key=self._key("discard"), type="tertiary", on_click=self.done
        )

    def _draw_refusal(self, name: str | None) -> None:
        refused = recall(self._key("refusal"))
        if refused is None or refused[0] != name:
            return
        st.error(refused[1])
        for column, value in refused[2]:
            st.caption(f"{column}: {value}")

    def _differences(self, refusal: RuleBroken) -> list[tuple[str, str]]:
        if not isinstance(refusal, ChangedByOther):
            return []
        return [
            (
                t(f"{self.name}.{column}")
                if has_words(f"{self.name}.{column}")
                else literal(column),
                _readable(column, value),
            )
            for column, value in refusal.changes.items()
        ]


def _readable(column: str, value: object) -> str:
    word = f"code.{column}.{value}"
    return t(word) if has_words(word) else shown(language(), value)
