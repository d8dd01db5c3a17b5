"""CPR numbers are taken out of what people have typed (R21)."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.masking import MASK, holds_cpr, masked, without_cpr

TEN = re.compile(r"(?<!\d)\d{6}-?\d{4}(?!\d)")


@pytest.mark.parametrize(
    "number",
    [
        "6503061234",
        "650306-1234",
        "650306 1234",
        "650306–1234",
        "65 03 06 1234",
        "65.03.06-1234",
        "65-03-06-1234",
        "650306 - 1234",
        "650306\u00ad1234",
    ],
)
def test_a_number_of_ten_digits_is_taken_out_however_it_is_written(number):
    assert without_cpr(f"Hans nr. er {number}, husk det.") == f"Hans nr. er {MASK}, husk det."
    assert holds_cpr(f"Hans nr. er {number}, husk det.")


@pytest.mark.parametrize(
    "kept",
    [
        "3. maj 2026",
        "03.05.2026 kl. 14.30",
        "+45 22 12 34 56",
        "+4522123456",
        "tlf. 22 12 34 56",
        "12345678901234",
        "Vejen 12, 3.",
        "2026-2027",
    ],
)
def test_days_times_telephone_and_longer_numbers_stay(kept):
    assert without_cpr(kept) == kept
    assert not holds_cpr(kept)


@given(st.text(), st.from_regex(r"[0-9]{6}-?[0-9]{4}", fullmatch=True), st.text())
@example("", "0000000000", "")
def test_no_ten_digits_are_left_whatever_stands_around_them(before, number, after):
    assert not TEN.search(without_cpr(f"{before} {number} {after}"))


@dataclass(frozen=True)
class Note:
    text: str
    parts: tuple[object, ...]


def test_records_are_read_through_to_their_last_text():
    told = masked((Note("650306-1234", (Note("ok", ("6503061234", 5)),)),))
    assert told == (Note(MASK, (Note("ok", (MASK, 5)),)),)
