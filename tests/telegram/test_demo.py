"""`make telegram-demo`: a conversation that a newcomer can watch."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WIDE = {"COLUMNS": "100", "PYTHONUTF8": "1"}


def test_the_demo_plays_a_conversation_to_its_end() -> None:
    """Question, source, follow-up, vote, refusal, group, inline: each with what the bot says, and nothing else."""
    command = [sys.executable, "-m", "tests.telegram.demo", "--fast"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | WIDE, capture_output=True, text=True, encoding="utf-8", timeout=90
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    shown = done.stdout
    stages = (
        "A private chat", "/start", "Hello! I answer from", "容器和虚拟机有什么区别？", "来源", "presses [ 📄 1 ]",
        "它们的启动速度呢？", "→", "presses [ 👍 ]", "Thank you, noted", "do not hold the answer", "(says nothing)",
        "/ask What is a Type 1 hypervisor?", "types: @youju_test_bot", "▸", "That was `youju telegram`",
    )  # fmt: skip
    places = [shown.find(stage) for stage in stages]
    assert -1 not in places
    assert places == sorted(places)
