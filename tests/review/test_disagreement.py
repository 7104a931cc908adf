"""Both sides: what disagrees is shown with its sources, and what agrees is not called a disagreement."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sample import opened
from youju.answerer import Answerer
from youju.composition.answer import Answer
from youju.evidence.points import Evidence, Point
from youju.review.disagreement import Disagreements
from youju.terminal.answers import dumps, place

OTHERS = {
    "bread.md": "# Bread\n\nBread is baked from flour, water and salt. Rye bread keeps for a week.\n",
    "面包.md": "# 面包\n\n面包用面粉、水和盐烤成。黑麦面包能放一周。\n",
    "garden.md": "# Garden\n\nThe garden has old apple trees. Roses grow beside the wall.\n",
}


def apart(folder: Path, one: str, other: str) -> Answerer:
    """An answerer over two documents that say ``one`` and ``other``, and some that say nothing of it."""
    return opened(folder, {**OTHERS, "a.md": f"# Handbook\n\n{one}\n", "b.md": f"# Notes\n\n{other}\n"})


def quotes(answer: Answer, side: tuple[int, ...]) -> set[str]:
    return {citation.quote for citation in answer.citations if citation.number in side}


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


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "红隼引擎的启动速度快吗？",
            "红隼引擎的启动速度快，因为没有预热。",
            "但是，它的缺点也很明显，比如启动速度慢、噪音大。",
        ),
        (
            "Does the Orion server support IPv6?",
            "The Orion server supports IPv6.",
            "The Orion server does not support IPv6.",
        ),
    ],
)
def test_a_document_that_contradicts_itself_is_shown(tmp_path: Path, question: str, one: str, other: str) -> None:
    """The other side is found below another heading of the same document; a pronoun is followed to what it means."""
    text = f"# 手册 Handbook\n\n## 优点 Pros\n\n{one}\n\n## 总结 Summary\n\n红隼引擎技术成熟，适用于小厂。{other}\n"
    answer = opened(tmp_path, {**OTHERS, "a.md": text}).ask(question)

    (conflict,) = answer.conflicts
    assert [quotes(answer, side) for side in conflict.sides] in ([{one}, {other}], [{other}, {one}])


def test_items_of_one_list_tell_things_apart(tmp_path: Path) -> None:
    """A list whose items have different numbers does not contradict itself."""
    text = "# Pumps\n\nThe weight of the pumps:\n\n- The small pump weighs 3 kg.\n- The large pump weighs 9 kg.\n"

    assert opened(tmp_path, {**OTHERS, "a.md": text}).ask("How heavy are the pumps?").conflicts == ()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How heavy are the pumps?", "# Pumps\n\nOne pump weighs 3 kg. Another pump weighs 9 kg.\n"),
        ("水泵有多重？", "# 水泵\n\n一台水泵重3公斤。另一台水泵重9公斤。\n"),
    ],
)
def test_a_sentence_that_turns_to_another_thing_contradicts_nothing(tmp_path: Path, question: str, text: str) -> None:
    """ "One pump … Another pump …" in one paragraph are two pumps."""
    assert opened(tmp_path, {**OTHERS, "a.md": text}, threshold=0.0).ask(question).conflicts == ()


def test_words_above_a_list_claim_nothing(tmp_path: Path) -> None:
    """Advantages and disadvantages stand beside each other."""
    text = (
        "# Pumps\n\nA piston pump has these advantages:\n\n- It is strong.\n- It is cheap.\n\n"
        "A piston pump has these disadvantages:\n\n- It is loud.\n- It needs oil.\n"
    )

    assert opened(tmp_path, {**OTHERS, "a.md": text}).ask("What are the advantages of a piston pump?").conflicts == ()


def test_who_says_the_same_stands_on_one_side(tmp_path: Path) -> None:
    """Of three sources two agree: their citations make one side, the third the other."""
    files = {
        "a.md": "# Handbook\n\nThe museum of Harrow holds 312 clocks.\n",
        "b.md": "# Notes\n\nThe museum of Harrow holds 450 clocks.\n",
        "c.md": "# Guide\n\nThe museum of Harrow holds 312 clocks.\n",
    }
    answer = opened(tmp_path, {**OTHERS, **files}).ask("How many clocks does the museum of Harrow hold?")

    (conflict,) = answer.conflicts
    assert sorted(map(len, conflict.sides)) == [1, 2]
    assert all(len({c.quote for c in answer.citations if c.number in side}) == 1 for side in conflict.sides)


def test_near_duplicates_that_differ_in_a_number_are_not_merged(tmp_path: Path) -> None:
    """A statement never carries the citation of one that says another number, asked for or not."""
    long = "The cooling unit of the Orion server in the northern hall keeps the racks at {} degrees all year round."
    answer = apart(tmp_path, long.format(18), long.format(24)).ask(
        "What does the cooling unit of the Orion server keep?"
    )

    for statement in answer.statements:
        assert len(quotes(answer, statement.citations)) == 1


def test_the_other_side_is_explained_and_counted(tmp_path: Path) -> None:
    """The explanation names the rule and the two statements; the answer as JSON holds the conflict."""
    answerer = apart(tmp_path, "The Kestrel engine is cheap.", "The Kestrel engine is expensive.")
    explanation = answerer.explain("Is the Kestrel engine expensive?")

    (found,) = explanation.evidence.disagreements
    assert found.rule == "opposite"
    assert json.loads(dumps(explanation.answer.model_dump(mode="json")))["conflicts"][0]["sides"] == [[1], [2]]


def test_a_source_is_shown_with_the_date_of_its_document(tmp_path: Path) -> None:
    """Who sees two sides sees which is newer, where the documents say."""
    dated = "---\nupdated: 2024-05-01\n---\n\n# Notes\n\nThe Kestrel engine is expensive.\n"
    files = {"a.md": "# Handbook\n\nThe Kestrel engine is cheap.\n", "b.md": dated}
    answer = opened(tmp_path, {**OTHERS, **files}).ask("Is the Kestrel engine expensive?")

    shown = {c.document: "".join(piece.text for piece in place(c)) for c in answer.citations}
    assert "2024-05-01" in shown["b.md"]
    assert "(" not in shown["a.md"]


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


def only(folder: Path, text: str, question: str) -> Answer:
    """The answer to ``question`` of an index where only one document speaks of it."""
    return opened(folder, {**OTHERS, "told.md": text}, threshold=0.0).ask(question)


@pytest.mark.parametrize(
    ("question", "text", "one", "other"),
    [
        (
            "Which has the higher speed, a kite or a balloon?",
            "# Toys\n\nSources disagree about the speed of kites and balloons.\n\n"
            "The first reading says that kites are faster. The second reading says that balloons are faster.\n",
            "The first reading says that kites are faster.",
            "The second reading says that balloons are faster.",
        ),
        (
            "Does honey spoil?",
            "# Honey\n\nThere is no agreement on whether honey spoils. Critics say that honey spoils after ten years. "
            "Beekeepers say that it never spoils.\n",
            "Critics say that honey spoils after ten years.",
            "Beekeepers say that it never spoils.",
        ),
        (
            "When was the lighthouse built?",
            "# Lighthouse\n\nAccounts differ about when the lighthouse was built. According to the parish book the "
            "lighthouse was built in 1810. According to the harbour office it was built in 1822.\n",
            "According to the parish book the lighthouse was built in 1810.",
            "According to the harbour office it was built in 1822.",
        ),
        (
            "绿茶和红茶哪个更提神？",
            "# 提神\n\n绿茶和红茶哪个更提神，专家意见不一。支持者认为绿茶更提神。反对者认为红茶更提神。\n",
            "支持者认为绿茶更提神。",
            "反对者认为红茶更提神。",
        ),
        (
            "Is rye bread healthy?",
            "# Bread questions\n\n## Is rye bread healthy?\n\nOpinions differ.\n\n"
            "- Some bakers say that rye bread is healthy.\n- Others say that rye bread is hard to digest.\n",
            "Some bakers say that rye bread is healthy.",
            "Others say that rye bread is hard to digest.",
        ),
        (
            "水车的兼容性好不好？",
            "# 水车\n\n水车的兼容性，有资料列为优点，也有资料列为缺点。\n\n"
            "说法一认为兼容性好，因为水车能带动各种石磨。说法二认为兼容性差，因为水车常常碰到石磨太重。\n",
            "说法一认为兼容性好，因为水车能带动各种石磨。",
            "说法二认为兼容性差，因为水车常常碰到石磨太重。",
        ),
    ],
)
def test_announced_opinions_are_sides(tmp_path: Path, question: str, text: str, one: str, other: str) -> None:
    """Where a document says that sources disagree, each opinion is a side; the announcement is none."""
    answer = only(tmp_path, text, question)

    (conflict,) = answer.conflicts
    assert [quotes(answer, side) for side in conflict.sides] == [{one}, {other}]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Was the poet born in Harrow?",
            "Whether the poet was born in Harrow is disputed: some historians believe that she was born there, while "
            "others argue that she was born at sea.",
        ),
        (
            "Which is older, the bridge or the tower?",
            "Some guides say that the bridge is older; others say that the tower is older.",
        ),
        ("灯塔是哪年建成的？", "一说灯塔建成于1810年，一说建成于1822年。"),
        ("诗人是哪里人？", "诗人的籍贯众说纷纭：有人认为诗人是泉州人，也有学者认为诗人是福州人。"),
    ],
)
def test_a_sentence_that_tells_both_opinions_is_cited_on_both_sides(tmp_path: Path, question: str, told: str) -> None:
    """There is nothing to add to it; who reads the answer is told of the conflict all the same."""
    answer = only(tmp_path, f"# Town 城\n\n{told}\n", question)

    (conflict,) = answer.conflicts
    assert [quotes(answer, side) for side in conflict.sides] == [{told}, {told}]
    assert len(conflict.distinct) == 1


def test_a_row_of_opinions_is_cited_on_both_sides(tmp_path: Path) -> None:
    """Columns that are headed as opinions hold one each."""
    table = (
        "| Question | First opinion | Second opinion |\n| --- | --- | --- |\n"
        "| Price of the ferry | cheap | expensive |\n| Speed of the ferry | fast | slow |\n"
    )
    answer = only(tmp_path, f"# Ferry\n\nThe opinions of travellers:\n\n{table}", "Is the ferry cheap?")

    (conflict,) = answer.conflicts
    assert all("Price of the ferry" in quote for side in conflict.sides for quote in quotes(answer, side))
    assert len(conflict.sides) == 2


def test_who_shares_an_opinion_told_of_stands_on_its_side(tmp_path: Path) -> None:
    """Another document that says what the second reading says is cited beside it."""
    told = (
        "# Readings\n\nSources disagree about the speed of the Kestrel engine.\n\n"
        "The first reading says that the Kestrel engine is fast.\n\n"
        "The second reading says that the Kestrel engine is slow.\n"
    )
    files = {**OTHERS, "told.md": told, "b.md": "# Notes\n\nThe Kestrel engine is slow.\n"}
    answer = opened(tmp_path, files).ask("Is the Kestrel engine fast?")

    (conflict,) = answer.conflicts
    sides = [quotes(answer, side) for side in conflict.sides]
    assert {"The first reading says that the Kestrel engine is fast."} in sides
    assert {"The second reading says that the Kestrel engine is slow.", "The Kestrel engine is slow."} in sides


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "红隼引擎启动快吗？",
            "# 引擎\n\n红隼引擎启动是快还是慢，资料前后矛盾。\n\n## 特点\n\n红隼引擎启动很快。\n",
        ),
        ("What colour is the door?", "# Town\n\nOne door is red, another is blue. Some call the door the gate.\n"),
        (
            "How heavy are the pumps?",
            "# Pumps\n\nOpinions differ about the colour of the hall.\n\n"
            "Some pumps weigh 3 kg with all of their pipes. Others are heavier.\n",
        ),
    ],
)
def test_what_tells_no_opinion_is_no_side(tmp_path: Path, question: str, text: str) -> None:
    """An announcement without opinions, "one" and "another" of things, opinions about another matter."""
    assert only(tmp_path, text, question).conflicts == ()
