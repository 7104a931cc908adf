"""The order of the folders: what stands above imports what stands below, and never the other way round."""

import ast
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
RUNGS = ("corpus", "index", "config", "bot")
DATA_FOLDERS = {"corpus/documents", "config/language/zh", "config/language/en"}
ORDER = (
    "corpus/errors.py",
    "corpus/document.py",
    "corpus/text.py",
    "corpus/navigation.py",
    "corpus/inline",
    "corpus/structure/words.py",
    "corpus/structure/options",
    "corpus/structure",
    "corpus/filenames.py",
    "corpus/decoding.py",
    "corpus/readers/format.py",
    "corpus/readers/extract.py",
    "corpus/readers/embedded",
    "corpus/readers/markdown",
    "corpus/readers/plain",
    "corpus/readers/web",
    "corpus/readers/data",
    "corpus/readers/markups",
    "corpus/readers/pdf",
    "corpus/readers/office",
    "corpus/assembly.py",
    "corpus/readers",
    "corpus",
    "index/analysis",
    "index/translation",
    "index/meaning",
    "index/terms",
    "index/storage",
    "index/search",
    "index",
    "config/toml.py",
    "config/script.py",
    "config/messages.py",
    "config/language",
    "config",
    "bot/question",
    "bot/question/turns",
    "bot/evidence/expected",
    "bot/evidence/claims",
    "bot/evidence",
    "bot/evidence/references",
    "bot/selection/findings.py",
    "bot/selection/sentences.py",
    "bot/selection/shapes",
    "bot/selection",
    "bot/review/conflicts",
    "bot/review",
    "bot/composition",
    "bot/pipeline",
    "bot/answerer.py",
    "bot/conversation.py",
    "bot/quality",
    "bot/terminal",
    "bot/terminal/commands",
    "bot/telegram/errors.py",
    "bot/telegram/state",
    "bot/telegram/library.py",
    "bot/telegram/desk.py",
    "bot/telegram/gate.py",
    "bot/telegram/messages",
    "bot/telegram/transport",
    "bot/telegram/handlers",
    "bot/telegram",
    "bot",
)
"""Bottom first. A file that is named stands where its name is, any other where its folder is. Files of one folder may
import each other, as long as no circle arises."""
MOST_ENTRIES = 15
"""What the top of a rung may show, so that the stages are seen at once."""
MOST_MODULES = 13
"""In one folder, ``__init__`` among them."""


def place_of(path: str) -> int:
    """The step of the order that a file stands on."""
    parents = [path, *map(str, PurePosixPath(path).parents)]
    return ORDER.index(next(one for one in parents if one in ORDER))


def module_name(path: str) -> str:
    """``corpus/text.py`` is ``youju.corpus.text``; ``bot/__init__.py`` is ``youju``."""
    rung, *rest = PurePosixPath(path).with_suffix("").parts
    package = "youju" if rung == "bot" else f"youju.{rung}"
    return ".".join([package, *(part for part in rest if part != "__init__")])


FILES = [path.relative_to(ROOT).as_posix() for rung in RUNGS for path in sorted((ROOT / rung).rglob("*.py"))]
MODULES = {module_name(path): path for path in FILES}


def targets(path: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules of youju that an import names; a name that is a submodule counts as it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in MODULES)
        return
    module = module_name(path)
    package = module if path.endswith("/__init__.py") else module.rpartition(".")[0]
    base = ".".join(filter(None, [package, node.module])) if node.level else str(node.module)
    names = {f"{base}.{alias.name}" for alias in node.names}
    yield from {name if name in MODULES else base for name in names} & MODULES.keys()


def imports(source: str) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import of a file, those in functions and for types among them."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom))


def violations(path: str, source: str) -> Iterator[str]:
    """What is wrong with the imports of a file, one line each."""
    for node in imports(source):
        line = f"{node.lineno}: {ast.unparse(node)}"
        yield from (f"{line}: {wrong}" for wrong in (wrong_name(node), *(wrong_way(path, node))) if wrong)


def wrong_name(node: ast.Import | ast.ImportFrom) -> str:
    """What is wrong with how an import names its module."""
    named = node.names[0].name if isinstance(node, ast.Import) else str(node.module)
    level = node.level if isinstance(node, ast.ImportFrom) else 0
    if level > 1:
        return "leaves its folder by a relative import"
    return "imports a folder of the repository" if not level and named.split(".")[0] in (*RUNGS, "tests") else ""


