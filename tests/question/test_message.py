"""Several questions in one message: cut where there are certainly two, and every one of them answered."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import sample
from tests.terminal.test_cli import youju
from youju.answerer import Answerer
from youju.composition.answer import Answer, Status
from youju.conversation import Conversation
from youju.corpus import QuestionError
from youju.question.turns.message import AskedPart, MessageReader, Understood
from youju.terminal.commands.replay import replay


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.fixture(scope="module")
def reader(answerer: Answerer) -> MessageReader:
    return answerer.machinery.message_reader


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("什么是绿茶？什么是红茶？", [("什么是绿茶？", None), ("什么是红茶？", None)]),
        (
            "什么是绿茶？它和红茶有什么区别？",
            [("什么是绿茶？", None), ("它和红茶有什么区别？", "绿茶和红茶有什么区别？")],
        ),
        ("什么是容器?优点呢?", [("什么是容器?", None), ("优点呢?", "容器的优点？")]),
        ("请问绿茶是什么，另外红茶怎么保存？", [("绿茶是什么", None), ("红茶怎么保存？", None)]),
        ("1. 什么是绿茶？ 2. 什么是红茶？", [("什么是绿茶？", None), ("什么是红茶？", None)]),
        ("什么是绿茶，怎么泡红茶？", [("什么是绿茶", None), ("怎么泡红茶？", None)]),
        (
            "What is toner and how do I clear a jam?",
            [("What is toner", None), ("how do I clear a jam?", None)],
        ),
        (
            "What is Docker and why is it popular?",
            [("What is Docker", None), ("why is it popular?", "Why is Docker popular?")],
        ),
        ("什么是绿茶。怎么泡红茶。", [("什么是绿茶。", None), ("怎么泡红茶。", None)]),
        ("What is toner? How do I clear a jam?", [("What is toner?", None), ("How do I clear a jam?", None)]),
        (
            "What is an image? How do I build one?",
            [("What is an image?", None), ("How do I build one?", "How do I build an image?")],
        ),
        ("年卡多少钱 次卡怎么买", [("年卡多少钱", None), ("次卡怎么买", None)]),
        ("图书馆几点关门\n自习室能占座吗", [("图书馆几点关门", None), ("自习室能占座吗", None)]),
        ("年卡怎么退和怎么续？", [("年卡怎么退", None), ("怎么续？", "年卡怎么续？")]),
        (
            "how often is the pump cleaned and can I skip that",
            [("how often is the pump cleaned", None), ("can I skip that", "Can I skip the pump?")],
        ),
        ("What is Type 1? And Type 2?", [("What is Type 1?", None), ("And Type 2?", "What is Type 2?")]),
        ("What is toner? Also, who sells it?", [("What is toner?", None), ("who sells it?", "Who sells toner?")]),
        (
            "What is Docker? Why is it popular? How do I install it?",
            [
                ("What is Docker?", None),
                ("Why is it popular?", "Why is Docker popular?"),
                ("How do I install it?", "How do I install Docker?"),
            ],
        ),
    ],
)
def test_complete_questions_are_parts(reader: MessageReader, message: str, parts: list[tuple[str, str | None]]) -> None:
    """At question marks, full stops, numbers and "also"; what leans on the part before is completed from it."""
    assert reader.understand(message).parts == tuple(AskedPart(*part) for part in parts)


@pytest.mark.parametrize(
    "message",
    [
        "I have a laptop with 4 GB. Which is better, VM or container?",
        "我的电脑只有4G内存。虚拟机和容器哪个更好？",
        "What is a container? I am new to this.",
        "When and where was the first container made?",
        "什么时候用容器，什么时候用虚拟机？",
        "什么是容器？我不太懂。",
        "容器比虚拟机快。为什么？",
        "什么是容器？能介绍一下吗？",
        "What is a container? Can you explain it?",
        "What is a container? Thanks in advance!",
        "你好？什么是容器？",
        "真的吗？容器真的安全吗？",
        "Really? Is that so? What is a container?",
        "Docker or VM? Which is better?",
        "Which is faster? A container or a VM?",
        "Docker? Kubernetes?",
        "什么是绿茶？1. ？",
        "Docker 镜像 怎么删除",
        "参与活动和平时怎么报名",
        "What is a container??",
        "容器是什么？？？",
        "什么是容器？！",
        'Who wrote "What is life? What is mind?"?',
        "谁写了《什么是生命？什么是心灵？》？",
        "What happened in version 1.5. of the program?",
        "?",
    ],
)
def test_a_single_question_is_not_cut(reader: MessageReader, message: str) -> None:
    """What leads up to a question, asks to be told, echoes, or stands in quotation marks, is no question by itself."""
    try:
        assert reader.understand(message).parts == ()
    except QuestionError:
        assert message == "?"


@pytest.mark.parametrize(
    ("message", "completed"),
    [
        ("我在学Docker。它有什么优点？", "Docker有什么优点？"),
        ("你好！我在学容器。它的缺点呢？", "容器的缺点？"),
        ("我们用的是虚拟机。迁移难吗？", "虚拟机迁移难吗？"),
        ("我们用的是虚拟机。备份要多久？", "虚拟机备份要多久？"),
        ("我们公司最近在用 Kubernetes，它难学吗？", "Kubernetes难学吗？"),
        ("我正在写 Dockerfile。有哪些指令？", "Dockerfile有哪些指令？"),
        ("容器很快。它有什么缺点？", "容器有什么缺点？"),
        ("容器比虚拟机快。为什么？", "为什么容器比虚拟机快？"),
        ("I'm learning about containers. What are their advantages?", "What are containers' advantages?"),
        ("We run virtual machines on VMware. Are they safe?", "Are virtual machines safe?"),
        ("I just read about gVisor. Who wrote it?", "Who wrote gVisor?"),
        ("I use Python 3.11. How do I upgrade it?", "How do I upgrade Python 3.11?"),
        ("We have docker-compose on Linux. How do I stop it?", "How do I stop docker-compose?"),
        ("U.S. What is it?", "What is U.S.?"),
        ("We use seccomp. What does it prevent?", "What does seccomp prevent?"),
        ("Docker fails to start. Why does it do that?", "Why does Docker do that?"),
        ("容器不能启动。它有什么优点？", "容器有什么优点？"),
        ("GPUs are slow. Why?", "Why GPUs are slow?"),
        ("NASA launched it. Why?", "Why NASA launched it?"),
        ("A container is slow. Why?", "Why a container is slow?"),
    ],
)
def test_a_statement_names_what_the_question_leans_on(reader: MessageReader, message: str, completed: str) -> None:
    """It goes before what was said earlier; only behind it may so little lean on it as "迁移难吗"."""
    assert reader.understand(message) == Understood(message, completed=completed)
    assert reader.understand(message, ["什么是紫砂壶？", "What is tea?"]) == Understood(message, completed=completed)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("我们用的是虚拟机。什么是容器？", "什么是容器？"),
        ("I am a student. What is Docker?", "What is Docker?"),
        ("我在学虚拟化。容器和虚拟机有什么区别？", "容器和虚拟机有什么区别？"),
    ],
)
def test_a_definition_behind_a_statement_is_asked_alone(reader: MessageReader, message: str, asked: str) -> None:
    """So is a comparison: they need nothing that the statement says."""
    assert reader.understand(message).completed == asked


@pytest.mark.parametrize(
    "message",
    [
        "我用Mac。怎么安装Docker？",
        "I use Docker. How do I install Kubernetes?",
        "I have a question. What does it do?",
        "我有一个问题。迁移难吗？",
        "听说容器不安全。是真的吗？",
        "“将军百战死。壮士十年归。”它是什么意思？",
        "What happened in version 1.5. of the program?",
        "Docker 很流行，它有什么缺点？",
        "我想给紫砂壶开壶，该怎么做？",
        "I want to rinse a teapot. How do I do that?",
    ],
)
def test_a_question_that_may_need_its_statement_keeps_it(reader: MessageReader, message: str) -> None:
    """Where it is complete, asks how to do what is stated, or the statement names nothing, or is a quotation."""
    assert reader.understand(message) == Understood(message)


@pytest.mark.parametrize(
    "message",
    [
        "Docker fails to start after the update. How do I fix it?",
        "Docker fails to start. How can I solve this problem?",
        "Docker fails to start. What should I do about it?",
        "Docker fails to start. How can this error be fixed?",
        "My container keeps crashing. How can I prevent that?",
        "虚拟机不能启动。如何解决",
        "数据库连接失败。怎么解决它？",
        "数据库连接失败。那该怎么解决它呢？",
        "我的数据库连接失败，怎么修复这个问题？",
        "容器启动慢。怎么办？",
        "容器启动慢。有什么办法解决吗？",
    ],
)
def test_what_asks_for_a_remedy_keeps_what_is_wrong(reader: MessageReader, message: str) -> None:
    """The subject of the statement alone would not say what has to be remedied, nor would what was said earlier."""
    assert reader.understand(message) == Understood(message)
    assert reader.understand(message, ["什么是紫砂壶？", "What is tea?"]) == Understood(message)


@pytest.mark.parametrize(
    "message",
    [
        "We have 3.5 GB. How do I check it?",
        "I have 16 GB of memory. Is it enough?",
        "我有 16 GB 内存。它够吗？",
        "We paid 3,500 dollars for it. Is it enough?",
        "We paid 3,500 dollars, is it enough?",
    ],
)
def test_an_amount_is_no_name(reader: MessageReader, message: str) -> None:
    """Nothing leans on it, whole or cut, as a question leans on what a statement names."""
    assert reader.understand(message) == Understood(message)
    assert reader.understand(message, ["什么是紫砂壶？", "What is tea?"]) == Understood(message)


def test_questions_behind_a_statement_are_all_completed(reader: MessageReader) -> None:
    """The first from the statement, the second from the first."""
    parts = reader.understand("我在学Docker。它有什么优点？缺点呢？").parts

    assert [part.completed for part in parts] == ["Docker有什么优点？", "Docker有什么缺点？"]


def test_what_a_statement_completed_is_shown_and_repeated(answerer: Answerer) -> None:
    """In one message without any conversation, in the asker's language."""
    answer = answerer.ask("我最近迷上了绿茶。它和红茶有什么区别？")
    shown = youju("ask", "I'm reading about toner. What is it?", "--index", answerer.snapshot.folder).stdout

    assert (answer.completed, answer.language) == ("绿茶和红茶有什么区别？", "zh")
    assert answer.question == "我最近迷上了绿茶。它和红茶有什么区别？"
    assert shown.startswith("→ What is toner?\nToner is a fine powder")
    assert replay(answerer, json.loads(answer.model_dump_json())).same


