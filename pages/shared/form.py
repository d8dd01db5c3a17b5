"""The form of our pages: the plain fields, records to pick from, and scales.

Each field draws itself by its name and says under it why it was refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from core.measurement import HIGHEST, LOWEST
from core.words import phrase
from pages.shared.form_fields import ANSWERS, Fields, Word
from pages.shared.frame import keep, language, recall, t
from pages.shared.paging import narrowed


class Form(Fields):
    """A form that loses nothing: `text`, `day`, `choice` … draw a field and return its value."""

    def pick(self, name: str, options: Mapping[str, str], *, said: str | None = None) -> str | None:
        """One record by its id; the labels must tell records of one name apart.

        `said` is Markdown, for fields whose name says nothing.
        """
        told = self._widget(name, None, options=list(options))
        shown = narrowed(options, key=self._key(f"find.{name}"), chosen=(recall(told["key"]),))
        value: str | None = st.selectbox(
            said or self._label(name),
            list(shown),
            format_func=options.__getitem__,
            placeholder=t("form.choose"),
            **told,
        )
        self._draw_refusal(name)
        return value

    def pick_several(self, name: str, options: Mapping[str, str]) -> tuple[str, ...]:
        """Any number of records by their ids; the labels, Markdown, must tell namesakes apart."""
        told = self._widget(name, [])
        keep(told["key"], [id_ for id_ in recall(told["key"]) or () if id_ in options])
        value = st.pills(
            self._label(name),
            list(options),
            selection_mode="multi",
            format_func=options.__getitem__,
            **told,
        )
        self._draw_refusal(name)
        return tuple(value or ())

    def pick_many(self, name: str, options: Mapping[str, str]) -> tuple[str, ...]:
        """Any number out of a long list, found by typing; the labels must tell records apart."""
        told = self._widget(name, [])
        keep(told["key"], [id_ for id_ in recall(told["key"]) or () if id_ in options])
        shown = narrowed(options, key=self._key(f"find.{name}"), chosen=recall(told["key"]))
        value = st.multiselect(
            self._label(name),
            list(shown),
            format_func=options.__getitem__,
            placeholder=t("form.choose"),
            select_all=False,
            **told,
        )
        self._draw_refusal(name)
        return tuple(value or ())

    def pick_one(self, name: str, options: Mapping[str, str]) -> str | None:
        """One of a few records by its id, all in sight; a second press takes it back.

        The labels are Markdown.
        """
        widget = self._widget(name, None)
        if recall(widget["key"]) not in options:
            keep(widget["key"], None)
        value: str | None = st.pills(
            self._label(name), list(options), format_func=options.__getitem__, **widget
        )
        self._draw_refusal(name)
        return value

    def described(self, name: str, options: Mapping[int, str], *, said: str) -> int | None:
        """One of a few, each told in a sentence of its own, below each other; both are Markdown."""
        value: int | None = st.radio(
            said,
            list(options),
            format_func=options.__getitem__,
            **self._widget(name, None, options=list(options)),
        )
        self._draw_refusal(name)
        return value

    def score(self, name: str, *, said: str) -> int | None:
        """A score from 1 to 5 with its word, taken back by a second press; `said` is Markdown."""
        value: int | None = st.segmented_control(
            said,
            range(LOWEST, HIGHEST + 1),
            format_func=_Grade(language()),
            width="stretch",
            **self._widget(name, None),
        )
        self._draw_refusal(name)
        return value

    def mark(self, name: str, codes: Sequence[str], *, said: str, words: str) -> str | None:
        """One of a few codes side by side, taken back by a second press; `said` is Markdown."""
        value: str | None = st.segmented_control(
            said,
            list(codes),
            format_func=Word(words, language()),
            **self._widget(name, None),
        )
        self._draw_refusal(name)
        return value

    def answer(self, name: str, *, said: str) -> bool | None:
        """Yes or no, taken back by a second press; `said` is Markdown."""
        return ANSWERS[self.mark(name, ("yes", "no"), said=said, words="answer")]


@dataclass(frozen=True)
class _Grade:
    """Names a score by its number and its word."""

    language: str

    def __call__(self, score: int) -> str:
        return f"**{score}** {phrase(self.language, f'code.dialogue_score.{score}')}"
