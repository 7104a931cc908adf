"""Documents sent to the bot: indexed, answerable at once, taken back; or clearly refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from youju.telegram.library import link_name, safe_name

from .botapi import BotApi, Params
from .running import RunningBot, index, labels, serving

ADMIN, OTHER_ADMIN = 7, 77
KETTLE = b"# Kettles\n\nThe kettle of the works boils 17 litres of water in four minutes.\n"


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    yield from serving(RunningBot(api, folder, index(folder), admins=f"{ADMIN},{OTHER_ADMIN}"))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


def send(api: BotApi, name: str, data: bytes, *, user: int = ADMIN, **how: Any) -> Params:
    """Send a document; what is said to it."""
    since = api.mark()
    api.document(name, data, user=user, **how)
    return api.sent(user, since=since)[0]


def ask(api: BotApi, text: str, *, user: int = 8) -> str:
    """The text of the first message that answers."""
    since = api.mark()
    api.say(text, user=user)
    return str(api.sent(user, since=since)[0]["text"])


def test_a_document_is_answerable_at_once_and_can_be_taken_back(api: BotApi) -> None:
    """It says how many passages were added; a button undoes it, once."""
    added = send(api, "kettles.md", KETTLE)
    assert added["text"] == "kettles.md: passages added: 1 (statements: 2). You can ask about it now."
    assert "17 litres" in ask(api, "How many litres does the kettle boil?")
    assert "kettles.md" in ask(api, "/sources")

    taken = api.press(added, "↩︎ Take it back", user=ADMIN)
    assert api.answered(taken)["text"] == "kettles.md is taken back."
    assert "17 litres" not in ask(api, "How many litres does the kettle boil?")
    assert (
        api.answered(api.press_data(added, taken_data(added), user=OTHER_ADMIN))["text"] == "It was taken back already."
    )


def taken_data(message: Params) -> str:
    """What the button under an upload carries."""
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


def test_a_newer_file_of_the_same_name_replaces_the_older(api: BotApi) -> None:
    """Undoing it brings the older one back; the older one cannot be undone before."""
    first = send(api, "rules.txt", "值班室的门在晚上九点关。".encode(), lang="zh-hans")
    assert "新增 1 个段落" in first["text"]
    second = send(api, "rules.txt", "值班室的门在晚上十点关。".encode(), lang="zh-hans")
    assert "它取代了之前的 rules.txt" in second["text"]
    assert "十点" in ask(api, "值班室的门几点关？")

    assert "newer version" in api.answered(api.press(first, 0, user=ADMIN))["text"]
    api.answered(api.press(second, 0, user=ADMIN))
    assert "九点" in ask(api, "值班室的门几点关？")


def test_rows_are_documents(api: BotApi) -> None:
    """A .jsonl file adds each of its rows."""
    rows = [{"id": f"lamp-{n}", "title": f"Lamp {n}", "text": f"Lamp {n} has {n}0 watts."} for n in (1, 2, 3)]

    text = send(api, "lamps.jsonl", "\n".join(map(json.dumps, rows)).encode())["text"]

    assert text == "lamps.jsonl: documents: 3; passages added: 3 (statements: 3). You can ask about them now."
    assert "20 watts" in ask(api, "How many watts does lamp 2 have?")


@pytest.mark.parametrize(
    ("name", "data", "size", "refusal"),
    [
        ("program.exe", b"MZ", None, "files of this type are not read"),
        ("no-suffix", b"text", None, "files of this type are not read"),
        ("empty.md", b"", None, "no text"),
        ("blank.txt", b" \n\n\t ", None, "no text"),
        ("broken.jsonl", b"{not json", None, "broken.jsonl"),
        ("large.md", b"x", 20 * 1024 * 1024 + 1, "larger than 20 MB"),
        ("larger-than-said.md", b"word " * (4 * 1024 * 1024 + 300_000), 100, "larger than 20 MB"),
        ("binary.md", bytes(range(256)) * 40, None, "binary.md"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(
    api: BotApi, bot: RunningBot, name: str, data: bytes, size: int | None, refusal: str
) -> None:
    """With the reason, without a button, and nothing of it is kept."""
    message = send(api, name, data, size=size)

    assert refusal in message["text"]
    assert "\n" not in message["text"]
    assert labels(message) == []
    assert not list((bot.folder / "data").rglob(name))


def test_the_same_text_again_is_refused(api: BotApi) -> None:
    """By its name or another; it says where the text is."""
    send(api, "anchors.md", b"# Anchors\n\nThe anchor weighs 40 tons.\n")

    for name in ("anchors.md", "again.md"):
        assert (
            "already there as uploads/anchors.md"
            in send(api, name, b"# Anchors\n\nThe anchor weighs 40 tons.\n")["text"]
        )


def test_only_admins_may_add_documents(api: BotApi, bot: RunningBot) -> None:
    """Nobody else's file is even fetched."""
    since = api.mark()

    assert send(api, "mine.md", KETTLE, user=8)["text"] == "Only the owner can add documents here."
    assert not [call for call in api.calls[since:] if call.method == "getFile"]


