"""Subtitles."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.assembly import assemble
from youju.corpus.document import Document
from youju.corpus.errors import SourceBroken, SourceError
from youju.corpus.inline.wording import wording
from youju.corpus.readers.plain.subtitles import Subtitles, parsed


def read(text: str, name: str = "a.srt") -> Document:
    return assemble(next(iter(Subtitles().parse(text.encode(), name))), name)  # type: ignore[arg-type]


def srt(*cues: str, seconds: int = 3) -> str:
    return "\n".join(
        f"{number}\n00:00:{number * seconds:02},000 --> 00:00:{number * seconds + 2:02},500\n{cue}\n"
        for number, cue in enumerate(cues, start=1)
    )


def said(document: Document) -> list[tuple[str, str]]:
    return [(document.locator(one.span).at, wording(document, one)) for one in document.statements]


def test_a_sentence_goes_on_over_subtitles() -> None:
    """It is one statement, cited from when it begins; numbers and times are not of it."""
    assert said(read(srt("The lamp is lit", "at five, and it burns", "until dawn. The oil comes", "from Bergen."))) == [
        ("00:00:03", "The lamp is lit at five, and it burns until dawn."),
        ("00:00:09", "The oil comes from Bergen."),
    ]


def test_lines_of_chinese_join_without_a_space() -> None:
    """纸要用桑皮纸，/雨天也不会破。 is one sentence."""
    assert said(read(srt("纸要用桑皮纸，\n雨天也不会破。"))) == [("00:00:03", "纸要用桑皮纸，雨天也不会破。")]


def test_chinese_without_end_marks() -> None:
    """Where nobody writes the end of a sentence, every subtitle is one."""
    assert [words for _, words in said(read(srt("今天做豆腐", "黄豆泡十二个小时", "用石膏 每斤三克")))] == [
        "今天做豆腐",
        "黄豆泡十二个小时",
        "用石膏 每斤三克",
    ]


def test_tags_sounds_and_music_are_not_said() -> None:
    """Tags, places and what is heard but not said are left out; letters that are spelled by name are letters."""
    text = srt(
        '{\\an8}<font color="#ff0">It weighs</font> <b>2 tons</b> &amp; more.', "[foghorn]", "♪ la la ♪", "(door)"
    )
    assert said(read(text)) == [("00:00:03", "It weighs 2 tons & more.")]


def test_who_asks_is_answered_by_the_other() -> None:
    """Of two with dashes, or two named voices, what follows a question is its answer."""
    document = read(srt("- How many steps?\n- Ninety-one."))
    assert [(str(one.kind), one.lead) for one in document.statements] == [("question", -1), ("sentence", 0)]
    voices = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v 甲>哪一年？ <v.loud 乙>一九六二年。</v>\n", "a.vtt")
    assert said(voices) == [("00:00:01", "甲：哪一年？"), ("00:00:01", "乙：一九六二年。")]


def test_webvtt() -> None:
    """Notes, styles, names of subtitles and settings of their place say nothing; the head names the whole."""
    text = (
        "WEBVTT - Kites\nKind: captions\n\nNOTE\nhidden\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n01:10:00.500 --> 01:10:04.000 align:start line:0\nThe frame is <c.x>bamboo</c>.\n"
    )
    document = read(text, "a.vtt")
    assert said(document) == [("01:10:00", "The frame is bamboo.")]
    assert document.title == "Kites"


def test_captions_that_roll() -> None:
    """A line that the subtitle before has shown already is not said again."""
    text = "WEBVTT\n\n" + "\n".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n{lines}\n"
        for n, lines in enumerate(
            ["so<00:00.5><c> we</c> fix", "so we fix\nthe gear<c> box</c>", "the gear box\nwith grease"]
        )
    )
    assert said(read(text, "a.vtt")) == [("00:00:00", "so we fix the gear box with grease")]


def test_two_languages() -> None:
    """Subtitles with a line of each language are two texts, one after the other."""
    assert said(read(srt("水要烧到九十度，\nThe water is heated", "再放茶叶。\nto ninety degrees."))) == [
        ("00:00:03", "水要烧到九十度，再放茶叶。"),
        ("00:00:03", "The water is heated to ninety degrees."),
    ]


def test_a_pause_ends_what_is_said() -> None:
    """After a pause something else begins, whether there is an end mark or not."""
    assert len(said(read(srt("Chapter two", "It rains. All day.", seconds=20)))) == 3


def test_what_has_no_times_is_broken() -> None:
    """A text that is called a subtitle is refused."""
    with pytest.raises(SourceBroken):
        list(Subtitles().parse(b"nothing here", "a.srt"))


@given(st.text(alphabet=st.sampled_from(list("ab -<>v/{}\\[]♪汉？.\n1:0")), max_size=60), st.booleans())
def test_every_block_is_a_slice_in_order(words: str, web: bool) -> None:
    """Whatever a subtitle says: blocks are slices, one behind the other, and so are their times."""
    head = "WEBVTT\n\n" if web else ""
    with suppress(SourceError):
        document = read(f"{head}00:00:01,000 --> 00:00:02,000\n{words}\n00:00:03,000 --> 00:00:04,000\nEnd.\n", "a.vtt")
        assert all(one.span.start < one.span.end <= len(document.text) for one in document.statements)
        starts = [locator.start for locator in document.locators]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "words", ["<" * 100_000, "[" * 100_000, "{\\" * 50_000, "♪" * 100_000, "<v " * 30_000, "- " * 50_000]
)
def test_hostile_subtitles_are_read_in_no_time(words: str) -> None:
    """Signs without end take no time that grows with their square."""
    before = time.process_time()
    parsed(srt(words))
    parsed("00:00:01,000 --> 00:00:02,000\na\n" * 5000)
    assert time.process_time() - before < 5
