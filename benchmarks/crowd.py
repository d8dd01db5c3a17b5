"""Many browsers at once, without the browsers: each opens its page and runs it again, and thinks.

The messages are those of `websocket_client`; here one loop holds all sockets, so that the crowd
takes as little of the machine as can be.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.websocket_client import PATIENCE, Address, PageBroken, Run, Visit


@dataclass(slots=True)
class Seen:
    """Seconds of the first pages and of the reruns, and what went wrong."""

    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many come within how many seconds, run their page again how often, thinking how long.

    `think` is the mean of seconds between an answer and the next rerun: half to one and a half.
    """

    people: int
    ramp: float
    reruns: int
    think: float


def gathered(crowd: Crowd, addresses: Sequence[Address], seed: int = 7) -> Seen:
    """Let them come; each takes the next address in turn."""
    return asyncio.run(_all(crowd, addresses, seed))


async def _all(crowd: Crowd, addresses: Sequence[Address], seed: int) -> Seen:
    seen, dice = Seen(), Random(seed)
    each = [
        _one(crowd, addresses[place % len(addresses)], place, Random(dice.random()), seen)
        for place in range(crowd.people)
    ]
    await asyncio.gather(*each)
    return seen


async def _one(crowd: Crowd, address: Address, place: int, dice: Random, seen: Seen) -> None:
    await asyncio.sleep(crowd.ramp * place / crowd.people)
    try:
        async with asyncio.timeout(PATIENCE * (2 + crowd.reruns)):
            await _visit(crowd, address, dice, seen)
    except (OSError, PageBroken, TimeoutError) as error:
        seen.errors.append(f"{address.page}: {type(error).__name__}: {error}"[:200])


async def _visit(crowd: Crowd, address: Address, dice: Random, seen: Seen) -> None:
    began = time.perf_counter()
    async with connect(
        f"ws://127.0.0.1:{address.port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers=address.headers,
        compression=None,
        max_size=None,
        ping_interval=None,
        open_timeout=PATIENCE,
    ) as socket:
        visit = Visit(None, address)  # type: ignore[arg-type]
        await _run(socket, visit, address.page)
        seen.first.append(time.perf_counter() - began)
        for _ in range(crowd.reruns):
            await asyncio.sleep(crowd.think * dice.uniform(0.5, 1.5))
            began = time.perf_counter()
            await _run(socket, visit, "")
            seen.reruns.append(time.perf_counter() - began)


async def _run(socket: ClientConnection, visit: Visit, page: str) -> None:
    """One script run. Raises PageBroken."""
    await socket.send(visit.request(page))
    run = Run()
    while not visit.take(await socket.recv(), run):
        pass
