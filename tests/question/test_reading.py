"""How a question is read: kind, subject, sides, what it expects, in either language and in every way of writing."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from youju.config import load_weights, question_patterns
from youju.corpus import QuestionEmpty, QuestionError, QuestionTooLong
from youju.question.kinds import Kind
from youju.question.reading import QuestionReader

READER = QuestionReader(question_patterns(), load_weights().reading)

KINDS = {
    Kind.DEFINITION: """
        什么是蒸汽机？|蒸汽机是什么？|蒸汽机是什么意思？|何谓蒸汽机？|蒸汽机的定义是什么？|什么叫蒸汽机
        蒸汽机指的是什么？
        所谓蒸汽机是指什么？|蒸汽机是什么东西|怎么理解通货膨胀？|蒸汽机是啥|能解释一下什么是蒸汽机吗？
        请介绍一下蒸汽机。|什么是光合作用？
        What is photosynthesis?|What's a derailleur?|Define inflation.|What does HTTP mean?|What is meant by osmosis?
        Explain osmosis|What are enzymes?|What is the definition of entropy?|Describe a black hole.
        What exactly is osmosis?
        Can you explain what osmosis is?|Could you tell me what a derailleur is?
    """,
    Kind.COMPARISON: """
        茶和咖啡有什么区别？|茶与咖啡的差异|茶跟咖啡相比，哪个更提神？|火车比汽车更快吗|火车比飞机慢吗？
        对比茶和咖啡|请比较一下钢笔和铅笔
        电动车和燃油车哪个更省钱？|红酒和白酒谁更容易保存？|猫和狗的不同点|钢笔同铅笔有何不同？
        What is the difference between tea and coffee?|How does tea differ from coffee?|tea vs coffee
        Compare tea and coffee.
        Is a train faster than a bus?|Which is cheaper, tea or coffee?|What distinguishes tea from coffee?
        How are tea and coffee different?|How do tea and coffee compare?|Tea versus coffee: which is better?
    """,
    Kind.HOWTO: """
        如何更换灯泡？|怎么煮咖啡？|怎样修理水龙头？|更换灯泡的步骤是什么？|用什么命令查看内存？|煮咖啡的流程
        我该怎么清洗滤网|红茶怎么泡？|灯泡怎么换
        How do I change a light bulb?|How can I make coffee?|How to fix a tap|What command shows the memory?
        How would you repair a tap?|How should one store bread?|Which command deletes a queue?
        What are the steps to change a tyre?|How does one tune a guitar?|What is the best way to clean a filter?
    """,
    Kind.REASON: """
        为什么天空是蓝色的？|为何树叶会变黄？|树叶变黄的原因是什么？|是什么原因导致铁生锈？|天空为啥是蓝的
        铁怎么会生锈？
        Why is the sky blue?|What is the reason for rust?|What are the causes of inflation?
        For what reason do leaves turn yellow?
        What causes rust?|How come the sky is blue?
    """,
    Kind.CHOICE: """
        什么时候应该用钢笔？|什么情况下选择火车？|我该选哪种相机？|相机怎么选？|这种漆适合什么场景？
        何时使用铅笔更合适？|哪些场合适合穿西装？
        When should I use a pencil?|Should I choose steel or aluminium?|When is a train preferable?
        When is it better to use a pencil?
        Which one should I buy?|Which camera should I buy?
    """,
    Kind.LIST: """
        茶有哪些种类？|钢的优点有哪些？|列出太阳系的行星|茶分为哪几类？|早餐包括哪些食物？|这款相机有什么特点？
        陶瓷的种类
        自行车由哪些部分组成？|相机都有什么功能？|钢有什么缺点？
        What are the advantages of steel?|List the planets of the solar system.|Name three kinds of tea.
        What types of tea are there?
        What kinds of bread exist?|Which tools are available?|What are the parts of a bicycle?
        What are some examples of mammals?
        What advantages does steel have?
    """,
    Kind.YESNO: """
        茶叶可以冷冻吗？|红茶是否含有咖啡因？|打印机能不能双面打印？|有没有防水的手表？|钢会不会生锈
        说明书可以打印吗？|能告诉我茶叶可以冷冻吗？|红茶对身体好吗？
        Is tea healthy?|Can the printer print on both sides?|Does coffee contain caffeine?|Are bats mammals?
        Do I need a helmet?
        Isn't tea healthy?
    """,
    Kind.FACTOID: """
        谁发明了电话？|电话是哪一年发明的？|珠穆朗玛峰有多高？|故宫在哪里？|一打有几个？|法国的首都是哪个城市？
        这本书的作者是谁？|长城建于何时？|世界上最长的河流是什么？|瓷器最早源于什么？|你知道电话是谁发明的吗？
        Who invented the telephone?|When was the bridge built?|Where is the museum?|How many legs does a spider have?
        In what year did the war end?|Which city hosted the games?|How tall is the tower?
        What is the capital of France?|What is the tallest mountain?
    """,
    Kind.GENERAL: "陶瓷史|自行车 链条|tea culture|printers on the second floor",
}
QUESTIONS = [
    (kind, question.strip())
    for kind, lines in KINDS.items()
    for line in lines.strip().splitlines()
    for question in line.split("|")
]

SIDES = [
    ("茶和咖啡有什么区别？", "茶", "咖啡"),
    ("绿茶与红茶的差异是什么", "绿茶", "红茶"),
    ("茶跟咖啡相比，哪个更提神？", "茶", "咖啡"),
    ("对比茶和咖啡", "茶", "咖啡"),
    ("请比较一下钢笔和铅笔", "钢笔", "铅笔"),
    ("火车比汽车更快吗", "火车", "汽车"),
    ("电动车还是燃油车更省钱？", "电动车", "燃油车"),
    ("在保存方面，红酒和白酒哪个更容易？", "红酒", "白酒"),
    ("What is the difference between green tea and black tea?", "green tea", "black tea"),
    ("What are the differences between a fountain pen and a ballpoint pen?", "fountain pen", "ballpoint pen"),
    ("How does tea differ from coffee?", "tea", "coffee"),
    ("disc brake vs rim brake", "disc brake", "rim brake"),
    ("Compare tea and coffee.", "tea", "coffee"),
    ("Compare green tea with black tea", "green tea", "black tea"),
    ("Is a train faster than a bus?", "train", "bus"),
    ("Which is cheaper, tea or coffee?", "tea", "coffee"),
    ("Which is heavier, a disc brake or a rim brake?", "disc brake", "rim brake"),
    ("How do disc brakes and rim brakes differ?", "disc brake", "rim brake"),
    ("What distinguishes tea from coffee?", "tea", "coffee"),
    ("Tea versus coffee: which is better?", "tea", "coffee"),
    ("Are trains safer than cars in winter?", "trains", "cars"),
]


@pytest.mark.parametrize(("kind", "question"), QUESTIONS, ids=[question for _, question in QUESTIONS])
def test_the_kind_of_a_question_is_read(kind: Kind, question: str) -> None:
    """What a question asks for is seen in many wordings of either language."""
    assert READER.read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("什么是乌龙茶？", "乌龙茶"),
        ("乌龙茶是什么", "乌龙茶"),
        ("乌龙茶是什么意思？", "乌龙茶"),
        ("请问乌龙茶到底是什么？", "乌龙茶"),
        ("乌龙茶的定义是什么？", "乌龙茶"),
        ("何谓乌龙茶？", "乌龙茶"),
        ("乌龙茶究竟是什么呢？", "乌龙茶"),
        ("什么是乌龙茶啊", "乌龙茶"),
        ("请问一下，乌龙茶到底是什么东西呀？谢谢", "乌龙茶"),
        ("乌龙茶这个东西是个啥", "乌龙茶"),
        ("乌龙茶又是什么？", "乌龙茶"),
        ("什么是唢呐？", "唢呐"),
        ("什么是嘻哈", "嘻哈"),
        ("What on earth is a disc brake?", "disc brake"),
        ("So what's a disc brake then?", "disc brake"),
        ("What is a disc brake?", "disc brake"),
        ("What are enzymes?", "enzymes"),
        ("What does HTTP stand for?", "http"),
        ("请介绍一下乌龙茶。", "乌龙茶"),
        ("能解释一下光的折射吗？", "光的折射"),
        ("Can you explain what osmosis is?", "osmosis"),
        ("Explain inflation.", "inflation"),
        ("Explain a black hole.", "black hole"),
        ("What is the definition of entropy?", "entropy"),
    ],
)
def test_a_definition_knows_its_subject(question: str, subject: str) -> None:
    """The thing to be defined is found without the words around it."""
    assert READER.read(question).subject == subject


@pytest.mark.parametrize(("question", "one", "other"), SIDES, ids=[question for question, _, _ in SIDES])
def test_a_comparison_knows_its_sides(question: str, one: str, other: str) -> None:
    """Each side holds the one thing and not the other, in the order of the question."""
    sides = READER.read(question).sides

    assert len(sides) == 2
    assert (one in sides[0], other in sides[0], one in sides[1], other in sides[1]) == (True, False, False, True)


def test_only_a_comparison_has_sides() -> None:
    """Two things that are merely named together are not compared."""
    assert READER.read("Where can I buy tea and coffee?").sides == ()
    assert READER.read("茶和咖啡在哪里买？").sides == ()


@pytest.mark.parametrize(
    ("padded", "bare"),
    [
        ("请问一下，我想了解红茶怎么保存", "红茶怎么保存"),
        ("请问红茶怎么保存？谢谢！", "红茶怎么保存？"),
        ("您好，麻烦问一下红茶多少钱", "红茶多少钱"),
        ("你能不能告诉我，红茶是谁发明的", "红茶是谁发明的"),
        ("我想知道什么是红茶，谢谢", "什么是红茶"),
        ("请帮我介绍一下红茶的种类好吗？", "红茶的种类"),
        ("Could you please tell me who invented tea?", "who invented tea?"),
        ("Hello, I would like to know who invented tea, thanks.", "who invented tea"),
        ("Can you tell me how many pages it prints?", "how many pages it prints?"),
        ("Please, where is the museum?", "where is the museum?"),
        ("I'm wondering, why is the sky blue", "why is the sky blue"),
        ("Excuse me, is tea healthy? Thank you!", "is tea healthy?"),
        ("谢谢。什么是紫砂壶？", "什么是紫砂壶？"),
        ("Thanks a lot! What is a teapot?", "what is a teapot?"),
    ],
)
def test_politeness_is_dropped(padded: str, bare: str) -> None:
    """A question with courtesies at its ends is read as the question without them."""
    one, other = READER.read(padded), READER.read(bare)

    assert one.plain.rstrip("?") == other.plain.rstrip("?")
    assert (one.kind, one.subject, one.expects) == (other.kind, other.subject, other.expects)


@pytest.mark.parametrize(
    "question",
    [
        "解释器是什么?",
        "请求、响应分别是什么?",
        "老师的职责是什么?",
        "帮助命令是什么?",
        "问题解决流程是什么?",
        "说明书在哪里?",
        "需要多少内存?",
        "我的容器为什么停了?",
        "师傅和徒弟有什么区别?",
        "不懂技术的人怎么用?",
        "大家电有哪些?",
        "求和公式是什么?",
        "怎么说谢谢?",
        "to what level is it raised?",
        "for how long does it run?",
        "how do i say thanks in git?",
        "what does the help command do?",
        "when will i get an answer?",
        "can i ask for a refund?",
        "do as they please?",
    ],
)
def test_words_of_courtesy_that_are_asked_about_stay(question: str) -> None:
    """A row of them is dropped before a question only, never a part of a word, of a phrase or of an enumeration."""
    assert READER.read(question).plain == question


@pytest.mark.parametrize("courtesy", ["请问", "谢谢", "thank you please"])
def test_a_question_of_nothing_but_politeness_stays(courtesy: str) -> None:
    """Where a courtesy is all there is, it is what is asked."""
    assert any(character.isalnum() for character in READER.read(courtesy).plain)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("什么是绿茶？", "zh"),
        ("What is green tea?", "en"),
        ("Docker 是什么？", "zh"),
        ("如何在 Linux 上安装 CUPS 打印机驱动？", "zh"),
        ("什麼是綠茶", "zh"),
        ("What does the word 功夫 mean in English?", "en"),
        ("hypervisor是啥", "zh"),
        ("docker run -it 参数", "zh"),
        ("Is 镜像 the same as image?", "en"),
        ("¿Qué es el té?", "en"),
        ("1984？", "en"),
    ],
)
def test_a_question_with_han_is_english_by_its_small_words(question: str, language: str) -> None:
    """A Chinese question may hold foreign names, and an English one a Chinese word."""
    assert READER.read(question).language == language


def test_the_language_can_be_set() -> None:
    """A language that is asked for wins over the question's own."""
    assert READER.read("什么是绿茶？", "en").language == "en"
    assert READER.read("What is green tea?", "zh").language == "zh"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("电话是哪一年发明的？", "date"),
        ("长城建于何时？", "date"),
        ("活动几月开始", "date"),
        ("When was the bridge built?", "date"),
        ("In what year did it open?", "date"),
        ("墨盒能打多少页？", "number"),
        ("桥有多长？", "number"),
        ("How many pages does it print?", "number"),
        ("What percentage is water?", "percentage"),
        ("烤面包要多久？", "duration"),
        ("How long does the bread bake?", "duration"),
        ("谁写了这本书？", "person"),
        ("这本书的作者是哪位？", "person"),
        ("Who wrote the book?", "person"),
        ("博物馆在哪里？", "place"),
        ("长城位于何处", "place"),
        ("Where is the museum?", "place"),
        ("Which country has the most bicycles?", "place"),
        ("为什么面包会发霉？", "reason"),
        ("Why does bread go mouldy?", "reason"),
        ("如何修理水龙头？", "manner"),
        ("How is paper made?", "manner"),
    ],
)
def test_what_an_answer_has_to_name_is_read(question: str, expected: str) -> None:
    """A date, a number, a person and the like are expected where they are asked for."""
    assert expected in READER.read(question).expects


