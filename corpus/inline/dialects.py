"""The marks that dialects of Markdown have inside a line, beside those of CommonMark: what of each a reader sees.

Each is looked for only where the text has its sign. All repetitions are bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .fillers import DROPPED, fill


class _Mark(NamedTuple):
    """``sign`` is in every text with such a mark. What group "seen" holds stays, with ``before`` and ``after`` it."""

    sign: str
    pattern: re.Pattern[str]
    before: str = ""
    after: str = ""


_VALUE = r"(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s\"'{}]{1,300})"
_ATTRIBUTE = rf"(?:[#.][A-Za-z\u0080-\uffef][\w:.-]{{0,100}}|[\w:-]{{1,60}}={_VALUE}|-)"
_BRACES = rf"\{{:?[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE}){{0,20}}(?:[ \t]+[\w-]{{1,60}}){{0,4}}[ \t]*\}}"
_JSX_VALUE = r"(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\})"
_JSX_GIVEN = rf"(?:\s+[\w:.-]{{1,60}}(?:={_JSX_VALUE})?|\s+\{{\.\.\.[\w.]{{1,100}}\}})"
_LIQUID = r"(?:[^%\n]|%(?!\})){0,500}"
_NAMES = "label|span|u|emp|wavy|del|kbd|psw|mark"

_MARKS = (
    # Template tags; a few of them have words for the reader.
    _Mark("{%", re.compile(r"\{%[ \t]*label[ \t]+(?:[\w#-]{1,30}[ \t]*@[ \t]*)?(?P<seen>[^%\n@]{1,300}?)[ \t]*%\}")),
    _Mark("{%", re.compile(rf"\{{%[ \t]*(?:post_link|asset_link)[ \t]+\S{{1,300}}(?:[ \t]+['\"]?(?P<seen>{_LIQUID}?)['\"]?)?"
                           r"(?:[ \t]+(?:true|false))?[ \t]*%\}")),
    _Mark("{%", re.compile(rf"\{{%[ \t]*(?:{_NAMES})[ \t]+(?:[\w#-]{{1,30}},[ \t]*)?(?P<seen>[^%\n,]{{1,300}}?)[ \t]*%\}}")),
    _Mark("{%", re.compile(rf"\{{%[ \t]*(?:btn|button)[ \t]+[^,%\n]{{1,300}},[ \t]*(?P<seen>[^,%\n]{{1,100}}?)[ \t]*(?:,{_LIQUID})?%\}}")),
    _Mark("{%", re.compile(rf"\{{%[ \t]*link[ \t]+(?P<seen>[^,%\n]{{1,100}}?),{_LIQUID}%\}}")),
    _Mark("{%", re.compile(rf"\{{%[-+]?[ \t]*comment[ \t]*[-+]?%\}}[^\n]{{0,2000}}?\{{%[-+]?[ \t]*endcomment[ \t]*[-+]?%\}}")),
    _Mark("{%", re.compile(rf"\{{%{_LIQUID}%\}}")),
    _Mark("{{", re.compile(r"\{\{([<%])\s{0,4}comment\s{0,4}[>%]\}\}[^\n]{0,2000}?\{\{[<%]\s{0,4}/\s{0,4}comment\s{0,4}[>%]\}\}")),
    _Mark("{{", re.compile(r"\{\{[<%](?:[^<>%{}\"'`]|\"[^\"]{0,500}\"|'[^'\n]{0,500}'|`[^`]{0,500}`|[<>%'](?!\}\})){0,1000}[>%]\}\}")),
    _Mark("{{", re.compile(r"(?<!\$)\{\{[^{}\n]{1,300}\}\}")),
    # Comments.
    _Mark("{/*", re.compile(r"\{/\*(?:[^*]|\*(?!/)){0,3000}\*/\}")),
    _Mark("%%", re.compile(r"%%(?=\S)(?:[^%\n]|%(?!%)|\n(?![ \t]*\n)){1,2000}%%")),
    # Attributes in braces, of a span or of what stands before them; raw text for one kind of output.
    _Mark("]{", re.compile(rf"(?<![!\\])\[(?P<seen>[^\[\]\n]{{0,1000}})\]{_BRACES}")),
    _Mark("{:", re.compile(r"\{:[^{}\n]{0,300}\}|\{::[^{}\n]{0,300}/?\}")),
    _Mark("{", re.compile(rf"(?<![$={{\\])(?=\{{:?[ \t]*[#.-]){_BRACES}|(?<=[)\]*_>`\ufffc\ufdd1\ufdd3]){_BRACES}")),
    # Wiki links, embedded pages, names of paragraphs.
    _Mark("![[", re.compile(r"!\[\[[^\[\]\n]{1,500}\]\]")),
    _Mark("[[", re.compile(r"\[\[#?(?:[^\[\]\n|]{1,300}\\?\|(?P<seen>[^\[\]\n]{1,300})|(?P<page>[^\s\[\]|^#][^\[\]\n|^#]{0,300}))"
                           r"(?<!\s)(?:#\^?[^\[\]\n|]{0,200})?\]\]")),
    _Mark("^", re.compile(r"(?<=[\s\ufffc])\^[A-Za-z0-9-]{1,60}[ \t]*(?=\n|$)")),
    # Fields: "[rating:: 5]", "(rating:: 5)" and "rating:: 5" on a line of its own.
    _Mark("::", re.compile(r"[\[(][\w -]{1,60}::[ \t]+(?P<seen>[^\[\]()\n]{1,300})[\])]")),
    # Notes inside a line, references to notes and to literature.
    _Mark("^[", re.compile(r"[ \t]?\^\[(?P<seen>[^\[\]\n]{1,2000})\]"), " (", ")"),
    _Mark("[^", re.compile(r"\[\^[^\[\]\s]{1,80}\](?::[ \t])?")),
    _Mark("@", re.compile(r"[ \t]?\[(?:[^\[\]@\n]{0,80}[\s(])?-?@[A-Za-z_][\w:.#$%&+?<>~/-]{0,100}(?=[\],;\s])[^\[\]\n]{0,500}\](?![(\[:])")),
    _Mark("*[", re.compile(r"(?:^|(?<=\n))\*\[(?P<seen>[^\[\]\n]{1,80})\](?=:[ \t])")),
    # Words that are set off: marked, underlined, keys, small above or below the line.
    _Mark("==", re.compile(r"(?<![=<>!\w])==(?=[^\s=])(?P<seen>[^=\n]{1,500})(?<=[^\s=<>!])==(?![=\w>])|(?<=[^\x00-\x7f])==(?=[^\s=])(?P<han>[^=\n]{1,500})(?<=[^\s=])==(?!=)")),
    _Mark("++", re.compile(r"(?<![\w+])\+\+(?P<seen>(?:[a-z0-9-]{1,20}|\"[^\"\n]{1,40}\")(?:\+(?:[a-z0-9-]{1,20}|\"[^\"\n]{1,40}\")){0,5})\+\+(?![\w+])")),
    _Mark("^^", re.compile(r"(?<!\^)\^\^(?=[^\s^])(?P<seen>[^^\n]{1,500})(?<=[^\s^])\^\^(?!\^)")),
    _Mark("^", re.compile(r"(?<=[\w)\]])\^(?P<seen>[\w+()-]{1,30})\^(?!\w*\^)")),
    _Mark("~", re.compile(r"(?<=[\w)\]])(?<!~)~(?P<seen>[\w+()-]{1,30})~(?!~)")),
    # Icons; names of emoji have no hyphen.
    _Mark(":", re.compile(r"(?<![\w:]):[a-z][a-z0-9]{1,20}(?:-[a-z0-9]{1,30}){1,12}:(?![\w:])[ \t]?")),
    # Components.
    _Mark("</", re.compile(r"</[A-Z][\w.]{0,60}\s{0,4}>|</?>")),
    _Mark("/>", re.compile(rf"(?<!\w)<[A-Z][\w.]{{0,60}}{_JSX_GIVEN}{{0,20}}\s{{0,4}}/>")),
    _Mark("<", re.compile(rf"(?<!\w)<[A-Z][\w.]{{0,60}}{_JSX_GIVEN}{{1,20}}\s{{0,4}}>")),
)  # fmt: skip
_pair = re.compile(r"(?<!\w)<(?P<name>[A-Z][\w.]{0,60})>(?=[^<]{0,1000}(?:<(?!/?[A-Z])[^<]{0,500}){0,10}</(?P=name)\s{0,4}>)")
_raw = re.compile(r"\{=[\w+-]{1,30}\}")
_term = re.compile(r"(?<=\S)[ \t]*\n(?:[ \t]*\n)?[ \t]{0,3}[:~][ \t]+(?=\S)")
_bar = re.compile(r"\n[ \t]*\|[ \t]+(?=\S)")
_field = re.compile(r"(?:^|(?<=\n))(?P<key>[\w*][\w *-]{0,60})::(?=[ \t]+\S)")
