"""Where to break a line of Chinese, English or both so that it fits a number of terminal cells."""

from __future__ import annotations

from typing import Final

from rich.cells import get_character_cell_size

_NO_START: Final = frozenset("，。、；：？！）】》」』〉”’…—％℃,.;:?!)]}%")
_NO_END: Final = frozenset("（【《「『〈“‘([{")


def breaks(text: str, width: int, hang: int = 0) -> list[int]:
    """The positions in ``text`` where a new line begins. Lines after the first have ``hang`` cells less.

    A line may break after a space and on either side of a wide character, but not before closing punctuation nor
    after opening; a longer word is cut.

    >>> breaks("容器很轻", 4)
    [2]
    """
    places: list[int] = []
    start, used, room, possible = 0, 0, width, 0
    for position, character in enumerate(text):
        size = get_character_cell_size(character)
        if position > start and _may_break(text[position - 1], character):
            possible = position
        if used + size > room and position > start and character != " ":
            place = possible if possible > start else position
            places.append(place)
            start, room = place, max(width - hang, 2)
            used = sum(map(get_character_cell_size, text[place:position]))
        used += size
    return places


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    return get_character_cell_size(before) > 1 or get_character_cell_size(after) > 1
