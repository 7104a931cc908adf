"""What of a page is not seen: by its attributes, by its style, by the rules of a style sheet inside the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from youju.corpus.structure.words import listed

from .element import Element, ancestors, has_token

UNVEILED_SHARE = 0.6
"""Share of a page's words that nobody hides: a page that its script shows, or one behind a dialog, is saved so."""
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
    ]
)
_class = re.compile(r"\.([\w-]+)")
_zero = re.compile(r"[-+]?0*\.?0*(?:px|pt|em|rem|%|ex|ch|vh|vw)?")
_white = re.compile(
    r"#f{3,4}|#f{6}(?:f{2})?|white|rgba?\(\s*255\s*[, ]\s*255\s*[, ]\s*255\s*(?:[,/]\s*(?:1(?:\.0*)?|100%)\s*)?\)"
)
_far = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|pt|%|vw)?")
_clipped = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)")
_NOTHING: Mapping[str, str] = {}


class Looks:
    """Says of the elements of one page which are hidden.

    What a button of the page unfolds is there to be read, and so is what the page as a whole stands in.
    """

    def __init__(self, root: Element, main_share: Callable[[Element], float] | None = None) -> None:
        """``main_share`` says which share of the page's text an element holds, where somebody knows it."""
        self._root = root
        self._main_share = main_share or self._share
        self._rules, self._shown = _rules(root)

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
        return bool(style) and self._is_styled_away(element, style)

    def _is_styled_away(self, element: Element, style: Mapping[str, str]) -> bool:
        if style.get("display") == "none":
            return not self.is_unfolded(element)
        if style.get("visibility") in ("hidden", "collapse") or _is_zero(style.get("opacity")):
            return not (self._is_page(element) or self.is_unfolded(element))
        if _is_zero(style.get("font-size")):
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
        color = style.get("color", "")
        if color == "transparent":
            return True
        if not _white.fullmatch(color):
            return False
        grounds = (self._background(one) for one in ancestors(element))
        ground = next((one for one in grounds if one), "white")
        return _white.fullmatch(ground) is not None

    def _background(self, element: Element) -> str:
        """The colour behind an element as itself says; empty where it says none."""
        style = self._style(element)
        said = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").casefold()
        return "" if said in ("none", "transparent", "inherit", "initial") else said


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


def _rules(root: Element) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """What the page's own style sheets say of one name each, and the classes that a longer rule shows: there the short
    one may not hold. Rules of print or of small screens are left out.
    """
    found: dict[str, dict[str, str]] = {}
    shown: set[str] = set()
    left = LONGEST_STYLE
    for sheet in root.iter("style"):
        text = (sheet.text or "")[:left]
        left -= len(text)
        if (sheet.get("media") or "all").strip() not in ("all", "screen"):
            continue
        for selector, declared in _sheet(text):
            if _SELECTOR.fullmatch(selector):
                found.setdefault(selector, {}).update(declared)
            elif declared.get("display", "none") != "none":
                shown.update(_class.findall(selector[:500]))
    return found, frozenset(shown)


def _sheet(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The selectors outside of conditions, one by one, with what is said."""
    depth = 0
    for part in _uncommented(text).split("}"):
        opened = part.count("{")
        if not opened:
            depth = max(0, depth - 1)
        elif opened == 1 and not depth:
            names, _, body = part.partition("{")
            if declared := _declared(body):
                yield from ((name.strip(), declared) for name in names.split(","))
        else:
            depth += opened - 1


def _uncommented(text: str) -> str:
    kept = text.split("/*")
    return kept[0] + "".join(part.partition("*/")[2] for part in kept[1:])
