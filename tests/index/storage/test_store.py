"""The index folder: damage, other versions, hostile files, locks, and readers while it is published."""

import io
import json
import os
import pickle  # noqa: TID251  # to make the hostile file that must be refused
import random
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

from youju.corpus import StoreCorrupt, StoreError, StoreLocked, StoreMissing, StoreOutdated, StoreUnwritable, YoujuError
from youju.index import Analyzer, Builder, Snapshot, read_manifest
from youju.index.storage.store import FILES, MANIFEST, known_roots, publish, read_generation, writing

FINGERPRINT = {"analyzer": "a", "glossary": "g"}
REBUILD = "youju index --rebuild --index "


def builder(folder: Path, fingerprint: Mapping[str, str] = FINGERPRINT) -> Builder:
    return Builder(folder, lambda bulk: Analyzer(bulk=bulk), fingerprint)


def everything(folder: Path) -> list[object]:
    """All that the index in ``folder`` can say."""
    snapshot = Snapshot.open(folder, FINGERPRINT)
    columns = [
        column.tolist()
        for postings in snapshot.fields.values()
        for column in (postings.starts, postings.units, postings.counts, postings.lengths)
    ]
    words = [postings.vocabulary for postings in snapshot.fields.values()]
    return [columns, words, list(snapshot.records()), snapshot.sources, snapshot.manifest]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good index of two small documents."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_text("# Alpha\n\nA container is a process. It is small.\n")
    (folder / "docs" / "b.txt").write_text("A virtual machine has a kernel of its own.\n内核(kernel)\n")
    builder(folder / "index").build([folder / "docs"])
    return folder / "index"


@pytest.fixture
def index(built: Path, tmp_path: Path) -> Path:
    """A copy of the index to be spoilt."""
    return Path(copytree(built, tmp_path / "index"))


def named(folder: Path, name: str) -> Path:
    """The file of this name that the manifest speaks of."""
    return folder / name if name == MANIFEST else folder / read_manifest(folder).generation / name


def damages(data: bytes) -> Iterator[bytes]:
    """Every end and a sample of the middle: a byte changed, and cut short; nothing at all; more than there was."""
    places = {
        0,
        1,
        2,
        len(data) // 2,
        len(data) - 2,
        len(data) - 1,
        *random.Random(7).sample(range(len(data)), min(16, len(data))),
    }
    for place in sorted(places):
        for bits in (0x01, 0x80, 0xFF):
            yield data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :]
        yield data[:place]
    yield data + b"\n\x00"


def refusal(index: Path) -> StoreError | None:
    """Why the index cannot be read, if it cannot; an error of any other type is not caught."""
    try:
        everything(index)
    except (StoreCorrupt, StoreOutdated) as error:
        return error
    return None


@pytest.mark.parametrize("name", [MANIFEST, *FILES])
def test_damage_is_never_a_wrong_answer(name: str, index: Path) -> None:
    """A file with a byte changed or cut short is refused in one line that names folder, file and what to do."""
    good, path = everything(index), named(index, name)
    for data in damages(path.read_bytes()):
        path.write_bytes(data)
        error = refusal(index)
        if error is None:
            assert name == MANIFEST, "only white space of the manifest may change unnoticed"
            assert everything(index) == good
        else:
            line = str(error)
            assert line.startswith(f"{index}: ")
            assert f"{REBUILD}{index}" in line
            assert "\n" not in line
            assert isinstance(error, StoreOutdated) or name in line


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(name: str, index: Path) -> None:
    """A file that is gone, or is a folder, is named with the command that rebuilds the index."""
    path = named(index, name)
    path.unlink()
    with pytest.raises(StoreCorrupt, match=f"{name} is missing") as missing:
        everything(index)
    path.mkdir()
    with pytest.raises(StoreCorrupt, match=name):
        everything(index)

    assert f"{REBUILD}{index}" in str(missing.value)


def test_without_a_manifest_there_is_no_index(index: Path, tmp_path: Path) -> None:
    """No manifest, no folder, or a file in the folder's place: no index is here, and the line says how to make one."""
    (index / MANIFEST).unlink()
    (tmp_path / "file").write_text("text")
    for folder in (index, tmp_path / "nowhere", tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreMissing, match="youju index PATH"):
            everything(folder)


@pytest.mark.parametrize("name", [MANIFEST, *FILES])
@pytest.mark.parametrize("damage", ["empty", "gone", "garbage"])
def test_the_named_command_repairs_any_damage(name: str, damage: str, index: Path) -> None:
    """``--rebuild`` without paths finds its sources again whatever file is damaged, and leaves a good index."""
    path = named(index, name)
    good = named(index, "documents.jsonl").read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if damage == "empty" else b"\x00{garbage")
    if (name, damage) == (MANIFEST, "gone"):
        with pytest.raises(StoreMissing):
            builder(index).build(rebuild=True)
        return
    with pytest.raises(StoreCorrupt):
        builder(index).build()
    builder(index).build(rebuild=True)

    assert len(list(index.glob("generation-*"))) == 1
    assert named(index, "documents.jsonl").read_bytes() == good
    everything(index)


