"""The tables of the bot's state. A new column has to have a default: `prepare` adds it to a file made earlier."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Float, Index, Integer, MetaData, String, Table, inspect, text
from sqlalchemy.schema import CreateColumn

metadata = MetaData()

facts = Table("facts", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

# What arrived and is not answered yet; `sent` counts the messages sent for it. Done rows keep no content.
inbox = Table(
    "inbox",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("body", String),
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("at", Float, nullable=False),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    metadata,
    Column("user", BigInteger, primary_key=True),
    Column("language", String),
)

# An answer as it was given, for its buttons and for follow-ups; `parent` is the answer it continued.
answers = Table(
    "answers",
    metadata,
    Column("key", String, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("user", BigInteger, nullable=False),
    Column("parent", String),
    Column("completed", String, nullable=False),
    Column("status", String, nullable=False),
    Column("body", String, nullable=False),
    Column("at", Float, nullable=False),
    Index("answers_by_user", "user"),
    Index("answers_by_time", "at"),
)

messages = Table(
    "messages",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("answer", String, nullable=False, index=True),
)

# The answer that the next question of a person in a topic of a chat may lean on.
talks = Table(
    "talks",
    metadata,
    Column("chat", BigInteger, primary_key=True),
    Column("thread", BigInteger, primary_key=True),
    Column("user", BigInteger, primary_key=True),
    Column("answer", String, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("user", BigInteger, primary_key=True),
    Column("answer", String, primary_key=True),
    Column("value", String, nullable=False),
    Column("question", String, nullable=False),
    Column("status", String, nullable=False),
    Column("at", Float, nullable=False),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("user", BigInteger, nullable=False, index=True),
    Column("question", String, nullable=False),
    Column("missing", String, nullable=False),
    Column("at", Float, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("user", BigInteger, nullable=False, index=True),
    Column("chat", BigInteger, nullable=False),
    Column("question", String, nullable=False),
    Column("status", String, nullable=False),
    Column("at", Float, nullable=False),
)

# Documents that were sent to the bot; `before` is the file that one of the same name replaced.
uploads = Table(
    "uploads",
    metadata,
    Column("key", String, primary_key=True),
    Column("user", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("before", String),
    Column("undone", Integer, nullable=False, server_default="0"),
    Column("at", Float, nullable=False),
)


def prepare(connection: Connection) -> None:
    """Make what is missing: tables, and columns that a newer version added."""
    metadata.create_all(connection)
    seen = inspect(connection)
    for table in metadata.sorted_tables:
        there = {column["name"] for column in seen.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                made = CreateColumn(column).compile(dialect=connection.dialect)
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {made}"))