def wrong_way(path: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """What is wrong with where an import of a file leads. The ``__init__`` of a rung gathers its names."""
    folder, gathers = PurePosixPath(path).parent, path in {f"{rung}/__init__.py" for rung in RUNGS}
    relative = isinstance(node, ast.ImportFrom) and node.level > 0
    for target in targets(path, node):
        beside = PurePosixPath(MODULES[target]).parent == folder
        if relative and not beside:
            yield "leaves its folder by a relative import"
        elif beside and not relative and not gathers:
            yield "absolute inside its own folder"
        elif not gathers and MODULES[target] == f"{folder.parts[0]}/__init__.py":
            yield "takes from its own rung what a module of it has"
        elif place_of(MODULES[target]) > place_of(path):
            yield "climbs"


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """A cycle in the graph of imports, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("path", FILES)
def test_imports_go_down(path: str) -> None:
    """A file imports from its own folder relatively, and from the folders below it by their full names."""
    assert list(violations(path, (ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("corpus/text.py", "from youju.index import Retriever"),
        ("index/search/query.py", "def f():\n    from youju import config"),
        ("index/search/query.py", "from youju.index import fold"),
        ("index/analysis/folding.py", "from youju.index.storage.store import Manifest"),
        ("index/storage/store.py", "from youju.index.storage.layout import pack"),
        ("config/settings.py", "import youju.answerer"),
        ("bot/question/reading.py", "from youju.evidence.points import Point"),
        ("bot/selection/chooser.py", "from youju.review import decision"),
        ("bot/review/yes_or_no.py", "if TYPE_CHECKING:\n    from youju.composition.answer import Answer"),
        ("bot/answerer.py", "from youju.cli import app"),
        ("bot/answerer.py", "from youju import Answerer"),
        ("bot/answerer.py", "from .pipeline import pipeline"),
        ("bot/terminal/answers.py", "from youju.telegram.service import run_telegram"),
        ("bot/telegram/desk.py", "from ..answerer import Answerer"),
        ("bot/telegram/desk.py", "import index.store"),
        ("bot/telegram/desk.py", "from corpus import Document"),
    ],
)
def test_wrong_imports_are_seen(path: str, source: str) -> None:
    """Each way of breaking the order is reported."""
    assert list(violations(path, source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("bot/answerer.py", "from youju.config import Settings"),
        ("bot/conversation.py", "from .answerer import Answerer"),
        ("bot/selection/chooser.py", "from .findings import Findings\nfrom youju.evidence.points import Point"),
        ("index/search/query.py", "from youju.corpus import Document\nfrom youju.index.analysis.folding import fold"),
        ("config/settings.py", "from .toml import bundled\nimport configparser"),
        ("bot/telegram/desk.py", "from telegram import Bot\nfrom youju.conversation import Conversation"),
        ("bot/cli.py", "from youju.telegram.service import run_telegram"),
    ],
)
def test_right_imports_pass(path: str, source: str) -> None:
    """Imports down the order and inside a folder are not reported."""
    assert list(violations(path, source)) == []


def test_no_import_circle() -> None:
    """No two modules need each other, not even for types or when a function runs."""
    graph = {
        name: {target for node in imports((ROOT / path).read_text(encoding="utf-8")) for target in targets(path, node)}
        for name, path in MODULES.items()
    }

    assert sum(map(len, graph.values())) > len(MODULES)
    assert find_cycle(graph) == []
    assert find_cycle({**graph, "youju.corpus.errors": {"youju.cli"}})


def test_the_order_names_what_is_there() -> None:
    """Every step of the order is a file or a folder, and each file stands on one."""
    assert [step for step in ORDER if not (ROOT / step).exists()] == []
    assert sorted(ORDER, key=lambda step: RUNGS.index(step.split("/")[0])) == list(ORDER)
    assert all(place_of(path) >= 0 for path in FILES)


def test_folders_are_packages() -> None:
    """Each folder with modules is listed as a package under its own name; the others are bundled documents."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    mapped = {setuptools["package-dir"][name]: name for name in setuptools["packages"]}
    inside = {
        path.relative_to(ROOT).as_posix()
        for rung in RUNGS
        for path in (ROOT / rung).rglob("*")
        if path.is_dir() and path.name != "__pycache__"
    }

    assert mapped == {folder: module_name(f"{folder}/__init__.py") for folder in mapped}
    assert {*inside, *RUNGS} - mapped.keys() == DATA_FOLDERS
    assert [path for path in FILES if str(PurePosixPath(path).parent) in DATA_FOLDERS] == []


def test_a_rung_is_seen_at_a_glance() -> None:
    """The top of each rung but the data shows few entries, and no folder holds more modules than can be overlooked."""
    folders = {PurePosixPath(path).parent for path in FILES}
    tops = {rung: [p for p in (ROOT / rung).iterdir() if p.name != "__pycache__"] for rung in RUNGS if rung != "config"}

    assert {rung: len(entries) for rung, entries in tops.items() if len(entries) > MOST_ENTRIES} == {}
    assert [str(one) for one in folders if len(list((ROOT / one).glob("*.py"))) > MOST_MODULES] == []


def test_no_module_hides_a_package() -> None:
    """No module of bot/ has the name of a package beside it, which it would hide."""
    assert {path.stem for path in (ROOT / "bot").iterdir()} & {"corpus", "index", "config"} == set()


def test_no_two_public_classes_have_one_name() -> None:
    """Who reads a name in one folder is never misled by the same name in another."""
    named = [
        node.name
        for path in FILES
        for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]

    assert sorted(name for name in set(named) if named.count(name) > 1) == []