def test_a_file_is_fetched_in_spite_of_a_fault(api: BotApi) -> None:
    """What fails for a moment is tried again."""
    api.fail("getFile", code=500)

    assert "passages added" in send(api, "storm.md", b"# Storm\n\nThe storm of May.\n")["text"]


def test_a_file_that_telegram_no_longer_has_is_told(api: BotApi) -> None:
    """The person is asked to send it again."""
    api.fail("getFile", code=400, description="Bad Request: wrong file_id or the file is temporarily unavailable")

    assert "could not be fetched" in send(api, "gale.md", b"# Gale\n\nThe gale of June.\n")["text"]


def test_a_name_cannot_lead_out_of_the_folder(api: BotApi, bot: RunningBot) -> None:
    """Whatever it is made of."""
    text = send(api, "../../outside.md", b"# Outside\n\nThe fence is green.\n")["text"]

    assert "passages added: 1" in text
    assert not (bot.folder / "outside.md").exists()
    assert [path.name for path in (bot.folder / "data" / "uploads").iterdir() if "outside" in path.name] == [
        "outside.md"
    ]


def test_documents_are_there_after_a_restart(api: BotApi, bot: RunningBot) -> None:
    """They are in the index, and the index is the operator's."""
    send(api, "ferries.md", b"# Ferries\n\nThe ferry Ada leaves at noon.\n")
    bot.stop()
    bot.start()

    assert "noon" in ask(api, "When does the ferry Ada leave?")


def test_over_the_handbook_a_document_makes_an_index_of_the_bots_own(tmp_path: Path) -> None:
    """The handbook is in it, and after a restart it is answered from again."""
    with BotApi() as own, RunningBot(own, tmp_path, None, admins=ADMIN) as running:
        assert "passages added: 1" in send(own, "kettles.md", KETTLE)["text"]
        assert "17 litres" in ask(own, "How many litres does the kettle boil?")
        running.stop()
        running.start()
        assert "17 litres" in ask(own, "How many litres does the kettle boil?")
        assert "容器" in ask(own, "什么是容器？")
        assert running.stop() == 0


# Names.


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("notes.MD", "notes.md"),
        ("../../etc/notes.md", "etc_notes.md"),
        ("..", "document"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\n.md", "a_b_.md"),
        ("手册 1.txt", "手册 1.txt"),
        ("gnp\u202efdp.md", "gnp_fdp.md"),
        ("CON:x.md", "CON_x.md"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    """No path, nothing hidden, no control characters, no turned writing."""
    assert safe_name(name) == safe


def test_a_long_name_is_cut_between_characters() -> None:
    """To what every file system takes, with its type."""
    name = safe_name("手" * 300 + ".jsonl")

    assert len(name.encode()) <= 120
    assert name.startswith("手手")
    assert name.endswith(".jsonl")


def test_a_link_names_a_document_in_what_telegram_takes() -> None:
    """Letters, digits and hyphens, at most 64, the same each time and another for another document."""
    names = [link_name(document) for document in ("a.md", "b.md", "容器.md", "\udcff.md")]

    assert len(set(names)) == 4
    assert all(len(name) <= 64 and name.replace("-", "").isalnum() for name in names)
    assert link_name("a.md") == names[0]
