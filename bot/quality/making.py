"""Questions made of a document by template: of its headings, definitions, tables, lists and options.

Each knows the spans that answer it, and the heading that it was made of, which can be hidden: what is left says whether
its section is found by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from zlib import crc32

from youju.config.language.made import MakingTable, making_tables
from youju.corpus import Document, Span, Statement, StatementKind, named_options, plain, width, wording
from youju.corpus.document import NOWHERE
from youju.evidence.candidate import can_be_evidence
from youju.index import Record, is_han

Gold = tuple[tuple[Span, ...], ...]

KINDS = ("question", "howto", "definition", "list", "cell", "option")
_SECTION = 2400
"""Width of a section above which its heading is too wide a question; about a screen."""
_SENTENCE = 8
"""Width from which a statement may be gold: shorter ones stand anywhere."""
_LABEL, _HEAD = 40, 24
"""The greatest widths of what a row is about, and of a table's head."""
_WORDS = 10
"""Words of a heading that says what to do, at most."""
_LIST = 3
"""Items that a list has at least."""
_ASKED = 120
"""Width of a question in the documents, at most: a longer one tells a story."""
_SEEN = 200
"""Characters of a sentence in which a definition is looked for."""

_NUMBER = re.compile(
    r"(?:[QＱ问]\s?\d{0,3}[:：.、]|\d{1,3}(?:\.\d{1,3}){0,4}[.、:：)）]?(?=\s)|[^\w\-$@.`\"“《【]){1,9}\s*"
)
"""What a heading has before its words."""


@dataclass(frozen=True)
class SelfQuestion:
    """A question made of ``document``, which is answered by one span of each group of ``gold``.

    ``start`` and ``end`` are of all that it is about; ``hidden`` is the heading that it was made of, or an empty span.
    ``section`` is the number of the section that goes where it is to have no answer.
    """

    text: str
    language: str
    kind: str
    document: str
    title: str
    start: int
    end: int
    gold: Gold
    section: int
    hidden: Span = NOWHERE
    answerable: bool = True

    @property
    def key(self) -> int:
        """A number by which questions are ordered: the same at each run, and by no order of the documents."""
        return crc32(f"{self.document}\0{self.start}\0{self.kind}\0{self.text}".encode("utf-8", "surrogatepass"))

    def within(self) -> SelfQuestion:
        """The same with the document named: what is asked of several of them is told apart by it."""
        if not self.title or self.title.casefold() in self.text.casefold():
            return self
        form = _varied(making_tables()[self.language].templates["within"], self.key)
        return replace(self, text=form.format(it=self.text, title=self.title))


def questions_of(record: Record) -> Iterator[SelfQuestion]:
    """All questions that can be made of a document, in its order by kind."""
    for make in (_of_headings, _of_pairs, _of_statements, _of_tables):
        yield from make(record)


def _language(document: Document, words: str) -> str:
    """Of the words, or of the document where they are in Latin letters and it is not."""
    return "zh" if any(map(is_han, words)) or document.lang.startswith("zh") else "en"


def _varied(forms: Sequence[str], seed: int) -> str:
    return forms[seed % len(forms)]


# Headings.


def below(document: Document, number: int) -> range:
    """The statements below heading ``number``, those of its sub-headings among them."""
    statements, sections = document.statements, document.sections
    level = sections[statements[number].section].level
    end = number + 1
    while end < len(statements):
        one = statements[end]
        if one.kind is StatementKind.HEADING and sections[one.section].level <= level:
            break
        end += 1
    return range(number + 1, end)


def _of_headings(record: Record) -> Iterator[SelfQuestion]:
    document = record.document
    for section, number in document.headings.items():
        body = [n for n in below(document, number) if can_be_evidence(document.statements[n])]
        title = _bare_title(document.sections[section].title)
        if not title or not body or _size(document, body) > _SECTION or not _says(record, section, body):
            continue
        language = _language(document, title)
        yield from _asked(record, title, language, section, body)


def _bare_title(title: str) -> str:
    """A heading without number, "Q:" or pictures before it, and without what stands in brackets at its end."""
    found = _NUMBER.match(title)
    begins = found.end() if found else 0
    opening = max(title.rfind(" ("), title.rfind("（"))
    return title[begins : opening if opening > begins and title.endswith((")", "）")) else None].strip(" ！!。.：:")


def _says(record: Record, section: int, body: Iterable[int]) -> bool:
    """Whether half of the words of a heading stand below it, so that it can be found without it."""
    words = set(record.heads[section])
    held = words.intersection(*[{word for number in body for word in record.words[number]}])
    return bool(words) and 2 * len(held) >= len(words)


def _size(document: Document, numbers: Iterable[int]) -> int:
    return sum(width(document.statements[number].span.of(document.text)) for number in numbers)


