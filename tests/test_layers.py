"""The ladder of imports: corpus < index < config < bot < bot/telegram."""

import ast
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LADDER = ("corpus", "index", "config", "bot")
TOP = "telegram"
"""A package inside bot/, above all others: only the command line opens it."""
DOOR = "bot/cli.py"
DATA_FOLDERS = {"corpus/documents"}
FILES = [path for folder in LADDER for path in sorted((ROOT / folder).rglob("*.py"))]


def target_folder(module: str) -> str:
    """The folder that holds an absolute name below youju: ``youju.index.store`` is in ``index``."""
    second = module.split(".")[1:2]
    return second[0] if second and second[0] in (*LADDER[:-1], TOP) else "bot"


def folder_of(path: Path) -> str:
    """The rung of the ladder that a file stands on."""
    first, second, *_ = path.relative_to(ROOT).parts
    return TOP if (first, second) == ("bot", TOP) else first


def absolute_targets(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The full names an absolute import may load; each imported name counts, for it may be a submodule."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def violations(folder: str, source: str) -> Iterator[str]:
    """What is wrong with the imports of a file in this folder, one line each."""
    rungs = (*LADDER, TOP)
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        line = f"{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.ImportFrom) and node.level:
            first = (node.module or node.names[0].name).split(".")[0]
            if node.level > 1 or (folder == "bot" and first in (*LADDER, TOP)):
                yield f"{line}: leaves its folder by a relative import"
            continue
        for name in absolute_targets(node):
            if name.split(".")[0] in (*LADDER, "tests"):
                yield f"{line}: imports a folder of the repository"
            elif name.split(".")[0] == "youju":
                target = target_folder(name)
                if target == folder:
                    yield f"{line}: absolute inside its own folder"
                elif rungs.index(target) > rungs.index(folder):
                    yield f"{line}: climbs the ladder"


def module_name(path: Path) -> str:
    """``corpus/text.py`` is ``youju.corpus.text``; ``bot/__init__.py`` is ``youju``."""
    folder, *rest = path.relative_to(ROOT).with_suffix("").parts
    package = "youju" if folder == "bot" else f"youju.{folder}"
    return ".".join([package, *(part for part in rest if part != "__init__")])


def run_on_import(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when the module loads: not in functions, not under ``if TYPE_CHECKING``."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from run_on_import(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for block in ("body", "orelse", "finalbody", "handlers"):
                for part in getattr(node, block, []):
                    yield from run_on_import(part.body if isinstance(part, ast.ExceptHandler) else [part])


def loads(module: str, source: str, modules: set[str], *, is_package: bool) -> set[str]:
    """The project's modules that this one loads when it is imported."""
    package = module if is_package else module.rpartition(".")[0]
    found = set()
    for node in run_on_import(ast.parse(source).body):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
            continue
        base = ".".join(filter(None, [package, node.module])) if node.level else str(node.module)
        names = {f"{base}.{alias.name}" for alias in node.names}
        found |= {name if name in modules else base for name in names}
    return (found & modules) - {module}


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """A cycle in the graph of imports, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    """A file imports from its own folder relatively, and from the folders below it by their full names."""
    wrong = list(violations(folder_of(path), path.read_text(encoding="utf-8")))

    if path == ROOT / DOOR:
        assert [line for line in wrong if f"youju.{TOP}" not in line] == []
        assert len(wrong) == 1
    else:
        assert wrong == []


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("corpus", "from youju.index import Retriever"),
        ("index", "def f():\n    from youju import config"),
        ("config", "import youju.answerer"),
        ("index", "from youju.index.store import Store"),
        ("bot", "from youju.cli import app"),
        ("bot", "from youju import Answerer"),
        ("bot", "from .config import Settings"),
        ("bot", "from . import config"),
        ("index", "from ..corpus import Document"),
        ("bot", "import index.store"),
        ("bot", "from corpus import Document"),
        ("bot", "from .telegram import service"),
        ("bot", "from youju.telegram.service import run_telegram"),
        ("telegram", "from ..answer import Answer"),
        ("telegram", "from youju.telegram.state import State"),
    ],
)
def test_wrong_imports_are_seen(folder: str, source: str) -> None:
    """Each way of breaking the ladder is reported."""
    assert len(list(violations(folder, source))) == 1


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("bot", "from youju.config import Settings"),
        ("bot", "from .answerer import Answerer"),
        ("bot", "from . import __version__"),
        ("index", "from youju.corpus.document import Document"),
        ("config", "from . import defaults\nimport configparser"),
        ("telegram", "from telegram import Bot\nfrom youju.answer import Answer\nfrom .state import State"),
    ],
)
def test_right_imports_pass(folder: str, source: str) -> None:
    """Imports down the ladder and inside a folder are not reported."""
    assert list(violations(folder, source)) == []


def test_no_import_cycles() -> None:
    """No two modules need each other to load."""
    modules = {module_name(path): path for path in FILES}
    graph = {
        name: loads(name, path.read_text(encoding="utf-8"), set(modules), is_package=path.name == "__init__.py")
        for name, path in modules.items()
    }

    assert sum(map(len, graph.values())) > 0
    assert find_cycle(graph) == []


def test_a_cycle_is_seen() -> None:
    """Modules that import each other on load are a cycle; in a function or for types only they are not."""
    names = {"youju.index.a", "youju.index.b"}
    sources = ["try:\n    from .b import x\nexcept E:\n    pass", "from . import a"]
    lazy = "if TYPE_CHECKING:\n    from . import a\ndef f():\n    from . import a"

    graph = {
        name: loads(name, source, names, is_package=False) for name, source in zip(sorted(names), sources, strict=True)
    }

    assert find_cycle(graph)
    assert loads("youju.index.b", lazy, names, is_package=False) == set()


def test_folders_are_packages() -> None:
    """The four folders are the listed packages; a folder inside one is listed too, or bundled documents."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    mapped = {setuptools["package-dir"][name] for name in setuptools["packages"]}
    inside = {
        path.relative_to(ROOT).as_posix()
        for folder in LADDER
        for path in (ROOT / folder).rglob("*")
        if path.is_dir() and path.name != "__pycache__"
    }

    assert set(LADDER) <= mapped
    assert inside - mapped <= DATA_FOLDERS
    assert [path for folder in DATA_FOLDERS for path in (ROOT / folder).rglob("*.py")] == []


def test_no_module_hides_a_package() -> None:
    """No module of bot/ has the name of a package beside it, which it would hide."""
    assert {path.stem for path in (ROOT / "bot").iterdir()} & set(LADDER) == set()
