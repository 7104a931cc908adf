"""What the bot keeps: every call one transaction, found again by the next run."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from youju.composition.answer import Answer, Part, Status
from youju.question.kinds import Kind
from youju.telegram.errors import StateUnusable
from youju.telegram.state.database import FILE
from youju.telegram.state.state import BotState
from youju.telegram.state.talks import Where

ADA, BOB = Where(7, 0, 7), Where(-100, 5, 8)


def answer(question: str, *, found: bool = True, completed: str | None = None) -> Answer:
    return Answer(
        id="x", question=question, language="en", kind=Kind.GENERAL, completed=completed, text="…",
        status=Status.ANSWERED if found else Status.NOT_FOUND, missing_terms=() if found else ("gold",),
    )  # fmt: skip


def update(number: int, text: str = "hi") -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": {"id": 7}, "text": text}}


@pytest.fixture
def state(tmp_path: Path) -> Iterator[BotState]:
    opened = BotState(tmp_path)
    yield opened
    opened.close()


def again(state: BotState) -> BotState:
    """The same state as a later run finds it."""
    return BotState(state.folder)


def test_an_update_is_kept_once(state: BotState) -> None:
    """What was received before is known again, also in the next run; equal numbers alone are not the same."""
    first, other = update(1), update(1, "another")

    assert [key is not None for key in state.updates.receive([first, first, other])] == [True, False, True]
    assert again(state).updates.receive([first]) == [None]
    assert [waiting.row for waiting in again(state).updates.waiting()] == [first, other]


def test_a_done_update_is_forgotten_but_known(state: BotState) -> None:
    """Its content is gone from the file; its key still tells that it was answered."""
    (key,) = state.updates.receive([update(1, "what is a secret zebra?")])
    assert key is not None

    state.updates.done(key)

    assert again(state).updates.waiting() == []
    assert state.updates.receive([update(1, "what is a secret zebra?")]) == [None]
    rows = sqlite3.connect(state.folder / FILE).execute("select body from inbox").fetchall()
    assert rows == [(None,)]


def test_it_is_known_how_many_messages_went_out_for_an_update(state: BotState) -> None:
    """After a kill these are not sent again; one whose sending failed for sure is."""
    sent, failed = state.updates.receive([update(1), update(2)])
    assert sent is not None
    assert failed is not None

    state.updates.sending(sent, 1)
    state.updates.sending(failed, 1)
    state.updates.sending(failed, -1)

    assert [(waiting.key, waiting.sent) for waiting in again(state).updates.waiting()] == [(sent, 1), (failed, 0)]


def test_a_conversation_is_a_chain_of_questions(state: BotState) -> None:
    """Each person in each topic has their own; completed questions count, and a reply goes back to its answer."""
    first = state.talks.keep(ADA, None, answer("What is tea?"))
    second = state.talks.keep(ADA, first.key, answer("And its price?", completed="What is the price of tea?"))
    state.talks.keep(BOB, None, answer("What is coffee?"))

    assert again(state).talks.history(ADA) == (second.key, ["What is tea?", "What is the price of tea?"])
    assert state.talks.history(BOB)[1] == ["What is coffee?"]
    assert state.talks.history(BOB, first.key) == (first.key, ["What is tea?"])
    state.talks.lean_on(ADA, None)
    assert state.talks.history(ADA) == (None, [])


def test_a_chain_is_followed_only_so_far(state: BotState) -> None:
    """However long people talk, a question leans on the last few."""
    key = None
    for number in range(20):
        key = state.talks.keep(ADA, key, answer(f"q{number}")).key

    assert state.talks.history(ADA)[1] == [f"q{number}" for number in range(14, 20)]


def test_an_answer_and_its_messages_are_found_again(state: BotState) -> None:
    """By its key, and by the message that shows it; a message of the same number later shows the later answer."""
    one, two = state.talks.keep(ADA, None, answer("one")), state.talks.keep(ADA, None, answer("two"))
    state.talks.show(7, 501, one.key)
    state.talks.show(7, 501, two.key)

    assert again(state).talks.kept(one.key) == one
    assert state.talks.shown(7, 501) == two.key
    assert state.talks.shown(8, 501) is None
    assert state.talks.kept("nothing") is None


def test_feedback_is_one_a_person_and_answer(state: BotState) -> None:
    """It can be changed; what was there before is said."""
    kept = state.talks.keep(ADA, None, answer("What is tea?"))

    assert [state.feedback.rate(7, kept, value) for value in ("up", "up", "down")] == [None, "up", "up"]
    state.feedback.rate(8, kept, "up")
    rows = [(row["user"], row["value"], row["question"]) for row in again(state).feedback.ratings()]
    assert sorted(rows) == [(7, "down", "What is tea?"), (8, "up", "What is tea?")]
    assert (state.feedback.figures()["up"], state.feedback.figures()["down"]) == (1, 1)


def test_questions_without_an_answer_are_listed_newest_first(state: BotState) -> None:
    """With what was missing; clearing empties the list."""
    for question in ("first", "second"):
        state.talks.keep(ADA, None, answer(question, found=False))

    assert [(row["question"], row["missing"]) for row in state.feedback.unanswered()] == [
        ("second", "gold"),
        ("first", "gold"),
    ]
    state.feedback.clear_unanswered()
    assert state.feedback.unanswered() == []


def test_a_message_of_several_questions_is_kept_by_its_parts(state: BotState) -> None:
    """Those without an answer are kept as such, and the next question leans on the last."""
    found = Part(question="What is gold?", kind=Kind.DEFINITION, status=Status.ANSWERED)
    lacking = Part(
        question="Who mined it?",
        completed="Who mined gold?",
        kind=Kind.FACTOID,
        status=Status.NOT_FOUND,
        missing_terms=("mined",),
    )
    state.talks.keep(ADA, None, answer("What is gold? Who mined it?").model_copy(update={"parts": (found, lacking)}))

    assert [(row["question"], row["missing"]) for row in state.feedback.unanswered()] == [("Who mined gold?", "mined")]
    assert state.talks.history(ADA)[1] == ["Who mined gold?"]


def test_questions_are_logged_only_when_asked_for(state: BotState) -> None:
    """Without the operator's wish the log stays empty."""
    state.talks.keep(ADA, None, answer("quiet"))
    state.talks.keep(ADA, None, answer("loud"), True)

    assert sqlite3.connect(state.folder / FILE).execute("select question from log").fetchall() == [("loud",)]


