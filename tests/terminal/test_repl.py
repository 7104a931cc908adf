"""The REPL: transcripts of a session, lines in and exact screen out, and one real session on a terminal."""

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.config import Messages, message_language
from youju.terminal.repl import Repl
from youju.terminal.screen import Screen

FILES = {
    "tea.md": "# Tea\n\n## Green tea\n\nGreen tea is a tea that is not fermented.\n\n"
    "## Black tea\n\nBlack tea is a tea that is fully fermented.\n",
    "乐器.md": "# 乐器\n\n## 古琴\n\n古琴是一种有七根弦的拨弦乐器。\n\n## 二胡\n\n二胡是一种有两根弦的拉弦乐器。\n",
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("repl"), FILES)


def session(answerer: Answerer, lines: str, *, width: int | None = None, language: str = "en") -> str:
    """The screen after these lines: that of a pipe, or of a terminal of this width without its colours."""
    stream = io.StringIO()
    screen = Screen(stream, terminal=width is not None, width=width)
    repl = Repl(answerer, screen, Messages(language), lambda wish: Messages(message_language(wish, language)))
    repl.run(io.StringIO(lines))
    return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


def test_answers_and_follow_ups(answerer: Answerer) -> None:
    """Each line is answered in turn, a blank line apart; a follow-up says what it was taken for."""
    assert session(answerer, "什么是古琴？\n\n二胡呢？\n") == (
        "古琴是一种有七根弦的拨弦乐器。[1]\n\n来源\n[1] 乐器.md:5 › 乐器 › 古琴\n"
        "\n"
        "→ 什么是二胡？\n二胡是一种有两根弦的拉弦乐器。[1]\n\n来源\n[1] 乐器.md:9 › 乐器 › 二胡\n"
    )


def test_open_shows_the_source_around_a_citation(answerer: Answerer) -> None:
    """Title, line numbers, the quote marked; a citation that is not there is told."""
    screen = session(answerer, "什么是古琴？\n:open 1\n:open 7\n")

    assert screen.endswith(
        "\n乐器  乐器.md\n"
        "  2\n  3  ## 古琴\n  4\n> 5  ⟦古琴是一种有七根弦的拨弦乐器。⟧\n  6\n  7  ## 二胡\n  8\n"
        "\nname a citation of the last answer, such as :open 1 (it has 1)\n"
    )


def test_sources_and_why_speak_of_the_last_answer(answerer: Answerer) -> None:
    """Before the first question there is nothing; after it the quotes, and the reasons."""
    screen = session(answerer, ":why\n:sources\n什么是古琴？\n:sources\n:why\n")

    assert screen.startswith("nothing was asked yet\n\nnothing was asked yet\n\n古琴")
    assert "\n\n[1] 古琴是一种有七根弦的拨弦乐器。\n" in screen
    assert "Terms and what each is worth\n" in screen
    assert "\nAnswered: probability " in screen


def test_what_else_could_be_asked_is_offered_in_the_language_of_the_question(answerer: Answerer) -> None:
    """An abstention offers headings in the question's words, on a screen of another language, too."""
    strict = Answerer.open(answerer.snapshot.folder, answerer.settings.model_copy(update={"threshold": 1.0}))
    screen = session(strict, "古琴能在亚马逊网站上买到吗？\nWhich factories in Brazil export black tea to Germany?\n")
    chinese, _, english = screen.partition("The documents do not hold")

    assert "可以这样问（输入编号即可）：\n  1  " in chinese
    assert "You could ask (type the number):\n  1  " in english


def test_what_only_comes_near_is_set_apart_and_can_be_opened(answerer: Answerer) -> None:
    """Behind signs, with its place and without a number; `:open >1` shows it where it stands."""
    strict = Answerer.open(answerer.snapshot.folder, answerer.settings.model_copy(update={"threshold": 1.0}))
    screen = session(strict, "What is green tea?\n:open >1\n:open 1\n:open >9\n:sources\n")
    refused, first, again, none, sources = re.split(r"\n\n(?=Tea  tea\.md|name a|the last)", screen)

    assert "\nThis comes closest, and may not answer it:\n> Green tea is a tea that is not fermented.\n" in refused
    assert "\n— tea.md:5 › Tea › Green tea\n" in refused
    assert "[1]" not in refused
    assert "> 5  ⟦Green tea is a tea that is not fermented.⟧" in first
    assert first == again
    assert none.endswith("such as :open >1 (it has 2)")
    assert sources == "the last answer has no sources\n"


def test_language_and_help(answerer: Answerer) -> None:
    """`:lang` changes the words of screen and frame; a command may be shortened; an unknown one is told."""
    screen = session(answerer, ":lang zh\n:h\n:lang fr\n:bogus\nWhat is an anvil?\n")

    assert screen.startswith("语言：zh\n\n直接输入问题")
    assert "请选择语言：:lang zh" in screen
    assert ":bogus：没有这个命令" in screen
    assert "文档中没有找到" in screen


