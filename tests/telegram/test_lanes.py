"""Lanes: in order within one, side by side across them."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from youju.telegram.transport.lanes import Lanes


def run(body: Callable[[Lanes], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        await body(Lanes())

    asyncio.run(asyncio.wait_for(main(), 10))


def test_a_lane_keeps_its_order() -> None:
    """Work of one lane is done one after another, however long each takes."""
    done: list[int] = []

    async def body(lanes: Lanes) -> None:
        async def work(number: int) -> None:
            await asyncio.sleep(0.001 * (5 - number))
            done.append(number)

        for number in range(5):
            lanes.put("a", lambda number=number: work(number))
        assert lanes.waiting == 5
        while len(done) < 5:
            await asyncio.sleep(0.001)

    run(body)
    assert done == [0, 1, 2, 3, 4]


def test_a_slow_lane_holds_up_no_other() -> None:
    """Work in another lane ends while the first one still waits."""

    async def body(lanes: Lanes) -> None:
        slow, quick = asyncio.Event(), asyncio.Event()

        async def wait() -> None:
            await slow.wait()

        async def end() -> None:
            quick.set()

        lanes.put("slow", wait)
        lanes.put("quick", end)
        await asyncio.wait_for(quick.wait(), 5)
        slow.set()
        assert await lanes.stop(5)

    run(body)


def test_stop_ends_what_was_begun_and_begins_nothing_more() -> None:
    """What waits in a lane is dropped, what runs may end."""
    done: list[str] = []

    async def body(lanes: Lanes) -> None:
        async def work(name: str) -> None:
            await asyncio.sleep(0.02)
            done.append(name)

        lanes.put("a", lambda: work("first"))
        lanes.put("a", lambda: work("second"))
        await asyncio.sleep(0)
        assert await lanes.stop(5)

    run(body)
    assert done == ["first"]


def test_stop_gives_up_on_what_takes_too_long() -> None:
    """Work that does not end in time is cancelled, and that is said."""

    async def body(lanes: Lanes) -> None:
        async def forever() -> None:
            await asyncio.Event().wait()

        lanes.put("a", forever)
        await asyncio.sleep(0)
        assert not await lanes.stop(0.05)

    run(body)