def test_forgetting_deletes_every_row_of_a_person_and_no_other(state: BotState) -> None:
    """Nothing of what they asked is in any file of the state any more."""
    kept = state.talks.keep(ADA, None, answer("ada's zebra", found=False), True)
    state.talks.show(7, 501, kept.key)
    state.feedback.rate(7, kept, "down")
    state.people.set_language(7, "zh")
    other = state.talks.keep(BOB, None, answer("bob's lion"))

    assert state.forget(7) == 5

    assert state.people.language(7) is None
    assert state.talks.kept(kept.key) is None
    assert state.talks.shown(7, 501) is None
    assert state.talks.history(ADA) == (None, [])
    assert state.talks.kept(other.key) == other
    files = b"".join(path.read_bytes() for path in state.folder.glob(f"{FILE}*"))
    assert b"zebra" not in files
    assert b"lion" in files
    assert state.forget(7) == 0


def test_old_answers_are_pruned_with_what_hangs_on_them(state: BotState) -> None:
    """Young ones stay."""
    old, young = state.talks.keep(ADA, None, answer("old")), state.talks.keep(BOB, None, answer("young"))
    state.talks.show(7, 501, old.key)
    with sqlite3.connect(state.folder / FILE) as file:
        file.execute("update answers set at = ? where key = ?", (time.time() - 31 * 86400, old.key))

    state.prune(30)

    assert state.talks.kept(old.key) is None
    assert state.talks.shown(7, 501) is None
    assert state.talks.history(ADA) == (None, [])
    assert state.talks.kept(young.key) == young


def test_a_fact_is_made_once(state: BotState) -> None:
    """The first maker decides, for later runs too."""
    assert state.fact("webhook", lambda: "one") == "one"
    assert again(state).fact("webhook", lambda: "two") == "one"


def test_a_language_is_chosen_changed_and_given_up(state: BotState) -> None:
    """`None` is no choice."""
    assert state.people.language(7) is None
    for language in ("zh", "en", None):
        state.people.set_language(7, language)
        assert again(state).people.language(7) == language


def test_a_file_of_an_earlier_version_gets_the_new_columns(tmp_path: Path) -> None:
    """What is missing is added, what is there stays."""
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("create table uploads (key varchar primary key, user bigint, name varchar, at float)")
        file.execute("insert into uploads values ('k', 7, 'notes.md', 1.0)")

    opened = BotState(tmp_path)

    upload = opened.documents.find("k")
    assert upload is not None
    assert (upload.name, upload.undone, upload.before) == ("notes.md", False, None)


def test_a_folder_that_cannot_hold_it_is_one_line(tmp_path: Path) -> None:
    """A file in the way, or a state that is no database, is refused with where and what to do."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / FILE).write_text("this is not a database, but it is long enough to be taken for one" * 20)

    for folder in (tmp_path / "file", tmp_path / "folder"):
        with pytest.raises(StateUnusable, match="YOUJU_TELEGRAM__DATA") as caught:
            BotState(folder)
        assert str(folder) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_other_people_of_the_machine_cannot_read_it(state: BotState) -> None:
    """The folder is its owner's only."""
    assert state.folder.stat().st_mode & 0o077 == 0


def test_the_event_loop_goes_on_while_state_is_used(state: BotState) -> None:
    """Calls run in the state's own thread, in the order in which they were made."""

    async def main() -> list[str | None]:
        calls = [state.do(state.people.set_language, 7, language) for language in ("zh", "en", "zh")]
        await asyncio.gather(*calls)
        return [await state.do(state.people.language, 7)]

    assert asyncio.run(main()) == ["zh"]


WRITER = """
import sys
from pathlib import Path
from youju.telegram.state.state import BotState
state = BotState(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100_000):
    (key,) = state.updates.receive([{"update_id": number}])
    state.updates.sending(key, 1)
    state.updates.done(key)
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0.02, 0.05, 0.11])
def test_a_killed_process_leaves_all_that_it_had_said_was_kept(tmp_path: Path, after: float) -> None:
    """SIGKILL at any moment: the file opens, and holds every update that was acknowledged."""
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        said = [int(line) for line in process.stdout.read().split()]

    opened = BotState(tmp_path)
    (count,) = sqlite3.connect(tmp_path / FILE).execute("select count(*) from inbox where body is null").fetchone()
    assert count >= len(said)
    assert opened.updates.receive([{"update_id": number} for number in said]) == [None] * len(said)
    opened.close()
