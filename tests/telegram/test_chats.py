"""Private chats: what is said to the bot, and what it says."""

import re
from collections.abc import Iterator

import pytest

from .botapi import BotApi
from .running import FILES, RunningBot, index, labels, marked, serving

HABITS = (
    "游得很远",
    "潜得很深",
    "唱歌悠长",
    "吃小虾子",
    "喷出水柱",
    "结伴而行",
    "冬天南下",
    "夏天北上",
    "睡觉半醒",
    "皮下脂肪",
    "尾鳍宽大",
    "哺育幼仔",
)
ACTS = ("swim", "dive", "sing", "feed", "blow", "gather", "migrate", "return", "slumber", "fatten", "flap", "nurse")
LONG = {
    "documents/whales.md": "# 鲸鱼\n\n## 鲸鱼的特点\n\n"
    + "".join(f"- 特点第{number}条，{habit * 62}。\n" for number, habit in enumerate(HABITS, 1)),
    "documents/whales-en.md": "# Whales\n\n## Features of blue whales\n\nBlue whales have the following features:\n\n"
    + "".join(f"- Feature {number}: {f'{act} far 😀, ' * 40}ever.\n" for number, act in enumerate(ACTS, 1)),
}
"""Lists whose items are a message long together, or three messages."""


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    yield from serving(RunningBot(api, folder, index(folder, FILES | LONG)))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


def ask(api: BotApi, text: str, **who: object) -> dict[str, object]:
    """Say something; the first message that answers it."""
    since = api.mark()
    api.say(text, **who)  # type: ignore[arg-type]
    chat = who.get("chat", who.get("user", 7))
    return api.sent(chat, since=since)[0]  # type: ignore[arg-type]


# Answers.


