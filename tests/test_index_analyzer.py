"""Text to terms: protected patterns, places, and the same terms for indexing and asking."""

import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.index import Analyzer, Lexicon, Token, fold, terms_of

PIECES = st.sampled_from(
    ["v1.21", "3.4.2", "--name", "-d", "1,024,000", "C++", ".net", "a@b.org", "http://x.y/z?q=1", "sha256:ab_c",
     "don't", "’s", "容器", "虛擬機", "，", "\x00", "\ud800", "ﬁ", "…", "/", "-", "한국", "100，200", "\n"]
)  # fmt: skip
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)


@pytest.fixture(scope="module")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> Analyzer:
    return Analyzer(Lexicon(stopwords=frozenset({"the", "的"})), tmp_path_factory.mktemp("cache"))


def terms(analyzer: Analyzer, text: str) -> list[str]:
    return [token.term for token in analyzer.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v1.21", ["v1.21", "1.21"]),
        ("3.4.2", ["3.4.2"]),
        ("v2.0.1-rc.1", ["v2.0.1-rc.1", "v2.0.1", "2.0.1", "rc", "1"]),
        ("--name", ["--name", "name"]),
        ("--restart-policy", ["--restart-policy", "restart", "polici"]),
        ("-d", ["-d", "d"]),
        ("RTX-4090", ["rtx-4090", "rtx", "4090"]),
        ("x86_64", ["x86_64", "x86", "64"]),
        ("https://a.org/b?c=1", ["https://a.org/b?c=1", "https", "a", "org", "b", "c", "1"]),
        ("docker_run", ["docker_run", "docker", "run"]),
        ("/etc/docker", ["etc/docker", "etc", "docker"]),
        ("C++", ["c++", "c", "++"]),
        ("C#", ["c#", "c", "#"]),
        (".NET", [".net", "net"]),
        ("1,024,000", ["1024000"]),
        ("100，200", ["100", "200"]),
        ("me@example.org", ["me@example.org", "me", "exampl", "org"]),
        ("containers' container's", ["contain", "contain"]),
        ("Ｖ１．２１", ["v1.21", "1.21"]),
    ],
)
def test_protected_patterns_are_kept_whole_and_by_parts(
    text: str, expected: list[str], analyzer: Analyzer
) -> None:
    """A version, flag, model number, address or identifier is one term, and its parts are terms too."""
    assert terms(analyzer, text) == expected
    assert terms(analyzer, f"使用{text}参数")[1:-1] == expected


@given(TEXT)
def test_every_token_stands_where_it_says(text: str) -> None:
    """A token of any text slices the characters its term was made of; none is empty or holds white space."""
    analyzer = ANALYZER
    for term, start, end in analyzer.tokens(text):
        slice_ = fold(text[start:end])
        assert 0 <= start < end <= len(text)
        assert term in {slice_, analyzer.stem(slice_), slice_.replace(",", "")}
        assert term == "".join(term.split()) != ""


ANALYZER = Analyzer(bulk=True)
"""For the property: hypothesis asks so many words that the dictionary in memory is the quicker one."""


@given(TEXT)
def test_asking_gives_the_terms_of_indexing(text: str) -> None:
    """A text and its folded, traditional or full-width writing have the same terms."""
    assert terms(ANALYZER, fold(text).replace(",", "") if "，" in text else fold(text)) == terms(
        ANALYZER, text.replace("，", "") if "，" in text else text
    )


@given(TEXT)
def test_fields_follow_from_the_words(text: str) -> None:
    """Every field of any text can be counted, and the Han fields hold its Han characters, no more and no less."""
    fields = terms_of(ANALYZER.words(text), (text,))

    assert len(fields.stem_pairs) == max(0, len(fields.stems) - 1)
    assert all(len(pair) == 2 for pair in fields.han_bigrams)
    assert all(character in fold(text) for character in fields.han_chars)


def test_fields_of_a_text() -> None:
    """A worked example of all six fields."""
    fields = terms_of(["docker", "容器", "run"], ["docker 的容器", "run"])

    assert fields.han_words == ["容器"]
    assert fields.han_bigrams == ["的容", "容器"]
    assert fields.han_chars == ["的", "容", "器"]
    assert fields.stems == ["docker", "run"]
    assert fields.stem_pairs == ["docker run"]
    assert fields.stem_grams == [" doc", "dock", "ocke", "cker", "ker ", " run", "run "]


def test_stopwords_are_no_words(analyzer: Analyzer) -> None:
    """Stopwords are tokens with a place, and are not among the words."""
    assert analyzer.words("the 容器 的 Container") == ["容器", "contain"]
    assert Token("the", 0, 3) in list(analyzer.tokens("the 容器"))


def test_the_fingerprint_follows_the_words() -> None:
    """Other stopwords or owner's terms give another fingerprint, the same ones in another order do not."""
    prints = [
        Analyzer(Lexicon(stopwords=stopwords, terms=terms_)).fingerprint
        for stopwords, terms_ in [
            (frozenset({"a", "b"}), ("容器", "镜像")),
            (frozenset({"b", "a"}), ("镜像", "容器")),
            (frozenset({"a"}), ("容器", "镜像")),
            (frozenset({"a", "b"}), ("容器",)),
        ]
    ]

    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


@pytest.mark.parametrize(
    "unit", ["a", "a_", "-a", "1,", "1.", "v1.", "'", "http://", "+", "容", "a容", "é", ".", "/ "]
)
def test_long_text_takes_time_in_proportion(unit: str) -> None:
    """No pattern is slow on a long text: four times the text is far from sixteen times the time."""
    short, long = unit * 5_000, unit * 20_000
    seconds = []
    for text in (short, long):
        started = time.perf_counter()
        for _ in ANALYZER.tokens(text):
            pass
        seconds.append(time.perf_counter() - started)

    assert seconds[1] < 12 * seconds[0] + 0.5


def test_threads_stem_alike() -> None:
    """Threads that share an analyzer get the stems that one alone gets."""
    words = [f"{stem}{ending}" for stem in ("contain", "run", "isolat", "manag") for ending in ("ing", "ers", "ed")]
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}{word}" for n in range(100) for word in words]
    expected = [Analyzer().stem(word) for word in words]
    shared = Analyzer()
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append([*map(shared.stem, words)])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [expected] * 4


def test_the_word_file_and_memory_give_the_same_terms(analyzer: Analyzer, tmp_path: Path) -> None:
    """Terms do not depend on how the dictionary is held."""
    text = "虚拟机监控器 hypervisor v1.21 與容器編排的關係"
    in_memory = Analyzer(analyzer.lexicon, tmp_path, bulk=True)

    assert list(in_memory.tokens(text)) == list(analyzer.tokens(text))
    assert list(tmp_path.iterdir()) == []
