"""Subtitles: what is said, with the time from which it is said; a sentence goes on over as many of them as it takes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

from youju.corpus.decoding import decoded
from youju.corpus.document import NONE, Block, BlockKind, Locator, Span
from youju.corpus.errors import SourceBroken, SourceEmpty, SourceNote
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.text import HAN, LINE_END, count_han, width

PAUSE = 5.0
"""In seconds: what is said after a longer one is no rest of a sentence."""
LONGEST = 600
"""In width units: a longer paragraph is ended with the subtitle, whatever it ends with."""
UNPUNCTUATED = 160
"""In width units: how much is said in a paragraph where nobody ends a sentence, two lines of a screen."""
PUNCTUATED_SHARE = 0.15
"""Share of subtitles that end a sentence from which the end of a sentence is written at all."""
BILINGUAL_SHARE = 0.5
"""Share of subtitles with a line of each language from which these are two texts side by side."""

_CLOCK = r"(?:(?:\d{1,3}):)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_times = re.compile(rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})(?:[ \t].*)?$")
_voice = re.compile(r"<v(?:\.[\w.-]{1,80})?[ \t]+(?P<name>[^<>\n]{1,80})>")
_ruby = re.compile(r"<rt>[^<>\n]{0,80}</rt>")
_tag = re.compile(
    r"</?(?:[cibuvs]|font|lang|ruby|rt|rp|em|strong|span)(?:[.\s][^<>\n]{0,200})?>|<\d[\d:.]{3,15}>", re.IGNORECASE
)
_place = re.compile(r"\{\\[^{}\n]{0,200}\}")
_break = re.compile(r"\\[Nn]")
_turn = re.compile(r"[ \t]*(?:[-\u2010\u2013\u2014][ \t]*(?=\w|[\"'“‘¿¡\[(（「『])|>{2,3}[ \t]*)")
_noise = re.compile(r"(?:[\[【♪#*][^\[\]【】]{0,120}[\]】♪#*]|[(（][^(（）)]{0,120}(?<![.!?。！？])[)）]|[♪♫\s]+)$")
"""A line that is a sound or a song; a sentence in brackets is said."""
_notes = re.compile(r"[♪♫]+|^\[[^\[\]]{1,40}\]\s*")
_end = re.compile(r"[。！？!?.…｡][\"'”’」』）)\]]*$")
_asks = re.compile(r"[^。！？!?.…]{0,300}[?？][\"'”’」』]*$")
_han_gap = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef] [{HAN}\u3000-\u303f\uff00-\uffef]")
_dots = re.compile(r"(?:(?<!\.)\.{2,}|…)[\"'”’]?$")
_title = re.compile(r"WEBVTT[ \t]+-[ \t]*(?P<title>\S[^\n\r]{0,200})")


class Subtitles:
    """SubRip and WebVTT."""

    suffixes = (".srt", ".vtt")
    version = "subtitles 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document: what is said, without numbers, times and tags."""
        text, notes = decoded(data, name)
        if not text.strip():
            raise SourceEmpty(source=name)
        found = parsed(text, PurePath(name).stem)
        if found is None:
            raise SourceBroken(source=name, reason="no subtitle has a time")
        yield found
        yield from notes


class Spoken(NamedTuple):
    """Some words of a subtitle: from when to when, by whom if that is told, and whether another speaker begins."""

    words: str
    start: float
    end: float
    speaker: str = ""
    turn: bool = False


def parsed(text: str, stem: str = "") -> Parsed | None:
    """What the subtitles of a text say; None where it has none. ``stem`` is the title of last resort."""
    cues = list(_cues(text))
    if not cues:
        return None
    walk = _Walk()
    for track in _tracks(cues):
        walk.take([said for cue in track for said in _said(cue)])
    title = _title.match(text)
    given = Given(title=title["title"].strip() if title else stem)
    return Parsed(f"{walk.text}\n", walk.blocks, locators=walk.locators, given=given)


class _Cue(NamedTuple):
    start: float
    end: float
    lines: tuple[str, ...]


def _cues(text: str) -> Iterator[_Cue]:
    """The subtitles in order, without the lines that the one before has shown already."""
    lines = LINE_END.split(text)
    found = [(at, times) for at, line in enumerate(lines) if (times := _times.match(line))]
    web = text.startswith("WEBVTT")
    shown: frozenset[str] = frozenset()
    for number, (at, times) in enumerate(found):
        stop = found[number + 1][0] if number + 1 < len(found) else len(lines)
        body = tuple(filter(None, map(str.strip, _body(lines[at + 1 : stop], web=web, last=stop == len(lines)))))
        fresh = tuple(line for line in body if _unescaped(line) not in shown)
        yield _Cue(_seconds(times["start"]), _seconds(times["end"]), fresh)
        shown = frozenset(map(_unescaped, body))


