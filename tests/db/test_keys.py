import stat

import pytest

from db.encryption.keys import KeyWeak, checked, key_file, key_for, secret_key
from db.engine import Store
from db.settings import settings


@pytest.fixture
def store(own_store: Store) -> Store:
    """These are about the file and what lies beside it."""
    return own_store


GOOD = "d7Qm2-xP9vLk4-Tz8Rb6_Hn3Wc5Ys1Gf0J"


@pytest.mark.duckdb_only("the key lies beside the file")
def test_the_first_start_makes_a_key_that_only_its_owner_reads(store: Store):
    made = secret_key()
    file = key_file(store.url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == made
    assert secret_key() == made


def test_every_purpose_has_a_key_of_its_own(store: Store):
    assert len({key_for(purpose) for purpose in ("throttle", "streamlit", "authenticator")}) == 3


@pytest.mark.parametrize(
    "key", ["", "short", "some_key", "a" * 64, "changeme" * 8, "abc" * 20, GOOD[:31]]
)
def test_a_short_or_well_known_key_is_refused(key):
    with pytest.raises(KeyWeak):
        checked(key)


def test_a_long_random_key_is_taken():
    assert checked(GOOD) == GOOD


def test_a_key_from_outside_stands_before_the_file(store: Store, monkeypatch):
    monkeypatch.setenv("UNGESPOR_SECRET_KEY", GOOD)
    settings.cache_clear()
    assert secret_key() == GOOD
    file = key_file(store.url)
    assert file is None or not file.exists()
    settings.cache_clear()
