"""What the bot writes: never a secret."""

import logging
from urllib.parse import quote

import pytest

from youju.telegram.logs import HIDDEN, Redacting

TOKEN = "110201543:" + "Hush-hush_" * 3 + "hushed"


def record(message: str, *values: object, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("youju", logging.INFO, __file__, 1, message, values, trace)


@pytest.mark.parametrize("form", [TOKEN, quote(TOKEN, safe=""), TOKEN.partition(":")[2], f"http://x/bot{TOKEN}/getMe"])
def test_a_token_is_hidden_however_it_is_spelt(form: str) -> None:
    """As it stands, in an address, percent-encoded, or its second half alone."""
    line = Redacting([TOKEN]).format(record("calling %s now", form))

    assert "ush" not in line
    assert HIDDEN in line
    assert "calling" in line


def test_a_traceback_hides_it_too() -> None:
    """The text of an exception may carry a secret as well."""
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/sendMessage")
    except ValueError as error:
        line = Redacting([TOKEN]).format(record("failed", error=error))

    assert "Traceback" in line
    assert "ush" not in line


def test_a_line_without_secrets_stays() -> None:
    """Nothing else is touched."""
    assert Redacting([TOKEN, "s3cret"]).format(record("ready: 5 documents")).endswith("INFO ready: 5 documents")


def test_a_secret_may_become_known_later() -> None:
    """From then on it is hidden, too."""
    formatter = Redacting([TOKEN])
    formatter.hide("made-up-later")

    assert "made-up-later" not in formatter.format(record("secret made-up-later"))
