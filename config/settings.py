"""Settings: from the environment (``YOUJU_…``), a TOML file, and defaults, in this order of strength."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from youju.corpus import SettingsError

from .toml import read_toml

PREFIX = "YOUJU_"
FILE_NAME = "youju.toml"
_PATHS = ("index", "terms", "templates", "weights", "cache")
_TELEGRAM_PATHS = ("token_file", "data")


def _no_boolean(value: object) -> object:
    """Python would count ``true`` as 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("boolean", "Input should be a number, not true or false")
    return value


Integer = Annotated[int, BeforeValidator(_no_boolean)]
Number = Annotated[float, BeforeValidator(_no_boolean)]


def _no_text(value: object) -> object:
    """Numbers of people and chats may stand in quotes, as they do in the environment."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,18}\s*", value) else value


Numbered = Annotated[int, BeforeValidator(_no_boolean), BeforeValidator(_no_text)]
TelegramUrl = Annotated[str, Field(pattern=r"^https?://[^\s/]+")]


def _secret_like(pattern: str, reason: str) -> AfterValidator:
    """A secret of this form; the reason does not show what was given."""

    def check(value: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, value.get_secret_value(), re.ASCII):
            raise PydanticCustomError("form", reason)
        return value

    return AfterValidator(check)


Proxy = Annotated[
    SecretStr,
    _secret_like(
        r"https?://(?:\S+@)?(?:\[[0-9A-Fa-f:]+\]|[^\s/:@\[\]]+)(?::\d{1,5})?/?",
        "Input should be an address such as http://127.0.0.1:8080",
    ),
]
WebhookSecret = Annotated[
    SecretStr, _secret_like(r"[A-Za-z0-9_-]{1,256}", "Input should be 1 to 256 letters, digits, _ and -")
]


class TelegramSettings(BaseModel):
    """What the operator of the Telegram bot can set. People and chats are Telegram's numbers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr | None = Field(None, description="the bot's token, or the path of a file that holds it")
    token_file: Path | None = Field(None, description="a file that holds the token")
    base_url: TelegramUrl = Field("https://api.telegram.org/bot", description="the Bot API, for a server of your own")
    base_file_url: TelegramUrl = Field("https://api.telegram.org/file/bot", description="where files are fetched")
    proxy: Proxy | None = Field(None, description="an HTTP proxy between the bot and Telegram")
    allowed_users: tuple[Numbered, ...] = Field((), description="only these people; with none and no chats, everybody")
    allowed_chats: tuple[Numbered, ...] = Field((), description="everybody in these groups, too")
    admins: tuple[Numbered, ...] = Field((), description="people who may add documents and see figures")
    quota: Integer = Field(0, ge=0, description="questions a person may ask in quota_seconds; 0 is any number")
    quota_seconds: Integer = Field(3600, ge=1, description="the time in which quota counts")
    webhook_url: TelegramUrl | None = Field(None, description="the public https address; without it the bot polls")
    webhook_listen: str = Field("127.0.0.1", description="the address to listen on, behind your proxy")
    webhook_port: Integer | None = Field(None, ge=0, le=65535, description="the port; 8443 with a webhook_url")
    webhook_secret: WebhookSecret | None = Field(
        None, description="what Telegram has to send along; else made and kept"
    )
    data: Path | None = Field(None, description="the folder of the bot's state and of uploaded documents")
    keep_days: Integer = Field(30, ge=1, description="how long answers are kept for buttons and follow-ups")
    log_questions: bool = Field(False, description="keep a log of every question with who asked it")
    messages_per_second: Integer = Field(30, ge=0, description="the most messages sent a second; 0 is any number")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="what is written to stderr")


SECRETS = ("token", "proxy", "webhook_secret")


