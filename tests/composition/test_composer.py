"""The promises of an answer: every word quoted from its place, every place once, and the same bytes each time."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.sample import FILES, build, documents, highlighted, opened, sample
from youju.answerer import Answerer
from youju.composition.answer import Answer, Status
from youju.config import Templates
from youju.corpus import Document, QuestionError
from youju.question.kinds import Kind

FIELDS = {
    "id",
    "question",
    "language",
    "kind",
    "status",
    "text",
    "statements",
    "citations",
    "conflicts",
    "confidence",
    "missing_terms",
    "nearest",
    "suggestions",
}
ADDED = {"verdict", "receipt", "index", "program", "missing_kind", "completed", "mended", "bridges", "parts"}
CITATION = {"number", "document", "title", "heading", "lines", "page", "at", "start", "end", "quote", "sha256", "url"}
CITATION_ADDED = {"updated", "highlight", "replaced_by"}
STATEMENT = {"text", "citations"}
STATEMENT_ADDED = {"form", "heads", "highlight", "code"}
PLACE = {"document", "heading", "quote", "start", "end", "lines", "sha256"}
PLACE_ADDED = {"page", "at", "url", "updated", "highlight", "statement"}

ASKED = [
    "什么是绿茶？",
    "茶叶分为哪几类？",
    "如何冲泡盖碗茶？",
    "绿茶和红茶有什么区别？",
    "《茶经》的作者是谁？",
    "燈籠是什麼？",
    "怎么清洗自行车链条？",
    "What is toner?",
    "How do I add a network printer?",
    "What kinds of gears are there?",
    "Can I use recycled paper?",
    "What is the difference between a disc brake and a rim brake?",
    "How many clocks does the museum hold?",
    "纸博物馆在哪里？",
]

WORDS = sorted({word for text in FILES.values() for word in re.findall(r"[A-Za-z]{3,}|[\u4e00-\u9fff]{2,4}", text)})
FRAMES = [
    "{}是什么？",
    "{}有哪些？",
    "如何{}？",
    "为什么{}？",
    "{}",
    "What is {}?",
    "How do I {}?",
    "What kinds of {} are there?",
]
BOTH = ["{}和{}有什么区别？", "What is the difference between {} and {}?", "{} {}", "{}比{}更好吗？"]
words = st.sampled_from(WORDS)
questions = st.one_of(
    st.builds(str.format, st.sampled_from(FRAMES), words),
    st.builds(str.format, st.sampled_from(BOTH), words, words),
    st.lists(words, min_size=1, max_size=7).map(" ".join),
)
several = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.fixture(scope="module")
def sources(answerer: Answerer) -> dict[str, Document]:
    return documents(answerer)


@cache
def eager(folder: Path) -> Answerer:
    """An answerer over the same index that never refuses, so that more answers are seen."""
    sample_settings = Answerer.open(folder).settings.model_copy(update={"threshold": 0.0})
    return Answerer.open(folder, sample_settings)


def asked(answerer: Answerer, question: str) -> Answer:
    try:
        return eager(answerer.snapshot.folder).ask(question)
    except QuestionError:
        assume(False)
        raise


def is_within(words: str, quote: str) -> bool:
    """Whether the characters of ``words`` stand in ``quote`` in the same order."""
    rest = iter(quote)
    return all(character in rest for character in words)


def check(answer: Answer, sources: dict[str, Document]) -> None:
    """Every promise about the quotes of one answer."""
    for citation in answer.citations:
        document = sources[citation.document]
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.quote.strip()
        before, through = document.text[: citation.start], document.text[: citation.end].rstrip("\r\n")
        assert citation.lines == (before.count("\n") + 1, through.count("\n") + 1)
        assert citation.sha256 == sha256(document.text.encode()).hexdigest()
        assert (citation.title, citation.url, citation.updated) == (document.title, document.url, document.updated)
    cited = {citation.number: citation for citation in answer.citations}
    for statement in answer.statements:
        assert statement.citations
        citation = cited[statement.citations[0]]
        text, start = sources[citation.document].text, citation.start
        if statement.form == "block":  # the mark of its first item stands before what is quoted
            start = text.rfind("\n", 0, start) + 1
        assert is_within("".join(statement.text.split()), "".join(text[start : citation.end].split()))
        assert statement.text in answer.text
    check_numbers(answer)


def check_numbers(answer: Answer) -> None:
    """The numbers of text, statements and sources agree, and no place is listed twice."""
    listed = [citation.number for citation in answer.citations]
    cited = [number for statement in answer.statements for number in statement.citations]
    assert listed == list(range(1, len(listed) + 1))
    assert cited == listed
    assert [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)] == listed
    places = sorted((citation.document, citation.start, citation.end) for citation in answer.citations)
    for one, other in pairwise(places):
        assert one[0] != other[0] or one[2] <= other[1]


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_keeps_its_promises(answerer: Answerer, sources: dict[str, Document], question: str) -> None:
    """Each statement is a slice of a document with its lines, its sha256 and its number."""
    answer = answerer.ask(question)

    assert answer.status is Status.ANSWERED
    assert answer.statements
    check(answer, sources)


@several
@given(questions)
def test_every_answer_keeps_its_promises(answerer: Answerer, sources: dict[str, Document], question: str) -> None:
    """Whatever is asked of whatever words, what is said is quoted, placed and numbered."""
    check(asked(answerer, question), sources)


@settings(several, max_examples=15)
@given(questions)
def test_the_same_question_has_the_same_answer(answerer: Answerer, question: str) -> None:
    """Asking again, and asking another answerer of the same index, gives the same bytes."""
    first = asked(answerer, question).model_dump_json()

    assert asked(answerer, question).model_dump_json() == first
    assert answerer.ask(question).id == json.loads(first)["id"]


def test_another_process_gives_the_same_bytes(answerer: Answerer) -> None:
    """The order in which Python happens to keep its sets changes nothing in an answer."""
    code = (
        "import sys; from youju import Answerer; a = Answerer.open(sys.argv[1])\n"
        "for question in sys.argv[2:]: print(a.ask(question).model_dump_json())"
    )
    command = [sys.executable, "-c", code, str(answerer.snapshot.folder), *ASKED[::2]]
    others = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"}
    )

    assert others.stdout.decode().splitlines() == [answerer.ask(question).model_dump_json() for question in ASKED[::2]]


def test_json_has_the_fields_of_the_design(answerer: Answerer) -> None:
    """No field is missing or renamed, and none is there that is not known."""
    answer = json.loads(answerer.ask("What is toner?").model_dump_json())
    refusal = json.loads(answerer.ask("What are Samovars?").model_dump_json())

    assert answer.keys() == refusal.keys() == FIELDS | ADDED
    assert all(citation.keys() == CITATION | CITATION_ADDED for citation in answer["citations"])
    assert all(statement.keys() == STATEMENT | STATEMENT_ADDED for statement in answer["statements"])
    assert all(place.keys() == PLACE | PLACE_ADDED for place in refusal["nearest"])
    assert (answer["status"], refusal["status"]) == ("answered", "not_found")
    assert answer["kind"] in set(Kind)
    assert isinstance(answer["citations"][0]["lines"], list)
    assert 0 <= answer["confidence"] <= 1


def test_json_is_read_back_as_the_answer(answerer: Answerer) -> None:
    """What is printed is all of it."""
    for question in ("绿茶和红茶有什么区别？", "What are Samovars?"):
        answer = answerer.ask(question)
        assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_byte_that_is_no_text_in_a_question_is_no_crash(answerer: Answerer) -> None:
    """What a shell makes of a broken byte is refused or answered, and the answer can be printed."""
    try:
        answer = answerer.ask("what is toner\udcff?")
    except QuestionError:
        return

    assert json.loads(answer.model_dump_json())
    assert answer.text.encode()
    assert answer.question.encode()


def test_what_two_documents_say_is_said_once_with_both_sources(answerer: Answerer) -> None:
    """A sentence that stands in two documents is one statement with two citations."""
    answer = answerer.ask("What is toner?")

    assert [statement.text for statement in answer.statements] == [
        "Toner is a fine powder that a laser printer melts onto paper."
    ]
    assert {citation.document for citation in answer.citations} == {"printers.md", "printer-notes.txt"}
    assert answer.statements[0].citations == (1, 2)


def test_a_citation_has_its_title_headings_and_lines(answerer: Answerer) -> None:
    """A source says where to look: document, title, headings from the outermost, lines from 1."""
    citation = answerer.ask("紫砂壶产自哪里？").citations[0]
    lines = FILES["tea.md"].splitlines()

    assert (citation.number, citation.document, citation.title) == (1, "tea.md", "茶的常识")
    assert citation.heading == ("茶的常识", "茶具", "紫砂壶")
    assert highlighted(answerer.ask("紫砂壶产自哪里？"))[0] == "紫砂壶产自江苏宜兴。"
    assert "紫砂壶产自江苏宜兴。" in lines[citation.lines[0] - 1 : citation.lines[1]]


def test_a_citation_of_a_row_has_its_address_and_date(answerer: Answerer) -> None:
    """A document of a ``.jsonl`` file is named by its id and keeps its url and its date."""
    citation = answerer.ask("How many clocks does the Clock Museum hold?").citations[0]

    assert (citation.document, citation.url, citation.updated) == (
        "clock-museum",
        "https://example.org/clock",
        "2024-05-01",
    )


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("什么是人工智能？", "zh"),
        ("什麼是人工智慧", "zh-Hant"),
        ("Kubernetes 的量子插件是什么？", "zh"),
        ("What are Samovars?", "en"),
    ],
)
def test_the_frame_is_in_the_language_of_the_question(answerer: Answerer, question: str, language: str) -> None:
    """A refusal is worded in the asker's language and characters, unless another is asked for."""
    nothing = {"missing": (), "missing_kind": "", "near": (), "nearest": (), "points": []}
    openings = {name: Templates().render(name, "not_found", nothing) for name in ("zh", "zh-Hant", "en")}
    other = "zh" if language == "en" else "en"

    assert answerer.ask(question).text.startswith(openings[language])
    assert answerer.ask(question, language=other).text.startswith(openings[other])
    assert answerer.ask(question, language=other).language == other