def test_a_question_is_answered_with_its_source(api: BotApi) -> None:
    """The statement with its number, the source as a quote that unfolds; no markup, no preview of links."""
    since = api.mark()
    api.say("乌龙茶是什么？")

    (message,) = api.sent(7, since=since)

    assert message["text"].startswith("乌龙茶是一种半发酵茶，介于绿茶和红茶之间。[1]")
    assert marked(message, "expandable_blockquote") == ["来源\n[1] documents/茶.md:5 › 茶的常识 › 乌龙茶"]
    (call,) = api.wait(lambda call: call.method == "sendMessage", since=since)
    assert call.params["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in call.params


def test_the_frame_is_in_the_language_of_the_question(api: BotApi) -> None:
    """Whatever the language of the person's Telegram."""
    assert "来源" in marked(ask(api, "乌龙茶是什么？", lang="en"), "bold")
    assert "Sources" in marked(ask(api, "What is oolong?", lang="zh-hans"), "bold")


def test_signs_of_a_document_stay_what_they_are(api: BotApi) -> None:
    """Markdown, HTML, emoji and rare characters break nothing; what is marked is what was meant."""
    message = ask(api, "What is the zebra 😀 sign?")

    assert "The zebra 😀 sign is written as" in message["text"]
    assert "means 𠀀 nothing at all: 1 < 2 && 3 > 2.[1]" in message["text"]
    assert marked(message, "expandable_blockquote") == [
        "Sources\n[1] documents/odd.md:5 › Odd signs here [and] there › The zebra 😀 sign"
    ]


@pytest.mark.parametrize(
    "text", ["<b>*_[x](y)`~ 😀 & what is 𠀀?", "</pre> %s {0} \\ $", "Where is `<script>alert(1)</script>`?"]
)
def test_signs_of_a_person_stay_what_they_are(api: BotApi, text: str) -> None:
    """A question of odd characters gets its answer or its refusal."""
    assert ask(api, text)["text"]


def test_three_thousand_chinese_characters_are_one_message(api: BotApi) -> None:
    """With all their sources: items that follow each other have one."""
    since = api.mark()
    api.say("鲸鱼有哪些特点？", user=8)
    (message,) = api.sent(8, since=since)

    assert len(re.findall("[\u4e00-\u9fff]", message["text"])) > 3000
    assert re.findall(r"特点第(\d+)条", message["text"]) == [str(n) for n in range(1, 13)]
    (sources,) = marked(message, "expandable_blockquote")
    cited = re.findall(r"\[(\d+)\]", message["text"].removesuffix(sources))
    assert re.findall(r"\[(\d+)\]", sources) == cited == [str(n) for n in range(1, len(cited) + 1)]
    api.silent(0.2, chat=8)


def test_a_long_answer_is_split_between_statements(api: BotApi) -> None:
    """Every part ends with whole statements and has the sources and buttons of its own, the last one the votes."""
    since = api.mark()
    api.say("What are the features of blue whales?", user=9)
    parts = api.sent(9, count=2, since=since)

    numbers, features = [], []
    for part in parts:
        (sources,) = marked(part, "expandable_blockquote")
        said = part["text"].removesuffix(sources)
        cited = re.findall(r"ever\.\[(\d+)\]$", said, re.MULTILINE)
        assert said.rstrip().endswith(f"ever.[{cited[-1]}]")
        assert re.findall(r"\[(\d+)\]", sources) == cited
        assert [label for row in labels(part) for label in row if "📄" in label] == [f"📄 {n}" for n in cited]
        numbers += cited
        features += re.findall(r"^- Feature (\d+):", said, re.MULTILINE)
    assert features == [str(n) for n in range(1, 13)]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert ["👍" in str(labels(part)) for part in parts] == [False, True]


def test_an_abstention_shows_no_sources_but_headings_that_ask(api: BotApi) -> None:
    """The missing words are named, the nearest headings are buttons; where nothing comes near nothing is quoted."""
    message = ask(api, "谁发明了火箭？")

    assert "“发明”、“火箭”" in message["text"]
    assert "来源" not in message["text"]
    assert "香气高" not in message["text"]
    assert labels(message) == [["乌龙茶的优点"], ["乌龙茶"], ["👍", "👎"]]


def test_the_language_chosen_is_kept_to(api: BotApi) -> None:
    """`/lang zh` holds for questions in English, too, until `/lang auto`."""
    ask(api, "/lang zh", user=12)
    assert "来源" in marked(ask(api, "What is oolong?", user=12), "bold")
    ask(api, "/lang auto", user=12)
    assert "Sources" in marked(ask(api, "What is oolong?", user=12), "bold")


# Follow-ups.


def test_a_follow_up_continues_the_last_answer_of_its_person(api: BotApi) -> None:
    """In one chat two people have two conversations, and nobody else's are touched."""
    for user, question in ((21, "What is oolong?"), (22, "乌龙茶有哪些优点？")):
        ask(api, f"/ask {question}", user=user, chat=-500)

    assert "→ What is green tea?" in ask(api, "/ask And green tea?", user=21, chat=-500)["text"]
    assert "→" not in ask(api, "/ask What is green tea?", user=22, chat=-500)["text"]
    assert "→" not in ask(api, "And green tea?", user=23)["text"]


def test_topics_and_chats_are_conversations_of_their_own(api: BotApi) -> None:
    """What was asked in one topic is not continued in another, nor in private."""
    ask(api, "/ask What is oolong?", user=24, chat=-501, thread=5)

    assert "→" not in ask(api, "/ask And green tea?", user=24, chat=-501, thread=6)["text"]
    assert "→" not in ask(api, "And green tea?", user=24)["text"]
    assert "→ What is green tea?" in ask(api, "/ask And green tea?", user=24, chat=-501, thread=5)["text"]


def test_a_reply_continues_the_answer_that_it_replies_to(api: BotApi) -> None:
    """Not the last one."""
    first = ask(api, "What is oolong?", user=25)
    ask(api, "谁发明了火箭？", user=25)

    assert "→ What is green tea?" in ask(api, "And green tea?", user=25, reply_to=first)["text"]


def test_new_ends_the_conversation(api: BotApi) -> None:
    """What follows is a question by itself."""
    ask(api, "What is oolong?", user=26)
    assert "new conversation" in ask(api, "/new", user=26)["text"]

    assert "→" not in ask(api, "And green tea?", user=26)["text"]


# What is no question.


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("😀😀", "I see no words in that"),
        ("?!", "I see no words in that"),
        ("Hello!", "Hello! What would you like to know?"),
        ("你好", "你好！想了解什么？"),
        ("谢谢！", "不客气"),
        ("Bye!", "Goodbye."),
        ("what " * 819, "The question has 4095 characters"),
        ("容器" * 2048, "limit of 2000"),
    ],
)
def test_what_is_no_question_gets_a_sensible_reply(api: BotApi, text: str, reply: str) -> None:
    """Signs only, greetings, thanks, and texts as long as Telegram lets them be."""
    assert reply in ask(api, text, user=31)["text"]


def test_a_forwarded_message_is_a_question(api: BotApi) -> None:
    """As if its text had been written."""
    since = api.mark()
    api.forward("乌龙茶是什么？", user=32)

    assert "半发酵茶" in api.sent(32, since=since)[0]["text"]


def test_a_caption_is_a_question(api: BotApi) -> None:
    """The picture is not read, its caption is."""
    since = api.mark()
    api.media("photo", caption="乌龙茶是什么？", user=33)

    assert "半发酵茶" in api.sent(33, since=since)[0]["text"]


def test_an_edited_message_is_left_alone(api: BotApi) -> None:
    """It was answered as it was."""
    since = api.mark()
    written = api.say("乌龙茶是什么？", user=34)
    api.sent(34, since=since)
    api.edit(written, "What is green tea?")

    api.silent(0.4, chat=34)


def test_a_message_sent_through_a_bot_is_left_alone(api: BotApi) -> None:
    """It is an inline result that a person posted, not a question."""
    message = {"message_id": 9, "date": 1, "chat": {"id": 35, "type": "private"}, "from": api.me | {"is_bot": False}}
    api.raw({"message": message | {"text": "What is oolong?", "via_bot": api.me}})

    api.silent(0.4, chat=35)