def test_more_than_a_handful_are_taken_as_one(reader: MessageReader) -> None:
    """Nobody reads ten answers in one message; and a message of a thousand marks is read at once."""
    assert reader.understand("".join(f"What is thing {number}? " for number in range(10))).parts == ()
    assert reader.understand("what is a?" * 150).parts == ()


@given(st.text(st.sampled_from('什么是茶?？。，;; what is toner also另外1.“”"()'), min_size=1, max_size=80))
def test_parts_are_taken_from_the_message(reader: MessageReader, message: str) -> None:
    """Whatever is written is read or refused as a question, and every part stands in the message in order."""
    try:
        parts = reader.understand(message).parts
    except QuestionError:
        return
    tidied, place = " ".join(message.split()), 0
    assert len(parts) != 1
    for part in parts:
        place = tidied.index(part.text, place) + len(part.text)


def test_both_are_answered(answerer: Answerer) -> None:
    """The statements of both, numbered on; each question stands before its part."""
    answer = answerer.ask("什么是绿茶？什么是乌龙茶？")
    alone = [answerer.ask(question) for question in ("什么是绿茶？", "什么是乌龙茶？")]

    assert answer.status is Status.ANSWERED
    assert [s.text for s in answer.statements] == [s.text for one in alone for s in one.statements]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert [c.quote for c in answer.citations] == [c.quote for one in alone for c in one.citations]
    assert (
        answer.text.index("▸ 什么是绿茶？") < answer.text.index("直接杀青烘干") < answer.text.index("▸ 什么是乌龙茶？")
    )
    assert [part.question for part in answer.parts] == ["什么是绿茶？", "什么是乌龙茶？"]
    assert sorted(number for part in answer.parts for number in part.citations) == [c.number for c in answer.citations]
    assert numbers_agree(answer)


