"""The package as a whole."""

import subprocess
import sys

import youju.corpus


def test_public_names() -> None:
    """Every public name is there, and sorted as ruff sorts."""
    assert all(hasattr(youju.corpus, name) for name in youju.corpus.__all__)


def test_light_import() -> None:
    """Importing the package and reading plain text loads no Markdown parser."""
    code = (
        "import sys, youju.corpus as c; c.chunk(c.parse('茶很香。', 'a'));"
        "assert not [m for m in sys.modules if m.startswith(('markdown_it', 'charset_normalizer'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
