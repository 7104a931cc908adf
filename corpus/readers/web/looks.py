"""What of a page is not seen: by its attributes, by its style, by the rules of a style sheet inside the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from youju.corpus.structure.words import listed

from .element import Element, ancestors, has_token

UNVEILED_SHARE = 0.6
"""Share of a page's words that nobody hides: a page that its script shows, or one behind a dialog, is saved so."""
NEARLY_WHITE = 245
"""Of 255, in red, green and blue: from which on nobody tells a colour from white."""
LONGEST_STYLE = 2_000_000
"""In characters: what is looked at of the style sheets of a page."""

_SELECTOR = re.compile(r"[a-z][\w-]*|[.#][\w-]+|[a-z][\w-]*\.[\w-]+", re.IGNORECASE)
_PROPERTIES = frozenset(
    [
        "display",
        "visibility",
        "font-size",
        "opacity",
        "color",
        "background",
        "background-color",
        "background-image",
        "position",
        "left",
        "top",
        "text-indent",
        "text-decoration",
        "clip",
        "width",
        "height",
        "max-height",
        "overflow",
        "padding",
        "padding-bottom",
        "padding-top",
        "transform",
        "clip-path",
    ]
)
_class = re.compile(r"\.([\w-]+)")
_zero = re.compile(r"[-+]?0{0,9}\.?0{0,9}(?:px|pt|em|rem|%|ex|ch|vh|vw)?")
_size = re.compile(r"\+?(\d{0,9}\.?\d{0,9})(px|pt|em|rem|%)?")
_SMALLEST = {"px": 1.0, "pt": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0, None: 0.0}
"""Of each unit, the size of words up to which they are a line or a dot."""
_hex = re.compile(r"#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_function = re.compile(r"(rgb|hsl)a?\(([^()]{1,100})\)")
_number = re.compile(r"([-+]?\d{0,9}\.?\d{0,9})(%|deg)?")
_WHITES = frozenset(["white", "snow", "ivory", "ghostwhite", "floralwhite", "mintcream", "azure", "whitesmoke"])
_scaled_away = re.compile(r"\bscale(?:3d|x|y)?\(\s{0,9}(?=[0.])0{0,9}\.?0{0,9}\s{0,9}[,)]")
_cut_away = re.compile(
    r"inset\(\s*(?:[5-9]\d(?:\.\d+)?|100)%\s*\)|inset\([^()]{0,99}\b100%[^()]{0,99}\)|circle\(\s*0(?:px|%)?\s*(?:\)|at\b)"
)
_passing = re.compile(r":(?:hover|focus|active|visited|target|:?selection|:?placeholder)")
_far = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%|vw)?")
_clipped = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]*){4}\)")
_NOTHING: Mapping[str, str] = {}
_NO_GROUND = frozenset(["", "none", "inherit", "initial", "unset", "0", "0 0"])


