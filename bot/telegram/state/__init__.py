"""What the bot keeps: what people sent, chose and were answered goes in, and is there again after a restart or a kill.

One SQLite file; every call is one transaction.
"""
