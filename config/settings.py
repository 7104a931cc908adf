"""Settings: from the environment (``YOUJU_…``), a TOML file, and defaults, in this order of strength."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError as UndecodableSetting

from youju.corpus import SettingsError

from .toml import read_toml

PREFIX = "YOUJU_"
FILE_NAME = "youju.toml"


class Settings(BaseSettings):
    """What an owner can set. Paths in a TOML file are relative to that file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    index: Path | None = Field(None, description="the index folder; else .youju here, else the bundled handbook")
    language: Literal["auto", "zh", "en"] = Field("auto", description="language of the frame of an answer")
    terms: Path | None = Field(None, description="a text file with a term a line that is never cut apart")
    glossary: tuple[Path, ...] = Field((), description="TOML files with more synonyms and translations")
    templates: Path | None = Field(None, description="a TOML file that replaces wording of the answers")
    weights: Path | None = Field(None, description="a TOML file that replaces weights and thresholds")
    engine: Literal["auto", "rank-bm25", "postings"] = Field("auto", description="scoring engine; auto is by size")
    passages: int = Field(8, ge=1, le=100, description="passages whose statements are weighed for an answer")
    statements: int = Field(3, ge=1, le=20, description="the most sentences in an answer that is no list or steps")
    items: int = Field(12, ge=1, le=100, description="the most items, rows or steps in an answer")
    threshold: float | None = Field(None, ge=0, le=1, description="answer only from this confidence on")
    max_question: int = Field(2000, ge=1, description="the most characters in a question")
    max_file_bytes: int = Field(100 * 1024 * 1024, ge=1, description="larger files are skipped")
    passage_width: int = Field(1000, ge=100, description="aimed size of a passage; a Han character counts 2")
    cache: Path | None = Field(None, description="folder for the handbook's index and the word file")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def load_settings(file: Path | None = None) -> Settings:
    """Settings from ``file``, else from ``youju.toml`` in the working directory where there is one.

    Raises ``SettingsError`` that names the file or variable, the key and what it has to be.
    """
    path = file or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None)
    values = _resolved(read_toml(path), path.parent) if path else {}
    try:
        return Settings(**values)
    except ValidationError as error:
        raise _blame(error, values, path) from None
    except UndecodableSetting as error:
        name = (re.findall(r'"(\w+)"', str(error)) or ["glossary"])[0]
        reason = 'has to be a list in JSON, such as ["one.toml", "two.toml"]'
        raise SettingsError(source=f"environment {PREFIX}{name.upper()}", place=name, reason=reason) from None


def _resolved(values: dict[str, Any], base: Path) -> dict[str, Any]:
    for key in ("index", "terms", "templates", "weights", "cache"):
        if isinstance(values.get(key), str):
            values[key] = base / values[key]
    if isinstance(values.get("glossary"), list):
        values["glossary"] = [base / item if isinstance(item, str) else item for item in values["glossary"]]
    return values


def _blame(error: ValidationError, values: dict[str, Any], path: Path | None) -> SettingsError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        reason = f"no such setting; there are {', '.join(Settings.model_fields)}"
    else:
        reason = f"has the value {str(first['input'])!r}; {first['msg']}"
    name = str(first["loc"][0]) if first["loc"] else ""
    source = path if path and name in values else f"environment {PREFIX}{name.upper()}"
    return SettingsError(source=source, place=key, reason=reason)