def test_a_courtesy_is_replied_to_and_is_no_turn(answerer: Answerer) -> None:
    """In the asker's language, without a search; the follow-up after it leans on the question before it."""
    screen = session(answerer, "你好\n什么是古琴？\n好的，謝謝！\n二胡呢？\n:new\nHello!\n")

    assert screen.startswith("你好。请直接输入关于文档的问题；:help 列出其他用法。\n\n古琴是")
    assert "\n不客氣。可以接著提問，或輸入 :help。\n\n→ 什么是二胡？\n" in screen
    assert screen.endswith("\nHello. Type a question about the documents; :help lists what else can be done.\n")
    assert "没有找到" not in screen


def test_a_courtesy_is_replied_to_in_the_language_wished_for(answerer: Answerer) -> None:
    """As any answer is."""
    assert session(answerer, ":lang zh\nthanks\n").endswith("\n不客气。可以接着提问，或输入 :help。\n")


def test_an_error_never_ends_the_session(answerer: Answerer) -> None:
    """What cannot be asked is told in a line, and the next line is answered."""
    screen = session(answerer, "???\n" + "茶" * 3000 + "\n什么是古琴？\n")

    assert screen.startswith("the question holds no words; ask in a few words or a sentence\n\nthe question has 3000")
    assert "古琴是一种有七根弦的拨弦乐器。[1]" in screen


def test_new_forgets_and_quit_leaves(answerer: Answerer) -> None:
    """After `:new` a follow-up has nothing to lean on; nothing after `:quit` is read."""
    screen = session(answerer, "什么是古琴？\n:new\n二胡呢？\n:quit\n什么是古琴？\n")

    assert "A new conversation." in screen
    assert "→" not in screen
    assert screen.count("古琴是一种") == 1


def test_the_number_of_a_suggestion_asks_it(answerer: Answerer) -> None:
    """The welcome offers questions from the index's own headings; typing 1 asks the first."""
    stream = io.StringIO()
    screen = Screen(stream, terminal=False)
    repl = Repl(answerer, screen, Messages("zh"), lambda wish: Messages(message_language(wish, "zh")))
    repl.welcome()
    assert "已索引 2 篇文档" in stream.getvalue()
    assert "  1  古琴是什么？\n" in stream.getvalue()

    repl.take("1")

    assert "古琴是一种有七根弦的拨弦乐器。[1]" in stream.getvalue()


def test_a_terminal_wraps_by_cells(answerer: Answerer) -> None:
    """No line is wider than the terminal, a Han character counting two; what goes on below is indented."""
    screen = session(answerer, "什么是古琴？\n", width=24)

    assert "古琴是一种有七根弦的拨弦\n乐器。[1]\n" in screen
    assert "[1] 乐器.md:5 › 乐器 ›\n    古琴\n" in screen


def test_piped_lines_need_no_editor(answerer: Answerer, tmp_path: Path) -> None:
    """Into a pipe: no prompt, no welcome, no colours, and the line editor is not loaded."""
    code = (
        "import sys\nfrom youju.cli import app\n"
        "app(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "repl", "--index", str(answerer.snapshot.folder)]
    done = subprocess.run(
        command,
        input="什么是古琴？\n二胡呢？\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=True,
    )

    assert done.stdout == session(answerer, "什么是古琴？\n二胡呢？\n")
    assert {"prompt_toolkit", "rich"} & set(done.stderr.split()) == set()


class Terminal:
    """A real session in a pseudo-terminal."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
            preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(slave)
        self.screen = ""

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def until(self, seen: Callable[[str], bool], seconds: float = 120) -> str:
        """What is shown from here on, once ``seen``."""
        start, limit = len(self.screen), time.monotonic() + seconds
        while not seen(self.screen[start:]):
            assert time.monotonic() < limit, self.screen
            if select.select([self._master], [], [], 1)[0]:
                try:
                    self.screen += os.read(self._master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        return self.screen[start:]

    def close(self) -> int:
        try:
            return self.process.wait(60)
        finally:
            self.process.kill()
            os.close(self._master)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_a_session_on_a_terminal(answerer: Answerer, tmp_path: Path) -> None:
    """Colours; Ctrl-C abandons the line and the session goes on; Ctrl-D leaves quietly; the history is kept."""
    environment = {**os.environ, "TERM": "xterm-256color", "XDG_STATE_HOME": str(tmp_path), "LANG": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "youju", "repl", "--index", str(answerer.snapshot.folder)]
    terminal = Terminal(command, environment)
    prompted = re.compile(r"36m\?")

    welcome = terminal.until(lambda shown: bool(prompted.search(shown)))
    terminal.type("an abandoned line")
    terminal.until(lambda shown: "line" in shown)
    terminal.type("\x03")
    terminal.until(lambda shown: bool(prompted.search(shown)))
    terminal.type("什么是古琴？\r")
    answered = terminal.until(lambda shown: "›" in shown and bool(prompted.search(shown.split("›")[-1])))
    terminal.type("\x04")

    assert terminal.close() == 0
    assert "youju has 2 documents" in welcome
    assert "\x1b[36m[1]\x1b[0m" in answered
    assert "Traceback" not in terminal.screen
    history = (tmp_path / "youju" / "history").read_text(encoding="utf-8")
    assert "什么是古琴？" in history
    assert "abandoned" not in history
