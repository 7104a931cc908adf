"""Org inside a line: what a reader sees of it, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from youju.corpus.text import HAN

from .fillers import ADDRESS, CODED, DROPPED, fill, unbroken

# Every repetition is bounded: a hostile text must not make a search quadratic.
_PICTURE = r"(?:png|jpe?g|gif|svg|webp|bmp|tiff?)"
_picture = re.compile(
    rf"\[\[(?:[^\[\]\n]{{1,500}}\]\[(?:file:|\./|https?:))?[^\[\]\n]{{1,500}}\.{_PICTURE}\]\]", re.IGNORECASE
)
_link = re.compile(
    r"\[\[(?P<target>(?:[^\[\]\\\n]|\\.|\n(?!\s)){1,2000})\](?:\[(?P<words>(?:[^\[\]]|\[{1,2}[^\[\]]{0,200}\]{1,2}){1,1000})\])?\]"
)
_angle = re.compile(r"<(?P<target>[a-z][\w+.-]{1,20}:[^<>\s]{1,1000})>")
_footnote = re.compile(r"\[fn:[\w-]{0,60}(?::(?P<words>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000}))?\]")
_cite = re.compile(r"\[cite(?:/[\w/-]{0,40})?:[^\[\]]{0,1000}\]")
_LAST = r"(?:[ \t]+(?:\.\+|\+\+?|--?)\d{1,4}[hdwmy]){0,2}"
_STAMP = r"\d{4}-\d\d-\d\d(?:[ \t]+[^\s\d<>\[\]+-]{1,20})?(?:[ \t]+\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?)?"
_stamp = re.compile(rf"[<\[](?P<words>{_STAMP}){_LAST}[>\]]")
_stamps = re.compile(rf"(?P<first>[<\[]{_STAMP}{_LAST}[>\]])--(?=[<\[]\d{{4}}-)")
_NO_SIGN = r"(?:(?!(?P=sign))[^\n])"
_verbatim = re.compile(
    rf"(?<![\w=~*/+{HAN}](?=[=~][^{HAN}]))(?P<sign>[=~])(?=[^\s=~]|~/)(?P<code>(?:~(?=/))?{_NO_SIGN}{{1,600}}(?:\n{_NO_SIGN}{{1,300}})?"
    rf"(?:(?P=sign)(?=\w){_NO_SIGN}{{1,200}}){{0,3}})(?<=\S)(?P=sign)(?![A-Za-z0-9_])"
)
_BEFORE = r"(?<![A-Za-z0-9_*/+~=\\])"
_AFTER = r"(?![A-Za-z0-9_*/+~=])"
_bold = re.compile(rf"{_BEFORE}\*(?=[^\s*])(?P<words>[^*]{{1,1000}}?)(?<=[^\s*])\*{_AFTER}")
_NARROW_BEFORE = r"(?<![\w*/+~=\\<.:])"
_NARROW_AFTER = r"(?![\w/*+~=>])"
_italic = re.compile(
    rf"{_NARROW_BEFORE}/(?=[^\s/])(?P<words>[^/\n]{{1,600}}(?:\n[^/\n]{{1,300}})?)(?<=[^\s/])/{_NARROW_AFTER}"
)
_underlined = re.compile(rf"{_NARROW_BEFORE}_(?=[^\s_{{])(?P<words>[^_]{{1,600}})(?<=[^\s_])_{_NARROW_AFTER}")
_struck = re.compile(rf"{_NARROW_BEFORE}\+(?=[^\s+\d])(?P<words>[^+\n]{{1,600}})(?<=[^\s+])\+{_NARROW_AFTER}")
_radio = re.compile(r"<<<(?P<words>[^<>\n]{1,200})>>>")
_anchor = re.compile(r"<<[^<>\n]{1,200}>>[ \t]*")
_snippet = re.compile(r"@@[\w-]{1,40}:[^@\n]{0,500}@@")
_macro = re.compile(r"\{\{\{(?P<name>[A-Za-z][\w-]{0,60})(?:\((?P<words>[^{}]{0,500})\))?\}\}\}")
_call = re.compile(r"\bsrc_[A-Za-z][\w-]{0,30}(?:\[[^\[\]\n]{0,200}\])?\{(?P<code>[^{}\n]{1,500})\}")
_entity = re.compile(r"\\(?P<name>[A-Za-z]{1,30}[1-4]?)(?:\{\}|(?![A-Za-z]))")
_script = re.compile(r"(?<=\S)[_^]\{(?P<words>[^{}\n]{1,200})\}")
_line_end = re.compile(r"\\\\[ \t\r]*(?=\n|$)")
_COOKIE = r"\[(?:\d{0,5}/\d{0,5}|\d{0,3}%)\]"
_cookie = re.compile(rf"^{_COOKIE}[ \t]{{1,20}}|[ \t]{{1,20}}{_COOKIE}$")
_term = re.compile(r"[ \t]{1,20}::(?=\s|$)[ \t]{0,20}")
_list_box = re.compile(r"^\[[ xX-]\][ \t]+")
_url = re.compile(rf"(?<![\[\w])https?://[^\s<>\"'\]）】」，。；、|{HAN}]{{1,2000}}")
_zero_width = re.compile("\u200b")
_half_open = re.compile(r"^\*(?=[^\s*])(?=[^*]*$)")
_half_closed = re.compile(r"(?<=[^\s*])\*$")
_kept = re.compile("\ufdd2(\\d+)\ufdd3")
_known_scheme = re.compile(r"(?:file|id|attachment|info|elisp|shell|docview|bbdb|gnus|help|doom-[\w-]{1,20}):")
_ARROWS = {
    "to": "→",
    "rightarrow": "→",
    "leftarrow": "←",
    "Rightarrow": "⇒",
    "dots": "…",
    "ldots": "…",
    "EUR": "€",
    "deg": "°",
}


def masked(text: str, coded: str = CODED) -> str:
    """See :func:`youju.corpus.inline.wording.mask`."""
    text = _picture.sub(lambda found: fill(found.group(), DROPPED), text)
    text = _verbatim.sub(lambda found: fill(found.group(), coded), text)
    text = _link.sub(_masked_link, text)
    text = _snippet.sub(lambda found: fill(found.group(), DROPPED), text)
    text = _footnote.sub(
        lambda found: unbroken(found.group()) if found["words"] else fill(found.group(), DROPPED), text
    )
    text = _term.sub(lambda found: fill(found.group(), DROPPED), text)
    text = _stamp.sub(lambda found: fill(found.group(), CODED), text)
    return _url.sub(lambda found: fill(found.group(), ADDRESS), text)


def _masked_link(found: re.Match[str]) -> str:
    """The words of a link in one pair of brackets, with its target as an address behind nothing."""
    if found["words"] is None:
        return fill(found.group(), ADDRESS)
    return fill(f"[[{found['target']}]", ADDRESS) + f"[{unbroken(found['words'])}]" + ADDRESS


def without_targets(text: str) -> str:
    """See :func:`youju.corpus.inline.wording.without_targets`."""
    return _link.sub(lambda found: f"[[{found['words']}]]" if found["words"] else found.group(), text)


def words(text: str) -> str:
    """The text without its marks."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ufdd2{len(kept) - 1}\ufdd3"

    text = _list_box.sub("", text)
    text = _verbatim.sub(lambda found: keep(found["code"]), text)
    text = _call.sub(lambda found: keep(found["code"]), text)
    text = _cite.sub("", _snippet.sub("", _picture.sub("", text)))
    text = _footnote.sub(_note, text)
    for _ in range(2):  # a link's words may hold a link
        text = _link.sub(lambda found: _linked(found, keep), text)
    text = _angle.sub(lambda found: keep(found["target"]), text)
    text = _stamp.sub(r"\g<words>", _stamps.sub(r"\g<first>–", text))
    text = _url.sub(lambda found: keep(found.group()), text)
    text = _anchor.sub("", _radio.sub(r"\g<words>", text))
    text = _macro.sub(lambda found: found["words"] or found["name"], text)
    text = _emphasis(_cookie.sub("", _line_end.sub("", text)))
    text = _term.sub(": ", _script.sub(r"\g<words>", text))
    text = _zero_width.sub("", _entity.sub(_letter, text))
    return _kept.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)


def _emphasis(text: str) -> str:
    # Twice: emphasis may stand in emphasis, two deep.
    for _ in range(2):
        for pattern in (_bold, _italic, _underlined, _struck):
            text = pattern.sub(r"\g<words>", text)
    return _half_closed.sub("", _half_open.sub("", text))


def _note(found: re.Match[str]) -> str:
    return f" ({found['words'].strip()})" if found["words"] else ""


def _linked(found: re.Match[str], keep: Callable[[str], str]) -> str:
    if found["words"]:
        return found["words"]
    target = found["target"]
    inside = _known_scheme.match(target) is None and "://" not in target
    return target.lstrip("*#") if inside else keep(target.removeprefix("file:"))


def _letter(found: re.Match[str]) -> str:
    name = found["name"]
    shown = _ARROWS.get(name) or html.unescape(f"&{name};")
    return shown if shown != f"&{name};" else found.group()
