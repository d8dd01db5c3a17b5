"""Killed at any moment, in a plain and in an encrypted store: what was acknowledged is there."""

import random
import time

import pytest

from db.migrate import migrations
from tests.soak import killing
from tests.soak.processes import STORES, asked, done, kill, lines, start, until
from tests.soak.size import LONG, rounds

SEED = 20261127
WAYS = ("write", "backup", "checkpoint")


@pytest.mark.asvs("16.5.2", "16.5.3")
@pytest.mark.parametrize("kind", STORES)
def test_whenever_the_process_is_killed_what_was_acknowledged_is_there_whole_and_once(
    tmp_path, kind
):
    dice, url, acks = random.Random(SEED), f"duckdb:///{tmp_path / 's.duckdb'}", tmp_path / "acks"
    assert done(killing.begin, url, kind) == 0
    saved = 0
    for number in range(rounds(1, 200)):
        said, wanted = len(lines(acks)), dice.randint(1, 12)
        one = start(killing.work, url, str(acks), WAYS[number % 3], number)
        assert not until(lambda new, enough=wanted: len(new) >= enough, one, acks, said)
        time.sleep(dice.random() * 0.2)
        kill(one)
        last = int(lines(acks)[-1])
        there, held = asked(killing.look, url, tmp_path / "look", number % 10 == 0).split(" ", 1)
        assert held == f"{kind} {killing.WHOLE}", f"round {number}"
        assert last <= int(there) <= last + 1
        saved = int(there)
        print(".", end="", flush=True)
    told = lines(acks)
    assert len(set(told)) == len(told)
    print(f"\n{kind}: {rounds(1, 200)} kills, {len(told)} acknowledged, {saved} saved, none lost")
    assert len(told) >= rounds(1, 1000)


@pytest.mark.parametrize("kind", STORES if LONG else STORES[:1])
def test_a_migration_killed_in_the_middle_is_finished_by_the_next_start(tmp_path, kind):
    """Killed after any of its steps and a moment; in a long run twice from every schema."""
    dice, steps = random.Random(SEED), migrations()
    places = list(range(1, len(steps)))
    reached = []
    for place in (places if LONG else dice.sample(places, 1)) * rounds(1, 2):
        folder = tmp_path / f"{place}.{len(reached)}"
        folder.mkdir()
        url, acks = f"duckdb:///{folder / 's.duckdb'}", folder / "acks"
        assert done(killing.begin, url, kind, steps[place - 1].version) == 0
        wanted = dice.randint(1, len(steps) - place + 1)
        one = start(killing.upgrade, url, str(acks))
        until(lambda new, enough=wanted: len(new) >= enough, one, acks)
        time.sleep(dice.random() * 0.1)
        kill(one)
        reached.append(lines(acks)[-1])
        found = asked(killing.look_at_old, url, folder / "look")
        wanted_end = f"['Åse Ørred'] {steps[-1].version} {kind} {killing.WHOLE}"
        assert found == wanted_end, f"from {steps[place - 1].version}, after {lines(acks)}"
        print(".", end="", flush=True)
    ended = reached.count("done")
    print(f"\n{kind}: {len(reached)} migrations killed, {ended} of them at their end, all came up")
