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
from hypothesis import given
from hypothesis import strategies as st

from youju.index import Segmenter
from youju.index.analysis.segmenter import WordFile, write_word_file

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


@given(run=HAN)
def test_the_cut_of_any_han_text_is_jiebas(run: str, segmenter: Segmenter, jieba: Any) -> None:
    """So it does with any run of Han characters, and every word is a slice of the run."""
    cut = list(segmenter.cut(run))

    assert cut == list(jieba.tokenize(run, mode="search"))
    assert all(run[start:end] == word for word, start, end in cut)


def test_every_frequency_is_jiebas(cache: Path, jieba: Any) -> None:
    """The word file holds jieba's sum of frequencies and, of a sample, each word's and each prefix's own."""
    file = WordFile.read(word_file(cache))
    own = sum(100_000 for _ in TERMS)
    words = [word for word in list(jieba.FREQ)[::97] if not any(word in term for term in TERMS)]

    assert file.total == jieba.total - own
    assert {word: file.get(word) for word in words} == {word: jieba.FREQ[word] for word in words}
    assert file.get("虚的实") is None
    assert "虚拟" in file
    with pytest.raises(KeyError):
        file["虚的实"]


@pytest.mark.parametrize("term", TERMS)
def test_the_owners_terms_are_kept_whole(term: str, segmenter: Segmenter) -> None:
    """An owner's term is one word of a sentence that holds it."""
    words = [word for word, _, _ in segmenter.cut(f"我们使用{term}的时候")]

    assert term in words


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A word file of four words, one of them listed twice."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "dict.txt").write_text("容器 5 n\n虚拟机 3 n\n虚拟 2 v\n容器 7 n\n的 9 uj\n", encoding="utf-8")
    write_word_file(folder / "dict.txt", folder / "words.txt")
    return folder / "words.txt"


def test_words_prefixes_and_others(small: Path) -> None:
    """A word has its frequency, a prefix of a word 0, anything else none; of two entries the last one holds."""
    file = WordFile.read(small)

    assert [file.get(word) for word in ("容器", "虚拟机", "虚拟", "的")] == [7, 3, 2, 9]
    assert [file.get(word) for word in ("虚", "容")] == [0, 0]
    assert [file.get(word) for word in ("拟", "虚拟机器", "a", "\uffff", "虚 ", "虚拟 2")] == [None] * 6
    assert file.total == 26


def test_every_damage_is_noticed(small: Path, tmp_path: Path) -> None:
    """A word file with any one byte changed, or cut short anywhere, is refused."""
    good, bad = small.read_bytes(), tmp_path / "words.txt"
    flipped = [good[:n] + bytes([good[n] ^ 1]) + good[n + 1 :] for n in range(len(good))]
    for data in (*flipped, *(good[:n] for n in range(len(good))), good + b"x", good * 2):
        bad.write_bytes(data)
        with pytest.raises(ValueError, match=r"not |invalid|unpack"):
            WordFile.read(bad)


def test_a_damaged_word_file_is_made_again(cache: Path, tmp_path: Path) -> None:
    """Where the cache holds a word file cut short, it is rebuilt, and the cut is right meanwhile."""
    good, path = word_file(cache).read_bytes(), tmp_path / word_file(cache).name
    path.write_bytes(good[: len(good) // 2])

    assert [word for word, _, _ in Segmenter(cache=tmp_path).cut("容器和虚拟机")] == ["容器", "和", "虚拟", "虚拟机"]
    assert path.read_bytes() == good
    assert os.listdir(tmp_path) == [path.name]


def test_without_a_usable_cache_the_cut_is_the_same(tmp_path: Path, segmenter: Segmenter) -> None:
    """Where the word file cannot be written, the dictionary is read into memory, and what is indexed in bulk and
    asked later meets: both ways to hold the dictionary give one cut."""
    (tmp_path / "file").write_text("")
    in_memory = Segmenter(TERMS, tmp_path / "file" / "cache")

    assert [list(in_memory.cut(s)) for s in SENTENCES] == [list(segmenter.cut(s)) for s in SENTENCES]
    assert os.listdir(tmp_path) == ["file"]


def test_a_killed_writer_leaves_nothing_that_is_used(cache: Path, tmp_path: Path) -> None:
    """A process killed while it writes the word file leaves none, and what it leaves is swept in time."""
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from youju.index.analysis.segmenter import write_word_file
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
        assert WordFile.read(target).get("word7") == 7
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


@pytest.mark.parametrize("bulk", [False, True])
def test_a_word_is_one_where_it_is_seen_oftener_than_its_parts_meet(cache: Path, bulk: bool) -> None:
    """Entries of the dictionary that chance explains are two words, whatever words an owner adds."""
    for segmenter in (Segmenter((), cache, bulk=bulk), Segmenter(TERMS, cache, bulk=bulk)):
        assert all(map(segmenter.is_one_word, ["会员", "要求", "会议", "想要"]))
        assert not any(map(segmenter.is_one_word, ["能退", "归谁", "想买", ""]))
