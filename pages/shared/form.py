"""The fields of a form. Each draws itself by its name and says under it why it was refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core.codes import Coded, valid_codes
from core.measurement import HIGHEST, LOWEST
from core.words import code_key, phrase
from pages.shared.form_state import ABSENT, FormState
from pages.shared.frame import forget, has_words, keep, language, recall, t, today
from pages.shared.paging import narrowed

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


class Form(FormState):
    """A form that loses nothing: `text`, `day`, `choice` … draw a field and return its value."""

    def text(self, name: str, *, area: bool = False, said: str | None = None) -> str | None:
        """One line, or with `area` several; `said` is Markdown, for fields without own words."""
        draw = st.text_area if area else st.text_input
        value: str = draw(said or self._label(name), **self._widget(name, ""))
        self._draw_refusal(name)
        return value or None

    def secret(self, name: str) -> str | None:
        """A password: never drafted."""
        key = self._key(f"secret.{name}.{recall(self._key('round'))}")
        value = st.text_input(self._label(name), type="password", key=key)
        self._draw_refusal(name)
        return value or None

    def day(
        self,
        name: str,
        *,
        earliest: date = EARLIEST,
        latest: date = LATEST,
        default: date | None = None,
    ) -> date | None:
        """A day; Danish form."""
        value: date | None = st.date_input(
            self._label(name),
            format="DD.MM.YYYY",
            min_value=earliest,
            max_value=latest,
            **self._widget(name, default),
        )
        self._draw_refusal(name)
        return value

    def choice(
        self, name: str, codes: str | Sequence[str], *, words: str | None = None
    ) -> str | None:
        """One code of a list (by its name: the codes valid today; words from `code.<list>`)."""
        options, listed = self._options(codes, words)
        value: str | None = st.selectbox(
            self._label(name),
            options,
            format_func=_Word(listed, language()),
            placeholder=t("form.choose"),
            **self._widget(name, None, options=options),
        )
        self._draw_refusal(name)
        return value

    def several(
        self, name: str, codes: str | Sequence[str], *, words: str | None = None
    ) -> tuple[str, ...]:
        """Any number of codes of a list."""
        options, listed = self._options(codes, words)
        value = st.pills(
            self._label(name),
            options,
            selection_mode="multi",
            format_func=_Word(listed, language()),
            **self._widget(name, []),
        )
        self._draw_refusal(name)
        return tuple(value or ())

    def one_of(
        self, name: str, codes: str | Sequence[str], *, words: str | None = None
    ) -> str | None:
        """One code of a short list, all in sight; none is chosen at first."""
        options, listed = self._options(codes, words)
        value: str | None = st.radio(
            self._label(name),
            options,
            horizontal=True,
            format_func=_Word(listed, language()),
            **self._widget(name, None, options=options),
        )
        self._draw_refusal(name)
        return value

    def yes_no(self, name: str) -> bool | None:
        """Yes, no, or not answered."""
        return {"yes": True, "no": False, None: None}[
            self.one_of(name, ("yes", "no"), words="answer")
        ]

    def tick(self, name: str, default: bool = False) -> bool:
        """A tick."""
        value = st.checkbox(self._label(name), **self._widget(name, default))
        self._draw_refusal(name)
        return value

    def number(self, name: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number."""
        value: int | None = st.number_input(
            self._label(name),
            min_value=least,
            max_value=most,
            step=1,
            **self._widget(name, default),
        )
        self._draw_refusal(name)
        return value

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
            format_func=_Word(words, language()),
            **self._widget(name, None),
        )
        self._draw_refusal(name)
        return value

    def answer(self, name: str, *, said: str) -> bool | None:
        """Yes or no, taken back by a second press; `said` is Markdown."""
        chosen = self.mark(name, ("yes", "no"), said=said, words="answer")
        return {"yes": True, "no": False, None: None}[chosen]

    def save(self, label: str | None = None, *, primary: bool = True, steady: bool = False) -> bool:
        """The button; whether it was pressed.

        A steady one is the same button after the save, so that the keyboard stays where it is.
        """
        round_ = "" if steady else recall(self._key("round"))
        return st.button(
            t(label or f"{self.name}.save"),
            key=self._key(f"save.{label or ''}.{round_}"),
            type="primary" if primary else "secondary",
        )

    def _label(self, name: str) -> str:
        return t(f"{self.name}.{name}")

    def _options(self, codes: str | Sequence[str], words: str | None) -> tuple[list[str], str]:
        if isinstance(codes, str):
            return list(valid_codes(codes, today())), words or codes
        return list(codes), words or ""

    def _widget(
        self, name: str, default: Any, *, options: Sequence[Any] | None = None
    ) -> dict[str, Any]:
        round_ = recall(self._key("round"))
        key = self._key(f"field.{name}.{round_}")
        if recall(key, ABSENT) is ABSENT:
            value = self._begin_with(name, default)
            if value is not None or options is None:
                keep(key, value)
        if options is not None and recall(key) not in (None, *options):
            forget(key)
        help_key = f"{self.name}.{name}_help"
        told: dict[str, Any] = {"key": key, "on_change": self._changed, "args": (round_,)}
        if options is not None:
            told["index"] = None
        if has_words(help_key):
            told["help"] = t(help_key)
        return told


@dataclass(frozen=True)
class _Word:
    """Names a code by its word (a named thing, so that the widget keeps its identity)."""

    list: str
    language: str

    def __call__(self, code: str) -> str:
        return phrase(self.language, code_key(Coded(self.list, code)))


@dataclass(frozen=True)
class _Grade:
    """Names a score by its number and its word."""

    language: str

    def __call__(self, score: int) -> str:
        return f"**{score}** {phrase(self.language, f'code.dialogue_score.{score}')}"
