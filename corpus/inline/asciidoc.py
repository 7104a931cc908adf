"""AsciiDoc inside a line: what a reader sees of it, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from youju.corpus.text import HAN

from .fillers import ADDRESS, CODED, DROPPED, fill, unbroken

# Every repetition is bounded: a hostile text must not make a search quadratic.
_INNER = r"(?:[^\[\]\\]|\\.|\[[^\[\]]{0,300}\])"
_double_code = re.compile(r"(?<![\\`])``(?P<code>[^`\n]{1,500}(?:`[^`\n]{1,200}){0,4})``")
_code = re.compile(r"(?<![\w\\`{}:;\"'])`(?P<code>(?=\S)[^`\n]{1,600}(?:\n[^`\n]{1,300})?(?<=\S))`(?![A-Za-z0-9_`\"'])")
_curved = re.compile(r"(?P<quote>[\"'])`(?P<words>(?=\S)[^`\n]{1,600}(?:\n[^`\n]{1,300})?(?<=\S))`(?P=quote)")
_opening = re.compile(r"(?<![\w`])([\"'])`(?=\w)")
_closing = re.compile(r"(?<=[\w.,!?。！？])`([\"'])(?!\w)")
_apostrophe = re.compile(r"(?<=[\w`])`'")
_passed = re.compile(
    r"\+\+\+(?P<three>[^+\n]{1,500})\+\+\+|(?<!\+)\+\+(?P<two>[^+\n]{1,500})\+\+(?!\+)|pass:[a-z,]{0,20}\[(?P<macro>[^\]\n]{0,500})\]"
)
_plus = re.compile(r"(?<![\w+\\])\+(?P<code>(?=[^\s+])[^+\n]{1,500}(?<=[^\s+]))\+(?![\w+])")
_cross = re.compile(r"(?<!\\)<<(?P<target>[^<>,\n]{1,200})(?:,[ \t\n]{0,4}(?P<words>[^<>]{1,500}))?>>")
_xref = re.compile(rf"(?<![\w\\])xref:(?P<target>[^\s\[\]]{{1,300}})\[(?P<words>{_INNER}{{0,500}})\]")
_SCHEME = r"(?:https?|ftp|irc|file)://|mailto:|link:"
_URL = rf"(?:link:\+\+[^+\n]{{1,1000}}\+\+|(?:{_SCHEME})[^\s\[\]<>]{{1,1500}}|link:[^\s\[\]]{{1,1500}})"
_link = re.compile(rf"(?<![\w\\])(?P<target>{_URL})\[(?P<words>{_INNER}{{0,600}})\]")
_named_link = re.compile(r"(?<!\\)(?P<target>\{[\w-]{1,60}\}[^\s\[\]{}]{0,300})\[(?P<words>[^\[\]]{1,500})\]")
_angle = re.compile(r"<(?P<target>(?:https?|ftp)://[^<>\s]{1,1500})>")
_footnote = re.compile(rf"(?:footnote(?:ref)?:[\w-]{{0,60}}\[(?P<words>{_INNER}{{0,1500}})\])")
_dropped = re.compile(
    r"(?<![\w\\])(?:image|icon|anchor|indexterm|bibitem|audio|video|toc):[^\s\[\]:]{0,500}\[[^\[\]]{0,500}\]"
    r"|\(\(\([^()\n]{1,300}\)\)\)|(?<!\[)\[\[[\w:.,\- ]{1,200}\]\](?!\])|\[\[\[[^\[\]\n]{1,100}\]\]\]"
)
_visible_term = re.compile(r"(?<!\()\(\((?P<words>[^()\n]{1,300})\)\)(?!\))")
_macro = re.compile(
    rf"(?<![\w\\])(?P<name>[a-z][\w-]{{1,20}}):(?P<target>[^\s\[\]:/]{{0,200}})\[(?P<words>{_INNER}{{0,500}})\]"
)
_attribute = re.compile(r"(?<![\\$])\{(?P<name>[A-Za-z0-9_][\w-]{0,60})\}")
_setter = re.compile(r"\{(?:set|counter2?):[^{}\n]{1,100}\}")
_ROLE = r"(?:\[[\w.#% =\"'-]{1,80}\])?"
_EDGE = r"(?<![A-Za-z0-9_\\{}:;])"
_strong = re.compile(rf"{_EDGE}{_ROLE}\*(?=[^\s*])(?P<words>[^*]{{1,1000}})(?<=[^\s*])\*(?![A-Za-z0-9_*])")
_free_strong = re.compile(rf"(?<!\\){_ROLE}\*\*(?=[^\s*])(?P<words>[^*]{{1,1000}})(?<=[^*])\*\*")
_italic = re.compile(
    rf"(?<![\w\\{{}}:;]){_ROLE}_(?=[^\s_])(?P<words>[^_\n]{{1,600}}(?:\n[^_\n]{{1,300}})?)(?<=[^\s_])_(?!\w)"
)
_free_italic = re.compile(rf"(?<!\\){_ROLE}__(?=[^\s_])(?P<words>[^_\n]{{1,600}})(?<=[^_])__")
_marked = re.compile(rf"{_EDGE}{_ROLE}#(?=[^\s#])(?P<words>[^#\n]{{1,600}})(?<=[^\s#])#(?![A-Za-z0-9_#])")
_free_marked = re.compile(rf"(?<!\\){_ROLE}##(?=[^\s#])(?P<words>[^#\n]{{1,600}})##")
_raised = re.compile(r"\^(?=\S)(?P<words>[^\s^]{1,60})\^")
_lowered = re.compile(r"(?<!~)~(?=\S)(?P<words>[^\s~]{1,60})~(?!~)")
_break = re.compile(r"[ \t]\+[ \t]*(?=\n|$)")
_term = re.compile(r"(?<=\S)[ \t]{0,8}(?::{2,4}|;;)(?=[ \t]|\r?\n)[ \t]*(?:\r?\n[ \t]*){0,4}")
_callout = re.compile(r"(?:^|(?<=\s))<(?:\d{1,2}|\.)>(?=\s|$)")
_member = re.compile(r"(?P<before>^|\n)[ \t]*(?:\*{1,5}|\.{1,5}|-|\d{1,3}\.)[ \t]+(?=\S)")
_frame = re.compile(
    r"(?:^|\n)[ \t]*(?:-{4,80}|={4,80}|\.{4,80}|\*{4,80}|_{4,80}|--|\[[a-z%.#][^\[\]\n]{0,200}\])[ \t]*(?=\n|$)"
)
_attached = re.compile(r"\n\+[ \t]*(?=\n)")
_url = re.compile(rf"(?<![\w\"'])(?:https?|ftp)://[^\s<>\"'\[\]）】」，。；、|{HAN}]{{1,2000}}")
_escape = re.compile(r"\\(?=[*_`#{+<^~:\[(|]|https?:|link:|xref:|image:|pass:)")
_entity = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_half_open = re.compile(r"^\*(?=[^\s*])(?=[^*]*$)")
_half_closed = re.compile(r"(?<=[^\s*])\*$")
_label = re.compile(r"^(?P<words>[^,=]{0,500}?)(?:,[ \t]*(?:[\w-]{1,30}=|$).{0,300}|\^)?$", re.DOTALL)
MOST_NAMES = 100
"""Of one text: more names than that nobody writes, and what they stand for could be long."""
_kept = re.compile("\ufdd2(\\d+)\ufdd3")
_CHARACTERS = {
    "empty": "", "sp": " ", "nbsp": " ", "zwsp": "", "wj": "", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’",
    "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">",
    "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`",
    "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "cxx": "C++", "pp": "++", "blank": "",
}  # fmt: skip


def masked(text: str, coded: str = CODED) -> str:
    """See :func:`youju.corpus.inline.wording.mask`."""
    for pattern in (_double_code, _code, _passed, _plus):
        text = pattern.sub(lambda found: fill(found.group(), coded), text)
    text = _dropped.sub(lambda found: fill(found.group(), DROPPED), text)
    for pattern in (_link, _xref, _named_link):
        text = pattern.sub(_masked_target, text)
    text = _cross.sub(_masked_cross, text)
    text = _footnote.sub(_masked_macro, text)
    text = _macro.sub(_masked_macro, text)
    return _url.sub(lambda found: fill(found.group(), ADDRESS), text)


def _masked_target(found: re.Match[str]) -> str:
    """The words stay in their brackets; without words the target is the words."""
    before, words = found.group().split("[", 1)
    return fill(before, ADDRESS if found["words"] else CODED) + "[" + unbroken(words)


def _masked_macro(found: re.Match[str]) -> str:
    before, words = found.group().split("[", 1)
    return fill(before, CODED) + "[" + unbroken(words)


def _masked_cross(found: re.Match[str]) -> str:
    if not found["words"]:
        return fill(found.group(), CODED)
    head = found.start("words") - found.start()
    return fill(found.group()[:head], ADDRESS) + unbroken(found.group()[head:])


def without_targets(text: str) -> str:
    """See :func:`youju.corpus.inline.wording.without_targets`."""
    for pattern in (_link, _xref, _named_link):
        text = pattern.sub(lambda found: f"[{found['words']}]" if found["words"] else found.group(), text)
    return _cross.sub(lambda found: f"<<{found['words']}>>" if found["words"] else found.group(), text)


def substituted(text: str, names: Mapping[str, str]) -> str:
    """The text with what ``names`` has in the place of "{name}"; a link's target is no word of it."""
    text = _named_link.sub(lambda found: f"link:x[{found['words']}]", text)
    return _attribute.sub(lambda found: names.get(f"{{{found['name'].casefold()}}}", found.group()), text, MOST_NAMES)


