"""A change of keys that is killed: whatever the step, the store opens and the command can go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak.size import LONG

ROOT = Path(__file__).resolve().parents[2]
SHORT = {"secret": "sealed", "store-key": "swapped"}
"""What CI tries of each command: the moment when the file needs the key that is still to come."""
ALL = ("secret", "store-key", "encrypt", "decrypt")


@pytest.mark.asvs("11.1.1", "11.2.2", "13.3.4")
@pytest.mark.parametrize("command", ALL if LONG else SHORT)
def test_a_kill_between_two_steps_of_a_change_of_keys_leaves_a_store_that_opens(tmp_path, command):
    wanted = [] if LONG else [SHORT[command]]
    run = subprocess.run(
        [sys.executable, "-m", "tests.soak.rotation_killed", tmp_path / "runs", command, *wanted],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if "UNGESPOR" not in name},
    )
    assert run.returncode == 0, run.stderr
    done = run.stdout.splitlines()
    assert done
    assert all(line.endswith(" ok") for line in done)
    print(f"{command}: {len(done)} steps")