def test_quotes_stay_in_their_own_language_and_script(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A Chinese question is answered from an English document, and the reverse, in the document's own characters."""
    texts = {
        "vm.md": "# Notes\n\nA virtual machine is a computer made of software.\n",
        "rq.md": "# 筆記\n\n容器鏡像是一種唯讀的模板。\n",
    }
    own = opened(tmp_path_factory.mktemp("both"), texts)

    assert own.ask("什么是虚拟机？").citations[0].quote == "A virtual machine is a computer made of software."
    assert own.ask("What is a container image?").citations[0].quote == "容器鏡像是一種唯讀的模板。"


def test_markup_is_in_the_quote_and_not_in_the_statement(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The quote is the source to the letter; the statement is what a reader sees of it."""
    line = "A **samovar** is a [kettle](https://example.org/k) that `boils` water &amp; keeps it hot."
    own = opened(tmp_path_factory.mktemp("markup"), {"s.md": f"# Samovars\r\n\r\n{line}\r\n"})

    answer = own.ask("What is a samovar?")

    assert answer.citations[0].quote == line
    assert answer.citations[0].lines == (3, 3)
    assert answer.statements[0].text == "A samovar is a kettle that boils water & keeps it hot."


def test_code_is_said_to_the_letter(answerer: Answerer) -> None:
    """A command keeps every character, and the block around it says where it stands."""
    answer = answerer.ask("How do I add a network printer on Linux?")
    code = [said.text[start:end] for said in answer.statements for start, end in said.code]

    assert code == ["lpadmin -p office -E -v ipp://10.0.0.7/ipp/print"]


@pytest.mark.parametrize(
    ("steps", "markers"),
    [
        ("1. {}\n2. {}\n3. {}\n", ["1.", "2.", "3."]),
        ("4) {}\n5) {}\n6) {}\n", ["4)", "5)", "6)"]),
        ("1. {}\n1. {}\n1. {}\n", ["1.", "2.", "3."]),
        ("- {}\n- {}\n- {}\n", ["-", "-", "-"]),
        ("1. [ ] {}\n2. [x] {}\n3. **{}**\n", ["1.", "2.", "3."]),
    ],
)
def test_a_step_is_shown_with_its_number(tmp_path: Path, steps: str, markers: list[str]) -> None:
    """Items of a numbered list keep the numbers of the document, counted on where it repeats the first."""
    said = ("Fold the sheet of paper twice.", "Cut along the fold.", "Stitch the pages.")
    own = opened(tmp_path, {"booklets.md": "# How to bind a booklet\n\n" + steps.format(*said)})

    answer = own.ask("How do I bind a booklet?")

    assert answer.text.removesuffix("[1]").split("\n") == [f"{m} {s}" for m, s in zip(markers, said, strict=True)]
    check_numbers(answer)


BINDING = """# Booklets

## Binding a booklet

1. Fold the sheet of paper twice for the booklet.

   ```
   fold --twice
   ```

1. Cut the booklet along the fold.
1. Stitch the pages of the booklet with a thread.

The second way of binding is glue.

1. Spread the glue thinly on the spine.
1. Press the glued spine overnight.
"""


@pytest.mark.parametrize(
    ("question", "decides"),
    [
        ("Is the booklet stitched with a thread?", "Stitch the pages of the booklet with a thread."),
        ("What about the glued spine overnight?", "Press the glued spine overnight."),
        (
            "Where is a booklet cut along the fold and stitched with thread?",
            "Cut the booklet along the fold.\n1. Stitch the pages of the booklet with a thread.",
        ),
        ("How do I bind a booklet?", "booklet"),
    ],
)
def test_a_repeated_number_is_counted_in_the_document(tmp_path: Path, question: str, decides: str) -> None:
    """An item has the number of its place in its own list, whichever items of the block decide."""
    own = opened(tmp_path, {"booklets.md": BINDING}, threshold=0)

    answer = own.ask(question)
    lines = re.sub(r"\[\d+\]", "", answer.text).split("\n")

    assert [line for line in lines if re.match(r"\d", line)] == [
        "1. Fold the sheet of paper twice for the booklet.",
        "2. Cut the booklet along the fold.",
        "3. Stitch the pages of the booklet with a thread.",
        "1. Spread the glue thinly on the spine.",
        "2. Press the glued spine overnight.",
    ]
    assert any(decides in one for one in highlighted(answer))


def test_a_number_in_plain_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    """Circled and bracketed numbers of a plain text are shown as they are."""
    text = "怎样装订小册子\n\n装订小册子的步骤如下：\n\n（1）把纸对折两次。\n（2）沿折痕裁开。\n（3）用线把书页缝好。\n"
    own = opened(tmp_path, {"booklets.txt": text})

    lines = re.sub(r"\[\d+\]", "", own.ask("怎样装订小册子？").text).split("\n")

    assert lines == [
        "装订小册子的步骤如下：",
        "（1） 把纸对折两次。",
        "（2） 沿折痕裁开。",
        "（3） 用线把书页缝好。",
    ]


def test_a_row_has_its_column_heads(answerer: Answerer) -> None:
    """A table row is said with the heads of its columns."""
    statement = answerer.ask("绿茶和红茶的水温有什么不同？").statements[0]

    assert (statement.form, statement.heads) == ("row", ("方面", "绿茶", "红茶"))
    assert statement.text.split(" | ") == ["水温", "绿茶用 80 度的水", "红茶用 95 度的水"]


def test_an_answer_is_named_by_question_and_index(answerer: Answerer, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The id tells questions and indexes apart, and nothing else."""
    folder = tmp_path_factory.mktemp("other")
    other = Answerer.open(build(folder, {"k.md": "# Kettles\n\nThe kettle sings.\n"}))
    same = Answerer.open(build(tmp_path_factory.mktemp("same"), {"k.md": "# Kettles\n\nThe kettle sings.\n"}))

    assert answerer.ask("what is toner?").id != answerer.ask("what was toner?").id
    assert answerer.ask("what is toner?").id != other.ask("what is toner?").id
    assert same.ask("what is toner?").id == other.ask("what is toner?").id


@pytest.mark.parametrize("question", ["什么是人工智能？", "What are Samovars?", "点赞"])
def test_a_refusal_cites_nothing(answerer: Answerer, question: str) -> None:
    """Where there is no answer there are no statements, no citations and no numbers in the text."""
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert (answer.statements, answer.citations, answer.conflicts) == ((), (), ())
    assert not re.search(r"\[\d+\]", answer.text)
    assert answer.citation(1) is None


@pytest.mark.parametrize(("question", "frame"), [("燈籠多少錢？", "沒有找到"), ("灯笼多少钱？", "没有找到")])
def test_the_frame_is_in_the_characters_of_the_question(tmp_path: Path, question: str, frame: str) -> None:
    """The language is the same; what comes near is quoted as the document has it."""
    answer = opened(tmp_path, {"灯笼.md": "# 灯笼\n\n灯笼是用纸糊的灯。\n"}, threshold=1.0).ask(question)

    assert answer.language == "zh"
    assert frame in answer.text
    assert "灯笼是用纸糊的灯" in answer.text