def words(text: str) -> str:
    """The text without its marks."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ufdd2{len(kept) - 1}\ufdd3"

    def code(found: re.Match[str]) -> str:
        return keep(_code_words(found["code"]))

    text = _member.sub(r"\g<before>", _frame.sub("", text)) if "\n" in text else text
    text = _break.sub("", _attached.sub("", text))
    text = _apostrophe.sub("’", text)
    text = _curved.sub(lambda found: f"“{found['words']}”" if found["quote"] == '"' else f"‘{found['words']}’", text)
    # A quotation of several sentences: each has one of its ends.
    text = _opening.sub(_open_quote, _closing.sub(_close_quote, text))
    text = _plus.sub(code, _code.sub(code, _double_code.sub(code, text)))
    text = _passed.sub(lambda found: keep(next((group for group in found.groups() if group is not None), "")), text)
    text = _dropped.sub("", text)
    text = _footnote.sub(lambda found: f" ({found['words'].strip()})" if found["words"] else "", text)
    text = _linked(text, keep)
    text = _attribute.sub(_named, _setter.sub("", text))
    text = _emphasis(_visible_term.sub(r"\g<words>", text))
    text = _escape.sub("", _callout.sub("", _term.sub(": ", text)))
    text = _entity.sub(lambda found: html.unescape(found.group()), text) if "&" in text else text
    return _kept.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)


def _open_quote(found: re.Match[str]) -> str:
    return "“" if found[1] == '"' else "‘"


def _close_quote(found: re.Match[str]) -> str:
    return "”" if found[1] == '"' else "’"


def _code_words(code: str) -> str:
    """Code keeps its signs, but for what lets others stand for themselves."""
    if passed := _plus.fullmatch(code):
        return passed["code"]
    code = _passed.sub(lambda found: next((group for group in found.groups() if group is not None), ""), code)
    code = _attribute.sub(lambda found: _CHARACTERS.get(found["name"].casefold(), found.group()), code)
    return _escape.sub("", code)


def _linked(text: str, keep: Callable[[str], str]) -> str:
    """Links, cross references and macros as their words; an address without words is its own."""

    def shown(found: re.Match[str]) -> str:
        words = _words_of(found["words"])
        return words or keep(found["target"].removeprefix("link:").removeprefix("mailto:").strip("+"))

    def crossed(found: re.Match[str]) -> str:
        return _words_of(found["words"] or "") or keep(_base(found["target"]))

    text = _angle.sub(lambda found: keep(found["target"]), text)
    text = _named_link.sub(shown, _link.sub(shown, text))
    text = _cross.sub(crossed, _xref.sub(crossed, text))
    text = _url.sub(lambda found: keep(found.group()), text)
    return _macro.sub(_macro_words, text)


def _words_of(words: str) -> str:
    """The words between the brackets of a link, without the attributes behind them."""
    words = words.replace("\\]", "]").strip()
    if words.startswith('"') and (end := words.find('"', 1)) > 0:
        return words[1:end].rstrip("^")
    found = _label.match(words)
    return (found["words"] if found else words).strip().rstrip("^")


def _base(target: str) -> str:
    """The name that a target has for a reader: without folders, suffix and anchor's sign."""
    name = target.rpartition("#")[2] or target.rstrip("#")
    return name.rpartition("/")[2].removesuffix(".adoc").replace("_", " ").strip()


def _macro_words(found: re.Match[str]) -> str:
    """A key, a button, a menu, a formula, or what an extension has: its words, else its target."""
    words = _words_of(found["words"])
    if found["name"] == "menu":
        return f"{found['target']} > {words}" if words else found["target"]
    return words or found["target"]


def _named(found: re.Match[str]) -> str:
    return _CHARACTERS.get(found["name"].casefold(), found["name"])


def _emphasis(text: str) -> str:
    for pattern in (_free_strong, _strong, _free_italic, _italic, _free_marked, _marked, _raised, _lowered):
        text = pattern.sub(r"\g<words>", text)
    return _half_closed.sub("", _half_open.sub("", text))
