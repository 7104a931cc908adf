"""TOML files of ours and of the owner's: read, checked for their format, and blamed by name and place."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from youju.corpus import SettingsError


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; raises ``SettingsError`` that names file and line."""
    try:
        return parse_toml(path.read_bytes(), str(path))
    except OSError as error:
        raise SettingsError(source=path, place="the file", reason=error.strerror or "cannot be read") from None


def parse_toml(data: bytes, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise SettingsError(source=source, place=f"byte {error.start}", reason="not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line \d+", str(error))
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise SettingsError(source=source, place=place[0] if place else "end of file", reason=reason) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets nested without end
        raise SettingsError(source=source, place="the file", reason=str(error)) from None


@cache
def bundled(name: str) -> dict[str, Any]:
    """A data file of this package, parsed once."""
    return parse_toml(resources.files(__package__).joinpath(name).read_bytes(), name)


def is_bundled(name: str) -> bool:
    """Whether this package has such a data file."""
    return resources.files(__package__).joinpath(name).is_file()


def expect_format(tables: dict[str, Any], source: str, form: str) -> None:
    """Raise ``SettingsError`` unless the file says that it is of ``form``, version 1."""
    if tables.get("format") != form or tables.get("version") != 1:
        reason = f'its head has to say: format = "{form}" and version = 1'
        raise SettingsError(source=source, place="line 1", reason=reason)


def strings(value: object, source: str, place: str) -> list[str]:
    """``value`` as a list of non-empty strings; raises ``SettingsError``."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise SettingsError(source=source, place=place, reason="has to be a list of words in quotes")
    return value
