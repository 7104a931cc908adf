"""What a document is called by its file: "docs/live-server.md" and "live-server/README.md" are about live-server."""

from __future__ import annotations

import re
from pathlib import PurePath

from youju.corpus.structure.words import listed

_BETWEEN = re.compile(r"[\W_]+")


def name_of_file(document_id: str) -> tuple[str, ...]:
    """The words of a file's name, lower case, without those that files of any subject are called by, such as README;
    those of its folder where no other is left.

    >>> name_of_file("docs/Live-Server.zh-CN.md"), name_of_file("nodemon/CHANGELOG.md")
    (('live', 'server'), ('nodemon',))
    """
    path = PurePath(document_id)
    return _words(path.stem) or _words(path.parent.name)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in _BETWEEN.split(name.casefold()) if word and word not in listed("files", "general"))
