"""The bot's own voice: Jinja templates in both languages, bundled or the owner's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from youju.corpus import SettingsError

from .toml import bundled, expect_format, read_toml

_SAY = """
{%- macro say(points) -%}
{%- for point in points -%}
{%- if point.form == "code" -%}
```
{{ point.text }}
```
{{ point.marks }}
{%- elif point.form == "item" -%}
- {{ point.text }}{{ point.marks }}
{%- elif point.form == "row" -%}
{%- if point.heads and (loop.first or points[loop.index0 - 1].heads != point.heads) %}({{ point.heads | join(" | ") }})
{% endif -%}
- {{ point.text }}{{ point.marks }}
{%- else -%}
{{ point.text }}{{ point.marks }}
{%- endif -%}
{%- if not loop.last %}
{% endif -%}
{%- endfor -%}
{%- endmacro -%}
"""


class Templates:
    """Renders by language and name. A template with an error is refused when it is loaded, not when it is used."""

    def __init__(self, override: Path | None = None) -> None:
        self._texts = {language: dict(bundled("templates.toml")[language]) for language in ("zh", "en")}
        self._source = "templates.toml"
        if override is not None:
            self._override(override)

    def _override(self, path: Path) -> None:
        tables = read_toml(path)
        expect_format(tables, str(path), "youju-templates")
        self._source = str(path)
        for language in ("zh", "en"):
            for name, text in tables.get(language, {}).items():
                if name not in self._texts[language]:
                    known = ", ".join(sorted(self._texts[language]))
                    raise SettingsError(source=path, place=f"[{language}] {name}", reason=f"no such template; {known}")
                self._texts[language][name] = text
                if isinstance(text, str):
                    self._compile(language, name)

    def render(self, language: str, name: str, values: Mapping[str, Any]) -> str:
        """Raises ``SettingsError`` where a template asks for what it is not given."""
        from jinja2 import TemplateError

        try:
            kinds = self._texts[language]["kinds"]
            rendered: str = self._compile(language, name).render(kinds=kinds, **values)
            return rendered.strip()
        except TemplateError as error:
            raise self._blame(language, name, error) from None

    def _compile(self, language: str, name: str) -> Any:
        from jinja2 import TemplateError

        key = f"{language}.{name}"
        if key not in self._compiled:
            try:
                self._compiled[key] = self._environment.from_string(_SAY + self._texts[language][name])
            except TemplateError as error:
                raise self._blame(language, name, error) from None
        return self._compiled[key]

    @cached_property
    def _compiled(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _environment(self) -> Any:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import SandboxedEnvironment

        return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)

    def _blame(self, language: str, name: str, error: Exception) -> SettingsError:
        return SettingsError(source=self._source, place=f"[{language}] {name}", reason=str(error))
