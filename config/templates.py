"""The bot's own voice: Jinja templates in both languages and in both Chinese scripts, bundled or the owner's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from youju.corpus import SettingsError

from .script import TRADITIONAL, traditional
from .toml import bundled, expect_format, read_toml

BUNDLED = "templates.toml"
LANGUAGES = ("zh", "en")

_WRITTEN = {TRADITIONAL: "zh"}
"""A language to the one in which its templates are written."""
_SAY = """
{%- macro say(points) -%}
{%- for point in points -%}
{%- if point.form == "code" -%}
```
{{ point.text }}
```
{{ point.marks }}
{%- elif point.form == "item" -%}
{{ point.marker }} {{ point.text }}{{ point.marks }}
{%- elif point.form == "row" or point.form == "block" -%}
{%- if point.heads and (loop.first or points[loop.index0 - 1].heads != point.heads) %}({{ point.heads | join(" | ") }})
{% endif -%}
{% if point.form == "row" %}- {% endif %}{{ point.text }}{{ point.marks }}
{%- else -%}
{{ point.text }}{{ point.marks }}
{%- endif -%}
{%- if not loop.last %}
{% endif -%}
{%- endfor -%}
{%- endmacro -%}
{%- macro judged(verdict, points, gap) -%}
{%- if verdict -%}
{{ verdict }}{% if points[0].form == "sentence" %}{{ gap }}{% else %}
{% endif %}
{%- endif -%}
{{ say(points) }}
{%- endmacro -%}
"""


class Templates:
    """Renders by language and name, ``zh-Hant`` by the templates of ``zh`` in traditional characters.

    A template that cannot be compiled is refused when it is loaded, one whose values do not fit when it is rendered.
    """

    def __init__(self, override: Path | None = None) -> None:
        self._texts: dict[str, dict[str, Any]] = {name: dict(bundled(BUNDLED)[name]) for name in LANGUAGES}
        self._kinds: dict[str, dict[str, str]] = {name: dict(self._texts[name].pop("kinds")) for name in LANGUAGES}
        self._sources: dict[tuple[str, str], Path] = {}  # of the templates that are the owner's
        if override is not None:
            self._override(override)

    def _override(self, path: Path) -> None:
        tables = read_toml(path)
        expect_format(tables, str(path), "youju-templates")
        for key in sorted(tables.keys() - {"format", "version", *LANGUAGES}):
            raise SettingsError(source=path, place=key, reason="no such table; there are [zh] and [en]")
        for language in LANGUAGES:
            texts = dict(_table(tables.get(language, {}), path, language))
            kinds = _table(texts.pop("kinds", {}), path, f"{language}.kinds")
            self._kinds[language] |= _known(kinds, self._kinds[language], path, f"[{language}.kinds]")
            self._texts[language] |= _known(texts, self._texts[language], path, f"[{language}]")
            for name in texts:
                self._sources[language, name] = path
                self._compile(language, name)

    def render(self, language: str, name: str, values: Mapping[str, Any]) -> str:
        """Raises ``SettingsError`` where a template asks for what it is not given, or fails in any other way."""
        template = self._compile(language, name)
        try:
            rendered: str = template.render(kinds=self._kinds_in(language), **values)
        except Exception as error:  # an owner's template can raise whatever an expression can
            raise self._blame(language, name, error) from None
        return rendered.strip()

    def _compile(self, language: str, name: str) -> Any:
        key = f"{language}.{name}"
        if key not in self._compiled:
            source = _SAY + self._source(language, name)
            try:
                self._compiled[key] = self._environment.from_string(source)
            except Exception as error:  # not TemplateError only: Python refuses what is nested too deep
                raise self._blame(language, name, error) from None
        return self._compiled[key]

    def _source(self, language: str, name: str) -> str:
        """The template as it is written, before any quote is put in."""
        text: str = self._texts[_WRITTEN.get(language, language)][name]
        return traditional(text) if language == TRADITIONAL else text

    def _kinds_in(self, language: str) -> Mapping[str, str]:
        kinds = self._kinds[_WRITTEN.get(language, language)]
        return {key: traditional(name) for key, name in kinds.items()} if language == TRADITIONAL else kinds

    @cached_property
    def _compiled(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _environment(self) -> Any:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import SandboxedEnvironment

        return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)

    def _blame(self, language: str, name: str, error: Exception) -> SettingsError:
        language = _WRITTEN.get(language, language)
        source = self._sources.get((language, name), BUNDLED)
        told = " ".join(f"{type(error).__name__}: {error}".split())
        reason = f"the template has an error ({told}); correct it"
        return SettingsError(source=source, place=f"[{language}] {name}", reason=reason)


def _table(value: object, path: Path, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(source=path, place=name, reason=f"has to be a table; begin it with a line [{name}]")
    return value


def _known(own: Mapping[str, Any], base: Mapping[str, Any], path: Path, table: str) -> Mapping[str, str]:
    """``own``, when each of its names is one of ``base`` and each value is text; else raises ``SettingsError``."""
    for name, text in own.items():
        if name not in base:
            reason = f"no such name; there are {', '.join(sorted(base))}"
            raise SettingsError(source=path, place=f"{table} {name}", reason=reason)
        if not isinstance(text, str):
            reason = f"has the value {text!r}; it has to be text in quotes"
            raise SettingsError(source=path, place=f"{table} {name}", reason=reason)
    return own
