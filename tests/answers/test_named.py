"""Documents that a question names: manuals of programs, each full of its own name."""

import pytest

from tests.sample import highlighted, opened, said
from youju.answerer import Answerer
from youju.corpus import plain
from youju.review.decision import touches

TOOL = """# wickly: a tool that trims candles

wickly is a tool that trims the wicks of candles. wickly was written for wickly users by the wickly team.

## Installing wickly

Run `pip install wickly` to install wickly. wickly needs Python.

## Using wickly

wickly trims. wickly is fast. wickly loves candles, and candles love wickly.

## Options

| Option | Meaning |
| --- | --- |
| `-c`, `--cut` | cut to a length of 5 mm |
| `--glow` | leave the wick glowing |

## Trimming

Set the length first. Wicks that are too short are thrown away.

```
wickly trim --all
```

- Trim a wick with `wickly one`.
- Notes:

    - first wick
    - second wick

## Colours

The default colour of the flame is amber. See [the palette](https://example.org/https/purple).

## Output

This is what is printed:

```
trimming candles
default colour purple
cutting wicks
length 5
glowing
install done
port 9
flame
amber
end
```
"""
OTHER = """# 蜡烛手册

## 颜色

默认颜色是白色。颜色可以在设置里改。默认的颜色很好看。作者：陈皮。

## 安装

安装蜡烛要用烛台。安装之前先量尺寸。

## 长度

默认长度是十厘米。长度可以改。

## 其他

**烛芯**是一种棉线。把芯浸蜡的方法叫做“**蘸蜡**”。

蜡有 [石蜡 | 蜂蜡 | 豆蜡] 三个选项。

蜂蜡来自蜂巢。

石蜡来自石油。
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("named"), {"wickly.md": TOOL, "candles.md": OTHER})


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How do I install wickly?", "pip install wickly"),
        ("What is the default colour of wickly?", "amber"),
        ("wickly 的火焰是什么颜色？", "amber"),
    ],
)
def test_a_named_document_answers_what_is_asked_about_it(both: Answerer, question: str, quoted: str) -> None:
    """Not with the sentence that repeats the name most, and not with a document in the asker's language."""
    explanation = both.explain(question)

    assert explanation.query.named
    assert quoted in explanation.answer.text
    assert {citation.document for citation in explanation.answer.citations} == {"wickly.md"}


def test_what_a_named_document_lacks_is_not_taken_from_another(both: Answerer) -> None:
    """The author of one program is not that of the other."""
    assert "陈皮" in both.ask("作者是谁？").text
    assert not both.ask("wickly 的作者是谁？").answered


@pytest.mark.parametrize("question", ["What is wickly?", "蜡烛有哪些颜色？", "Is the default colour amber?"])
def test_a_name_alone_and_a_word_of_a_title_name_nothing(both: Answerer, question: str) -> None:
    """Where nothing else is asked for the name is the question; the words of a Chinese title are words."""
    assert both.explain(question).query.named == frozenset()


def test_a_name_is_known_as_one_word_or_two(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Titles write "Wick Server", people wick-server."""
    own = opened(tmp_path_factory.mktemp("apart"), {"w.md": TOOL.replace("# wickly:", "# Wick Server:")})

    assert own.explain("What is the default colour of wick-server?").query.named == {"wick", "server", "wick-server"}
    assert own.explain("What is wick-server?").query.named == frozenset()
    assert own.ask("What is wick-server?").answered


@pytest.mark.parametrize("question", ["What is wickly?", "wickly 是什么？", "wickly是个啥"])
def test_a_document_begins_by_saying_what_it_is_about(tmp_path_factory: pytest.TempPathFactory, question: str) -> None:
    """Where no sentence is put as a definition, and others repeat the name."""
    text = TOOL.replace(
        "wickly is a tool that trims the wicks of candles. wickly was", "Trim your candles in a second. It was"
    )
    own = opened(tmp_path_factory.mktemp("first"), {"w.md": text, "candles.md": OTHER})

    assert own.ask(question).statements[0].text.startswith("Trim your candles in a second.")


def test_short_documents_are_not_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a document of one passage the name says as much as any other word."""
    own = opened(tmp_path_factory.mktemp("short"), {"a.md": "# snuffer\n\nThe snuffer has a bell.\n"})

    assert own.explain("Does the snuffer have a bell?").query.named == frozenset()


def test_what_a_program_prints_is_no_command(both: Answerer) -> None:
    """However many words of the question it has: neither quoted as the answer, nor as what comes nearest to one."""
    for question, words in (
        ("How do I install wickly for cutting wicks?", "pip install wickly"),
        ("wickly 默认颜色是什么？", "flame is amber"),
    ):
        answer = both.ask(question)
        quotes = [citation.quote for citation in answer.citations]

        assert not any("end" in quote.splitlines() for quote in quotes)
        assert words in (quotes or [near.quote for near in answer.nearest])[0]


def test_a_sentence_before_a_command_says_something_itself(both: Answerer) -> None:
    """Only one that ends in a colon, or says that something follows, is a mere lead-in."""
    assert "thrown away" in both.ask("Are short wicks thrown away?").text


def test_the_address_behind_a_link_is_no_evidence(both: Answerer) -> None:
    """Nobody reads it."""
    assert not both.ask("Is there purple https in the palette?").answered


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("什么是烛芯？", ["烛芯是一种棉线。"]),
        ("蘸蜡是什么", ["把芯浸蜡的方法叫做“蘸蜡”。"]),
        ("What does wickly --glow mean?", ["--glow | leave the wick glowing"]),
        ("-c 是什么意思？", ["-c, --cut | cut to a length of 5 mm"]),
    ],
)
def test_markup_hides_no_definition(both: Answerer, question: str, quoted: list[str]) -> None:
    """Bold words, words in quotation marks and the options of a table are defined as well as plain ones."""
    assert [plain(decides) for decides in highlighted(both.ask(question))] == quoted


