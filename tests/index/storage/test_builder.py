"""Building: only what changed is read, and the result is that of a build from scratch."""

import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from youju.corpus import ChunkLimits, NotIndexed, SourceChanging, SourceMissing, StoreMissing, parse, read
from youju.index import Analyzer, Builder, Lexicon, Report, Snapshot
from youju.index.storage import intake
from youju.index.storage.builder import record_of
from youju.index.storage.store import FILES

FINGERPRINT = {"analyzer": "a"}
WORDS = ["container", "虛擬機", "isolates", "容器", "v1.21", "--name", "kernel", "的", "process", "镜像", "3.4.2"]

OPENED: list[str] = []
sys.addaudithook(lambda event, values: OPENED.append(str(values[0])) if event == "open" else None)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder ``docs`` in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    return Path("docs")


def builder(index: str = "index", cache: Path | None = None) -> Builder:
    lexicon = Lexicon(stopwords=frozenset({"the", "的"}))
    return Builder(Path(index), lambda bulk: Analyzer(lexicon, cache, bulk=bulk and not cache), FINGERPRINT)


def build(*paths: Path | str, index: str = "index", **options: bool) -> Report:
    return builder(index).build([Path(path) for path in paths], **options)


def ids(index: str = "index") -> list[str]:
    return [record.document.id for record in Snapshot.open(Path(index)).records()]


def text_of(name: str, index: str = "index") -> str:
    return Snapshot.open(Path(index)).document(name).text


def content(index: str) -> list[bytes]:
    """The bytes that answers are made of."""
    snapshot = Snapshot.open(Path(index))
    folder = Path(index) / snapshot.manifest.generation
    return [(folder / name).read_bytes() for name in FILES[:2]]


def some_text(rng: random.Random) -> str:
    lines = [f"# {rng.choice(WORDS)}"]
    for _ in range(rng.randint(1, 4)):
        lines.append(" ".join(rng.choices(WORDS, k=rng.randint(2, 8))) + rng.choice([".", "。"]))
    return "\n\n".join(lines) + "\n"


def settle(*paths: Path) -> None:
    """Let the files be of yesterday, so that their time stamps can be trusted."""
    for path in paths:
        os.utime(path, (1_700_000_000, 1_700_000_000))


def some_row(rng: random.Random) -> str:
    return f'{{"id": "{rng.choice("abcdef")}", "title": "t", "text": "{" ".join(rng.choices(WORDS, k=4))}"}}\n'


def change_something(docs: Path, rng: random.Random) -> None:
    """Add, change, delete, rename or touch a file; rows of several files fight for the same ids."""
    files = sorted(path for path in docs.rglob("*") if path.is_file())
    kind = rng.choice(["add", "add", "rows", "rows", "change", "delete", "rename", "touch"])
    folder = docs / rng.choice(["", "sub"])
    folder.mkdir(exist_ok=True)
    if kind == "add" or not files:
        (folder / f"{rng.randint(0, 9)}.md").write_text(some_text(rng))
    elif kind == "rows":
        rows = "".join(some_row(rng) for _ in range(3))
        (folder / f"{rng.randint(0, 3)}.jsonl").write_text(rows + rng.choice(["", "{bad\n"]))
    elif kind == "change":
        path = rng.choice(files)
        path.write_text(some_row(rng) if path.suffix == ".jsonl" else some_text(rng))
    elif kind == "delete":
        rng.choice(files).unlink()
    elif kind == "rename":
        path = rng.choice(files)
        path.rename(folder / f"new{rng.randint(0, 3)}{path.suffix}")
    else:
        os.utime(rng.choice(files))


@pytest.mark.parametrize("seed", range(2))
def test_an_update_equals_a_build_from_scratch(seed: int, docs: Path, cache: Path) -> None:
    """After any changes the index holds, byte for byte, what a build from scratch would give."""
    rng = random.Random(seed)
    for step in range(6):
        for _ in range(rng.randint(1, 3)):
            change_something(docs, rng)
        report = builder("index", cache).build([docs])
        scratch = builder(f"scratch{step}", cache).build([docs])

        assert content("index") == content(f"scratch{step}")
        assert sorted(map(str, report.skipped)) == sorted(map(str, scratch.skipped))
        assert len(list(Path("index").glob("generation-*"))) == 1


