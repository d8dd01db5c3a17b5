"""What a small form without a person refuses: nobody is signed in yet, so nothing is drafted."""

import streamlit as st

from core.errors import RuleBroken
from pages.shared.frame import keep, recall, sentence


class Told:
    """What was refused, until the next try; the form keeps what was typed."""

    def __init__(self, form: str) -> None:
        self.key = f"{form}.refusal"

    def done(self) -> None:
        """Nothing is left to say."""
        keep(self.key, None)

    def refuse(self, refusal: RuleBroken) -> None:
        """Say it at its field on the next run."""
        keep(self.key, (refusal.field, sentence(refusal)))

    def draw(self, field: str | None) -> None:
        """The sentence, where one belongs to the field."""
        said = recall(f"{self.key}.said") if field is None else None
        if said:
            st.success(said)
            keep(f"{self.key}.said", None)
        refused = recall(self.key)
        if refused is not None and refused[0] == field:
            st.error(refused[1])

    def say(self, sentence: str) -> None:
        """Something good to say on the next run, once."""
        keep(f"{self.key}.said", sentence)