def test_a_list_of_values_is_no_comparison(both: Answerer) -> None:
    """What may be written for an option says nothing about how the values differ."""
    assert said(both.explain("蜂蜡和石蜡有什么区别？")) == ["蜂蜡来自蜂巢。", "石蜡来自石油。"]


def test_evidence_touches_what_is_asked_about(both: Answerer) -> None:
    """With a word of the question in its passage or above it; what answers another question has none."""
    asked, other = both.explain("Which option leaves the wick glowing?"), both.explain("默认颜色是什么？")

    assert touches(asked.findings.inquiry, asked.evidence)
    assert not touches(asked.findings.inquiry, other.evidence)


@pytest.mark.parametrize("question", ["What can you do?", "Which one is it?"])
def test_what_asks_about_nothing_is_not_answered(both: Answerer, question: str) -> None:
    """Even where the documents have its words; the explanation says why."""
    assert not both.ask(question).answered
    assert not both.explain(question).findings.matcher.asks


TAGLINE = TOOL.replace("# wickly: a tool that trims candles", "# Trims candles in a second")


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """A manual whose title is a slogan: only its file says what it is called."""
    files = {"wickly.md": TAGLINE + "\n## Licence\n\nThe licence is MIT.\n", "candles.md": OTHER}
    return opened(tmp_path_factory.mktemp("filed"), files)


@pytest.mark.parametrize("question", ["What is the default colour of wickly?", "wickly 的火焰是什么颜色？"])
def test_a_file_names_its_document(filed: Answerer, question: str) -> None:
    """People call a program by the name of its manual's file."""
    explanation = filed.explain(question)

    assert explanation.query.documents == (filed.snapshot.numbers["wickly.md"],)
    assert "amber" in explanation.answer.text


@pytest.mark.parametrize("question", ["What does wickly do?", "wickly 是做什么用的？"])
def test_what_a_file_is_called_is_answered_by_its_beginning(filed: Answerer, question: str) -> None:
    """What is asked for is the document itself."""
    first = filed.ask(question).citations[0]

    assert (first.document, first.lines[0] < 5) == ("wickly.md", True)


def test_a_file_named_like_a_common_word_names_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where most of what speaks of a flame stands elsewhere the word is a word."""
    flames = "".join(f"# Flame {n}\n\nThe flame burns.\n\n## Size\n\nThe flame is {n} cm.\n\n" for n in range(9))
    own = opened(tmp_path_factory.mktemp("common"), {"flame.md": TOOL, "others.md": flames})

    assert own.explain("Which colour has the flame?").query.documents == ()


def test_a_version_is_looked_for_below_its_title(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What changed in it stands there, and seldom says the number again."""
    entries = "".join(f"## 2.{n}.0\n\n- Added {word}.\n- 改进了性能。\n\n" for n, word in enumerate(SIZES))
    own = opened(tmp_path_factory.mktemp("versions"), {"changes.md": f"# 变更\n\n{entries}", "candles.md": OTHER})

    for question in ("2.3.0 更新了什么？", "What was added in 2.3.0?"):
        assert [citation.quote for citation in own.ask(question).citations] == ["Added a tray.\n- 改进了性能。"]


SIZES = ["a lid", "a wick", "a bell", "a tray", "a hook", "a mat"]


def test_a_line_of_languages_is_no_beginning(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It stands above the title of many a README, and says nothing of the program."""
    text = "English | [简体中文](README.zh-CN.md)\n\n" + TAGLINE
    own = opened(tmp_path_factory.mktemp("languages"), {"wickly/README.md": text, "candles.md": OTHER})

    assert "English" not in own.ask("What is wickly?").text
    assert own.ask("What is wickly?").citations[0].document == "wickly/README.md"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """A manual and its list of changes in a folder that has the program's name, beside another program's."""
    changes = "# Changes\n\n## 1.2.0\n\n- The flame flickers less.\n\n## 1.1.0\n\n- The tray is smaller.\n"
    files = {"wickly/CHANGELOG.md": changes, "wickly/README.md": TAGLINE, "candles/README.md": OTHER}
    return opened(tmp_path_factory.mktemp("folders"), files)


def test_a_folder_names_the_documents_in_it(folders: Answerer) -> None:
    """A README is about what its folder is called, and so are the changes beside it, the README first."""
    numbers = folders.snapshot.numbers
    asked = folders.explain("Which flame does wickly have?").query

    assert asked.documents == (numbers["wickly/README.md"], numbers["wickly/CHANGELOG.md"])
    assert folders.ask("What is wickly?").citations[0].document == "wickly/README.md"
