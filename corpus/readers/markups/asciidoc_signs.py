"""The signs of AsciiDoc that a line begins with, or is."""

from __future__ import annotations

import re

heading = re.compile(r"(?P<signs>={1,6}|#{1,6})[ \t]+(?=\S)")
underline = re.compile(r"(?P<sign>[=\-~^+])(?P=sign){2,}$")
UNDERLINES = "=-~^+"
comment = re.compile(r"//(?!/)")
attributes = re.compile(r"\[(?:[\w.#%,\"'*+|\-{][^\n]{0,1000})?\]$")
anchor = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]$")
style = re.compile(r"[\w:+-]{1,40}")
title = re.compile(r"\.(?=[^\s.])")
fence = re.compile(r"```[ \t]?[\w+#.,-]{0,60}$")
delimiter = re.compile(r"(?P<sign>[-.=*_+/])(?P=sign){3,}$|--$|```[ \t]?[\w+#.,-]{0,60}$")
table_edge = re.compile(r"[|,:!]={3,}$")
block_macro = re.compile(r"[a-z][\w-]{0,40}::[^\s\[\]]{0,1000}\[.{0,2000}\]$")
rule = re.compile(r"(?:'{3,}|<{3,}|(?:- ?){3}|(?:\* ?){3})$")
bullet = re.compile(
    r"(?P<sign>\*{1,6}|-|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxlcdmIVXLCDM]{1,8}\)|<(?:\d{1,2}|\.)>|[\u2022])[ \t]+(?=\S)"
)
box = re.compile(r"\[[ xX*]\][ \t]+")
definition = re.compile(r"(?P<term>\S(?:(?!:{2,4}(?:[ \t]|$)|;;(?:[ \t]|$)).){0,400})(?P<sign>:{2,4}|;;)(?:[ \t]+|$)")
admonition = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
day = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|[A-Za-z]{3,9} \d{1,2},? \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}|\d{4}年\d{1,2}月\d{1,2}日"
)
line_break = re.compile(r"[ \t]\+[ \t]*\r?\n")
SENTENCE_END = frozenset(".。!！?？:：;；")
VERBATIM = frozenset("-.+/`")
HIDDEN = frozenset("+/")
FARTHEST = 20
"""In lines: how far below a term its words are looked for."""


def is_term(words: str) -> re.Match[str] | None:
    """What a line defines, if it begins a definition; no macro does, and no comment."""
    found = definition.match(words)
    return found if found and not block_macro.match(words) and not words.startswith("//") else None
