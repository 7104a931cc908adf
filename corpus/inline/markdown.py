"""Markdown inside a line: what a reader sees of it, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from youju.corpus.text import HAN

from . import dialects
from .fillers import ADDRESS, CODED, DROPPED, fill

# Every repetition is bounded: a hostile text must not make a search quadratic. Every alternative begins with its sign,
# and what must not stand before it is said behind it: a search then goes from sign to sign.
_SPACED = (
    r"#[^()\n<>\"']{1,200}|[^()\n<>\"':]{1,200}\.(?:md|mdx|html?|png|jpe?g|gif|svg|webp|pdf)(?:#[^()\n<>\"']{1,200})?"
)
"""A heading or a file with spaces in its name, which CommonMark asks to be written otherwise and people do not."""
_URL = rf"<[^<>\n]{{0,2000}}>|[^()\s]{{0,9000}}(?:\([^()\s]{{0,200}}\)[^()\s]{{0,2000}}){{0,3}}|{_SPACED}"
_MASKED_URL = r"(?:[^()\s]|(?<=\ufffc)[ \t]{1,4}(?=\ufffc)){0,4000}"
"""An address that has template tags in it, which are filled."""
_LINK_TITLE = r"\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)"
_INSIDE = rf"\s{{0,4}}(?:{_URL})(?:\s{{1,4}}(?:{_LINK_TITLE}))?\s{{0,4}}\)"
_TARGET = rf"\({_INSIDE}"
_IMAGE = (
    rf"!\[[^\[\]]{{0,500}}\](?:{_TARGET}|\[[^\[\]]{{0,100}}\])"
    r"|!(?<!\w!)\[(?!!)[^\[\]\n]{1,100}\](?![\[(:])"
)
_TAGS = (
    "a|abbr|article|aside|b|bdi|bdo|big|blockquote|br|button|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|"
    "dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|li|main|mark|nav|ol|p|picture|pre|"
    "q|rp|rt|ruby|s|samp|section|small|source|span|strike|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|"
    "u|ul|var|video|wbr"
)
# An element that is none of HTML has attributes, or an end.
_OTHER = (
    r"<[a-z][\w-]{0,40}(?:\s{1,9}[\w:@.-]{1,60}=(?:\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}')){1,20}\s{0,9}/?>"
    r"|<(?P<other>[a-z][\w-]{0,40})>(?=[^<>]{0,1000}</(?P=other)>)|</[a-z][\w-]{0,40}>"
)
_TAG = rf"</?(?:{_TAGS})(?=[\s/>])[^<>]{{0,2000}}>|{_OTHER}"
# Ends before another comment and at a blank line, so that a text full of "<!--" is read once.
_COMMENT = r"<!--(?:[^<\-\n]|-(?!->)|<(?!!--)|\n(?![ \t\r]*\n))*-->"
_CODE = r"`(?<![`\\]`)(?P<ticks>`{0,2})(?!`)(?P<code>[^\n]{1,1000}?(?:\n[^\n]{1,1000}?){0,2})`(?<!``)(?P=ticks)(?!`)"

# An element with its words that a page does not show.
_HIDDEN = (
    r"<(?P<hidden>[a-z]{1,10})\s(?=[^<>]{0,500}(?:(?<![\w-])hidden(?![\w-])|display\s{0,4}:\s{0,4}none"
    r"|visibility\s{0,4}:\s{0,4}hidden|font-size\s{0,4}:\s{0,4}0(?![.\d])))[^<>]{1,2000}(?<!/)>"
    r"[^<]{0,2000}(?:<(?!/?(?P=hidden)[\s>])[^<]{0,500}){0,20}</(?P=hidden)\s{0,4}>"
    # The mark of a note: what stands above the line in brackets, or is a link.
    r"|<sup[^<>]{0,200}>\s{0,4}(?:\[[^\[\]<>]{1,20}\](?:\([^()\s]{0,300}\))?|<a\s[^<>]{1,500}>[^<>]{1,20}</a>)\s{0,4}</sup>"
)

_RAW = r"(?P<raw>\{=[\w+-]{1,30}\})?"
"""Code that is put into one kind of output as it is."""

# A formula in a line, as it differs from an amount of money.
_FORMULA = (
    r"\$(?<![\\$\w]\$)(?=[^\s$])(?=[^$\n]{0,300}[\\^_{}=])[^$\n\ufdd2]{1,300}(?<=[^\s\\])(?P<formula>\$)(?![\w$])"
)

_dropped = re.compile(rf"{_CODE}{_RAW}|{_FORMULA}|{_HIDDEN}|{_COMMENT}|{_IMAGE}|{_TAG}", re.IGNORECASE)
_address = re.compile(
    rf"\((?<=\]\(){_INSIDE}|\[(?<=\]\[)[^\[\]\n]{{0,100}}\]"
    rf"|<(?:https?|ftp|mailto):[^<>\s]{{1,2000}}>|h(?<!\wh)ttps?://[^\s<>\"'）】」，。；、|{HAN}]{{1,2000}}"
)

_target = re.compile(rf"\((?<=\]\(){_INSIDE}")

_tagged_target = re.compile(rf"(?<=\])\(\s{{0,4}}{_MASKED_URL}\s{{0,4}}\)")
_code = re.compile(_CODE + _RAW)
_formula = re.compile(_FORMULA)
_unseen = re.compile(rf"{_HIDDEN}|{_COMMENT}|{_IMAGE}|{_TAG}", re.IGNORECASE)
_unread = re.compile(rf"{_HIDDEN}|{_COMMENT}|{_TAG}", re.IGNORECASE)
_parting = re.compile(
    r"</?(?:br|td|th|li|p|div|tr|hr|h[1-6]|summary|ul|ol|dl|dt|dd|pre|blockquote|table|caption|figcaption)(?![a-z0-9])|<!--",
    re.IGNORECASE,
)
_defined = re.compile(r"(?<=[^\s:：])\s{0,99}</dt\s{0,9}>\s{0,99}<(?P<next>d[dt])(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_script = re.compile(r"<(?P<at>sup|sub)>(?P<words>[+\-\u2212]?\d{1,9}|n)</(?P=at)>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-\u2212n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212n", "₀₁₂₃₄₅₆₇₈₉₊₋₋ₙ")
_words_of_link = re.compile(r"(?<!!)\[[^\[\]]{1,500}\](?=\([^\s)])")
_inner_end = re.compile(r"[.?!](?=[ \n])|[。？！](?![\]”’」』）)])")
_link = re.compile(
    rf"\[([^\[\]]{{0,1000}}(?:\[[^\[\]]{{0,200}}\][^\[\]]{{0,500}}){{0,3}})\](?:{_TARGET}|\[[^\[\]\n]{{0,100}}\])"
)
_autolink = re.compile(r"<((?:https?|ftp)://[^<>\s]{1,2000}|[\w.+-]{1,100}@[\w.-]{1,100})>")
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")
# A link whose first bracket a converter has escaped.
_spelled_link = re.compile(
    r"\\\[((?:[^\[\]\\\n]|\n(?!\s)){1,300})\\?\](?=\((?:\{%|https?://|/|#|[\w./-]{1,200}\.(?:md|html?)[)#]))"
)
_page_bar = re.compile(r"(\[\[[^\[\]\n|]{1,300})\\\|")
_entity = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_kept = re.compile("\ufdd2(\\d+)\ufdd3")

# Bold, also when broken by a space inside one of its edges ("**Pros: **A"); never between digits ("2**3"),
# never spaced on both sides ("2 ** 3 ** 4"), never a glob ("**/*.py").
_bold = re.compile(
    r"(?<![\d*])\*\*(?![*/])(?=(?P<tight>\S)?)(?P<words>[^*\n]{1,1000}(?:\*[^*\n]{1,500}\*[^*\n]{0,500})?)(?P<end>(?<=\S))?\*\*(?!\*)"
)
_both = re.compile(r"(?<!\*)\*{3}(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*{3}(?!\*)")
# Names of programs stand beside a stroke, a dot or a bracket ("a/__init__.py", "__call__()").
_bold_low = re.compile(r"(?<![\w./])__(?=[^\s_])(?P<words>(?:[^\n_]|_(?!_)){1,1000})(?<=[^\s_])__(?![\w(\[]|\.\w)")
_magic = re.compile(
    r"init|main|file|name|dict|str|repr|iter|eq|hash|len|call|getitem|getattr|setattr|enter|exit|slots|proto|dirname|filename"
)
"""Words that nobody sets in bold, and programs have between double underlines."""
_italic = re.compile(r"(?<![A-Za-z0-9_*/.])\*(?=[^\s*./])(?P<words>[^*\n]{1,1000})(?<=[^\s*])\*(?![A-Za-z0-9_*/.]\w)")
# Beside a Han character a word begins, and behind a stroke ("endpoints/*paths*"), but in a glob or a comment.
_italic_beside = re.compile(
    rf"(?<=[A-Za-z0-9])\*(?=[{HAN}])(?P<han>[^*\n]{{1,300}})(?<=[^\s*])\*(?!\w)"
    r"|(?<=\w/)\*(?=[A-Za-z])(?P<words>[^*/\n]{1,300})(?<=\w)\*(?![\w*/.])"
)
_bold_beside = re.compile(rf"(?<=\d)\*\*(?=[{HAN}]|[A-Za-z]{{3,60}}\*\*)([^*\n]{{1,300}})(?<=\S)\*\*(?!\*)")
_italic_low = re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])(?P<words>[^_\n]{1,1000})(?<=[^\s_])_(?![A-Za-z0-9_])")
_struck = re.compile(r"~~(?=\S)([^~\n]{1,1000})(?<=\S)~~")
# A sentence cut out of a bold paragraph keeps one half of the stars.
_half_open = re.compile(r"^\*\*(?![\s*/])")
_half_closed = re.compile(r"(?<=[^\s*])\*\*$")

_hard_break = re.compile(r"\\(?=[ \t]*\n)")
_soft_break = re.compile(r"(?<!\n)[ \t]{0,200}\n(?![ \t]*\n)[ \t]*")
_alert = re.compile(r"^\s*\[!(?:note|tip|important|warning|caution)\]\s*", re.IGNORECASE)
_tag_end = re.compile(r"(<[A-Za-z][^<>\n]{0,500}(?:\n[^<>\n]{0,500}){0,20})\n[ \t]*(?=/?>)")
_quoted_line = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_HAN_SIDE = rf"[{HAN}\u3000-\u303f\uff00-\uffef]"
_han_break = re.compile(rf"(?<={_HAN_SIDE})[ \t\u3000]*[\r\n]\s*(?={_HAN_SIDE})")
_possible = re.compile(r"[\\`$*_~<&\[!^=%|+{:\n\r\ufdd2]")
"""One of the characters that are in every mark."""


def masked(text: str, coded: str = CODED) -> str:
    """See :func:`youju.corpus.inline.wording.mask`."""

    def filled(found: re.Match[str]) -> str:
        if found["formula"] or (found["code"] and not _is_unseen(found)):
            return fill(found.group(), coded)
        # What is defined is a label: a colon stands behind it.
        return ":" + fill(found.group()[1:], DROPPED) if found.group()[:4] == "</dt" else fill(found.group(), DROPPED)

    if "{%" in text or "{{" in text:
        text = _outside_code(dialects.without_tags, text)
        text = _tagged_target.sub(lambda found: fill(found.group(), ADDRESS), text)
    text = _words_of_link.sub(_unbroken, dialects.masked(_dropped.sub(filled, text)))
    return _address.sub(lambda found: fill(found.group(), ADDRESS), text)


def _unbroken(found: re.Match[str]) -> str:
    """The words of a link without the marks inside them that end a sentence: it is in one piece."""
    return _inner_end.sub(CODED, found.group())


def _outside_code(change: Callable[[str], str], text: str) -> str:
    """The text with a change that keeps its length, made where there is no code."""
    pieces, end = [], 0
    for found in _code.finditer(text):
        pieces += [change(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*pieces, change(text[end:])])


def _is_unseen(code: re.Match[str]) -> bool:
    """Whether inline code is raw text for some output, or asks for something."""
    return code["raw"] is not None or dialects.query.match(code["code"]) is not None


def without_targets(text: str) -> str:
    """See :func:`youju.corpus.inline.wording.without_targets`."""
    if "<" in text:
        text = _unread.sub(_gap, text)
    return _target.sub("", text)


def words(text: str) -> str:
    """The text without its marks; line breaks stay where they part paragraphs."""
    if not _possible.search(text):
        return text
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ufdd2{len(kept) - 1}\ufdd3"

    if "<" in text:
        text = _tag_end.sub(r"\1 ", text)
    text = _on_lines(text)
    text = _code.sub(lambda found: keep("" if _is_unseen(found) else _code_words(found["code"])), text)
    text = _formula.sub(lambda found: keep(found.group()), text)
    text = _spelled_link.sub(r"[\1]", text)
    if "\\" in text:
        text = _escape.sub(lambda found: keep(found[1]), _page_bar.sub(r"\1|", text))
    text = dialects.words(text)
    if "<" in text:
        text = _defined.sub(_colon, _script.sub(_small, text))
    text = _unseen.sub(_gap, text)
    text = _autolink.sub(lambda found: keep(found[1]), _link.sub(_linked, text))
    # Emphasis goes on behind a line's end, and stops at a blank line.
    text = _emphasis(_soft_break.sub(" ", without_han_breaks(text)))
    text = _entity.sub(lambda found: keep(html.unescape(found.group())), text)
    return _kept.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)


def without_han_breaks(text: str) -> str:
    """The text without the line breaks that stand between two Han characters, where no space belongs."""
    return _han_break.sub("", text) if "\n" in text or "\r" in text else text


def _on_lines(text: str) -> str:
    """The text without the marks that lines begin and end with."""
    if "\n" not in text:
        return _alert.sub("", text)
    return _hard_break.sub("", _alert.sub("", _quoted_line.sub("\n", text)))


def _linked(found: re.Match[str]) -> str:
    """The words of a link; its own emphasis is taken off before that beside it."""
    words = found[1]
    return _emphasis(words) if "*" in words or "_" in words else words


def _gap(found: re.Match[str]) -> str:
    return " " if _parting.match(found.group()) else ""


def _colon(found: re.Match[str]) -> str:
    """What is defined, apart from what it is."""
    return ", " if found["next"].casefold() == "dt" else ": "


def _small(found: re.Match[str]) -> str:
    """Numbers above and below the line keep apart from those beside them: 10<sup>6</sup> is not 106."""
    return found["words"].translate(_RAISED if found["at"].casefold() == "sup" else _LOWERED)


def _code_words(code: str) -> str:
    """Inline code loses one space at both ends when it has one at both ("`` `a` ``")."""
    inner = code.replace("\n", " ")
    return inner[1:-1] if len(inner) > 2 and inner[0] == inner[-1] == " " and inner.strip() else inner


def _emphasis(text: str) -> str:
    stars, lows = "*" in text, "_" in text
    if stars:
        text = _bold.sub(_bold_words, _bold_beside.sub(r"\1", _both.sub(r"\1", text)))
    if lows:
        text = _bold_low.sub(lambda found: found.group() if _magic.fullmatch(found["words"]) else found["words"], text)
    if stars:
        text = _italic.sub(r"\g<words>", text)
        text = _italic_beside.sub(lambda found: found["han"] or found["words"], text)
    if lows:
        text = _italic_low.sub(r"\g<words>", text)
    if stars:
        text = _half_closed.sub("", _half_open.sub("", text))
    return _struck.sub(r"\1", text)


def _bold_words(found: re.Match[str]) -> str:
    return found["words"] if found["tight"] or found["end"] is not None else found.group()
