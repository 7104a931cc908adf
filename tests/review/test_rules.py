"""The rules of disagreement: what contradicts what, and what may both be right."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.review.disputes import apart, quotes
from tests.sample import opened
from youju.evidence.points import Evidence, Point
from youju.review.conflicts.disagreement import Disagreements


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How long is the warranty of the Lyra coffee machine?",
            "The warranty of the Lyra coffee machine is two years.",
            "Every Lyra coffee machine comes with a warranty of 12 months.",
        ),
        ("保修期有多长？", "整机的保修期为两年，自购买之日起计算。", "整机的保修期为三年，自购买之日起计算。"),
        ("蓝鲸打印机每分钟打印多少页？", "蓝鲸打印机每分钟打印30页。", "蓝鲸打印机的速度是每分钟打印24页。"),
        (
            "What is the default port of the Orion server?",
            "The default port of the Orion server is 8080.",
            "The default port of the Orion server is 9090.",
        ),
        (
            "How much memory does the Orion server need?",
            "The Orion server needs 4 GB of memory.",
            "The Orion server needs 16 GB of memory to run.",
        ),
        ("员工每年有几天年假？", "员工每年有10天年假。", "员工每年享有15天年假。"),
        ("白鹭客户端的最新版本是多少？", "白鹭客户端的最新版本是 4.1.2。", "白鹭客户端最新版本为 5.0.3。"),
        (
            "Where do I send complaints about the ferry?",
            "Complaints about the ferry go to help@ferry.example.",
            "Complaints about the ferry go to office@ferry.example.",
        ),
        (
            "What does a ticket for the ferry cost?",
            "A ticket for the ferry costs $12.",
            "A ticket for the ferry costs $18.",
        ),
        (
            "When did the Harrow museum open?",
            "The Harrow museum opened in 1974.",
            "The Harrow museum opened in 1981 in a former mill.",
        ),
        (
            "When was the Orion server released?",
            "The Orion server was released on May 3, 2019.",
            "The Orion server was first released on 12 June 2019.",
        ),
        ("纸博物馆是哪年开馆的？", "纸博物馆于1998年开馆。", "纸博物馆2003年在龙岩开馆。"),
        ("Is the Kestrel engine expensive?", "The Kestrel engine is cheap.", "The Kestrel engine is expensive."),
        ("红隼引擎的启动速度快吗？", "红隼引擎的启动速度很快。", "红隼引擎的启动速度比较慢。"),
        ("红隼引擎的兼容性怎么样？", "红隼引擎的兼容性好。", "红隼引擎的兼容性差。"),
        (
            "Does the new filter increase the noise of the pump?",
            "The new filter increases the noise of the pump.",
            "The new filter reduces the noise of the pump.",
        ),
        ("新滤网会增加水泵的噪音吗？", "新滤网会增加水泵的噪音。", "新滤网会降低水泵的噪音。"),
        (
            "Is a helmet required on the lower deck?",
            "A helmet is required on the lower deck.",
            "A helmet is optional on the lower deck.",
        ),
        ("博物馆内允许拍照吗？", "博物馆内允许拍照。", "博物馆内禁止拍照。"),
        (
            "Is the valve opened before the pump starts?",
            "The valve is opened before the pump starts.",
            "The valve is opened after the pump starts.",
        ),
        (
            "Which is faster, the red pump or the blue pump?",
            "The red pump is faster than the blue pump.",
            "The blue pump is faster than the red pump.",
        ),
        (
            "Is the red pump faster than the blue pump?",
            "The red pump is faster than the blue pump.",
            "The red pump is slower than the blue pump.",
        ),
        ("红泵和蓝泵哪个更快？", "红泵比蓝泵更快。", "蓝泵比红泵更快。"),
        ("红泵和蓝泵哪个能耗更高？", "红泵的能耗高于蓝泵。", "红泵的能耗低于蓝泵。"),
        ("红泵和蓝泵的价格哪个更高？", "红泵的价格高于蓝泵。", "蓝泵的价格高于红泵。"),
        ("铜壶和铁壶哪个更耐用？", "铜壶比铁壶更耐用。", "铁壶比铜壶更耐用。"),
        (
            "Is the red pump as fast as the blue pump?",
            "The red pump is not as fast as the blue pump.",
            "The red pump is faster than the blue pump.",
        ),
        ("红泵和蓝泵哪个更安静？", "红泵不如蓝泵安静。", "红泵比蓝泵更安静。"),
        (
            "Does the Orion server support IPv6?",
            "The Orion server supports IPv6.",
            "The Orion server does not support IPv6.",
        ),
        ("猎户座服务器支持IPv6吗？", "猎户座服务器支持IPv6。", "猎户座服务器不支持IPv6。"),
        ("猎户座服务器需要联网吗？", "猎户座服务器需要联网才能激活。", "猎户座服务器无需联网。"),
        (
            "Does the Kestrel engine need oil?",
            "The Kestrel engine needs oil every week.",
            "The Kestrel engine needs no oil.",
        ),
        (
            "Is the Kestrel engine waterproof?",
            "The Kestrel engine is waterproof.",
            "The Kestrel engine is not waterproof.",
        ),
        ("红隼引擎防水吗？", "红隼引擎可以防水。", "红隼引擎并不防水，不能在雨中使用。"),
        (
            "How long is the startup time of a container?",
            "The startup time of a container is 2 seconds.",
            "容器的启动时间为30秒。",
        ),
        (
            "Are containers more secure than virtual machines?",
            "Containers are more secure than virtual machines.",
            "虚拟机比容器更安全。",
        ),
        ("容器需要操作系统吗？", "容器不需要操作系统。", "Containers need an operating system."),
        ("容器的启动速度快吗？", "容器的启动速度很快。", "The startup time of containers is slow."),
    ],
)
def test_two_documents_that_disagree_are_both_quoted(tmp_path: Path, question: str, one: str, other: str) -> None:
    """Numbers, dates, opposites, comparisons and denials, in either language and across them: each side is cited."""
    answer = apart(tmp_path, one, other).ask(question)

    assert len(answer.conflicts) == 1
    assert {frozenset(quotes(answer, side)) for side in answer.conflicts[0].sides} == {
        frozenset({one}),
        frozenset({other}),
    }
    assert all(f"[{number}]" in answer.text for side in answer.conflicts[0].sides for number in side)
    assert answer.conflicts[0].about


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("保修期有多长？", "保修期为24个月。", "保修期为两年。"),
        (
            "Is a key necessary for the shed?",
            "No key is necessary for the shed.",
            "A key isn't necessary for the shed.",
        ),
        ("Is a fee charged for the shed?", "No fee is charged for the shed.", "A fee isn’t charged for the shed."),
        ("Is the shed locked at night?", "The shed isn’t locked at night.", "At night the shed isn't locked."),
        ("白鹭客户端的最新版本是多少？", "白鹭客户端的最新版本是 4.1。", "白鹭客户端最新版本为 4.1.2。"),
        (
            "Which version of the ferry app is current?",
            "The current version of the ferry app is 2.1.4 on Linux.",
            "The current version of the ferry app is 3.0.2 on Windows.",
        ),
        (
            "How many visitors did the Harrow museum have?",
            "In 2019 the Harrow museum had 5000 visitors.",
            "In 2023 the Harrow museum had 8000 visitors.",
        ),
        (
            "How much memory does the Orion server need?",
            "On Windows the Orion server needs 8 GB of memory.",
            "On Linux the Orion server needs 4 GB of memory.",
        ),
        (
            "Does the Orion server support sleep mode?",
            "The Orion server supports sleep mode on Linux.",
            "The Orion server does not support sleep mode on Windows.",
        ),
        (
            "Does the Orion server support IPv6?",
            "Orion server 2 does not support IPv6.",
            "Orion server 3 supports IPv6.",
        ),
        (
            "How much memory does the Orion server need?",
            "The Orion server needs at least 4 GB of memory.",
            "The Orion server needs at most 16 GB of memory.",
        ),
        (
            "Which is faster, the red pump or the blue pump?",
            "The red pump is faster than the blue pump.",
            "The blue pump is slower than the red pump.",
        ),
        ("红泵和蓝泵哪个能耗更高？", "红泵的能耗高于蓝泵。", "蓝泵的能耗低于红泵。"),
        ("Is the pump fast?", "The red pump is fast.", "The blue pump is slow."),
        ("水泵的噪音大吗？", "红色水泵的噪音大。", "蓝色水泵的噪音小。"),
        ("红隼引擎怎么样？", "红隼引擎的功率高。", "红隼引擎的成本低。"),
        ("Is the Kestrel engine slow?", "The Kestrel engine is not slow.", "The Kestrel engine is fast."),
        ("红隼引擎慢吗？", "红隼引擎不慢。", "红隼引擎很快。"),
        (
            "Does the Orion server support IPv6?",
            "The Orion server not only supports IPv6 but also IPv4.",
            "The Orion server supports IPv6.",
        ),
        ("猎户座服务器支持IPv6吗？", "猎户座服务器不仅支持IPv6，还支持IPv4。", "猎户座服务器支持IPv6。"),
        (
            "When did the Harrow museum open?",
            "The Harrow museum opened on May 1, 1974.",
            "The Harrow museum opened in 1974.",
        ),
        (
            "When did the Harrow museum open?",
            "The Harrow museum opened in 1974.",
            "The Harrow museum was rebuilt in 1990 after a fire.",
        ),
        ("纸博物馆是哪年开馆的？", "纸博物馆于1998年开馆。", "纸博物馆于2010年扩建，新馆的面积翻了一倍。"),
        (
            "Does the Orion server support IPv6?",
            "The Orion server does not support IPv6.",
            "IPv6 is not supported by the Orion server.",
        ),
        (
            "How many rooms does the Harrow museum have?",
            "The Harrow museum has 12 rooms on the first floor.",
            "The Harrow museum has 9 rooms on the second floor.",
        ),
        (
            "What does a ticket for the ferry cost?",
            "A ticket for the ferry costs $12 for adults.",
            "A ticket for the ferry costs $6 for children.",
        ),
    ],
)
def test_what_may_both_be_right_is_no_conflict(tmp_path: Path, question: str, one: str, other: str) -> None:
    """Other units, years, systems, versions, subjects and aspects, ranges that overlap, two ways to say the same."""
    assert apart(tmp_path, one, other).ask(question).conflicts == ()


WORDS = [
    "the engine",
    "the pump",
    "is fast",
    "is slow",
    "is not fast",
    "holds 3 litres",
    "holds 5 litres",
    "since 1990",
]


SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: f"{' '.join(words)}.".capitalize()
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=SENTENCES, other=SENTENCES)
def test_disagreement_does_not_depend_on_the_order(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    """One statement disagrees with another just when the other does with it, and never with itself."""
    answerer = apart(tmp_path_factory.mktemp("order"), one, other)
    explanation = answerer.explain("How fast is the engine and what does the pump hold since when?")
    machinery = answerer.machinery
    points = [Point(candidate.record, (candidate.number,)) for candidate in explanation.ranked]

    def rules(order: list[Point]) -> set[tuple[frozenset[tuple[str, int]], str]]:
        search = Disagreements(explanation.findings.inquiry, machinery.claims, machinery.weights.conflict)
        found = search.find(Evidence(tuple(order), "sentences"), [])
        return {(frozenset({d.first.key, d.second.key}), d.rule) for d in found}

    assert rules(points) == rules(points[::-1])
    if one == other:
        assert rules(points) == set()


def test_what_is_said_of_another_is_not_denied(tmp_path_factory: pytest.TempPathFactory) -> None:
    """ "A shares the well, B has its own" does not contradict "A has no well of its own"."""
    text = (
        "# Farms\n\nA mill has no well of its own.\n\n"
        "The difference is the well: mills share the well of the village, and each farm has its own well.\n"
    )
    own = opened(tmp_path_factory.mktemp("farms"), {"farms.md": text}, threshold=0.0)

    assert own.ask("Does a mill have its own well?").conflicts == ()
