"""Values that no file may hold in plain text."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from db.encryption.key_ring import forget_ring, in_use, ring
from db.encryption.keys import key_file
from db.encryption.sealed import (
    SealedDamaged,
    SealedKeyMissing,
    blind_index,
    blind_indexes,
    opened,
    seal,
)
from db.engine import Store
from db.settings import settings
from tests.databases import SECRET

NUMBER, PLACE = "6503067788", "young_people:y1"


@pytest.mark.asvs("11.3.2", "14.2.4")
@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    place=st.text(st.characters(exclude_categories=["Cs"])),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_what_was_sealed_opens_in_its_own_place_only(store: Store, text, place):
    sealed = seal("cpr", text, place)
    assert opened("cpr", sealed, place) == text
    for purpose, bound_to in (("totp", place), ("cpr", f"{place}x")):
        with pytest.raises(SealedDamaged):
            opened(purpose, sealed, bound_to)


def test_a_text_is_sealed_differently_each_time_and_found_by_one_index(store: Store):
    assert NUMBER not in seal("cpr", NUMBER, PLACE)
    assert seal("cpr", NUMBER, PLACE) != seal("cpr", NUMBER, PLACE)
    assert blind_index("cpr", NUMBER) == blind_index("cpr", NUMBER) != blind_index("x", NUMBER)
    assert NUMBER not in blind_index("cpr", NUMBER)


@pytest.mark.asvs("11.3.3")
def test_every_changed_sign_of_a_sealed_value_is_noticed(store: Store):
    sealed = seal("cpr", NUMBER, PLACE)
    for place, sign in enumerate(sealed):
        if sign == "=":
            continue
        other = "A" if sign != "A" else "B"
        changed = sealed[:place] + other + sealed[place + 1 :]
        with pytest.raises((SealedDamaged, SealedKeyMissing)):
            opened("cpr", changed, PLACE)


@pytest.mark.parametrize("told", ["", NUMBER, "s1", "s1.", "s1..", "s2.00000000.AAAA"])
def test_plain_text_where_a_sealed_value_should_be_is_refused(store: Store, told):
    with pytest.raises((SealedDamaged, SealedKeyMissing)):
        opened("cpr", told, PLACE)


@pytest.fixture
def told() -> Iterator[Callable[[str, str], None]]:
    """Sets the secret key and the one before it; as they were afterwards."""
    with pytest.MonkeyPatch.context() as patch:

        def tell(key: str, old: str) -> None:
            patch.setenv("UNGESPOR_SECRET_KEY", key)
            patch.setenv("UNGESPOR_SECRET_KEY_OLD", old)
            settings.cache_clear()

        yield tell
    settings.cache_clear()


@pytest.mark.asvs("11.2.2", "13.3.4")
def test_a_key_replaced_in_the_settings_opens_what_it_sealed_for_as_long_as_it_is_told(
    store: Store, told
):
    told(SECRET, SECRET)
    sealed, index, before = seal("cpr", NUMBER, PLACE), blind_index("cpr", NUMBER), in_use().id
    told(SECRET[::-1], SECRET)
    assert in_use().id != before
    assert opened("cpr", sealed, PLACE) == NUMBER
    assert blind_index("cpr", NUMBER) != index
    assert index in blind_indexes("cpr", NUMBER)
    told(SECRET[::-1], SECRET[::-1])
    with pytest.raises(SealedKeyMissing) as refused:
        opened("cpr", sealed, PLACE)
    assert refused.value.facts["key_id"] == before


@pytest.mark.asvs("11.2.2", "13.3.4")
@pytest.mark.duckdb_only("the key lies beside the file")
def test_a_replaced_key_opens_what_it_sealed_and_finds_what_it_indexed(store: Store):
    sealed, index, before = seal("cpr", NUMBER, PLACE), blind_index("cpr", NUMBER), in_use().id
    file = key_file(store.url)
    file.rename(file.with_suffix(f".key-old.{before}"))
    forget_ring()
    assert in_use().id != before
    assert opened("cpr", sealed, PLACE) == NUMBER
    assert blind_index("cpr", NUMBER) != index
    assert index in blind_indexes("cpr", NUMBER)
    file.with_suffix(f".key-old.{before}").unlink()
    forget_ring()
    with pytest.raises(SealedKeyMissing) as refused:
        opened("cpr", sealed, PLACE)
    assert refused.value.facts["key_id"] == before
    assert before == sealed.split(".")[1]
    assert before not in {secret.id for secret in ring()}
