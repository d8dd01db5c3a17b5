"""Lists of names that are put in order here, and not in the store, follow the Danish alphabet."""

from datetime import date

import pytest

from core.alphabet import danish_order
from core.knowledge_sharing import in_order
from core.ngo import NgoSpan, ngos
from core.ngo_agreements import unagreed
from core.notices import ordered
from tests.core.test_knowledge_sharing import need
from tests.core.test_notices import notice

ON = date(2026, 5, 4)
NAMES = ["Zebra", "Ærik", "Østen", "Åse"]
BACKWARDS = NAMES[::-1]


def test_the_danish_letters_come_last_and_in_their_order():
    mixed = ["åben", "ung", "ære", "øre", "Zebra", "aftale"]
    assert sorted(mixed, key=danish_order) == ["aftale", "ung", "Zebra", "ære", "øre", "åben"]


def _needs():
    return [each.party for each in in_order(need(id=name, party=name) for name in BACKWARDS)]


def _ngos():
    return [each.name for each in ngos([NgoSpan(name, ON, None) for name in BACKWARDS], (), ON)]


def _unagreed():
    return [each.name for each in unagreed(BACKWARDS, (), ON)]


def _notices():
    return [each.name for each in ordered(notice(name=name) for name in BACKWARDS)]


@pytest.mark.parametrize("in_the_list", [_needs, _ngos, _unagreed, _notices])
def test_names_stand_in_the_order_of_the_danish_alphabet(in_the_list):
    assert in_the_list() == NAMES
