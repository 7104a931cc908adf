"""Text to terms: protected patterns, places, and the same terms for indexing and asking."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.index import Analyzer, Lexicon, Token, fold, terms_of

PIECES = st.sampled_from(
    ["v1.21", "3.4.2", "--name", "-d", "1,024,000", "C++", ".net", "a@b.org", "http://x.y/z?q=1", "sha256:ab_c",
     "don't", "’s", "容器", "虛擬機", "，", "\x00", "\ud800", "ﬁ", "…", "/", "-", "한국", "100，200", "\n"]
)  # fmt: skip
TEXT = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)

ANALYZER = Analyzer(Lexicon(stopwords=frozenset({"the", "的"})), bulk=True)
"""With the dictionary in memory: hypothesis asks for many words. That the file gives the same is tested elsewhere."""


def terms(text: str) -> list[str]:
    return [token.term for token in ANALYZER.tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v1.21", ["v1.21", "1.21"]),
        ("3.4.2", ["3.4.2"]),
        ("v2.0.1-rc.1", ["v2.0.1-rc.1", "v2.0.1", "2.0.1", "rc.1"]),
        ("--name", ["--name", "name"]),
        ("--restart-policy", ["--restart-policy", "restart", "polici"]),
        ("-d", ["-d", "d"]),
        ("--cook_name", ["--cook_name", "cook", "name"]),
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
def test_protected_patterns_are_kept_whole_and_by_parts(text: str, expected: list[str]) -> None:
    """A version, flag, model number, address or identifier is one term, and its parts are terms too."""
    assert terms(text) == expected
    assert terms(f"使用{text}参数")[1:-1] == expected


@settings(max_examples=50)
@given(TEXT)
def test_every_token_stands_where_it_says(text: str) -> None:
    """A token of any text slices the characters its term was made of; none is empty or holds white space."""
    for term, start, end in ANALYZER.tokens(text):
        slice_ = fold(text[start:end])
        assert 0 <= start < end <= len(text)
        assert term in {slice_, ANALYZER.stem(slice_), slice_.replace(",", "")}
        assert term == "".join(term.split()) != ""


@settings(max_examples=50)
@given(TEXT)
def test_asking_gives_the_terms_of_indexing(text: str) -> None:
    """A text and its folded writing have the same terms; a full-width comma is no part of a number."""
    text = text.replace("，", "")

    assert terms(fold(text)) == terms(text)


@settings(max_examples=50)
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


def test_stopwords_are_no_words() -> None:
    """Stopwords are tokens with a place, and are not among the words."""
    assert ANALYZER.words("the 容器 的 Container") == ["容器", "contain"]
    assert Token("the", 0, 3) in list(ANALYZER.tokens("the 容器"))


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


@pytest.mark.parametrize("unit", ["a", "a_", "-a", "1,", "v1.", "'", "http://", "容", "a容", "é", "/ "])
def test_long_text_is_taken(unit: str) -> None:
    """A text of one pattern repeated 20,000 times gives tokens up to its end, or none at all."""
    text = unit * 20_000
    ends = [end for _, _, end in ANALYZER.tokens(text)]

    assert not ends or max(ends) > len(text) - len(unit)


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