class _Environment(EnvSettingsSource):
    """The variables. A list may be in JSON, or be paths as in ``PATH``, or numbers with commas or spaces between."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: str) -> Any:
        if not value.lstrip().startswith(("[", "{", '"')):
            between = re.escape(os.pathsep) if field_name == "glossary" else r"[\s,;]+"
            return [part for part in re.split(between, value) if part.strip()]
        try:
            decoded = super().decode_complex_value(field_name, field, value)
        except (ValueError, RecursionError):
            source = f"environment {_variable(field_name) or _variable('telegram', field_name)}"
            example = (
                ('["a.toml", "b.toml"]', f"paths with {os.pathsep!r}")
                if field_name == "glossary"
                else ("[1, 2]", "commas")
            )
            reason = f"no list in JSON; write {example[0]}, or {example[1]} between them"
            raise SettingsError(source=source, place=field_name, reason=reason) from None
        return [decoded] if isinstance(decoded, str) else decoded


class Settings(BaseSettings):
    """What an owner can set. Paths in a TOML file are relative to that file."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_ignore_empty=True, extra="forbid", frozen=True
    )

    index: Path | None = Field(None, description="the index folder; else .youju here, else the bundled handbook")
    language: Literal["auto", "zh", "en"] = Field("auto", description="language of the frame of an answer")
    terms: Path | None = Field(None, description="a text file with a term a line that is never cut apart")
    glossary: tuple[Path, ...] = Field((), description="TOML files with more synonyms and translations")
    templates: Path | None = Field(None, description="a TOML file that replaces wording of the answers")
    weights: Path | None = Field(None, description="a TOML file that replaces weights and thresholds")
    engine: Literal["auto", "rank-bm25", "postings"] = Field("auto", description="scoring engine; auto is by size")
    passages: Integer = Field(8, ge=1, le=100, description="passages whose statements are weighed for an answer")
    statements: Integer = Field(3, ge=1, le=20, description="the most sentences in an answer that is no list or steps")
    items: Integer = Field(12, ge=1, le=100, description="the most items, rows or steps in an answer")
    threshold: Number | None = Field(None, ge=0, le=1, description="answer only from this confidence on")
    max_question: Integer = Field(2000, ge=1, description="the most characters in a question")
    max_file_bytes: Integer = Field(100 * 1024 * 1024, ge=1, description="larger files are skipped")
    speaker_notes: bool = Field(False, description="read the notes that speakers put below their slides")
    passage_width: Integer = Field(1000, ge=100, description="aimed size of a passage; a Han character counts 2")
    meaning: bool = Field(True, description="find by meaning, too, also across languages")
    cache: Path | None = Field(None, description="folder for the handbook's index and the word file")
    telegram: TelegramSettings = Field(TelegramSettings(), description="the Telegram bot")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (_Environment stands in its place)
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (not read)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (not read)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return _Environment(settings_cls), init_settings


def cache_folder(settings: Settings) -> Path:
    """Where things are kept that can be made again."""
    if settings.cache is not None:
        return settings.cache
    from platformdirs import user_cache_path

    return user_cache_path("youju", appauthor=False)


def load_settings(file: Path | None = None) -> Settings:
    """Settings from ``file``, else from ``youju.toml`` in the working directory where there is one.

    Raises ``SettingsError`` that names the file or variable, the key and what it has to be.
    """
    path = file or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None)
    values = _resolved(read_toml(path), path.parent) if path else {}
    try:
        return Settings(**values)
    except ValidationError as error:
        raise _blame(error, path) from None


def _resolved(values: dict[str, Any], base: Path) -> dict[str, Any]:
    telegram = values.get("telegram")
    for table, keys in ((values, _PATHS), (telegram if isinstance(telegram, dict) else {}, _TELEGRAM_PATHS)):
        for key in keys:
            if isinstance(table.get(key), str):
                table[key] = base / table[key]
    if isinstance(values.get("glossary"), list):
        values["glossary"] = [base / item if isinstance(item, str) else item for item in values["glossary"]]
    return values


def _variable(*path: str) -> str | None:
    """The environment variable that sets ``path``, as it is spelt there; an empty one sets nothing."""
    wanted = f"{PREFIX}{'__'.join(path)}".upper()
    return next((spelt for spelt, value in os.environ.items() if spelt.upper() == wanted and value), None)


def _blame(error: ValidationError, path: Path | None) -> SettingsError:
    """A variable is stronger than the file: where it is set, the value that does not fit is its."""
    first = error.errors()[0]
    names = [str(part) for part in first["loc"]]
    known = TelegramSettings if names[:1] == ["telegram"] and len(names) > 1 else Settings
    if first["type"] == "extra_forbidden":
        reason = f"no such setting; there are {', '.join(known.model_fields)}"
    elif names[-1:] and names[-1] in SECRETS:
        reason = f"its value is not shown here; {first['msg']}"
    else:
        reason = f"has the value {str(first['input'])!r}; {first['msg']}"
    variable = _variable(*names[:2]) or _variable(*names[:1])
    return SettingsError(source=f"environment {variable}" if variable else path, place=".".join(names), reason=reason)
