"""How dear a hash of a password is; the other tests take cheap ones."""

import subprocess
import sys

import pytest

from db.hashing import hash_password, matches

ROUNDS_AT_LEAST = 12


@pytest.mark.asvs("11.4.2")
def test_the_programs_own_hash_is_dear():
    made = subprocess.run(
        [sys.executable, "-c", "from db.hashing import hash_password; print(hash_password('x'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(made.stdout.split("$")[2]) >= ROUNDS_AT_LEAST


def test_a_password_matches_its_own_hash_alone():
    hashed = hash_password("syv stille cykler")
    assert matches("syv stille cykler", hashed)
    assert not matches("syv stille cyklerne", hashed)
    assert not matches("syv stille cykler", None)
