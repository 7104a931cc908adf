"""The way to Telegram and back: updates come in by polling or webhook, are kept and handled in order, chat by chat.

Calls go out at the rate that Telegram takes, and again where they failed.
"""