def _asked(record: Record, title: str, language: str, section: int, body: Sequence[int]) -> Iterator[SelfQuestion]:
    """The question of a heading, where it is one or can be turned into one."""
    document, table = record.document, making_tables()[language]
    seed = crc32(title.encode("utf-8", "surrogatepass"))
    hidden = document.statements[document.headings[section]].span
    if table.leans.search(title):
        return
    if table.asks.search(title):
        question, kind, gold = _turned(title, table, language, seed), "question", _any_of(document, body)
    elif howto := _howto(title, table, language, seed):
        question, kind, gold = howto, "howto", _any_of(document, body)
    elif (items := _items(document, section, body)) and table.listed.search(title):
        form = _varied(table.templates["listed"], seed)
        question, kind, gold = form.format(x=_lowered(title)), "list", items
    else:
        return
    found = _made(record, question, language, kind, body, gold, section, hidden)
    short = kind != "question" and len(record.heads[section]) < 2
    if found and (found.title or not short):
        yield found.within() if short or kind == "list" else found


def _howto(title: str, table: MakingTable, language: str, seed: int) -> str:
    """The question of a heading that says how something is done, or ""."""
    if found := table.instructs.search(title):
        groups = {name: words for name, words in found.groupdict().items() if words}
        doing = _turned(next(iter(groups.values())), table, language, None)
        return _varied(table.templates["instructs"], seed).format(x=doing)
    if doing := _imperative(title, table):
        return _varied(table.templates["instructs"], seed).format(x=_turned(doing, table, language, None))
    found = table.manner.search(title)
    return _varied(table.templates["manner"], seed).format(x=found["x"]) if found else ""


def _imperative(title: str, table: MakingTable) -> str:
    """What a heading says to do: "Installing the plugin" and "Install the plugin" give "install the plugin"."""
    words = title.rstrip(".:").split()
    several = any(mark in title for mark in "&/:,;") or table.bare & {word.casefold() for word in words}
    if several or not 2 <= len(words) <= _WORDS:
        return ""
    first, second = words[0].casefold(), words[1].casefold()
    if first in table.verbs["all"]:
        is_verb = first not in table.verbs["nouns"] or second in table.verbs["before"]
        return " ".join([first, *words[1:]]) if is_verb else ""
    verb = next((one for one in _bases(first) if one in table.verbs["all"]), "")
    return " ".join([verb, *words[2 if second == "of" else 1 :]]) if verb else ""


def _bases(gerund: str) -> Iterator[str]:
    """The verbs that a word in -ing may be of: "set" and "sett" of "setting", "create" of "creating"."""
    if gerund.endswith("ing") and len(gerund) > 5:
        stem = gerund[:-3]
        yield from (stem, f"{stem}e")
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def _lowered(words: str) -> str:
    """As people type: without capitals, but those of names that have more than one or have digits."""
    return " ".join(w.lower() if len(w) == 1 or w.istitle() else w for w in words.split(" "))


def _turned(words: str, table: MakingTable, language: str, seed: int | None) -> str:
    """What a document says to "you", as whoever asks says it; every second question without its mark."""
    words = words.strip()
    if language == "zh":
        for own, other in table.turned.items():
            words = words.replace(own, other)
    else:
        turned = table.turned
        words = " ".join(turned.get(word.casefold(), word) for word in _lowered(words).split(" "))
    return words.rstrip("?？").strip() if seed is None or seed % 2 else words


def _any_of(document: Document, body: Iterable[int]) -> Gold:
    """One group: whichever statement of the section is quoted."""
    spans = tuple(document.statements[number].span for number in body)
    wide = tuple(span for span in spans if width(span.of(document.text).strip()) >= _SENTENCE)
    return (wide,) if wide else ()


