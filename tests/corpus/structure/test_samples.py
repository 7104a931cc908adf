"""Samples of settings: each is a statement of its own with its comment, and is named by its key."""

import pytest

from youju.corpus import parse

SAMPLE = """# Setup

```yaml
# How long a session lasts.
session: 30m

# Who is written to
# when it fails.
mail = "crew@example.org"
```
"""


def test_each_setting_is_quoted_with_its_comment() -> None:
    """The comment says what the name means; the next setting is no part of it."""
    document = parse(SAMPLE, "setup.md")
    code = [statement for statement in document.statements if statement.is_entry]

    assert [one.label.of(document.text) for one in code] == ["session", "mail"]
    assert code[0].span.of(document.text) == "# How long a session lasts.\nsession: 30m"
    assert "when it fails." in code[1].span.of(document.text)


@pytest.mark.parametrize(
    "code",
    [
        "# Starts the server.\nserver: start",  # one alone
        "# first\nx = 1\n\nprint(x)",  # a program
        "session: 30m\n\nmail: crew@example.org",  # nothing says what they are
    ],
)
def test_other_code_stays_whole(code: str) -> None:
    """Where a part is no setting with a comment all of it is one statement."""
    document = parse(f"# Setup\n\n```\n{code}\n```\n", "setup.md")

    assert not [statement for statement in document.statements if statement.is_entry]
