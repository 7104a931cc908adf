"""The line editor: what it completes, and where it keeps what was typed."""

import stat
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document as Line

from tests.sample import opened
from youju.terminal.editor import WordCompleter, open_history
from youju.terminal.repl import COMMANDS

FILES = {
    "tea.md": "# Tea\n\n## Green tea\n\nGreen tea is a tea that is not fermented.\n",
    "乐器.md": "# 乐器\n\n## 古琴\n\n古琴是一种有七根弦的拨弦乐器。\n",
}


def test_completion_knows_commands_and_the_index(tmp_path: Path) -> None:
    """Commands after a colon; headings and their words in both languages, in the middle of a sentence too."""
    words = WordCompleter(opened(tmp_path, FILES).snapshot, COMMANDS)

    def complete(text: str) -> list[str]:
        return [completion.text for completion in words.get_completions(Line(text), CompleteEvent())]

    assert complete(":o") == [":open"]
    assert complete("什么是古") == ["古琴"]
    assert "Green tea" in complete("what is gr")
    assert complete("zzz") == []


def test_history_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The file lies in the state folder and nobody else can read it; without a place there is no file."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    open_history().append_string("什么是古琴？")

    path = tmp_path / "youju" / "history"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "什么是古琴？" in path.read_text(encoding="utf-8")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert list(open_history().load_history_strings()) == []
