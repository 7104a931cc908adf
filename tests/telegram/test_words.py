"""The words of the bot: complete in both languages, none unused, within what Telegram takes."""

import re
import string
from pathlib import Path

from youju.config.toml import bundled
from youju.telegram.handlers.menus import ADMIN, GROUP, PRIVATE

TABLES = bundled("telegram.toml")
TELEGRAM = Path(__file__).parents[2] / "bot" / "telegram"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TELEGRAM.rglob("*.py")))


def keys(language: str) -> dict[str, str]:
    return {f"{section}.{name}": text for section, texts in TABLES[language].items() for name, text in texts.items()}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    """Every message stands in both languages, with the same values to fill in."""
    assert keys("zh").keys() == keys("en").keys()
    assert {key: placeholders(text) for key, text in keys("zh").items()} == {
        key: placeholders(text) for key, text in keys("en").items()
    }


def test_every_message_is_used() -> None:
    """A key that no module names is dead; those made of parts are named by their part."""
    made = re.compile(r"(commands|courtesy|log|say\.lang|say\.privacy_log|toast)")
    named = (f'"{key}"' in CODE or f'"{key.partition(".")[2]}"' in CODE for key in keys("en"))
    unused = [key for key, used in zip(keys("en"), named, strict=True) if not used and not made.match(key)]

    assert unused == []


def test_every_message_asked_for_is_there() -> None:
    """A module asks for no key that the file lacks."""
    asked = set(re.findall(r'(?:say|text)\(\s*"([a-z]+\.[a-z_]+)"', CODE))

    assert len(asked) > 30
    assert asked - keys("en").keys() == set()


def test_telegram_takes_them() -> None:
    """Toasts, descriptions and names of commands are as short as Telegram wants them."""
    for language in ("en", "zh"):
        words = keys(language)
        assert {key for key, text in words.items() if key.startswith("toast.") and len(text) > 120} == set()
        assert len(words["bot.short"]) <= 120
        assert len(words["bot.description"]) <= 512
        for name in {*PRIVATE, *GROUP, *ADMIN}:
            assert 3 <= len(words[f"commands.{name}"]) <= 256