def test_changing_one_file_of_many_reads_one(docs: Path) -> None:
    """With one file of 1,000 changed, one file is opened; with none, none is, and nothing is published."""
    paths = [docs / f"{number}.txt" for number in range(1000)]
    for path in paths:
        path.write_text(f"Number {path.stem}.")
    assert build(docs).files_read == 1000
    time.sleep(2.1)  # from then on a stamp can be trusted
    build(docs)
    paths[500].write_text("Changed.")

    OPENED.clear()
    report = build(docs)
    opened = {Path(name).name for name in OPENED if name.endswith(".txt")}
    time.sleep(2.1)
    idle = build(docs)

    assert (report.files_read, report.unchanged, report.updated) == (1, 999, ["docs/500.txt"])
    assert opened == {"500.txt"}
    assert text_of("docs/500.txt") == "Changed."
    assert (idle.files_read, idle.unchanged) == (0, 1000)
    assert build(docs).manifest == idle.manifest


def test_what_is_removed_is_gone(docs: Path) -> None:
    """No byte of a removed file's text is left anywhere in the index folder."""
    (docs / "keep.txt").write_text("Something to keep.")
    (docs / "gone.txt").write_text("The password is Rumpelstilzchen.")
    build(docs)
    assert any(b"Rumpelstilzchen" in path.read_bytes() for path in Path("index").rglob("*") if path.is_file())
    (docs / "gone.txt").unlink()
    report = build(docs)

    assert report.removed == ["docs/gone.txt"]
    left = b"".join(path.read_bytes() for path in Path("index").rglob("*") if path.is_file())
    assert b"rumpelstilzchen" not in left.lower()


def test_a_touch_changes_nothing(docs: Path) -> None:
    """A file with a new time and old content is not read again; its document stays."""
    (docs / "a.txt").write_text("A sentence.")
    build(docs)
    os.utime(docs / "a.txt")
    report = build(docs)

    assert (report.files_read, report.unchanged, report.updated) == (0, 1, [])


def test_a_change_that_leaves_size_and_time_is_noticed(docs: Path) -> None:
    """New content of the same size is read, in the same second as well as with the time set back."""
    path = docs / "a.txt"
    path.write_text("It is one.")
    settle(path)
    build(docs)
    path.write_text("It is two.")
    settle(path)
    assert build(docs).updated == ["docs/a.txt"]

    path.write_text("It is six.")
    assert build(docs).updated == ["docs/a.txt"]
    assert text_of("docs/a.txt") == "It is six."


def test_other_roots_are_kept(docs: Path) -> None:
    """Reading one path leaves what came from others; without a path all are read, and what is forgotten goes."""
    Path("other").mkdir()
    (docs / "a.txt").write_text("First text.")
    Path("other/b.txt").write_text("Second text.")
    build(docs)
    build("other")
    assert ids() == ["docs/a.txt", "other/b.txt"]

    (docs / "a.txt").write_text("First text, changed.")
    assert build("other").updated == []
    assert build().updated == ["docs/a.txt"]
    assert builder().build(forget=[docs]).removed == ["docs/a.txt"]
    assert ids() == ["other/b.txt"]
    assert build().added == []


def test_forgetting_what_is_not_there_is_refused(docs: Path) -> None:
    """A path to forget that the index does not know is named, and nothing changes."""
    (docs / "a.txt").write_text("First text.")
    build(docs)
    with pytest.raises(NotIndexed, match="dosc"):
        builder().build(forget=[Path("dosc")])
    assert ids() == ["docs/a.txt"]


