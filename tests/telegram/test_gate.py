"""Who may ask, and how much."""

import pytest

from youju.config import TelegramSettings
from youju.telegram.gate import Gate, Pass


class Clock:
    """Time that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def gate(clock: Clock | None = None, **settings: object) -> Gate:
    return Gate(TelegramSettings.model_validate(settings), clock or Clock())


def test_without_lists_everybody_may_ask() -> None:
    """A bot without lists is open."""
    assert gate().is_open
    assert gate().ask(7, -1) is Pass.OPEN


@pytest.mark.parametrize(
    ("settings", "user", "chat", "admitted"),
    [
        ({"allowed_users": [7]}, 7, 7, True),
        ({"allowed_users": [7]}, 8, 8, False),
        ({"allowed_users": [7]}, 7, -100, True),
        ({"allowed_chats": [-100]}, 8, -100, True),
        ({"allowed_chats": [-100]}, 8, 8, False),
        ({"allowed_chats": [-100]}, 8, None, False),
        ({"allowed_users": [7], "admins": [9]}, 9, 9, True),
    ],
)
def test_lists_admit_their_people_and_everybody_in_their_chats(
    settings: dict[str, list[int]], user: int, chat: int | None, admitted: bool
) -> None:
    """People on the list are served everywhere, others only in the groups on the list, admins always."""
    assert gate(**settings).admits(user, chat) is admitted
    assert (gate(**settings).ask(user, chat) is Pass.STRANGER) is not admitted


def test_the_quota_is_told_once_and_ends_with_time() -> None:
    """After the last question allowed comes one notice, then silence, until the first one is long enough ago."""
    clock = Clock()
    spent = gate(clock, quota=2, quota_seconds=60)

    assert [spent.ask(7, 7) for _ in range(4)] == [Pass.OPEN, Pass.OPEN, Pass.SPENT, Pass.SPENT_AGAIN]
    assert spent.ask(8, 8) is Pass.OPEN
    assert spent.is_spent(7)
    assert spent.wait(7) == 1
    clock.now += 61
    assert not spent.is_spent(7)
    assert [spent.ask(7, 7) for _ in range(3)] == [Pass.OPEN, Pass.OPEN, Pass.SPENT]


def test_admins_have_no_quota() -> None:
    """However much an admin asks."""
    free = gate(quota=1, admins=[9])

    assert {free.ask(9, 9) for _ in range(5)} == {Pass.OPEN}
    assert not free.is_spent(9)


def test_the_wait_is_in_whole_minutes_rounded_up() -> None:
    """A person is never told to come back too early."""
    clock = Clock()
    spent = gate(clock, quota=1, quota_seconds=3600)
    spent.ask(7, 7)

    clock.now += 61
    assert spent.wait(7) == 59
    clock.now += 3600 - 61 - 1
    assert spent.wait(7) == 1
