"""Documents that say two things of one matter, and what an answer quotes of them."""

from pathlib import Path

from tests.sample import opened
from youju.answerer import Answerer
from youju.composition.answer import Answer

OTHERS = {
    "bread.md": "# Bread\n\nBread is baked from flour, water and salt. Rye bread keeps for a week.\n",
    "面包.md": "# 面包\n\n面包用面粉、水和盐烤成。黑麦面包能放一周。\n",
    "garden.md": "# Garden\n\nThe garden has old apple trees. Roses grow beside the wall.\n",
}


def apart(folder: Path, one: str, other: str) -> Answerer:
    """An answerer over two documents that say ``one`` and ``other``, and some that say nothing of it."""
    return opened(folder, {**OTHERS, "a.md": f"# Handbook\n\n{one}\n", "b.md": f"# Notes\n\n{other}\n"})


def quotes(answer: Answer, side: tuple[int, ...]) -> set[str]:
    return {citation.quote for citation in answer.citations if citation.number in side}
