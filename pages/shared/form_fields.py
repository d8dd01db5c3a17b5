"""The plain fields of a form: texts, days, numbers, codes of a list; and its button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import streamlit as st

from core.codes import Coded, valid_codes
from core.words import code_key, phrase
from pages.shared.form_state import ABSENT, FormState
from pages.shared.frame import forget, has_words, keep, language, recall, t, today

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
YES_NO: Mapping[bool | None, str | None] = MappingProxyType({True: "yes", False: "no", None: None})
"""What a field for yes or no holds."""
ANSWERS: Mapping[str | None, bool | None] = MappingProxyType(
    {code: answer for answer, code in YES_NO.items()}
)
"""What such a field says."""


class Fields(FormState):
    """A form with the fields that most forms have; `Form` has all."""

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
            format_func=Word(listed, language()),
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
            format_func=Word(listed, language()),
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
            format_func=Word(listed, language()),
            **self._widget(name, None, options=options),
        )
        self._draw_refusal(name)
        return value

    def yes_no(self, name: str) -> bool | None:
        """Yes, no, or not answered."""
        return ANSWERS[self.one_of(name, ("yes", "no"), words="answer")]

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
class Word:
    """Names a code by its word (a named thing, so that the widget keeps its identity)."""

    list: str
    language: str

    def __call__(self, code: str) -> str:
        """The word."""
        return phrase(self.language, code_key(Coded(self.list, code)))