def _items(document: Document, section: int, body: Sequence[int]) -> Gold:
    """A group for the first, one for the middle and one for the last item, where the section is a list."""
    statements = document.statements
    items = [n for n in body if statements[n].kind is StatementKind.ITEM]
    heads = [n for before, n in zip([None, *items], items, strict=False) if not _same_block(document, before, n)]
    own = all(statements[n].section == section for n in body)
    if len(heads) < _LIST or not own or len(items) < len(body) - 2:
        return ()
    chosen = dict.fromkeys((heads[0], heads[len(heads) // 2], heads[-1]))
    return tuple((statements[n].span,) for n in chosen)


def _same_block(document: Document, before: int | None, number: int) -> bool:
    return before is not None and document.statements[before].block == document.statements[number].block


def _made(
    record: Record, text: str, language: str, kind: str, body: Sequence[int], gold: Gold, section: int, hidden: Span
) -> SelfQuestion | None:
    """The question; none where nothing could be told from what else stands in the documents."""
    document = record.document
    if not gold or not text:
        return None
    start, end = document.statements[body[0]].span.start, document.statements[body[-1]].span.end
    title = _bare_title(document.title) if _is_name(document) else ""
    return SelfQuestion(text, language, kind, document.id, title, start, end, gold, section, hidden)


def _is_name(document: Document) -> bool:
    """Whether people would call the document by its title: it is short, and not the name of its file."""
    stem = PurePath(document.id).stem
    return width(document.title) <= _LABEL and document.title != stem and any(map(str.isalpha, document.title))


# Questions with their answers.


def _of_pairs(record: Record) -> Iterator[SelfQuestion]:
    document = record.document
    for number, one in enumerate(document.statements):
        if one.kind is not StatementKind.QUESTION:
            continue
        body = [n for n, other in enumerate(document.statements) if other.lead == number and can_be_evidence(other)]
        text = _bare_title(" ".join(wording(document, one).split()))
        language = _language(document, text)
        table = making_tables()[language]
        fits = width(text) <= _ASKED and not table.leans.search(text)
        if body and fits and (text.endswith(("?", "？")) or table.asks.search(text)):
            asked = _turned(text, table, language, crc32(text.encode("utf-8", "surrogatepass")))
            found = _made(record, asked, language, "question", body, _any_of(document, body), one.section, one.span)
            yield from filter(None, [found])


# Definitions and options.


def _of_statements(record: Record) -> Iterator[SelfQuestion]:
    document = record.document
    for number, one in enumerate(document.statements):
        if not can_be_evidence(one):
            continue
        name, kind, form = _subject(document, one)
        if not name:
            continue
        language = _language(document, name if kind == "definition" else "")
        forms = making_tables()[language].templates[form]
        asked = _varied(forms, crc32(name.encode("utf-8", "surrogatepass"))).format(x=name)
        found = _made(record, asked, language, kind, [number], ((one.span,),), one.section, NOWHERE)
        if found:
            yield found.within() if kind == "option" and name.isalpha() else found


def _subject(document: Document, one: Statement) -> tuple[str, str, str]:
    """What a statement defines or explains, the kind of the question, and its templates; or nothing."""
    option = named_options(document.text, one) if one.kind is not StatementKind.ROW else ""
    if one.kind is StatementKind.ITEM and not option:
        option = _coded(one.label.of(document.text))
    option = plain(option, markup=document.markup).strip(" :：|,，`*").split(",")[0].split("|")[0].strip()
    if 2 <= len(option) <= _LABEL and "\n" not in option and width(one.span.of(document.text)) > 2 * width(option):
        return option, "option", "describes"
    if one.kind in (StatementKind.SENTENCE, StatementKind.ITEM):
        words = " ".join(wording(document, one)[:_SEEN].split())
        found = making_tables()[_language(document, words[:20])].defines.search(words)
        if found and width(words) > 2 * width(found["x"]) and not making_tables()["zh"].leans.search(found["x"]):
            return found["x"].strip(" “”\"'"), "definition", "defines"
    return "", "", ""


def _coded(label: str) -> str:
    """A label that is nothing but code: the name of a setting."""
    bare = label.strip(" *:：-")
    return bare.strip("`") if len(bare) > 3 and bare[0] == bare[-1] == "`" and "`" not in bare[1:-1].strip("`") else ""


# Tables.


def _of_tables(record: Record) -> Iterator[SelfQuestion]:
    document = record.document
    for number, one in enumerate(document.statements):
        if one.kind is not StatementKind.ROW or one.header or len(one.cells) < 2 or one.lead < 0:
            continue
        head = document.statements[one.lead]
        if not head.header or len(head.cells) != len(one.cells):
            continue
        heads, cells = _cells(document, head), _cells(document, one)
        yield from _of_row(record, number, heads, cells)


def _cells(document: Document, row: Statement) -> list[str]:
    return [" ".join(plain(cell.of(document.text), markup=document.markup).split()) for cell in row.cells]


def _of_row(record: Record, number: int, heads: Sequence[str], cells: Sequence[str]) -> Iterator[SelfQuestion]:
    """One question a row, about one of its columns."""
    document, name = record.document, cells[0]
    columns = [n for n in range(1, len(cells)) if _can_be_asked(heads[n], cells[n])]
    if not columns or not 2 <= width(name) <= _LABEL or not any(map(str.isalpha, name)):
        return
    seed = crc32(f"{document.id}{number}".encode("utf-8", "surrogatepass"))
    head = heads[columns[seed % len(columns)]]
    language = _language(document, head)
    table = making_tables()[language]
    described = table.describes.search(head)
    form = _varied(table.templates["describes" if described else "cell"], seed)
    asked, kind = form.format(x=name, head=_lowered(head)), "option" if described else "cell"
    one = document.statements[number]
    found = _made(record, asked, language, kind, [number], ((one.span,),), one.section, NOWHERE)
    if found:
        yield found.within() if name.isalpha() or found.key % 2 else found


def _can_be_asked(head: str, cell: str) -> bool:
    return 1 < width(head) <= _HEAD and any(map(str.isalpha, head)) and any(map(str.isalnum, cell))