def _body(lines: Sequence[str], *, web: bool, last: bool) -> Iterator[str]:
    """The lines of a subtitle: in WebVTT up to a blank one, else up to the number of the next."""
    if web:
        for line in lines:
            if not line.strip():
                return
            yield line
        return
    end = len(lines)
    if not last and end and lines[end - 1].strip().isdigit():
        end -= 1
    yield from lines[:end]


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def _tracks(cues: Sequence[_Cue]) -> list[Sequence[_Cue]]:
    """The subtitles, or where each has a line in Chinese and one in another language, those of each."""
    both = sum({_is_han(line) for line in cue.lines} == {True, False} for cue in cues)
    if both < BILINGUAL_SHARE * len(cues):
        return [cues]
    return [
        [cue._replace(lines=tuple(line for line in cue.lines if _is_han(line) == han)) for cue in cues]
        for han in (True, False)
    ]


def _is_han(line: str) -> bool:
    return count_han(line) > 0


def _said(cue: _Cue) -> Iterator[Spoken]:
    """What a subtitle says, by speaker; sounds and music say nothing."""
    speaker, turn, words = "", False, list[str]()
    for line in (piece for whole in cue.lines for piece in _pieces(whole)):
        voice, change = _voice.match(line), _turn.match(line)
        if voice or change:
            yield from _spoken(cue, words, speaker, turn=turn)
            speaker, turn, words = (_unescaped(voice["name"]) if voice else ""), change is not None, []
        words.append(line[change.end() :] if change else line)
    yield from _spoken(cue, words, speaker, turn=turn)


def _pieces(line: str) -> list[str]:
    """A line cut before each voice and at each break."""
    line = _place.sub("", _ruby.sub("", line))
    return [part for piece in _break.split(line) for part in re.split(r"(?=<v[. \t])", piece) if part.strip()]


def _spoken(cue: _Cue, lines: Iterable[str], speaker: str, *, turn: bool) -> Iterator[Spoken]:
    words = ""
    for line in lines:
        kept = _unescaped(line)
        kept = "" if _noise.match(kept) else " ".join(_notes.sub("", kept).split())
        words += f"{_joint(words, kept)}{kept}" if kept else ""
    if any(map(str.isalnum, words)):
        yield Spoken(words, cue.start, cue.end, speaker, turn)


def _joint(before: str, after: str) -> str:
    """What stands between two lines of a text: nothing between Han characters."""
    if not before or not after:
        return ""
    return "" if _han_gap.match(f"{before[-1]} {after[0]}") else " "


def _unescaped(line: str) -> str:
    return html.unescape(_tag.sub("", line)).strip()


@dataclass
class _Walk:
    """The text so far, a line a paragraph, and the times of its parts."""

    text: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    locators: list[Locator] = field(default_factory=list)

    def take(self, said: Sequence[Spoken]) -> None:
        ended = sum(_end.search(one.words) is not None for one in said)
        punctuated = ended >= PUNCTUATED_SHARE * len(said)
        run: list[Spoken] = []
        before: list[Spoken] = []
        for one in said:
            if run and not _goes_on(run, one, punctuated=punctuated):
                self.add(run, before)
                before, run = run, []
            run.append(one)
        if run:
            self.add(run, before)
        self.text = "".join(self.pieces)

    def add(self, run: Sequence[Spoken], before: Sequence[Spoken]) -> None:
        """A paragraph; where another speaker asked right before it, it is the answer."""
        answers = bool(before) and _answers(before, run[0])
        self.write("\n" if self.blocks else "")
        start = self.length
        if speaker := run[0].speaker:
            self.write(f"{speaker}：" if count_han(speaker) else f"{speaker}: ")
        for number, one in enumerate(run):
            if number:
                self.write(_joint(run[number - 1].words, one.words))
            at = start if not number else self.length
            self.locators.append(Locator(at, at=_clock(one.start)))
            self.write(one.words)
        lead = len(self.blocks) - 1 if answers else NONE
        self.blocks.append(Block(BlockKind.PARAGRAPH, Span(start, self.length), lead=lead))

    def write(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)


def _goes_on(run: Sequence[Spoken], one: Spoken, *, punctuated: bool) -> bool:
    """Whether what is said next is of the same paragraph: the rest of a sentence."""
    last = run[-1]
    if one.turn or (one.speaker and one.speaker != run[0].speaker) or one.start - last.end > PAUSE:
        return False
    size = sum(width(part.words) for part in run)
    if punctuated:
        broken = _dots.search(last.words) and (one.words[0].islower() or one.words[0] in ".…")
        return (bool(broken) or not _end.search(last.words)) and size <= LONGEST
    return not count_han(last.words) and size + width(one.words) <= UNPUNCTUATED


def _answers(before: Sequence[Spoken], one: Spoken) -> bool:
    words = " ".join(part.words for part in before)
    other = one.turn or (one.speaker and before[0].speaker and one.speaker != before[0].speaker)
    return bool(other) and _asks.match(words) is not None and one.start - before[-1].end <= PAUSE


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
