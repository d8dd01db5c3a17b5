"""Which pages can be put on a large screen, and about what."""

import pytest

from core.errors import UnknownCode
from core.permissions import PAGES
from core.presenting import PRESENTABLE, checked_address


def test_every_presentable_page_and_the_page_it_leads_back_to_is_a_page():
    for name, shown in PRESENTABLE.items():
        assert name in PAGES
        assert shown.back in PAGES
        assert shown.back not in PRESENTABLE
        assert shown.about[0] == "case"


def test_an_address_comes_back_in_the_order_of_the_table():
    address = {"meeting": "m", "case": "1001"}
    assert list(checked_address("meeting_screen", address).items()) == [
        ("case", "1001"),
        ("meeting", "m"),
    ]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("young_people", {"case": "1001"}),
        ("meeting_screen", {"case": "1001"}),
        ("meeting_screen", {"case": "1001", "meeting": ""}),
        ("meeting_screen", {"case": "1001", "meeting": "m", "part": "plan"}),
    ],
)
def test_another_page_or_another_address_is_refused(page, address):
    with pytest.raises(UnknownCode):
        checked_address(page, address)
