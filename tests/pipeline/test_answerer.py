"""The answerer: which index it opens, threads, an event loop, an index rebuilt under it, what it leaves unloaded."""

import asyncio
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sample import FILES, build, sample, write
from youju import Answerer
from youju.composition.answer import Answer
from youju.config import Settings, cache_folder
from youju.corpus import QuestionError, SettingsError, StoreMissing, StoreOutdated
from youju.index import by_words
from youju.pipeline import handbook

KETTLE = {"kettle.md": "# Kettles\n\nThe copper kettle sings at noon.\n"}
QUESTIONS = [
    "什么是绿茶？",
    "茶叶分为哪几类？",
    "绿茶和红茶有什么区别？",
    "什么是人工智能？",
    "谁创办了纸博物馆？",
    "What is toner?",
    "What are Samovars?",
    "How do I add a network printer?",
    "How many clocks does the museum hold?",
    "Compare disc brakes and rim brakes",
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.fixture(scope="module")
def kettle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("kettle"), KETTLE)


def chapters(subject: str) -> list[Path]:
    """The handbook's documents on a subject."""
    return sorted(handbook.handbook_folder().glob(f"*{subject}.md"))


def rows(answer: Answer) -> str:
    return answer.model_dump_json()


def test_an_index_is_opened_by_its_path(kettle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A named folder wins over the setting, as a path or a string."""
    monkeypatch.setenv("YOUJU_INDEX", str(tmp_path / "none"))

    assert Answerer.open(kettle).ask("When does the copper kettle sing?").answered
    assert Answerer.open(str(kettle)).snapshot.folder == kettle


def test_an_index_is_opened_by_the_settings(kettle: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variable, the file and settings handed over each name the folder."""
    monkeypatch.chdir(write(tmp_path, {"youju.toml": f'index = "{kettle.as_posix()}"\n'}))
    assert Answerer.open().snapshot.folder == kettle
    assert Answerer.open(settings=Settings(index=kettle)).snapshot.folder == kettle

    (tmp_path / "youju.toml").unlink()
    monkeypatch.setenv("YOUJU_INDEX", str(kettle))
    assert Answerer.open().snapshot.folder == kettle


def test_the_index_in_the_working_directory_is_opened(
    monkeypatch: pytest.MonkeyPatch, kettle: Path, tmp_path: Path
) -> None:
    """Where nothing is named, ``.youju`` here is used."""
    (tmp_path / ".youju").symlink_to(kettle, target_is_directory=True)
    monkeypatch.chdir(tmp_path)

    assert Answerer.open().ask("When does the copper kettle sing?").citations[0].document == "kettle.md"


def test_a_folder_without_an_index_is_named(tmp_path: Path) -> None:
    """A named folder that holds no index is an error that says how to make one, not a reason to use another."""
    with pytest.raises(StoreMissing, match="youju index"):
        Answerer.open(tmp_path / "none")


def test_an_index_made_with_other_word_lists_is_refused(kettle: Path, tmp_path: Path) -> None:
    """Terms that cut the text otherwise make the index unfit, and the error says how to rebuild it."""
    write(tmp_path, {"terms.txt": "铜壶鸣\n"})

    with pytest.raises(StoreOutdated, match="rebuild"):
        Answerer.open(kettle, Settings(terms=tmp_path / "terms.txt"))


def test_a_settings_file_with_an_error_is_told_before_anything_is_opened(kettle: Path, tmp_path: Path) -> None:
    """Templates, weights and glossaries are checked when the answerer is opened."""
    write(tmp_path, {"broken.toml": "[zh\n"})
    for name in ("templates", "weights"):
        with pytest.raises(SettingsError, match=r"broken\.toml"):
            Answerer.open(kettle, Settings(**{name: tmp_path / "broken.toml"}))
    with pytest.raises(SettingsError, match=r"broken\.toml"):
        Answerer.open(kettle, Settings(glossary=(tmp_path / "broken.toml",)))


def test_the_handbook_answers_where_there_is_no_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its index is made in the cache folder on first use, said so once, and taken as it is the next time."""
    few = write(tmp_path / "documents", {path.name: path.read_text("utf-8") for path in chapters("basics")})
    monkeypatch.setattr(handbook, "handbook_folder", lambda: few)  # two of its chapters: building all takes long
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cache").mkdir()
    for made in cache_folder(Settings()).glob("*.txt"):  # what was worked out of dictionaries takes long as well
        shutil.copy(made, tmp_path / "cache")
    told: list[str] = []

    first = Answerer.open(settings=Settings(cache=tmp_path / "cache"), notify=told.append)
    stamp = (first.snapshot.manifest.built, sorted(first.snapshot.folder.rglob("*")))
    second = Answerer.open(settings=Settings(cache=tmp_path / "cache"), notify=told.append)

    assert told == [str(first.snapshot.folder)]
    assert first.snapshot.folder.parent == tmp_path / "cache"
    assert (second.snapshot.manifest.built, sorted(second.snapshot.folder.rglob("*"))) == stamp
    assert second.ask("What is a container?").citations[0].document.startswith("documents/")
    assert second.ask("什么是容器？").answered
    assert not list(tmp_path.glob(".youju"))


def test_the_handbook_is_bundled_in_both_languages() -> None:
    """The folder that is answered from out of the box has twelve documents or more, Chinese and English."""
    assert len(list(handbook.handbook_folder().glob("*.md"))) >= 12
    assert [path.name[:2] for path in chapters("basics")] == ["en", "zh"]


def test_several_threads_get_the_answers_of_one(answerer: Answerer) -> None:
    """Questions asked at the same time are answered as one after the other."""
    alone = [rows(Answerer.open(answerer.snapshot.folder).ask(question)) for question in QUESTIONS[:2]]
    alone += [rows(answerer.ask(question)) for question in QUESTIONS[2:]]
    fresh = Answerer.open(answerer.snapshot.folder)

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: rows(fresh.ask(question)), QUESTIONS * 2))

    assert together == alone * 2


def test_asking_in_a_loop_does_not_hold_it_up(kettle: Path) -> None:
    """While a question is worked on, the event loop goes on to do what the question waits for."""
    released = threading.Event()

    class Slow(Answerer):
        def ask(self, question: str, *, language: str | None = None) -> Answer:
            assert released.wait(20)
            return super().ask(question, language=language)

    async def both() -> Answer:
        asking = asyncio.create_task(Slow.open(kettle).ask_async("When does the copper kettle sing?", language="zh"))
        await asyncio.sleep(0)
        assert not asking.done()
        released.set()
        return await asking

    answer = asyncio.run(both())

    assert (answer.answered, answer.language) == (True, "zh")


def test_asking_in_a_loop_raises_what_asking_raises(answerer: Answerer) -> None:
    """An empty question is refused there as everywhere."""
    with pytest.raises(QuestionError):
        asyncio.run(answerer.ask_async("？？"))
    with pytest.raises(QuestionError):
        answerer.ask("？？")
    with pytest.raises(QuestionError):
        answerer.search("？？")


def test_a_rebuilt_index_is_taken_up_without_a_failed_answer(tmp_path: Path) -> None:
    """While one thread asks on and on, another refreshes: every answer is of the old index or of the new one."""
    folder = build(tmp_path, KETTLE)
    answerer = Answerer.open(folder)
    question = "When does the copper kettle sing?"
    seen: list[str] = []
    errors: list[BaseException] = []
    done = threading.Event()

    def ask_on() -> None:
        try:
            while not done.wait(0.002):  # without a pause two busy threads may starve each other for minutes
                seen.append(answerer.ask(question).citations[0].quote)
        except BaseException as error:
            errors.append(error)

    asking = threading.Thread(target=ask_on)
    asking.start()
    assert answerer.refresh() is False
    build(tmp_path, {"kettle.md": "# Kettles\n\nThe copper kettle sings at midnight.\n"})
    assert answerer.refresh() is True
    assert answerer.refresh() is False
    newest = answerer.ask(question).citations[0].quote
    done.set()
    asking.join()

    assert errors == []
    assert newest == "The copper kettle sings at midnight."
    assert set(seen) <= {"The copper kettle sings at noon.", newest}


def test_the_old_index_answers_until_it_is_refreshed(tmp_path: Path) -> None:
    """A rebuild alone changes nothing in an answerer that is open."""
    answerer = Answerer.open(build(tmp_path, KETTLE))
    build(tmp_path, {"kettle.md": "# Kettles\n\nThe copper kettle sings at midnight.\n"})

    assert answerer.ask("When does the copper kettle sing?").citations[0].quote.endswith("at noon.")


def test_search_ranks_passages(answerer: Answerer) -> None:
    """Hits come best first with ranks from 1, no more than asked for, and the passage that holds the words is first."""
    hits = answerer.search("derailleur sprocket chain", top=3)

    assert 1 <= len(hits) <= 3
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert answerer.snapshot.record(hits[0].ref.document).document.id == "bicycles.md"
    assert answerer.search("zzzz qqqq") == []


def test_the_settings_bound_what_is_read_of_a_question(answerer: Answerer) -> None:
    """A question over ``max_question`` is refused."""
    short = Answerer.open(answerer.snapshot.folder, Settings(max_question=12))

    assert short.ask("what is tea?").question == "what is tea?"
    with pytest.raises(QuestionError, match="12"):
        short.ask("what is a tea?")


def test_an_explanation_shows_how_the_answer_came_about(answerer: Answerer) -> None:
    """Question, hits, candidates, evidence and decision are those of the answer; the passages are those of a search, as
    words alone rank them.
    """
    explanation = answerer.explain("What is toner?")

    assert explanation.answer == answerer.ask("What is toner?")
    found = answerer.search("What is toner?", top=answerer.settings.passages)
    assert [hit.ref for hit in explanation.hits[:1]] == [found[0].ref]
    assert list(explanation.hits) == by_words(found)
    assert explanation.ranked[0].text == explanation.answer.citations[0].quote
    assert explanation.answer.confidence == pytest.approx(explanation.probability, abs=1e-4)


def test_english_alone_loads_no_jieba(tmp_path: Path) -> None:
    """Asking an English question of an English index leaves jieba, telegram and the terminal libraries unloaded."""
    folder = build(tmp_path, {"bicycles.md": FILES["bicycles.md"]})
    code = (
        "import sys; from youju import Answerer\n"
        f"answer = Answerer.open({str(folder)!r}).ask('What is a disc brake?')\n"
        "print(answer.answered, sorted({'jieba', 'telegram', 'typer', 'prompt_toolkit', 'rich'} & set(sys.modules)))"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "True []"