@pytest.mark.parametrize("question", ["什么是绿茶？", "What is green tea?", "茶和咖啡有什么区别？", "List the planets"])
def test_nothing_particular_is_expected_where_nothing_is_asked_for(question: str) -> None:
    """A question that asks for no kind of thing expects none."""
    assert READER.read(question).expects == ()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ｗｈａｔ　ｉｓ　ＨＴＴＰ？", "What is HTTP?"),
        ("什麼是烏龍茶？", "什么是乌龙茶？"),
        ("綠茶與紅茶有甚麼區別？", "绿茶与红茶有甚么区别？"),
        ("為什麼紙會變黃？", "为什么纸会变黄？"),
        ("WHY IS THE SKY BLUE?", "why is the sky blue?"),
        ("  why\tis \n the  sky blue? ", "why is the sky blue?"),
        ("why is the\u200b sky\u0000 blue?", "why is the sky blue?"),
        ("\ufeff什么是绿茶？\u202e", "什么是绿茶？"),
    ],
)
def test_every_way_of_writing_is_read_the_same(written: str, plain: str) -> None:
    """Width, case, traditional characters, white space and control characters make no other question."""
    one, other = READER.read(written), READER.read(plain)

    assert (one.plain, one.kind, one.subject, one.sides, one.expects, one.language) == (
        other.plain,
        other.kind,
        other.subject,
        other.sides,
        other.expects,
        other.language,
    )


