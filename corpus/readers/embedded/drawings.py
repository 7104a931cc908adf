"""What is drawn with characters: a page shows it, and it says nothing as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 20_000
"""In characters: a longer block is not looked at."""

_border = re.compile(r"[+┌└├╔╚╠╭╰┏┗┣.'][-─═━=]{2,}|[-─═━]{3,}[+┐┘┤╗╝╣╮╯┓┛┫.']")
_whole_border = re.compile(r"[+┌└├╔╚╠╭╰┏┗┣][-─═━=+┬┴┼╦╩╬┳┻╋]*[+┐┘┤╗╝╣╮╯┓┛┫]")
_arrow = re.compile(r"-{1,}>|<-{1,}|[─━═]+[>▶►→]|[<◀◄←][─━═]+|[▶►◀◄▼▲→←↓↑]")
_connector = re.compile(r"[|│┃║vV^▼▲↓↑/\\\s]+")
_diagram = re.compile(
    r"@start[a-z]{2,20}\b|(?:strict[ \t]+)?(?:di)?graph\b[^\n{]{0,200}\{"
    r"|(?:graph|flowchart)[ \t]+(?:TB|TD|BT|RL|LR)[ \t]*;?$"
    r"|(?:sequenceDiagram|classDiagram(?:-v2)?|stateDiagram(?:-v2)?|erDiagram"
    r"|gitGraph|gantt|quadrantChart|mindmap)[ \t]*:?$",
    re.MULTILINE,
)


def is_drawing(words: str) -> bool:
    """Whether lines are a diagram: the source of one, or boxes and what joins them; a table in boxes is none."""
    if len(words) > LONGEST:
        return False
    if _diagram.match(words.lstrip()):
        return True
    lines = [one.strip() for one in words.splitlines() if one.strip()]
    borders = [one for one in lines if _border.search(one)]
    if len(borders) < 2 or _is_grid(lines, borders):
        return False
    joined = any(_connector.fullmatch(one) or (_arrow.search(one) and "|" not in one[:1]) for one in lines)
    return joined or any(len(_border.findall(one)) > 1 and not _whole_border.fullmatch(one) for one in borders)


def _is_grid(lines: Sequence[str], borders: Sequence[str]) -> bool:
    """Whether every line is one of a table, its borders whole and as wide as one another."""
    edges = "|│┃║"
    return len({len(one) for one in borders}) == 1 and all(
        _whole_border.fullmatch(one) or (one[0] in edges and one[-1] in edges) for one in lines
    )