def spoil(index: Path, change: Callable[[dict[str, Any]], None], *, checked: bool = True) -> None:
    """Change the manifest, with a check that fits, as a hostile hand would."""
    fields = json.loads((index / MANIFEST).read_bytes())
    change(fields)
    body = {key: value for key, value in fields.items() if key != "check"}
    if checked:
        fields["check"] = sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    (index / MANIFEST).write_text(json.dumps(fields))


def test_another_version_is_outdated_and_rebuilt(index: Path) -> None:
    """An index of another version is refused whatever else is in it, and left as it is; ``--rebuild`` takes it."""

    def change(fields: dict[str, Any]) -> None:
        del fields["check"], fields["counts"]
        fields["version"] = 99

    spoil(index, change, checked=False)
    before = sorted(index.rglob("*"))
    with pytest.raises(StoreOutdated, match=f"99.*{REBUILD}"):
        everything(index)
    with pytest.raises(StoreOutdated):
        builder(index).build()
    assert sorted(index.rglob("*")) == before

    builder(index).build(rebuild=True)
    assert len(Snapshot.open(index, FINGERPRINT)) == 2


def test_another_fingerprint_is_outdated(index: Path) -> None:
    """An index made with another analyzer is refused, the line says what differs, and ``--rebuild`` takes it over."""
    other = {**FINGERPRINT, "analyzer": "b"}
    with pytest.raises(StoreOutdated, match="other analyzer"):
        Snapshot.open(index, other)
    with pytest.raises(StoreOutdated, match="other analyzer"):
        builder(index, other).build()

    builder(index, other).build(rebuild=True)
    assert len(Snapshot.open(index, other)) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda fields: fields.pop("files"),
        lambda fields: fields.pop("generation"),
        lambda fields: fields.update(generation="../elsewhere"),
        lambda fields: fields.update(generation=7),
        lambda fields: fields.update(files=[1]),
        lambda fields: fields.update(roots=[["a"]]),
        lambda fields: fields.update(counts=None),
        lambda fields: fields.update(version="1"),
        lambda fields: fields["files"].pop("postings.npz"),
    ],
)
def test_a_forged_manifest_is_refused(change: Callable[[dict[str, Any]], None], index: Path) -> None:
    """A manifest with a check that fits and fields that do not is damage like any other."""
    spoil(index, change)

    with pytest.raises(StoreCorrupt, match=MANIFEST):
        everything(index)


class Bomb:
    """Unpickling it would write a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.mkdir, (str(self.target),)


def forge(index: Path, name: str, data: bytes) -> None:
    """Put ``data`` into the index with sizes and checks that fit."""
    named(index, name).write_bytes(data)
    spoil(index, lambda fields: fields["files"].update({name: [len(data), sha256(data).hexdigest()]}))


def hostile_arrays(target: Path) -> Iterator[bytes]:
    bomb = np.array([Bomb(target)], dtype=object)
    for save in (np.save, np.savez):
        stream = io.BytesIO()
        save(stream, bomb)  # type: ignore[operator]
        yield stream.getvalue()
    names: dict[str, Any] = {
        f"title.{column}": bomb for column in ("vocabulary", "starts", "units", "counts", "lengths")
    }
    stream = io.BytesIO()
    np.savez(stream, **names)
    yield stream.getvalue()
    yield pickle.dumps(Bomb(target))
    yield b""
    yield b"PK\x03\x04 not a zip"


def test_a_hostile_index_runs_no_code(index: Path, tmp_path: Path) -> None:
    """Pickled objects in the arrays, and bytes that are no arrays, are refused as damage without being run."""
    target = tmp_path / "executed"
    for data in hostile_arrays(target):
        forge(index, "postings.npz", data)
        with pytest.raises(StoreCorrupt, match=r"postings\.npz"):
            everything(index)
        assert not target.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("documents.jsonl", b"{}\n[]\n"),
        ("documents.jsonl", b'{"id": "only one"}\n'),
        ("documents.jsonl", b"\xff\xfe\n\x00\n"),
        ("sources.json", b"{}}"),
        ("sources.json", b'[{"path": 1}]'),
    ],
)
def test_forged_rows_are_damage(name: str, data: bytes, index: Path) -> None:
    """Rows with a checksum that fits and no sense are refused as damage that names the file."""
    forge(index, name, data)

    with pytest.raises(StoreCorrupt, match=name.replace(".", r"\.")):
        everything(index)
        builder(index).build()


def test_a_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    """youju does not move into a folder with files that are not its own, also when one is called index.json."""
    for name in ("notes.md", MANIFEST):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text('{"name": "a web page"}')
        with pytest.raises(StoreUnwritable, match=f"such as {name}"), writing(folder):
            pass
        with pytest.raises(StoreMissing):
            everything(folder)
        assert os.listdir(folder) == [name]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the folder's place, or on the way to it, is one clear line."""
    (tmp_path / "file").write_text("text")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreUnwritable, match=str(folder)):
            builder(folder).build([tmp_path / "file"])

    assert (tmp_path / "file").read_text() == "text"


