"""The layout of the network map: everybody once, in their ring, on their side, and no two meet."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.network_cards import MapWords, Sheet, Telling
from core.network_map import EXPONENT, RINGS, SIDES, is_placed, layout, moves
from core.records.network_map import MapPerson

WIDE, TALL = Sheet(780, 430, 24), Sheet(350, 480, 26)
WORDS = MapWords(nameless="Uden navn", chosen="den unges voksne")
SLACK = 1e-9

names = st.text(st.sampled_from("abcdefghijklmnoæøå ABMW-é"), max_size=40)


@st.composite
def people(draw, most=12, spheres=(*SIDES, None, "club"), closeness=(*RINGS, None, 0, 4)):
    rooms = st.tuples(st.sampled_from(spheres), st.sampled_from(closeness))
    drawn = draw(st.lists(st.tuples(rooms, st.none() | names, st.booleans()), max_size=40))
    taken = {}
    for (sphere, ring), name, draws_on in drawn:
        room = taken.setdefault((sphere, ring), [])
        if len(room) < most:
            room.append((name, draws_on))
    return [
        MapPerson(
            f"{sphere}-{ring}-{at:02}", name, sphere, name, ring, draw_on="råd" if d else None
        )
        for (sphere, ring), room in taken.items()
        for at, (name, d) in enumerate(room)
    ]


def someone(at=1, sphere="private", ring=1, name="Molly Mor", relation="mor", **told):
    return MapPerson(f"{sphere}{ring}{at:02}", name, sphere, relation, ring, **told)


def corners(card):
    return [
        (card.x + dx * card.across, card.y + dy * card.down) for dx in (-1, 1) for dy in (-1, 1)
    ]


def radius(x, y):
    return (abs(x) ** EXPONENT + abs(y) ** EXPONENT) ** (1 / EXPONENT)


def meet(one, other):
    return (
        abs(one.x - other.x) < one.across + other.across - SLACK
        and abs(one.y - other.y) < one.down + other.down - SLACK
    )


@given(people(), st.sampled_from([WIDE, TALL]))
def test_everybody_stands_once_on_the_map_or_in_the_list_of_those_not_placed(known, sheet):
    drawn = layout(known, sheet, WORDS)
    stand = [card.person.id for card in drawn.cards] + [one.id for one in drawn.unplaced]
    assert sorted(stand) == sorted(one.id for one in known)
    assert all(is_placed(card.person) for card in drawn.cards)
    assert not any(is_placed(one) for one in drawn.unplaced)


@given(people(), st.sampled_from([WIDE, TALL]))
def test_a_whole_card_lies_in_its_ring_and_on_its_side(known, sheet):
    for card in layout(known, sheet, WORDS).cards:
        inner, outer = RINGS[card.person.closeness]
        side = SIDES[card.person.sphere]
        assert all(x * side > 0 for x, _ in corners(card))
        assert all(inner <= radius(x, y) <= outer for x, y in corners(card))


@given(people(), st.sampled_from([WIDE, TALL]))
def test_no_two_cards_meet(known, sheet):
    cards = layout(known, sheet, WORDS).cards
    assert not any(meet(one, other) for one, other in combinations(cards, 2))


@given(people(), st.randoms())
def test_the_order_in_which_people_come_changes_nothing(known, dice):
    shuffled = list(known)
    dice.shuffle(shuffled)
    assert layout(shuffled, WIDE, WORDS) == layout(known, WIDE, WORDS)


@given(people())
def test_the_numbers_run_without_a_gap(known):
    cards = layout(known, TALL, WORDS).cards
    assert [card.number for card in cards] == list(range(1, len(cards) + 1))


def test_a_usual_network_is_told_by_name_and_relation():
    known = [
        someone(at, sphere, ring, name, relation)
        for sphere, relation in (("private", "kammeratens mor"), ("professional", "jobkonsulent"))
        for ring, many in ((1, 3), (2, 4), (3, 3))
        for at, name in enumerate(("Alexander Krat", "Molly Mor", "Ib Ek", "Christina Å")[:many])
    ]
    assert len(known) == 20
    assert layout(known, WIDE, WORDS).telling is Telling.RELATION


@pytest.mark.parametrize("many", [12, 30, 200])
def test_a_crowded_ring_is_told_in_fewer_words_and_still_holds_everybody(many):
    known = [someone(at, name=f"Alexandra{at} Krat") for at in range(many)]
    drawn = layout(known, WIDE, WORDS)
    assert len(drawn.cards) == many
    assert drawn.telling is not Telling.RELATION


def test_on_a_narrow_sheet_numbers_stand_for_names_that_have_no_room():
    drawn = layout([someone(name="Alexandra Krat"), someone(2)], TALL, WORDS)
    assert [card.name for card in drawn.cards] == ["1", "2"]


def test_the_first_name_is_told_and_of_two_alike_a_letter_more():
    drawn = layout([someone(1), someone(2, name="Molly Krat"), someone(3, name="Bo")], WIDE, WORDS)
    assert [card.name for card in drawn.cards] == ["Molly M.", "Molly K.", "Bo"]


def test_the_chosen_adult_is_told_in_words_and_nobody_without_a_name_is_left_blank():
    (card,) = layout([someone(name=None, chosen_adult=True)], WIDE, WORDS).cards
    assert card.name == "Uden navn"
    assert " ".join(card.detail) == "mor den unges voksne"


def test_somebody_moved_farther_out_stands_farther_from_the_middle():
    at = [radius(*_place(someone(ring=ring))) for ring in RINGS]
    assert at == sorted(at)
    assert len(set(at)) == 3


def _place(person):
    (card,) = layout([person], WIDE, WORDS).cards
    return card.x, card.y


def test_somebody_moves_one_ring_at_a_time_and_to_the_other_side():
    assert [move.key for move in moves("private", 1)] == ["farther", "to_professional"]
    assert [move.key for move in moves("private", 2)] == ["closer", "farther", "to_professional"]
    assert {move.closeness for move in moves("professional", 2)} == {1, 3, None}


def test_whoever_has_no_place_can_be_put_on_any_ring_and_either_side():
    keys = [move.key for move in moves(None, None)]
    assert keys == ["ring_1", "ring_2", "ring_3", "to_private", "to_professional"]
