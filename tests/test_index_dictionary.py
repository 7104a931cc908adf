"""jieba's dictionary on disk: the same cut as jieba's own, and never a half-written file."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.index import Segmenter
from youju.index.dictionary import WordFile, write_word_file

SENTENCES = [
    "容器和虚拟机有什么区别",
    "虚拟机监控器直接运行在硬件上称为裸金属架构",
    "小明硕士毕业于中国科学院计算所后在日本京都大学深造",
    "他来到了网易杭研大厦",
    "结过婚的和尚未结过婚的",
    "我们中出了一个叛徒",
    "工信处女干事每月经过下属科室都要亲口交代二十四口交换机等技术性器件的安装工作",
    "云主机镜像仓库的存储驱动与联合文件系统",
    "𠮷野家㐀々〇",
]
TERMS = ("容器编排", "云主机", "裸金属架构")
HAN = st.text(st.sampled_from("的一是容器虚拟机中国大学和管理程序云主编排镜像存储㐀々𠮷"), min_size=1, max_size=30)
HAN |= st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    list(Segmenter(cache=folder).cut("容器"))
    return folder


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """jieba as it comes, with the same owner's terms."""
    list(Segmenter(cache=tmp_path_factory.mktemp("unused")).cut("a"))
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    for term in TERMS:
        tokenizer.add_word(term, 100_000)
    return tokenizer


@pytest.fixture(scope="module")
def segmenter(cache: Path) -> Segmenter:
    return Segmenter(TERMS, cache)


def word_file(cache: Path) -> Path:
    (path,) = cache.glob("words-*.txt")
    return path


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_cut_is_jiebas(sentence: str, segmenter: Segmenter, jieba: Any) -> None:
    """The dictionary on disk cuts a sentence as jieba's search mode does, place by place."""
    assert list(segmenter.cut(sentence)) == list(jieba.tokenize(sentence, mode="search"))


@settings(max_examples=150)
@given(run=HAN)
def test_the_cut_of_any_han_text_is_jiebas(run: str, segmenter: Segmenter, jieba: Any) -> None:
    """So it does with any run of Han characters, and every word is a slice of the run."""
    cut = list(segmenter.cut(run))

    assert cut == list(jieba.tokenize(run, mode="search"))
    assert all(run[start:end] == word for word, start, end in cut)


def test_every_frequency_is_jiebas(cache: Path, jieba: Any) -> None:
    """The word file holds jieba's sum of frequencies and, of a sample, each word's and each prefix's own."""
    file = WordFile(word_file(cache))
    own = sum(100_000 for _ in TERMS)
    words = [word for word in list(jieba.FREQ)[::97] if not any(word in term for term in TERMS)]

    assert file.total == jieba.total - own
    assert {word: file.get(word) for word in words} == {word: jieba.FREQ[word] for word in words}
    assert file.get("虚的实") is None
    assert "虚拟" in file
    with pytest.raises(KeyError):
        file["虚的实"]


def test_both_dictionaries_cut_alike(segmenter: Segmenter) -> None:
    """What is indexed in bulk and what is asked later meet: both ways to hold the dictionary give one cut."""
    bulk = Segmenter(TERMS, bulk=True)

    assert [list(bulk.cut(s)) for s in SENTENCES] == [list(segmenter.cut(s)) for s in SENTENCES]


@pytest.mark.parametrize("term", TERMS)
def test_the_owners_terms_are_kept_whole(term: str, segmenter: Segmenter) -> None:
    """An owner's term is one word of a sentence that holds it."""
    words = [word for word, _, _ in segmenter.cut(f"我们使用{term}的时候")]

    assert term in words


@pytest.mark.parametrize("damage", ["empty", "cut short", "one byte", "garbage", "header", "total"])
def test_a_damaged_word_file_is_made_again(damage: str, cache: Path, tmp_path: Path) -> None:
    """Damage anywhere in the word file is noticed: it is rebuilt, and the cut is right meanwhile."""
    source = word_file(cache)
    good = source.read_bytes()
    half = len(good) // 2
    bad = {
        "empty": b"",
        "cut short": good[:half],
        "one byte": good[:half] + bytes([good[half] ^ 1]) + good[half + 1 :],
        "garbage": b"\x00garbage\n" * 50,
        "header": b"youju-words 2 1\n" + good[good.index(b"\n") + 1 :],
        "total": good.replace(b" 2 6", b" 2 7", 1),
    }[damage]
    assert bad != good
    path = tmp_path / source.name
    path.write_bytes(bad)

    assert [word for word, _, _ in Segmenter(cache=tmp_path).cut("容器和虚拟机")] == ["容器", "和", "虚拟", "虚拟机"]
    assert path.read_bytes() == good
    assert os.listdir(tmp_path) == [source.name]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, segmenter: Segmenter) -> None:
    """Without a usable cache folder the dictionary is read into memory, and the cut is the same."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    sentence = SENTENCES[0]

    assert list(Segmenter(TERMS, blocked / "cache").cut(sentence)) == list(segmenter.cut(sentence))
    assert blocked.read_text() == ""


def test_a_killed_writer_leaves_nothing_that_is_used(cache: Path, tmp_path: Path) -> None:
    """A process killed while it writes the word file leaves none, and what it leaves is swept in time."""
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from youju.index.dictionary import write_word_file
        source, target = map(Path, sys.argv[1:])
        while True:
            write_word_file(source, target)
            print("written", flush=True)
            target.unlink()
    """)
    source, target = tmp_path / "dict.txt", tmp_path / "out" / "words.txt"
    source.write_bytes(b"".join(b"word%d %d n\n" % (n, n) for n in range(60_000)))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(source), str(target)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    for _ in range(10_000):  # until it is in the middle of writing
        if any(target.parent.glob("*.new")):
            break
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    if target.exists():
        assert WordFile(target).get("word7") == 7
    for left in target.parent.glob("*.new"):
        os.utime(left, (0, 0))
    write_word_file(source, target)
    assert os.listdir(target.parent) == [target.name]


def test_threads_cut_alike(cache: Path) -> None:
    """Threads that share a segmenter from its first use on get the cut that one alone gets."""
    shared = Segmenter(TERMS, cache)
    expected = [list(Segmenter(TERMS, cache).cut(s)) for s in SENTENCES]
    found: list[list[Any]] = []
    threads = [
        threading.Thread(target=lambda: found.append([list(shared.cut(s)) for s in SENTENCES])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [expected] * 4


def test_jieba_is_quiet_and_lazy(tmp_path: Path, cache: Path) -> None:
    """English text loads no jieba; Chinese text loads it without a word on stderr or a file in the shared folder."""
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from youju.index import Analyzer
        analyzer = Analyzer(cache=Path(sys.argv[1]))
        print(analyzer.words("What is a container, v1.21 --name?"))
        print("jieba" in sys.modules)
        analyzer.words("容器是什么")
        Analyzer(bulk=True).words("容器是什么")
        print("jieba" in sys.modules)
    """)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", script, str(cache)],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[1:] == ["False", "True"]
    assert done.stderr == ""
    assert os.listdir(temporary) == []