def numbers_agree(answer: Answer) -> bool:
    """Whether every mark of the text has its citation, and every citation its mark."""
    marks = {number for number in range(1, 99) if f"[{number}]" in answer.text}
    return marks == {citation.number for citation in answer.citations}


def test_a_place_is_listed_once(answerer: Answerer) -> None:
    """What answers both questions has one number in both parts."""
    answer = answerer.ask("Toner is what kind of powder? How many pages does a cartridge of toner print?")

    places = [(c.document, c.start, c.end) for c in answer.citations]
    assert len(answer.parts) == 2
    assert len(places) == len(set(places))
    assert set(answer.parts[0].citations) & set(answer.parts[1].citations)
    assert numbers_agree(answer)


@pytest.mark.parametrize(
    ("message", "answered"),
    [
        ("What is toner? Where is Samarkand?", [True, False]),
        ("Where is Samarkand? What is toner?", [False, True]),
    ],
)
def test_one_without_an_answer_does_not_hide_the_other(answerer: Answerer, message: str, answered: list[bool]) -> None:
    """The whole is answered; of the other one it is said what is missing."""
    answer = answerer.ask(message)

    assert answer.status is Status.ANSWERED
    assert [part.status is Status.ANSWERED for part in answer.parts] == answered
    assert answer.missing_terms == ()
    assert answer.parts[answered.index(False)].missing_terms == ("Samarkand",)
    assert "fine powder" in answer.text
    assert '"Samarkand"' in answer.text


