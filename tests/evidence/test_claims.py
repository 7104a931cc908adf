"""What a statement claims: opposites with the sign they are said with, denials, comparisons, places of words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from youju.config import Settings
from youju.corpus import parse
from youju.evidence.claims.claims import ClaimReader
from youju.evidence.claims.clauses import Sentence
from youju.index import Record
from youju.pipeline.machinery import Machinery

MACHINERY = Machinery(Settings())


def record(text: str) -> Record:
    """A document of one paragraph, as the index would keep it."""
    document = parse(text, "a.txt")
    words = tuple(tuple(MACHINERY.analyzer.words(s.span.of(document.text))) for s in document.statements)
    return Record(document, (), words)


def sentence(text: str) -> Sentence:
    """The first sentence of ``text``."""
    return MACHINERY.claims.read(record(text), 0)[0]


def signs(text: str) -> dict[str, int]:
    """The aspects of the opposites in ``text``, with their signs."""
    return {mark.aspect: mark.sign for mark in sentence(text).marks}


@pytest.mark.parametrize(
    ("text", "aspect", "sign"),
    [
        ("The engine is fast.", "speed", 1),
        ("The engine is not very fast.", "speed", -1),
        ("The engine isn't slow.", "speed", 1),
        ("The engine is less secure.", "security", -1),
        ("The engine no longer runs and is slow.", "speed", -1),
        ("The engine is more secure.", "security", 1),
        ("The engine is not as fast as the motor.", "speed", -1),
        ("引擎的启动很快。", "speed", 1),
        ("引擎并不慢。", "speed", 1),
        ("引擎不支持多线程。", "support", -1),
        ("这种引擎不如马达安全。", "security", -1),
        ("引擎容易受到攻击。", "security", -1),
    ],
)
def test_an_opposite_has_the_sign_it_is_said_with(text: str, aspect: str, sign: int) -> None:
    """Denials, "less" and "not as … as" turn an opposite round."""
    assert signs(text)[aspect] == sign


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The server does not run Windows.", {"run"}),
        ("The server needs no disk.", {"disk"}),
        ("The server not only runs Windows.", set()),
        ("没有硬盘。", {"hard disk"}),
        ("它不仅打印文件。", set()),
        ("无线网卡。", set()),
        ("不锈钢水壶。", set()),
        ("非洲的草原。", set()),
    ],
)
def test_a_denial_reaches_the_word_after_it(text: str, denied: set[str]) -> None:
    """ "Not only" denies nothing, nor does a character inside a longer word."""
    found = sentence(text).denied

    assert len(found) == len(denied)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("The red pump is faster than the blue pump.", "the blue pump"),
        ("红泵比蓝泵更快。", "蓝泵"),
        ("红泵的能耗高于蓝泵。", "蓝泵"),
        ("红泵不如蓝泵安静。", "蓝泵"),
        ("这个比例很高。", ""),
    ],
)
def test_a_comparison_names_what_it_compares_with(text: str, compared: str) -> None:
    """What stands after "than" or 比 is not the subject; 比例 compares nothing."""
    clause = next(clause for clause in sentence(text).clauses if clause.marks)
    start, end = clause.compared

    assert text.lower()[start:end].strip(" .更。") == compared


def test_a_word_of_a_denial_is_no_opposite() -> None:
    """ "No longer" says nothing of length."""
    assert "length" not in signs("The engine no longer needs coal.")


def test_translations_are_one_class() -> None:
    """A Chinese word and its English translation in the glossary count as the same."""
    chinese = {word.kind for word in sentence("虚拟机占用内存。").words}
    english = {word.kind for word in sentence("A virtual machine uses memory.").words}

    assert len(chinese & english) >= 2


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="容器比虚拟机更快不没有慢高于,。、 abfast not than slow1年%\n", min_size=1, max_size=60))
def test_every_word_stands_where_it_says(text: str) -> None:
    """Whatever the text, words and clauses keep their order and their places in the statement."""
    reader: ClaimReader = MACHINERY.claims
    if not any(character.isalnum() for character in text):
        return
    written = record(text)
    for number, statement in enumerate(written.document.statements):
        wide = statement.span.end - statement.span.start
        for read in reader.read(written, number):
            starts = [word.start for clause in read.clauses for word in clause.words]
            assert starts == sorted(starts)
            assert all(0 <= mark.start <= mark.end <= wide for mark in read.marks)