def publish_one(folder: Path, text: bytes) -> str:
    """Publish a generation whose three files all hold ``text``."""
    manifest = publish(
        folder, dict.fromkeys(FILES, text), fingerprint=FINGERPRINT, roots=(("g", "/g"),), built="now", counts={}
    )
    return manifest.generation


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_leaves_the_old_index(tmp_path: Path) -> None:
    """When a file cannot be written to its end, the old index answers and the half-written one is removed at once."""
    with writing(tmp_path):
        publish_one(tmp_path, b"old")
    (tmp_path / (MANIFEST + ".new")).symlink_to("/dev/full")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.name in FILES}

    with pytest.raises(OSError, match="space") as full:  # under the lock, where leftovers were already swept
        publish_one(tmp_path, b"new")
    assert full.value.errno
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.name in FILES} == before
    assert read_generation(tmp_path).data["documents.jsonl"] == b"old"


def test_an_error_while_writing_says_so(tmp_path: Path) -> None:
    """An error of the operating system under the lock is told as a folder that cannot be written."""
    with pytest.raises(StoreUnwritable, match=f"{tmp_path}.*No space left.*as it was before"), writing(tmp_path):
        raise OSError(28, "No space left on device")
    with writing(tmp_path):
        pass


def test_leftovers_are_swept(tmp_path: Path) -> None:
    """What a killed build left is gone once the folder is next written, even if nothing is published then."""
    with writing(tmp_path):
        name = publish_one(tmp_path, b"old")
    (tmp_path / "generation-0123").mkdir()
    (tmp_path / "generation-0123" / FILES[0]).write_text("half")
    (tmp_path / (MANIFEST + ".new")).write_text("{")
    with writing(tmp_path):
        pass

    assert sorted(os.listdir(tmp_path)) == [name, MANIFEST, "lock"]


def test_no_two_generations_have_one_name(tmp_path: Path) -> None:
    """Publishing the same bytes again is a new generation, so that a reader knows that it was replaced."""
    with writing(tmp_path):
        assert publish_one(tmp_path, b"same") != publish_one(tmp_path, b"same")


def test_the_roots_outlive_the_manifest(tmp_path: Path) -> None:
    """What the index was built from is known also when its manifest is damaged, and nothing is known of nothing."""
    with writing(tmp_path):
        publish_one(tmp_path, b"text")
    (tmp_path / MANIFEST).write_bytes(b"damaged")

    assert known_roots(tmp_path) == (("g", "/g"),)
    assert known_roots(tmp_path / "nowhere") == ()


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """While a process writes the index another one is told so at once; when the first is killed the way is free."""
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from youju.index.storage.store import writing
        with writing(Path(sys.argv[1])):
            print("locked", flush=True)
            time.sleep(60)
    """)
    folder = tmp_path / "index"
    (tmp_path / "a.txt").write_text("A sentence of words.")
    holder = subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "locked\n"
        with pytest.raises(StoreLocked, match=str(folder)):
            builder(folder).build([tmp_path / "a.txt"])
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()

    assert builder(folder).build([tmp_path / "a.txt"]).added == [str(tmp_path / "a.txt")]


def test_a_second_writer_in_this_process_is_refused(tmp_path: Path) -> None:
    """The lock also holds between two builders of one process."""
    with writing(tmp_path), pytest.raises(StoreLocked), writing(tmp_path):
        pass


def test_readers_never_fail_while_it_is_published(tmp_path: Path) -> None:
    """Whoever reads in a loop while generations replace each other sees one of them whole, every time."""
    with writing(tmp_path):
        publish_one(tmp_path, b"0" * 5000)
    done = threading.Event()
    seen: list[Mapping[str, bytes]] = []
    errors: list[YoujuError] = []

    def read() -> None:
        while not done.is_set():
            time.sleep(0.001)
            try:
                seen.append(read_generation(tmp_path).data)
            except StoreError as error:
                errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(25):
        with writing(tmp_path):
            publish_one(tmp_path, str(number % 10).encode() * 5000)
    done.set()
    for reader in readers:
        reader.join()

    assert errors == []
    assert len(seen) > 10
    assert all(len(set(data.values())) == 1 for data in seen)