def test_none_with_an_answer_is_an_abstention(answerer: Answerer) -> None:
    """Nothing is cited, and all that is missing is named."""
    answer = answerer.ask("Where is Samarkand? Who was Tamerlane?")

    assert answer.status is Status.NOT_FOUND
    assert (answer.statements, answer.citations) == ((), ())
    assert answer.missing_terms == ("Samarkand", "Tamerlane")
    assert len(answer.parts) == 2


def test_what_was_understood_is_not_read_again(answerer: Answerer) -> None:
    """Who hands on what a message is understood as has that answered, whatever reading it would have found."""
    alone = answerer.explain(Understood("什么是绿茶？什么是乌龙茶？")).answer
    completed = answerer.explain(Understood("What about it?", completed="什么是绿茶？")).answer

    assert (alone.parts, alone.completed) == ((), None)
    assert (completed.question, completed.completed, completed.language) == ("What about it?", "什么是绿茶？", "en")


def test_the_conversation_goes_on_from_the_last_part(answerer: Answerer) -> None:
    """A follow-up after two questions is about the second, and the first part may lean on what was said before."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")
    both = conversation.ask("它和红茶有什么区别？什么是乌龙茶？")
    after = conversation.ask("它为什么要用沸水冲泡？")

    assert [part.completed for part in both.parts] == ["绿茶和红茶有什么区别？", None]
    assert after.completed == "乌龙茶为什么要用沸水冲泡？"
    assert conversation.turns[1].completed == "什么是乌龙茶？"


def test_misspelt_parts_are_mended(answerer: Answerer) -> None:
    """And all that was mended is said at the head of the answer."""
    answer = answerer.ask("What is tonre? What is a drailleur?")

    assert [word.read_as for word in answer.mended] == ["toner", "derailleur"]


def test_an_answer_of_parts_is_repeated(answerer: Answerer) -> None:
    """`youju replay` takes the message for the same questions, also where it leaned on a conversation."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")
    for answer in (
        answerer.ask("什么是绿茶？什么是乌龙茶？"),
        answerer.ask("What is toner? 什么是绿茶？"),
        conversation.ask("它和红茶有什么区别？什么是乌龙茶？"),
    ):
        assert replay(answerer, json.loads(answer.model_dump_json())).same


def test_why_explains_each(answerer: Answerer) -> None:
    """The sections of both, and a list of both as JSON."""
    index = answerer.snapshot.folder
    question = "What is toner? Where is Samarkand?"

    shown = youju("ask", question, "--why", "--index", index).stdout
    fields = json.loads(youju("ask", question, "--why", "--json", "--index", index).stdout)
    assert shown.count("Terms and what each is worth") == 2
    assert len(fields["why"]["parts"]) == 2
    assert [part["status"] for part in fields["parts"]] == ["answered", "not_found"]


def test_more_is_of_all_parts(answerer: Answerer) -> None:
    """What else stands near any of the questions, and nothing that was quoted."""
    answer = answerer.ask("什么是绿茶？What is toner?")
    more = [found for page in range(1, 30) if (found := answerer.more(answer, page))]

    quoted = {citation.quote for citation in answer.citations}
    found = [citation for page in more for citation in page.citations]
    assert {"tea.md", "printers.md"} <= {citation.document for citation in found}
    assert not quoted & {citation.quote for citation in found}