class Looks:
    """Says of the elements of one page which are hidden.

    What a button of the page unfolds is there to be read, and so is what the page as a whole stands in.
    """

    def __init__(self, root: Element, main_share: Callable[[Element], float] | None = None) -> None:
        """``main_share`` says which share of the page's text an element holds, where somebody knows it."""
        self._root = root
        self._main_share = main_share or self._share
        self._sheets = _sheets(root)
        self._rules, self._shown = self._sheets.rules, self._sheets.shown

    def hides(self, element: Element) -> bool:
        """Whether nobody sees an element, whatever it stands in."""
        if element.tag in ("html", "body"):
            return False
        if element.get("hidden") not in (None, "until-found"):
            return not self.is_unfolded(element)
        if has_token(element, listed("page", "unseen")):
            return True
        if element.get("aria-hidden") == "true":
            return not self._is_page(element)
        style = self._style(element)
        if element.tag == "font" and "color" not in style:
            style = {**style, "color": (element.get("color") or "").strip().casefold()}
        return bool(style) and self._is_styled_away(element, style)

    def _is_styled_away(self, element: Element, style: Mapping[str, str]) -> bool:
        if style.get("display") == "none":
            return not self.is_unfolded(element)
        if _is_veiled(style):
            return not (self._is_page(element) or self.is_unfolded(element))
        if _is_tiny(style.get("font-size", "")):
            # Of a part that holds no words itself, a sheet says so to close gaps; what is inside has another size.
            return "font-size" in (element.get("style") or "") or _has_words(element)
        return _is_out_of_sight(style) or self._is_camouflaged(element, style)

    def is_block(self, element: Element) -> bool:
        """Whether an element that is usually part of a line stands on lines of its own."""
        return self._style(element).get("display") in ("block", "flex", "grid", "table", "list-item")

    def is_unfolded(self, element: Element) -> bool:
        """Whether there is something to press that shows an element."""
        if element.get("role") == "tabpanel" or element.get("id") in self._controlled:
            return True
        before = element.getprevious()
        return before is not None and any(map(is_control, before.iter()))

    def unfolds(self, element: Element) -> bool:
        """Whether an element is hidden until it is unfolded."""
        style = self._style(element)
        folded = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        return folded or style.get("display") == "none" or _is_zero(style.get("max-height"))

    @cached_property
    def _controlled(self) -> frozenset[str]:
        return frozenset(target for element in self._root.iter() for target in _targets(element) if target)

    @cached_property
    def _size(self) -> int:
        return count(self._root)

    def _is_page(self, element: Element) -> bool:
        return self._main_share(element) >= UNVEILED_SHARE

    def _share(self, element: Element) -> float:
        return count(element) / self._size if self._size else 0.0

    def _style(self, element: Element) -> Mapping[str, str]:
        """What the style of an element says, by the rules for it and by its own attribute."""
        own = element.get("style")
        if not self._rules:
            return _declared(own) if own else _NOTHING
        tag, merged = str(element.tag), dict(self._rules.get(str(element.tag), _NOTHING))
        for name in (element.get("class") or "").split():
            merged.update(self._rules.get(f".{name}", _NOTHING))
            merged.update(self._rules.get(f"{tag}.{name}", _NOTHING))
        merged.update(self._rules.get(f"#{element.get('id')}", _NOTHING))
        if merged and not self._shown.isdisjoint((element.get("class") or "").split()):
            merged.pop("display", None)
        merged.update(_declared(own) if own else _NOTHING)
        return merged

    def _is_camouflaged(self, element: Element, style: Mapping[str, str]) -> bool:
        color = _color(style.get("color", ""))
        if color is None or not (color.clear or color.white):
            return False
        return color.clear or self._is_on_white(element)

    def _is_on_white(self, element: Element) -> bool:
        """Whether the ground of an element is known to be white: no other sheet or longer rule may colour it."""
        for one in ancestors(element):
            if own := _ground(_declared(one.get("style") or "")):
                return _is_white(own)
            if self._may_be_tinted(one):
                return False
            if said := _ground(self._style(one)) or _ground({"background": (one.get("bgcolor") or "").casefold()}):
                return _is_white(said)
            if one.get("background"):
                return False
        return True

    def _may_be_tinted(self, element: Element) -> bool:
        names = {f".{name}" for name in (element.get("class") or "").split()}
        names |= {f"#{name}" for name in (element.get("id") or "").split()}
        if self._sheets.outside and names and element.tag not in ("html", "body"):
            return True
        return not self._sheets.tinted.isdisjoint(names | {str(element.tag)})


def is_control(element: Element) -> bool:
    """Whether an element is there to be pressed, so that something is shown."""
    if element.tag == "label":
        return bool(element.get("for"))
    return element.tag == "button" or element.get("role") in ("button", "tab") or bool(element.get("aria-expanded"))


