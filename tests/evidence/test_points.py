"""What is chosen as evidence for each kind of question: lists whole, steps in order, both sides, the one sentence."""

import pytest

from tests.sample import deciding, opened, said, sample, statements
from youju.answerer import Answerer
from youju.corpus import StatementKind
from youju.evidence.points import same_words

KINDS = [
    "什么是绿茶？",
    "茶叶分为哪几类？",
    "如何冲泡盖碗茶？",
    "绿茶和红茶有什么区别？",
    "为什么乌龙茶要用沸水冲泡？",
    "隔夜茶可以喝吗？",
    "《茶经》的作者是谁？",
    "什么时候该用沸水？",
    "盖碗",
    "What are the advantages of a disc brake?",
    "What types of brakes are there?",
    "How do I replace an inner tube?",
    "What is the difference between a disc brake and a rim brake?",
    "Why do paper jams happen?",
    "Can I use recycled paper?",
    "When should I choose a rim brake?",
    "What aspects does a rim brake have?",
    "Which aspects are there?",
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.mark.parametrize("question", ["茶叶分为哪几类？", "茶叶按发酵程度有哪些分类？", "茶葉分為哪幾類？"])
def test_a_list_comes_with_its_lead_in_and_every_item(answerer: Answerer, question: str) -> None:
    """Who asks for the kinds gets the sentence that introduces them and all of them, in order."""
    assert statements(answerer.explain(question)) == [
        "茶叶按发酵程度分为以下几类：",
        "绿茶：不发酵",
        "乌龙茶：半发酵",
        "红茶：全发酵",
        "黑茶：后发酵",
    ]


@pytest.mark.parametrize(
    "question", ["What are the advantages of steel frames?", "List the advantages of steel frames."]
)
def test_a_list_in_english_is_whole_too(answerer: Answerer, question: str) -> None:
    """The advantages are named one by one after their lead-in."""
    assert statements(answerer.explain(question)) == [
        "Steel frames have the following advantages:",
        "Steel can be repaired by any welder.",
        "Steel absorbs vibration.",
        "Steel lasts for decades.",
    ]


def test_a_heading_brings_its_sub_headings(answerer: Answerer) -> None:
    """Where the kinds stand as headings below a heading, each is named."""
    found = statements(answerer.explain("What kinds of gears are there?"))

    assert [text for text in found if text in {"Hub gears", "Belt drives"}] == ["Hub gears", "Belt drives"]


def test_a_list_is_cut_at_the_limit_of_items(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No more items are given than the settings allow, from the first on, and the lead-in besides."""
    lines = "".join(f"- Knot number {n} holds a rope\n" for n in range(1, 10))
    text = f"# Knots\n\n## Kinds of knots\n\nThere are the following kinds of knots:\n\n{lines}"
    own = opened(tmp_path_factory.mktemp("knots"), {"knots.md": text}, items=4)

    found = statements(own.explain("What kinds of knots are there?"))

    assert found == ["There are the following kinds of knots:", *(f"Knot number {n} holds a rope" for n in range(1, 5))]


@pytest.mark.parametrize(
    ("question", "first", "last", "count"),
    [
        ("如何冲泡盖碗茶？", "先用沸水烫洗", "把茶汤倒进", 4),
        ("盖碗茶怎么冲泡？", "先用沸水烫洗", "把茶汤倒进", 4),
        ("How do I replace an inner tube?", "Remove the wheel", "Push the tyre back", 4),
        ("How to replace the inner tube of a bicycle", "Remove the wheel", "Push the tyre back", 4),
    ],
)
def test_a_how_to_brings_its_steps_in_order(
    answerer: Answerer, question: str, first: str, last: str, count: int
) -> None:
    """All steps, and nothing but the steps, from the first to the last."""
    found = statements(answerer.explain(question))

    assert len(found) == count
    assert (found[0].startswith(first), found[-1].startswith(last)) == (True, True)


@pytest.mark.parametrize(
    "question", ["How do I add a network printer on Linux?", "Which command adds a network printer?"]
)
def test_a_how_to_brings_its_command_and_what_introduces_it(answerer: Answerer, question: str) -> None:
    """The command is quoted to the letter, right after the sentence that says what it does."""
    found = statements(answerer.explain(question))
    place = found.index("lpadmin -p office -E -v ipp://10.0.0.7/ipp/print")

    assert found[place - 1].endswith("run this command:")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("隔夜茶能喝吗？", ["隔夜茶只要没有变质就能喝，但是香气会变淡。"]),
        ("隔夜的茶可以喝吗", ["隔夜茶只要没有变质就能喝，但是香气会变淡。"]),
        ("茶叶怎样保存才不会受潮？", ["茶叶要密封后放在阴凉干燥的地方。开封的茶叶最好放进铁罐。"]),
        ("How do I clear a paper jam?", ["Open the rear cover, pull the sheet out slowly and close the cover again."]),
        ("How can I clear paper jams?", ["Open the rear cover, pull the sheet out slowly and close the cover again."]),
        ("Can I use recycled paper?", ["Recycled paper works in every tray as long as it is dry."]),
    ],
)
def test_a_question_in_the_documents_brings_its_answer(answerer: Answerer, question: str, answer: list[str]) -> None:
    """Who asks what the documents ask gets their answer, whole and without the question."""
    assert said(answerer.explain(question)) == answer


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("绿茶和红茶的水温有什么不同？", "水温"),
        ("绿茶与红茶的发酵程度有何区别？", "发酵程度"),
        ("紅茶和綠茶的保存期哪個更長？", "保存期"),
        ("How do a disc brake and a rim brake differ in rain?", "Rain"),
        ("What is the difference in price between a disc brake and a rim brake?", "Price"),
        ("Compare the weight of disc brakes and rim brakes", "Weight"),
        ("Which is heavier in weight, a disc brake or a rim brake?", "Weight"),
    ],
)
def test_a_comparison_in_one_respect_brings_that_row(answerer: Answerer, question: str, row: str) -> None:
    """Only what is asked about both sides is said, and it names both."""
    found = said(answerer.explain(question))

    assert [text.strip("| ").split(" |")[0] for text in found] == [row]


def test_a_comparison_as_such_brings_every_row(answerer: Answerer) -> None:
    """Who asks for the difference gets each row of the table that compares the two, in its order."""
    explanation = answerer.explain("绿茶和红茶有什么区别？")
    found = statements(explanation)

    assert len(explanation.evidence.points) == 1
    assert [text.strip("| ").split(" |")[0] for text in found] == ["发酵程度", "水温", "保存期"]


def test_nothing_is_said_twice_in_a_comparison(answerer: Answerer) -> None:
    """No sentence stands in two of the quotes."""
    points = answerer.explain("What is the difference between a disc brake and a rim brake?").evidence.points
    numbers = [(point.record.document.id, number) for point in points for number in point.numbers]

    assert sorted(numbers) == sorted(set(numbers))


def test_a_comparison_in_sentences_names_both_sides(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Without a table, the sentence that speaks of both is chosen over those about one of them."""
    text = (
        "# Pens\n\nA fountain pen holds liquid ink. Fountain pens are refilled.\n\n"
        "A fountain pen writes wet, whereas a ballpoint pen writes dry.\n\nA ballpoint pen is cheap.\n"
    )
    own = opened(tmp_path_factory.mktemp("pens"), {"pens.md": text})

    found = deciding(own.explain("What is the difference between a fountain pen and a ballpoint pen?"))

    assert found[0] == "A fountain pen writes wet, whereas a ballpoint pen writes dry."


def test_the_same_aspect_is_taken_from_each_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where two documents compare the same, each is heard."""
    one = "# 船\n\n帆船的速度比汽船慢，帆船要靠风。\n"
    other = "# 论船\n\n有人说帆船的速度不比汽船慢，汽船费煤。\n"
    own = opened(tmp_path_factory.mktemp("ships"), {"one.md": one, "other.md": other})

    points = own.explain("帆船和汽船的速度有什么区别？").evidence.points

    assert {point.record.document.id for point in points} == {"one.md", "other.md"}


@pytest.mark.parametrize("question", KINDS)
def test_what_says_nothing_is_never_said(answerer: Answerer, question: str) -> None:
    """Questions, header rows and furniture are never quoted; a heading is an item of a list, or has its text behind."""
    evidence = answerer.explain(question).evidence
    chosen = [point.record.document.statements[number] for point in evidence.points for number in point.numbers]

    assert not any(statement.header for statement in chosen)
    assert StatementKind.QUESTION not in {statement.kind for statement in chosen}
    last = [point.record.document.statements[point.numbers[-1]].kind for point in evidence.points]
    assert evidence.structure == "list" or StatementKind.HEADING not in last
    assert not any(word in text for text in said(answerer.explain(question)) for word in ("点赞", "相关推荐"))


def test_sentences_are_no_more_than_the_limit(tmp_path_factory: pytest.TempPathFactory) -> None:
    """An answer of sentences has at most as many as the settings say."""
    sentences = "\n\n".join(f"The copper kettle of room {n} whistles." for n in range(9))
    own = opened(tmp_path_factory.mktemp("kettles"), {"k.md": f"# Kettles\n\n{sentences}\n"}, statements=2)

    assert 1 <= len(said(own.explain("Who hears the copper kettle?"))) <= 2


def test_same_words_is_a_share_of_all_words() -> None:
    """Two statements are the same from a share of common words on; two empty ones are not."""
    assert same_words(["tea", "hot"], ["hot", "tea"], 1.0)
    assert same_words(["a", "b", "c", "d"], ["a", "b", "c"], 0.75)
    assert not same_words(["a", "b", "c", "d"], ["a", "b", "c"], 0.76)
    assert not same_words([], [], 0.5)
