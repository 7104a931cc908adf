"""What a wheel, a source release and an editable install put into an environment."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {"bot": "youju", "corpus": "youju/corpus", "index": "youju/index", "config": "youju/config"}
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
PACKAGES = SETUPTOOLS["packages"]


def run(*command: str | Path, cwd: Path) -> str:
    """A command that must succeed; what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.args}\n{done.stdout}{done.stderr}"
    return done.stdout


def package_files(root: Path) -> dict[str, Path]:
    """Each file of the four folders under the name that it has once installed."""
    return {
        f"{package}/{path.relative_to(root / folder).as_posix()}": path
        for folder, package in FOLDERS.items()
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def empty_environment(folder: Path) -> Path:
    """A fresh environment without youju that sees the dependencies of this one; its folder of programs."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    # A path in a .pth file is searched; the .pth files in it, such as youju's own editable one, are not read.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=paths))


def build(source: Path, **folders: Path) -> None:
    """Builds what the names say (``sdist``, ``wheel``, ``editable``) into these folders, as pip does it."""
    for folder in folders.values():
        folder.mkdir()
    calls = [f"build_meta.build_{kind}({str(folder)!r})" for kind, folder in folders.items()]
    run(sys.executable, "-P", "-c", "\n".join(["from setuptools import build_meta", *calls]), cwd=source)


def install(programs: Path, wheel: Path) -> None:
    """Installs a wheel into that environment, from what is on this machine only."""
    pip = [sys.executable, "-m", "pip", "--python", programs / "python", "install", "-qq"]
    run(*pip, "--no-deps", "--no-index", "--no-compile", "--ignore-installed", wheel, cwd=wheel.parent)


def where(programs: Path, cwd: Path) -> list[Path]:
    """The files that the four packages are imported from in that environment."""
    code = f"import importlib\nfor name in {PACKAGES}: print(importlib.import_module(name).__file__)"
    return [Path(line) for line in run(programs / "python", "-c", code, cwd=cwd).splitlines()]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout to build from: a build writes beside its sources."""
    copy = tmp_path_factory.mktemp("packaging") / "tree"
    copy.mkdir()
    for path in ROOT.iterdir():
        if path.name in FOLDERS:
            shutil.copytree(path, copy / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.is_file():
            shutil.copy2(path, copy)
    return copy


@pytest.fixture(scope="session")
def built(tree: Path) -> Path:
    """A folder with `sdist/`, `direct/` and `editable/` made from the tree, `wheel/` from the release."""
    dist = tree.parent / "dist"
    dist.mkdir()
    build(tree, sdist=dist / "sdist", wheel=dist / "direct", editable=dist / "editable")
    (release,) = (dist / "sdist").iterdir()
    run(sys.executable, "-m", "tarfile", "-e", release, tree.parent / "unpacked", cwd=dist)
    (unpacked,) = (tree.parent / "unpacked").iterdir()
    build(unpacked, wheel=dist / "wheel")
    return dist


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    """The wheel made from the source release."""
    (path,) = (built / "wheel").glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path) -> Path:
    """The programs of an environment that has the wheel."""
    programs = empty_environment(wheel.parent / "environment")
    install(programs, wheel)
    return programs


def test_wheel_has_one_import_name(wheel: Path) -> None:
    """The wheel puts `youju` and its metadata into site-packages, and nothing else."""
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert top == {"youju", "-".join(wheel.name.split("-")[:2]) + ".dist-info"}


def test_wheel_holds_every_file(wheel: Path) -> None:
    """Every file of the four folders is in the wheel made from the source release, byte for byte."""
    archive = zipfile.ZipFile(wheel)
    inside = {name: archive.read(name) for name in archive.namelist() if name.startswith("youju/")}

    assert any(name.startswith("youju/corpus/documents/") for name in inside)
    assert inside == {name: path.read_bytes() for name, path in package_files(ROOT).items()}


def test_both_wheels_are_alike(built: Path, wheel: Path) -> None:
    """A wheel made from the checkout holds what the one made from the source release holds."""
    (direct,) = (built / "direct").glob("*.whl")

    assert sorted(zipfile.ZipFile(direct).namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_source_release_is_complete(built: Path) -> None:
    """The source release holds the four folders and what a reader of it looks for."""
    (path,) = (built / "sdist").glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {file.relative_to(ROOT).as_posix() for file in package_files(ROOT).values()} <= names
    assert {"LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "constraints.txt"} <= names


def test_installed_wheel_imports(installed: Path, tmp_path: Path) -> None:
    """All packages are imported from the environment that the wheel was installed into."""
    files = where(installed, tmp_path)

    inside = [file for file in files if installed.parent in file.parents]
    assert [file.parts[file.parts.index("site-packages") + 1 : -1] for file in inside] == [
        tuple(package.split(".")) for package in PACKAGES
    ]


def test_installed_program_tells_its_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    """`youju --version` runs from the wheel and prints the version that the wheel is named by."""
    assert wheel.name.split("-")[1] in run(installed / "youju", "--version", cwd=tmp_path)


def test_editable_install_imports_the_checkout(tree: Path, built: Path, tmp_path: Path) -> None:
    """With an editable install all packages are imported from the folders of the checkout."""
    (path,) = (built / "editable").glob("*.whl")
    programs = empty_environment(tmp_path / "environment")
    install(programs, path)

    folders = [SETUPTOOLS["package-dir"][package] for package in PACKAGES]
    assert where(programs, tmp_path) == [tree / folder / "__init__.py" for folder in folders]
