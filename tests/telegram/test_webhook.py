"""What Telegram brings: taken in together, in the order of its numbers. The rest is in test_telegram_service.py."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from youju.telegram.transport.webhook import Gathering

Rows = Sequence[Mapping[str, Any]]


def test_what_is_brought_side_by_side_is_taken_in_the_order_of_its_numbers() -> None:
    """Also where a later one arrives a little earlier; each delivery ends only when its update is kept."""
    taken: list[int] = []
    kept: list[bool] = []

    async def take(rows: Rows) -> None:
        taken.extend(row["update_id"] for row in rows)

    async def deliver(gathering: Gathering, number: int) -> None:
        await gathering.take({"update_id": number})
        kept.append(number in taken)

    async def main() -> None:
        gathering = Gathering(take)
        await asyncio.gather(*(deliver(gathering, number) for number in (3, 1, 2)))
        await deliver(gathering, 0)

    asyncio.run(main())
    assert taken == [1, 2, 3, 0]
    assert kept == [True] * 4


def test_a_failure_reaches_every_delivery_and_the_next_one_is_taken() -> None:
    """Telegram brings again what was not kept."""
    told: list[int] = []

    async def take(rows: Rows) -> None:
        if len(rows) > 1:
            raise OSError("disk full")
        told.append(rows[0]["update_id"])

    async def main() -> list[object]:
        gathering = Gathering(take)
        failed = await asyncio.gather(*(gathering.take({"update_id": n}) for n in (1, 2)), return_exceptions=True)
        await gathering.take({"update_id": 3})
        return list(failed)

    assert [type(failure) for failure in asyncio.run(main())] == [OSError, OSError]
    assert told == [3]
