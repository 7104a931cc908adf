"""The same question in other words (padded, traditional, full-width, in key words) gets the same answer."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from tests.sample import handbook
from youju.answerer import Answerer
from youju.composition.answer import Answer

CHINESE = [
    "什么是容器？",
    "容器和虚拟机有什么区别？",
    "如何构建镜像？",
    "容器有哪些优点？",
    "为什么容器启动快？",
    "容器怎么隔离进程？",
    "什么时候应该用虚拟机？",
    "Docker 镜像有几层？",
]
ENGLISH = [
    "What is a container?",
    "What is the difference between a container and a virtual machine?",
    "How do I build an image?",
    "What are the advantages of containers?",
    "Why do containers start fast?",
    "Which command stops a container?",
    "When should I use a virtual machine?",
    "Is a container safe?",
]
ASKED = [*CHINESE, *ENGLISH]

CHINESE_PADDING = """
请问一下，我想了解一下{}
麻烦问下，{}
你好，能告诉我{}吗？
请问{}
我想问一下{}
想请教一下，{}
请教一下：{}
打扰一下，{}
不好意思，请问{}
各位大佬，{}
谁能告诉我{}？
有人知道{}吗？
我有个问题，{}
我有一个问题想请教：{}
小白问一下，{}
新手提问：{}
能不能麻烦你解释一下{}？
可以帮我看看{}吗
我不太明白{}，能讲讲吗？
{}，谢谢！
{}，求解答
{}？求助
{}？多谢指教
{}？在线等，急
老师好，{}
您好，我想咨询一下{}
请您告诉我{}
请你给我讲讲{}
那请问{}呢？
我想知道{}
帮我查一下{}
查一下{}
麻烦帮我解释下{}，谢谢
嗨，{}
简单问一句，{}
想了解下{}
不知道{}？
话说{}？
嗯，{}
请问大家，{}
早上好，{}
hi，{}
想问问{}
我想搞清楚{}
我很好奇{}
请帮我解答：{}
求问{}
麻烦大家帮忙看看{}
请大神指点一下，{}
劳驾，{}
希望有人能告诉我{}
{}？麻烦解答一下
{}，跪求解答
""".strip().splitlines()
ENGLISH_PADDING = """
could you please tell me {}
I was wondering {}
Quick question: {}
{}? Thanks in advance!
Hi, {}
Hello! {}
Hey there, {}
Please, {}
Excuse me, {}
Sorry to bother you, but {}
Can you tell me {}
Could you explain {}
I would like to know {}
I'd like to understand {}
Do you know {}
I have a question: {}
Just curious, {}
Does anyone know {}
Can anyone tell me {}
May I ask {}
Could somebody please explain {}
I want to know {}
Would you mind telling me {}
{}? Thank you very much.
{}, please?
{}? Cheers
{}? Any help is appreciated.
So, {}
Well, {}
OK so {}
Good morning, {}
Question: {}
Please help me understand {}
I need to know {}
I wonder {}
Can you help me with this: {}
Let me ask: {}
Out of interest, {}
Newbie here. {}
Dear all, {}
{}? Thx
I am trying to understand {}
I don't know {}
Any idea {}
My question is: {}
Sorry for the basic question, but {}
pls {}
By the way, {}
As a beginner, {}
Could you let me know {}
I was hoping you could tell me {}
Do you happen to know {}
{}? Much appreciated!
{}? I would appreciate any help.
{} exactly?
""".strip().splitlines()


@pytest.fixture(scope="module")
def answerer() -> Answerer:
    return handbook()


@cache
def expected(answerer: Answerer, question: str) -> list[tuple[str, int, int]]:
    """The places that answer the question as it is, asked once."""
    return places(answerer.ask(question))


def places(answer: Answer) -> list[tuple[str, int, int]]:
    return [(citation.document, citation.start, citation.end) for citation in answer.citations]


def widened(text: str) -> str:
    """The full-width forms of ASCII."""
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def bare(question: str) -> str:
    """Without its mark, and as it goes on in a sentence."""
    words = question.rstrip("?？")
    return words[:1].lower() + words[1:] if words.isascii() else words


FORMS = {
    "traditional": OpenCC("s2t").convert,
    "taiwan": OpenCC("s2tw").convert,
    "wide": widened,
    "upper": str.upper,
    "lower": str.lower,
    "wide capitals": lambda text: widened(text.upper()),
    "unmarked": lambda text: text.rstrip("?？"),
    "spaced": lambda text: f"  {text.replace(' ', chr(0x3000))} ",
}


@given(st.sampled_from(ASKED), st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=3))
def test_a_way_of_writing_changes_no_answer(answerer: Answerer, question: str, forms: list[str]) -> None:
    """Traditional or simplified, full or half width, capitals or not, marked or not, and any of these together."""
    written = question
    for form in forms:
        written = FORMS[form](written)

    assert places(answerer.ask(written)) == expected(answerer, question)
    assert answerer.ask(written).mended == ()


@pytest.mark.parametrize("padding", CHINESE_PADDING)
def test_chinese_padding_changes_no_answer(answerer: Answerer, padding: str) -> None:
    """Greetings, requests, modesty, thanks."""
    for question in CHINESE[:4]:
        assert places(answerer.ask(padding.format(bare(question)))) == expected(answerer, question)


@pytest.mark.parametrize("padding", ENGLISH_PADDING)
def test_english_padding_changes_no_answer(answerer: Answerer, padding: str) -> None:
    """Greetings, requests, modesty, thanks."""
    for question in ENGLISH[:4]:
        assert places(answerer.ask(padding.format(bare(question)))) == expected(answerer, question)


@given(
    st.sampled_from(CHINESE[:4]),
    st.lists(st.sampled_from([padding for padding in CHINESE_PADDING if padding.endswith("{}")]), max_size=3),
    st.sampled_from(["{}", "{}，谢谢！", "{}？求助"]),
)
def test_padding_upon_padding_changes_no_answer(
    answerer: Answerer, question: str, before: list[str], after: str
) -> None:
    """However much of it there is."""
    padded = after.format(bare(question))
    for padding in before:
        padded = padding.format(padded)

    assert places(answerer.ask(padded)) == expected(answerer, question)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("虚拟机 缺点", "虚拟机有哪些缺点？"),
        ("容器 虚拟机 区别", "容器和虚拟机有什么区别？"),
        ("容器 vs 虚拟机", "容器和虚拟机有什么区别？"),
        ("容器ＶＳ虚拟机", "容器和虚拟机有什么区别？"),
        ("VM advantages", "What are the advantages of VMs?"),
        ("container vs virtual machine", "What is the difference between a container and a virtual machine?"),
        ("CONTAINER VERSUS VIRTUAL MACHINE", "What is the difference between a container and a virtual machine?"),
        ("虛擬機與容器有什麼區別", "虚拟机和容器有什么区别？"),
    ],
)
def test_key_words_are_the_question_they_stand_for(answerer: Answerer, words: str, question: str) -> None:
    """Two things and a difference are compared, a thing and its drawbacks are a list."""
    assert places(answerer.ask(words)) == expected(answerer, question)


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("docker run -d", "-d"),
        ("container image layers", "layers"),
        ("容器 隔离 原理", "容器"),
        ("镜像 构建", "docker build"),
        ("docker镜像怎么build", "docker build"),
        ("docker容器怎么stop", "docker stop"),
        ("container和VM的区别", "虚拟机"),
        ("namespace", "namespace"),
        ("Ｄｏｃｋｅｒ 鏡像", "镜像"),
    ],
)
def test_key_words_alone_are_answered(answerer: Answerer, words: str, quoted: str) -> None:
    """From what holds them, in either script or both."""
    answer = answerer.ask(words)

    assert answer.answered
    assert quoted in "\n".join(citation.quote for citation in answer.citations)