def test_the_question_is_kept_as_asked() -> None:
    """``text`` has the asker's own characters, tidied to one line."""
    assert READER.read("  請問：\x07什麼是\n烏龍茶？").text == "請問: 什麼是 烏龍茶？".replace(": ", "： ")


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "？！……", "...", "\u200b\u0000\ufeff", "-- // ()", "😀"])
def test_a_question_without_words_is_refused(nothing: str) -> None:
    """Nothing, white space, punctuation and control characters ask nothing."""
    with pytest.raises(QuestionEmpty):
        READER.read(nothing)


def test_what_nobody_typed_may_be_longer_than_what_is_typed() -> None:
    """A question completed from two others, or one that a document has, is read whole."""
    reader = QuestionReader(question_patterns(), load_weights().reading, limit=12)
    with pytest.raises(QuestionTooLong):
        reader.read("What is a container?")

    assert reader.read_whole("What is a container?").kind is Kind.DEFINITION


def test_a_question_that_is_too_long_is_refused_with_its_length() -> None:
    """The limit is a number of characters, and the message says how many there were."""
    reader = QuestionReader(question_patterns(), load_weights().reading, limit=10)

    assert reader.read("茶" * 10).text == "茶" * 10
    with pytest.raises(QuestionTooLong, match=r"\b11\b.*\b10\b"):
        reader.read("茶" * 11)
    with pytest.raises(QuestionTooLong):
        READER.read("a" * 100_000)


