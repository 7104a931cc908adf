"""What keeps the bot from running, in one line each."""

from __future__ import annotations

from youju.corpus import YoujuError


class TokenMissing(YoujuError):
    code = "token-missing"
    line = "{variable} is not set; get a token from @BotFather in Telegram and put it there, or into a file it names"


class TokenMalformed(YoujuError):
    code = "token-malformed"
    line = (
        "{source}: this is neither a token nor the path of a file that holds one; copy the token again from @BotFather"
    )


class TokenRefused(YoujuError):
    code = "token-refused"
    line = "Telegram does not know this token ({source}); copy it again from @BotFather"


class StateUnusable(YoujuError):
    """``reason`` is the system's or the database's own."""

    code = "state-unusable"
    line = "{folder}: the bot's state cannot be kept there ({reason}); name another folder with YOUJU_TELEGRAM__DATA"


class StateTaken(YoujuError):
    """Two bots with one state would both answer what waits in it."""

    code = "state-taken"
    line = "{folder}: another bot runs with this state; stop it, or name another folder with YOUJU_TELEGRAM__DATA"


class PortTaken(YoujuError):
    code = "port-taken"
    line = "{address}: cannot be listened on ({reason}); choose another YOUJU_TELEGRAM__WEBHOOK_PORT"
