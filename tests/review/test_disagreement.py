"""Both sides: what disagrees is shown with its sources, and what agrees is not called a disagreement."""

import json
from pathlib import Path

import pytest

from tests.review.disputes import OTHERS, apart, quotes
from tests.sample import opened
from youju.composition.answer import Answer
from youju.composition.shown import shown
from youju.terminal.answers import dumps, place


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

    places = {line.document: "".join(piece.text for piece in place(line)) for line in shown(answer).sources}
    assert "2024-05-01" in places["b.md"]
    assert "(" not in places["a.md"]


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