@pytest.mark.parametrize(
    "piece",
    [
        "比更",
        "茶和",
        ", ",
        "，在",
        "thanks ",
        "谢谢，",
        "请告诉我",
        "能介绍吗",
        "what is ",
        "compare a and ",
        "1",
        "a-",
    ],
)
def test_a_long_question_is_read_at_once(piece: str) -> None:
    """No repetition of anything makes a question of the greatest length slow to read."""
    text = "茶" + (piece * 2000)[:1998] + "x"
    READER.read(text)  # compiles what it needs
    durations = []
    for _ in range(5):
        start = time.process_time()
        READER.read(text)
        durations.append(time.process_time() - start)

    assert min(durations) < 0.05


def test_a_question_has_nothing_that_cannot_be_written() -> None:
    """Half of a surrogate pair is dropped, so that an answer can always be written as UTF-8."""
    assert READER.read("\ud800tea\udfff time").text == "tea time"


PIECES = [
    "什么是",
    "茶",
    "和",
    "比",
    "更",
    "区别",
    "请问",
    "谢谢",
    "？",
    "，",
    "what is ",
    "than ",
    " vs ",
    "how do i ",
    "tea",
    " ",
]


@settings(max_examples=150)
@given(
    st.text(st.characters(exclude_categories=()), max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)
@example("\ud800 tea")
@example("请问")
@example("ǅ" * 5)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text breaks the reader: it is a question of some kind with something in it, or a ``QuestionError``."""
    try:
        question = READER.read(text)
    except QuestionError:
        return

    assert any(character.isalnum() for character in question.plain)
    assert question.language in {"zh", "en"}
    assert len(question.sides) in {0, 2}
    assert READER.read(question.text) == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("订阅的价格是多少？", ("price",)),
        ("一张票多少钱？", ("price",)),
        ("How much does a licence cost?", ("price",)),
        ("How much water does a pump move?", ("number",)),
        ("性价比是多少？", ("number",)),
        ("最新版本号是多少？", ("version",)),
        ("Which version is needed?", ("version",)),
    ],
)
def test_a_price_or_a_version_is_asked_for_instead_of_any_number(question: str, expected: tuple[str, ...]) -> None:
    """The narrower kind replaces the broader one, and nothing else does."""
    assert READER.read(question).expects == expected
