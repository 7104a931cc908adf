"""The Telegram bot: updates come in from Telegram, answers go out into chats with their sources and buttons.

``launch`` finds what a bot needs, ``service`` connects and runs it; nothing of it is imported with youju itself.
"""