def test_a_root_inside_another_survives_its_update(docs: Path) -> None:
    """A nested root, a root given twice and a link to a root give no document twice, and lose none."""
    (docs / "sub").mkdir()
    (docs / "sub" / "a.txt").write_text("First text.")
    (docs / ".hidden.txt").write_text("Given by name only.")
    Path("link").symlink_to("docs")
    build(docs, "docs/sub", docs, docs / ".hidden.txt", "./docs")
    assert ids() == ["docs/.hidden.txt", "docs/sub/a.txt"]

    assert build(docs).removed == []
    assert build("docs/sub").removed == []
    assert ids() == ["docs/.hidden.txt", "docs/sub/a.txt"]
    (duplicate,) = build("link").duplicates
    assert (duplicate.first_id, duplicate.second_id) == ("docs/sub/a.txt", "link/sub/a.txt")


def test_names_do_not_depend_on_where_it_is_run(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update from another working directory reads the same files under the same names, not namesakes there."""
    (docs / "a.txt").write_text("The true text.")
    build(docs)
    elsewhere = Path("elsewhere").absolute()
    (elsewhere / "docs").mkdir(parents=True)
    (elsewhere / "docs" / "a.txt").write_text("A namesake.")
    (docs / "b.txt").write_text("Added later.")
    index = os.path.abspath("index")
    monkeypatch.chdir(elsewhere)
    report = build(index=index)

    assert (report.added, report.removed, report.unchanged) == (["docs/b.txt"], [], 1)
    assert text_of("docs/a.txt", index) == "The true text."


def test_the_index_does_not_read_itself(docs: Path) -> None:
    """An index inside the folder that is read is no source of it."""
    (docs / "a.txt").write_text("A sentence.")
    for _ in range(3):
        report = build(docs, index="docs/index", rebuild=True)
        assert report.skipped == []
        assert ids("docs/index") == ["docs/a.txt"]


def row(name: str, text: str) -> str:
    return f'{{"id": "{name}", "title": "{name}", "text": "{text}"}}\n'


def test_an_id_belongs_to_the_first_file(docs: Path) -> None:
    """Of two files with one id the first in order has it, whenever either came, and the other takes over after it."""
    (docs / "b.jsonl").write_text(row("x", "From b."))
    build(docs)
    (docs / "a.jsonl").write_text(row("x", "From a."))
    report = build(docs)
    assert [str(error) for error in report.skipped] == [
        "docs/b.jsonl: the id 'x' is already used in docs/a.jsonl; skipped"
    ]
    assert text_of("x") == "From a."

    assert len(build(docs).skipped) == 1
    (docs / "a.jsonl").unlink()
    assert build(docs).skipped == []
    assert text_of("x") == "From b."


def test_problems_are_told_again(docs: Path) -> None:
    """Bad rows and files are reported by every build, and not read again as long as they are the same."""
    (docs / "rows.jsonl").write_text(row("x", "Good.") + "{bad\n" + '{"id": "y"}\n')
    (docs / "binary.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    (docs / "empty.md").write_text("")
    first = build(docs)
    lines = sorted(map(str, first.skipped))
    again = build(docs)

    assert len(lines) == 4
    assert all(line.startswith("docs/") and "\n" not in line for line in lines)
    assert sorted(map(str, again.skipped)) == lines
    assert (first.files_read, again.files_read) == (3, 0)
    (docs / "empty.md").write_text("No longer.")
    assert build(docs).added == ["docs/empty.md"]


def test_a_file_that_is_no_file_is_skipped(docs: Path) -> None:
    """A pipe with a name like a document does not stop the build: it is skipped with its reason."""
    os.mkfifo(docs / "pipe.txt")
    (docs / "dangling.txt").symlink_to("nowhere")
    (docs / "a.txt").write_text("A sentence.")
    report = build(docs)

    assert ids() == ["docs/a.txt"]
    assert [str(error).partition(":")[0] for error in report.skipped] == ["docs/dangling.txt", "docs/pipe.txt"]


def test_a_missing_path_makes_nothing(docs: Path) -> None:
    """A path that does not exist is refused before a folder is made; a known one that is gone is emptied."""
    with pytest.raises(SourceMissing, match="nowhere"):
        build("nowhere")
    with pytest.raises(StoreMissing):
        build()
    assert not Path("index").exists()

    (docs / "a.txt").write_text("A sentence.")
    build("docs/a.txt", docs)
    (docs / "a.txt").unlink()
    assert build("docs/a.txt").removed == ["docs/a.txt"]
    assert ids() == []


def test_progress_covers_every_file(docs: Path) -> None:
    """Progress is told before each file and once at the end."""
    for name in "cab":
        (docs / f"{name}.txt").write_text(f"Text {name}.")
    seen: list[tuple[int, int, str]] = []
    builder().build([docs], progress=lambda *step: seen.append(step))

    assert seen == [(0, 3, "docs/a.txt"), (1, 3, "docs/b.txt"), (2, 3, "docs/c.txt"), (3, 3, "")]


def test_an_interrupted_build_leaves_the_old_index(docs: Path) -> None:
    """Ctrl-C in the middle of a build leaves the index that was there, and the next build can begin."""
    (docs / "a.txt").write_text("First text.")
    build(docs)
    before = content("index")
    (docs / "b.txt").write_text("Second text.")

    def interrupt(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        builder().build([docs], progress=interrupt)
    assert content("index") == before
    assert build(docs).added == ["docs/b.txt"]


@pytest.mark.parametrize("names", [("notes.md",), ("a\udcff.txt",), ("一 二.md", "-d.txt", "a'b\"c.txt")])
def test_file_names_of_all_kinds(names: Sequence[str], docs: Path, cache: Path) -> None:
    """Names with spaces, quotes, Han characters and undecodable bytes are ids like any other."""
    for name in names:
        (docs / name).write_text("A sentence.")
    builder("index", cache).build([docs])

    assert sorted(ids()) == sorted(f"docs/{name}" for name in names)
    assert build(docs).unchanged == len(names)


def test_an_index_of_nothing_opens(docs: Path) -> None:
    """A folder without a document gives an index without one."""
    build(docs)
    snapshot = Snapshot.open(Path("index"))

    assert (len(snapshot), snapshot.passages, snapshot.numbering.statements) == (0, 0, [0])


def test_pairs_are_mined_from_what_may_be_quoted() -> None:
    """Not from what is hidden in the text: which words mean the same is shown to whoever asks."""
    document = parse(
        "# Tea\n\n炉火 (kettle fire) is hot.\n\n<!-- 暗号 (secret word) -->\n\nIt is drunk at noon.\n", "t", markup=True
    )
    record = record_of(document, Analyzer(), ChunkLimits())

    assert [pair.han for pair in record.pairs] == ["炉火"]


def test_a_file_that_changes_while_it_is_read_keeps_what_was_indexed(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, nothing half-written is taken, and the next build reads it."""
    path, folder = docs / "a.md", docs.parent / "changing"
    path.write_text("# Lamp\n\nThe lamp is lit at dusk.\n")
    builder = Builder(folder, lambda _: Analyzer(), {})
    builder.build([docs])

    def interrupted(*given: object, **named: object) -> object:
        found = list(read(*given, **named))  # type: ignore[arg-type]
        path.write_text("# Lamp\n\nThe lamp is lit at noon, and so on.\n")
        return iter(found)

    path.write_text("# Lamp\n\nThe lamp is")
    monkeypatch.setattr(intake, "read", interrupted)
    changing = builder.build([docs])
    monkeypatch.setattr(intake, "read", read)
    after = builder.build([docs])

    assert [type(error) for error in changing.skipped if "a.md" in str(error)] == [SourceChanging]
    assert (changing.removed, changing.updated) == ([], [])
    assert [name for name in after.updated if name.endswith("a.md")]
    assert "noon" in next(
        r.document.text for r in Snapshot.open(folder, {}).records() if r.document.id.endswith("a.md")
    )
