"""Settings: from the environment (``YOUJU_…``), a TOML file, and defaults, in this order of strength."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from youju.corpus import SettingsError

from .toml import read_toml

PREFIX = "YOUJU_"
FILE_NAME = "youju.toml"


def _no_boolean(value: object) -> object:
    """Python would count ``true`` as 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("boolean", "Input should be a number, not true or false")
    return value


Integer = Annotated[int, BeforeValidator(_no_boolean)]
Number = Annotated[float, BeforeValidator(_no_boolean)]


class _Environment(EnvSettingsSource):
    """The variables, of which the list ``glossary`` may be in JSON, or be paths as in ``PATH``."""

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: str) -> Any:
        if not value.lstrip().startswith(("[", "{", '"')):
            return [part for part in value.split(os.pathsep) if part.strip()]
        try:
            decoded = super().decode_complex_value(field_name, field, value)
        except (ValueError, RecursionError):
            source = f"environment {_variable(field_name)}"
            reason = f'no list in JSON; write ["a.toml", "b.toml"], or paths with {os.pathsep!r} between them'
            raise SettingsError(source=source, place=field_name, reason=reason) from None
        return [decoded] if isinstance(decoded, str) else decoded


class Settings(BaseSettings):
    """What an owner can set. Paths in a TOML file are relative to that file."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

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
    passage_width: Integer = Field(1000, ge=100, description="aimed size of a passage; a Han character counts 2")
    cache: Path | None = Field(None, description="folder for the handbook's index and the word file")

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
    for key in ("index", "terms", "templates", "weights", "cache"):
        if isinstance(values.get(key), str):
            values[key] = base / values[key]
    if isinstance(values.get("glossary"), list):
        values["glossary"] = [base / item if isinstance(item, str) else item for item in values["glossary"]]
    return values


def _variable(name: str) -> str | None:
    """The environment variable that sets ``name``, as it is spelt there; an empty one sets nothing."""
    wanted = f"{PREFIX}{name}".upper()
    return next((spelt for spelt, value in os.environ.items() if spelt.upper() == wanted and value), None)


def _blame(error: ValidationError, path: Path | None) -> SettingsError:
    """A variable is stronger than the file: where it is set, the value that does not fit is its."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        reason = f"no such setting; there are {', '.join(Settings.model_fields)}"
    else:
        reason = f"has the value {str(first['input'])!r}; {first['msg']}"
    name = str(first["loc"][0]) if first["loc"] else ""
    variable = _variable(name) if name in Settings.model_fields else None
    return SettingsError(source=f"environment {variable}" if variable else path, place=key, reason=reason)