def _targets(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    yield from (element.get("aria-controls") or "").split()
    for name in ("data-target", "data-bs-target"):
        if target := element.get(name):
            yield target.removeprefix("#")
    if element.get("data-toggle") or element.get("data-bs-toggle"):
        yield (element.get("href") or "").removeprefix("#")


def count(element: Element) -> int:
    """How many characters of text an element holds, programs and styles left out."""
    inside = sum(len(words.strip()) for words in element.itertext())
    return inside - sum(len((one.text or "").strip()) for one in element.iter("script", "style"))


def _has_words(element: Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _is_zero(value: str | None) -> bool:
    return bool(value) and _zero.fullmatch(value or "") is not None


def _is_tiny(size: str) -> bool:
    found = _size.fullmatch(size)
    if not found or found[1] in ("", "."):
        return _is_zero(size)
    return float(found[1]) <= _SMALLEST[found[2]]


def _is_veiled(style: Mapping[str, str]) -> bool:
    """Whether what is there keeps its place, or is folded, until a script shows it."""
    if style.get("visibility") in ("hidden", "collapse") or _is_zero(style.get("opacity")):
        return True
    if _scaled_away.search(style.get("transform", "")) or _cut_away.match(style.get("clip-path", "")):
        return True
    padded = any(not _is_zero(style.get(name, "0")) for name in ("padding", "padding-top", "padding-bottom"))
    return style.get("overflow") in ("hidden", "clip") and _is_zero(style.get("height")) and not padded


class _Color(NamedTuple):
    """``white`` says that nobody tells it from white, ``clear`` that it lets all through, ``solid`` nothing."""

    white: bool
    clear: bool = False
    solid: bool = True


def _color(said: str) -> _Color | None:
    """A colour as styles and attributes write it; None where it is none or one that a name stands for."""
    if said == "transparent":
        return _Color(white=False, clear=True, solid=False)
    if said in _WHITES:
        return _Color(white=True)
    if _hex.fullmatch(said):
        digits = said.removeprefix("#")
        pairs = (
            [one * 2 for one in digits] if len(digits) < 6 else [digits[at : at + 2] for at in range(0, len(digits), 2)]
        )
        return _of_parts([int(pair, 16) for pair in pairs[:3]], int(pairs[3], 16) / 255 if len(pairs) > 3 else 1.0)
    found = _function.fullmatch(said)
    parts = (
        [_part(one, of_255=found[1] == "rgb" and at < 3) for at, one in enumerate(_split(found[2]))] if found else []
    )
    if not found or len(parts) not in (3, 4):
        return None
    light = [parts[2] * 255] * 3 if found[1] == "hsl" else [part * 255 for part in parts[:3]]
    return _of_parts(light, parts[3] if len(parts) > 3 else 1.0)


def _of_parts(parts: list[float] | list[int], solid: float) -> _Color:
    return _Color(min(parts) >= NEARLY_WHITE, clear=solid <= 0.02, solid=solid >= 1)


def _split(parts: str) -> list[str]:
    return parts.replace(",", " ").replace("/", " ").split()


def _part(said: str, *, of_255: bool) -> float:
    """A part of a colour as a share; what is no number is none."""
    found = _number.fullmatch(said)
    if not found or not any(map(str.isdigit, found[1])):
        return 0.0
    return float(found[1]) / (100 if found[2] == "%" else 255 if of_255 else 1)


def _ground(style: Mapping[str, str]) -> str:
    """What covers what stands behind, by this style; empty where it says nothing of it or lets it through."""
    for name in ("background-image", "background-color", "background"):
        said = style.get(name, "")
        color = _color(said)
        lets_through = color is not None and (color.clear or (color.white and not color.solid))
        if said not in _NO_GROUND and not lets_through:
            return said
    return ""


def _is_white(ground: str) -> bool:
    color = _color(ground)
    return color is not None and color.white


def _is_out_of_sight(style: Mapping[str, str]) -> bool:
    if _far.fullmatch(style.get("text-indent", "")) or "line-through" in style.get("text-decoration", ""):
        return True
    if style.get("position") in ("absolute", "fixed"):
        away = any(_far.fullmatch(style.get(name, "")) for name in ("left", "top"))
        if away or _clipped.fullmatch(style.get("clip", "")):
            return True
    return style.get("overflow") == "hidden" and _is_zero(style.get("width")) and _is_zero(style.get("height"))


def _declared(style: str) -> dict[str, str]:
    found = {}
    for one in style.split(";"):
        name, _, value = one.partition(":")
        name = name.strip().casefold()
        if name in _PROPERTIES:
            found[name] = value.casefold().replace("!important", "").strip()
    return found


class _Sheets(NamedTuple):
    """What the page's own style sheets say of one name each; the classes that a longer rule shows, for which the short
    one may not hold; the names that a longer rule may colour; whether there are sheets outside of the page.
    """

    rules: Mapping[str, Mapping[str, str]]
    shown: frozenset[str]
    tinted: frozenset[str]
    outside: bool


def _sheets(root: Element) -> _Sheets:
    """Rules of print or of small screens hide nothing."""
    found: dict[str, dict[str, str]] = {}
    shown: set[str] = set()
    tinted: set[str] = set()
    outside = any("stylesheet" in (one.get("rel") or "").casefold().split() for one in root.iter("link"))
    left = LONGEST_STYLE
    for sheet in root.iter("style"):
        text = (sheet.text or "")[:left]
        left -= len(text)
        if (sheet.get("media") or "all").strip() not in ("all", "screen"):
            continue
        outside = outside or "@import" in text
        for selector, declared, always in _sheet(text):
            if always and _SELECTOR.fullmatch(selector):
                found.setdefault(selector, {}).update(declared)
                continue
            if always and declared.get("display", "none") != "none":
                shown.update(_class.findall(selector[:500]))
            if (ground := _ground(declared)) and not _is_white(ground):
                tinted.update(_named(selector[-500:]))
    return _Sheets(found, frozenset(shown), frozenset(tinted), outside)


def _named(selector: str) -> Iterator[str]:
    """The names that what a selector leads to has one of."""
    last = _combined.split(selector.strip())[-1]
    if _passing.search(last):
        return
    names = _name.findall(last)
    yield from names or _tag.findall(last)


_combined = re.compile(r"[\s>+~]+")
_name = re.compile(r"[.#][\w-]+")
_tag = re.compile(r"^[a-z][\w-]*")


def _sheet(text: str) -> Iterator[tuple[str, dict[str, str], bool]]:
    """The selectors one by one, with what is said, and whether it is said under no condition."""
    depth = 0
    for part in _uncommented(text).split("}"):
        opened = part.count("{")
        if not opened:
            depth = max(0, depth - 1)
            continue
        above, _, body = part.rpartition("{")
        if declared := _declared(body):
            always = opened == 1 and not depth
            yield from ((name.strip(), declared, always) for name in above.rpartition("{")[2].split(","))
        depth += opened - 1


def _uncommented(text: str) -> str:
    kept = text.split("/*")
    return kept[0] + "".join(part.partition("*/")[2] for part in kept[1:])
