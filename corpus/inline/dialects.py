"""The marks that dialects of Markdown have inside a line, beside those of CommonMark: what of each a reader sees.

Each is looked for only where the text has its sign. Every repetition is bounded, and ends before its mark begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .fillers import ADDRESS, CLOSING, CODED, DROPPED, fill

_SMALL = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def _raised(words: str) -> str:
    """Numbers above the line keep apart from those before them: 10^6^ is not 106."""
    return words.translate(_SMALL) if words[:1] in "+-0123456789" and words.strip("+-0123456789") == "" else words


def _emoji(name: str) -> str:
    return name.replace("_", " ")


class _Mark(NamedTuple):
    """``sign`` is in every text with such a mark, and so is what ``within`` finds: it begins with a sign where the mark
    does not, and is found faster. The last group is what a reader sees of it, where there is one.
    ``put`` is what stands in its place, ``spell`` how the words are written; a mask keeps the mark unless it ``masks``.
    """

    sign: str
    pattern: re.Pattern[str]
    put: str = "{}"
    spell: Callable[[str], str] = str
    masks: bool = True
    within: re.Pattern[str] | None = None

    def words(self, text: str) -> str:
        if not self.may_be_in(text):
            return text
        return self.pattern.sub(lambda found: self.put.format(self.spell(_seen(found))), text)

    def masked(self, text: str) -> str:
        if not self.masks or not self.may_be_in(text):
            return text
        return self.pattern.sub(_filled, text)

    def may_be_in(self, text: str) -> bool:
        if self.sign[0] not in text or self.sign not in text:  # one character is found much faster than two
            return False
        return self.within is None or self.within.search(text) is not None


def _seen(found: re.Match[str]) -> str:
    return found[found.lastindex] if found.lastindex else ""


def _filled(found: re.Match[str]) -> str:
    if not found.lastindex:
        return fill(found.group(), DROPPED)
    # What stands around words belongs to them: a quote that begins or ends with the words has the whole mark.
    start, end = (at - found.start() for at in found.span(found.lastindex))
    whole = found.group()
    return fill(whole[:start], ADDRESS) + whole[start:end] + fill(whole[end:], CLOSING)


def _mark(
    sign: str,
    *patterns: str,
    put: str = "{}",
    spell: Callable[[str], str] = str,
    masks: bool = True,
    within: str = "",
) -> _Mark:
    return _Mark(sign, re.compile("|".join(patterns)), put, spell, masks, re.compile(within) if within else None)


_GIVEN = r"(?:[^%{\n]|%(?!\})|\{(?!%)|\n(?![ \t]*\n)){0,500}"
_STRING = r"\"[^\"]{0,500}\"|'[^'\n]{0,500}'|`[^`]{0,500}`"
_ENDCOMMENT = r"[^\n{]{0,2000}\{%-?[ \t]{0,4}endcomment[ \t]{0,4}-?%\}"
_SHORTCODE_ENDCOMMENT = r"[^\n{]{0,2000}\{\{[<%]\s{0,4}/\s{0,4}comment\s{0,4}[>%]\}\}"
# The last argument of a tag that a site made for itself is what it says, unless it names a file, a page, or a picture.
_SILENT = (
    r"(?!(?:include|include_relative|include_cached|render|layout|extends|block|when|case|load|static|url|asset\w*|"
    r"highlight|tabs?|endtab|liquid|import|from|macro|call|set|gist|youtube|vimeo|video|audio|embed|cite|ref|fancybox|"
    r"page|file|\w*(?:icon|svg|img|image|photo|css|stylesheet|script|js)\w*)[ \t])"
)
_OWN = rf"\{{%-?[ \t\n]{{0,4}}{_SILENT}[a-z][\w-]{{1,40}}[ \t\n]{{1,4}}"
_ONE = r"\"([^\"%/\\\n]{1,200})\"|'([^'%/\\\n]{1,200})'"
_BEFORE = r"(?:\"[^\"%\n]{0,200}\"|'[^'%\n]{0,200}')"
_TAGS = (
    _mark(
        "{{",
        r"\{\{-?[ \t]{0,4}(?:\"([^\"{}\n]{1,500})\"|'([^'{}\n]{1,500})')[ \t]{0,4}(?:\|[^{}\n]{0,200})?-?\}\}",
        rf"\{{\{{[<%]\s{{0,4}}comment\s{{0,4}}[>%]\}}\}}{_SHORTCODE_ENDCOMMENT}",
        rf"\{{\{{[<%](?:[^<>%{{}}\"'`]|{_STRING}|[<>%'](?!\}}\}})){{0,1000}}[>%]\}}\}}",
        r"(?<!\$)\{\{[^{}\n]{1,300}\}\}",
    ),
    _mark(
        "{%",
        r"\{%[ \t]{0,4}label[ \t]{1,4}(?:[\w#-]{1,30}[ \t]{0,4}@[ \t]{0,4})?([^%\n@]{1,300}?)[ \t]{0,4}%\}",
        rf"\{{%[ \t]{{0,4}}(?:post_link|asset_link)[ \t]{{1,4}}[^\s%]{{1,300}}[ \t]{{1,4}}['\"]?({_GIVEN}?)['\"]?"
        r"(?:[ \t]{1,4}(?:true|false))?[ \t]{0,4}%\}",
        r"\{%[ \t]{0,4}(?:span|u|emp|wavy|del|kbd|psw|mark)[ \t]{1,4}(?:[\w#-]{1,30},[ \t]{0,4})?"
        r"([^%\n,]{1,300}?)[ \t]{0,4}%\}",
        rf"\{{%[ \t]{{0,4}}(?:btn|button)[ \t]{{1,4}}[^,%\n]{{1,300}},[ \t]{{0,4}}"
        rf"([^,%\n]{{1,100}}?)[ \t]{{0,4}}(?:,{_GIVEN})?%\}}",
        rf"\{{%[ \t]{{0,4}}link[ \t]{{1,4}}([^,%\n]{{1,100}}),{_GIVEN}%\}}",
        rf"{_OWN}(?:{_BEFORE}[ \t\n]{{1,4}}){{0,2}}(?:{_ONE})[ \t\n]{{0,4}}-?%\}}",
    ),
    _mark("<%", r"<%(?:[^%<]|%(?!>)|<(?!%)){0,3000}%>"),
    _mark("{%", rf"\{{%-?[ \t]{{0,4}}comment[ \t]{{0,4}}-?%\}}{_ENDCOMMENT}", rf"\{{%{_GIVEN}%\}}"),
)
"""Template tags, of which a few have words for the reader; they stand in addresses, too."""

_VALUE = r"(?:\"(?:[^\"\\]|\\.){0,3000}\"|'[^']{0,3000}'|[^\s\"'{}]{1,300})"
_ATTRIBUTE = rf"(?:#\w[^\s{{}}]{{0,100}}|\.[A-Za-z\u0080-\uffef][\w:.-]{{0,100}}|[\w:-]{{1,60}}={_VALUE}|-)"
_SPACE = r"(?:[ \t]{1,9}|[ \t]{0,9}\n[ \t]{0,40})"
_MORE = rf"(?:{_SPACE}{_ATTRIBUTE}){{0,20}}(?:[ \t]{{1,4}}[\w-]{{1,60}}){{0,4}}"
_INSIDE = rf":?{_SPACE}?{_ATTRIBUTE}{_MORE}{_SPACE}?\}}"
_BRACES = rf"\{{{_INSIDE}"
_PROPERTY = (
    r"(?:\s{1,40}[\w:.-]{1,60}(?:=(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}))?"
    r"|\s{1,40}\{\.\.\.[\w.]{1,100}\})"
)
_NAME = r"<(?<!\w<)(?:[A-Z][\w.]{0,60}|[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,6})"
"""How a component is called: with a capital, or with a hyphen, as no element of HTML."""
_DEFINES = r"[ \t]{0,40}\n(?:[ \t]{0,40}\n)?[ \t]{0,3}[:~][ \t]{1,40}(?=\S)"
_EMOJI = r":(?:[a-z][a-z0-9_]{1,40}|[+-]1):(?![\w:/`])"
_KEY = r"(?:[a-z0-9-]{1,20}|\"[^\"\n]{1,40}\")"
_MARKS = (
    # Comments.
    _mark("{/*", r"\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*)){0,3000}\*/\}"),
    _mark("%%", r"%%(?=\S)(?:[^%\n]|%(?!%)|\n(?![ \t]*\n)){1,2000}%%"),
    # Attributes of a span, or of what stands before them.
    _mark("]{", rf"\[(?<![!\\]\[)([^\[\]\n]{{0,1000}})\]{_BRACES}"),
    _mark("{:", r"\{:[^{}\n]{0,300}\}"),
    _mark(
        "{",
        rf"(?=\{{)(?<![$={{\\])(?=\{{:?\s{{0,40}}[#.-]){_BRACES}",
        rf"(?<=[)\]*_>`:\ufffc\ufdd1\ufdd3]){_BRACES}",
        rf"(?:^|[ \t]){_BRACES}[ \t]{{0,4}}(?=\n|$)",
        within=rf"\{{(?<![$={{\\]\{{){_INSIDE}",
    ),
    # Embedded pages, links to pages, names of paragraphs.
    # The number of a note, as pages copied from wikis have it.
    _mark("[[", r"\[\[\d{1,3}\]\]\([^()\s]{1,500}(?:[ \t]{1,4}\"[^\"\n]{0,200}\")?\)"),
    _mark("![[", r"!\[\[[^\[\]\n]{1,500}\]\]"),
    _mark(
        "[[",
        r"\[\[[^\s\[\]|][^\[\]\n|]{0,300}\|([^\[\]\n|]{1,300})\]\]",
        r"\[\[#?([^\s\[\]|^#][^\[\]\n|^#]{0,300})(?:#[^\[\]\n|]{0,200})?(?<!\s)\]\]",
    ),
    _mark("^", r"\^(?<=[\s\ufffc]\^)[A-Za-z0-9-]{1,60}[ \t]{0,9}(?=\n|$)"),
    # Fields inside a line, and as one.
    _mark("::", r"[\[(][\w][\w -]{0,60}::[ \t]{1,9}([^\[\]()\n]{1,300})[\])]"),
    _mark("::", r"(?:^|(?<=\n))(\w[\w -]{0,60})::(?=[ \t]+\S)", put="{}:", masks=False),
    # Notes inside a line, references to notes and to literature, abbreviations.
    _mark("^[", r"[ \t]?\^\[((?:[^\[\]\n]|\[[^\[\]\n]{0,500}\]){1,2000})(?:\]|$)", put=" ({})", masks=False),
    _mark("[^", r"\[\^[^\[\]\s]{1,80}\]"),
    _mark(
        "@",
        r"[ \t]?\[(?:[^\[\]@\n]{0,80}[\s(])?-?@[A-Za-z_][\w:.#$%&+?<>~/-]{0,100}(?=[\],;\s])"
        r"[^\[\]\n]{0,500}\](?![(\[:])",
        within=r"@(?<=[\[\s(-]@)[A-Za-z_]",
    ),
    _mark("*[", r"\*\[(?<![^\n]\*\[)([^\[\]\n]{1,80})\](?=:[ \t])"),
    # Words that are set off: marked, inserted, keys, above and below the line.
    _mark("==", r"=(?<![=<>!A-Za-z0-9_]=)=(?=[^\s=])([^=\n]{1,500})(?<=[^\s=<>!])==(?![=>A-Za-z0-9_])"),
    _mark("++", rf"\+(?<![\w+]\+)\+({_KEY}(?:\+{_KEY}){{0,5}})\+\+(?![\w+])"),
    _mark("^^", r"\^(?<!\^\^)\^(?=[^\s^])([^^\n]{1,500})(?<=[^\s^])\^\^(?!\^)"),
    _mark("^", r"\^(?<=[\w)\]]\^)([\w+()-]{1,30})\^(?!\w{0,30}\^)", spell=_raised),
    _mark("~", r"~(?<=[\w)\]]~)([\w+()-]{1,30})~(?!~)"),
    # Icons; the names of emoji have no hyphen.
    _mark(":", r":(?<![A-Za-z0-9:]:)[a-z][a-z0-9]{1,20}(?:-[a-z0-9]{1,30}){1,12}:(?![\w:])[ \t]?"),
    # Emoji: at an edge they say nothing; inside a sentence they are named.
    _mark(":", rf"(?:^|(?<=\n)){_EMOJI}(?:[ \t]{{0,4}}{_EMOJI}){{0,9}}[ \t]{{0,4}}"),
    _mark(":", rf"[ \t]{{0,4}}{_EMOJI}(?:[ \t]{{0,4}}{_EMOJI}){{0,9}}(?=[ \t]*[.。!！]?[ \t]*(?:\n|$))"),
    _mark(":", r":(?<![A-Za-z0-9:/]:)([a-z][a-z0-9_]{1,40}):(?![\w:/`])", spell=_emoji, masks=False),
    # Components: an end, one without an end, one with properties, one whose end follows.
    _mark("</", r"</[A-Z][\w.]{0,60}\s{0,4}>|</?>"),
    _mark(
        "/>",
        rf"{_NAME}(?=[^<>]{{0,500}}?\s(?:text|label|content|children|term)=(?:\"([^\"\n]{{1,500}})\"|'([^'\n]{{1,500}})'))"
        rf"{_PROPERTY}{{1,20}}\s{{0,4}}/>",
        rf"{_NAME}{_PROPERTY}{{0,20}}\s{{0,4}}/>",
    ),
    _mark("=", rf"<(?<!\w<)[A-Z][\w.]{{0,60}}{_PROPERTY}{{1,20}}\s{{0,4}}>"),
    # What stands at the start of a further line: the mark of a definition, of a line in a verse.
    _mark("\n", rf"(?<=[.?!。？！…]){_DEFINES}", put=" ", masks=False),
    _mark("\n", rf"(?<=\S){_DEFINES}", put=": ", masks=False),
    _mark("|", r"\|[ \t]{0,200}\n[ \t]{0,200}\|(?:[ \t]{0,200}\|){0,50}(?=[ \t])", put="\n"),
    _mark("\n", r"\n[ \t]{0,40}(?:>[ \t]?){1,20}", put="\n"),
    _mark("|", r"\n[ \t]{0,3}\|[ \t]+(?=\S)", put="\n"),
    # The rule of a table whose lines were joined.
    _mark("|", r"\|(?:[ \t]{0,3}:?-{3,40}:?[ \t]{0,3}\|){1,20}[ \t]?"),
)  # fmt: skip
_paired = re.compile(
    r"<(?<!\w<)(?P<name>[A-Z][\w.]{0,60})>(?=[^<]{0,1000}(?:<(?!/?[A-Z])[^<]{0,500}){0,10}</(?P=name)\s{0,4}>)"
)
_note = re.compile(r"\^\[(?:[^\[\]\n]|\[[^\[\]\n]{0,500}\]){1,2000}\]")
_note_end = re.compile(r"[.?!。？！…](?!\])")
_defines = re.compile(r"\n[ \t]{0,3}[:~][ \t]")
_possible = re.compile(r"[\^~|{\n<\[]|==|%%|\+\+|:[:a-z]")
"""What one of these marks has in every text."""
_term_end = re.compile(rf"[.?!。？！…]{{1,10}}(?={_DEFINES})")
query = re.compile(r"\$?=[ \t]{0,4}(?:this|dv)\.")
"""How inline code begins that is asked and not read."""


def words(text: str) -> str:
    """The text without these marks; code and escaped characters are no longer in it."""
    if not _possible.search(text):
        return text
    if "</" in text:
        text = _paired.sub("", text)
    for mark in (*_TAGS, *_MARKS):
        text = mark.words(text)
    return text


def masked(text: str) -> str:
    """The text with filler in place of these marks; code is filled already.

    Neither a term ends a sentence, nor what stands inside a note.
    """
    if not _possible.search(text):
        return text
    if _defines.search(text):
        text = _term_end.sub(lambda found: fill(found.group(), CODED), text)
    if "</" in text:
        text = _paired.sub(_filled_whole, text)
    if "^[" in text:
        text = _note.sub(lambda found: _note_end.sub(CODED, found.group()), text)
    for mark in _MARKS:
        text = mark.masked(text)
    return text


def without_tags(text: str) -> str:
    """The text with filler in place of template tags, as long as it."""
    for mark in _TAGS:
        text = mark.masked(text)
    return text


def _filled_whole(found: re.Match[str]) -> str:
    return fill(found.group(), ADDRESS)
