"""Everything youju raises on purpose.

    YoujuError                      its text is safe to show to the user
    ├── SourceError                 a file or row that cannot become a document
    │   ├── SourceMissing
    │   ├── SourceUnreadable
    │   ├── SourceTooLarge
    │   ├── SourceEmpty
    │   ├── SourceNotText           binary, or bytes no supported encoding explains
    │   ├── SourceUnsupported       a file type that no reader takes
    │   ├── SourceLoop              a folder that contains itself
    │   ├── SourceHidden            its name begins with a dot
    │   ├── SourceLocked            protected by a password
    │   ├── SourceScanned           pages that are pictures
    │   ├── SourceBroken            damaged, or not what its name says
    │   ├── SourceChanging          changed while it was read
    │   ├── SourceTooHeavy          took more time or memory than one file may
    │   ├── ReaderMissing           the library that reads it is not installed
    │   ├── SourceNote              a file that was read, but not wholly as it stands
    │   │   ├── SourceGuessed       its encoding had to be guessed
    │   │   ├── SourceDamaged       some bytes are no text
    │   │   ├── PagesUnread         pages that are damaged
    │   │   └── FenceUnclosed       a code block without an end
    │   └── RowInvalid              one row of a .jsonl file
    ├── QuestionError
    │   ├── QuestionEmpty
    │   └── QuestionTooLong
    ├── StoreError                  an index folder that cannot be used
    │   ├── StoreMissing
    │   ├── StoreCorrupt
    │   ├── StoreOutdated           other format, version or fingerprint
    │   ├── StoreLocked             another process is writing it
    │   └── StoreUnwritable
    ├── SettingsError               a settings, template or word-list file with an error
    └── NotIndexed                  a document, passage or citation number that is not there

An error carries what it knows in ``details`` so that a face can word it in another language
(``config/messages.toml`` is keyed by ``code``); ``str(error)`` is the English line: what, where, what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar


class YoujuError(Exception):
    """Root of the tree. ``details`` holds the values its line is made of."""

    code: ClassVar[str] = "error"
    line: ClassVar[str] = "{reason}"

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.line.format(**details))


class SourceError(YoujuError):
    """A source that cannot become a document; ``details["source"]`` names it."""

    code = "source"
    line = "{source}: {reason}"


class SourceMissing(SourceError):
    code = "source-missing"
    line = "{source}: no such file or folder; check the path"


class SourceUnreadable(SourceError):
    code = "source-unreadable"
    line = "{source}: cannot be read ({reason}); check its permissions"


class SourceTooLarge(SourceError):
    """``size`` and ``limit`` are in bytes."""

    code = "source-too-large"
    line = "{source}: {size} bytes is over the limit of {limit}; split it, or raise max_file_bytes in the settings"


class SourceEmpty(SourceError):
    code = "source-empty"
    line = "{source}: holds no text; nothing to index"


class SourceNotText(SourceError):
    """``place`` says where decoding failed, for a person: "byte 1204" or "line 3"."""

    code = "source-not-text"
    line = "{source}: not a text file ({place}); save it as UTF-8"


class SourceUnsupported(SourceError):
    code = "source-unsupported"
    line = "{source}: files of this type are not read; `youju index --help` lists the types that are"


class SourceLoop(SourceError):
    code = "source-loop"
    line = "{source}: this folder link leads back into itself; skipped"


class SourceHidden(SourceError):
    code = "source-hidden"
    line = "{source}: hidden, since its name begins with a dot; name it on the command line to have it read"


class SourceLocked(SourceError):
    code = "source-locked"
    line = "{source}: protected by a password; save it without one"


class SourceScanned(SourceError):
    code = "source-scanned"
    line = "{source}: its pages are pictures without text; run text recognition (OCR) over it first"


class SourceBroken(SourceError):
    """``reason`` is what was found, in a few words."""

    code = "source-broken"
    line = "{source}: damaged, or not what its name says ({reason}); open it and save it anew"


class SourceChanging(SourceError):
    code = "source-changing"
    line = "{source}: changed while it was read; what was indexed of it stays, read it again when it is finished"


class SourceTooHeavy(SourceError):
    """``limit`` is the time or the memory that a file may take, with its unit."""

    code = "source-too-heavy"
    line = "{source}: takes more than {limit} to read; split it"


class ReaderMissing(SourceError):
    """``package`` is what is missing, ``extra`` what brings it."""

    code = "reader-missing"
    line = "{source}: reading it needs {package}; install it with: pip install 'youju[{extra}]'"


class SourceNote(SourceError):
    """Not an error: the file was read, but somebody should know how."""

    code = "source-note"


class SourceGuessed(SourceNote):
    code = "source-guessed"
    line = "{source}: read as {encoding}; save it as UTF-8 if its characters are wrong"


class SourceDamaged(SourceNote):
    """``place`` is the first of ``count`` places."""

    code = "source-damaged"
    line = "{source}: {count} characters cannot be read (the first: {place}) and stand as \ufffd"


class PagesUnread(SourceNote):
    """``pages`` are their numbers from 1, as a text."""

    code = "pages-unread"
    line = "{source}: damaged pages are left out: {pages}"


class FenceUnclosed(SourceNote):
    """``row`` is the 1-based line of the opening fence."""

    code = "fence-unclosed"
    line = (
        "{source}: the code block that opens on line {row} is never closed; it was read up to where text begins again"
    )


class RowInvalid(SourceError):
    """``row`` is a 1-based line number of the .jsonl file."""

    code = "row-invalid"
    line = '{source}: line {row}: {reason}; a row is {{"id", "title", "text"}}'


class QuestionError(YoujuError):
    code = "question"


class QuestionEmpty(QuestionError):
    code = "question-empty"
    line = "the question holds no words; ask in a few words or a sentence"


class QuestionTooLong(QuestionError):
    """``length`` and ``limit`` are in characters."""

    code = "question-too-long"
    line = "the question has {length} characters, over the limit of {limit}; shorten it"


class StoreError(YoujuError):
    """An index folder that cannot be used; ``details["folder"]`` names it."""

    code = "store"
    line = "{folder}: {reason}"


class StoreMissing(StoreError):
    code = "store-missing"
    line = "{folder}: no index here; make one with: youju index PATH --index {folder}"


class StoreCorrupt(StoreError):
    """``place`` is the damaged file and what is wrong with it."""

    code = "store-corrupt"
    line = "{folder}: the index is damaged ({place}); rebuild it with: youju index --rebuild --index {folder}"


class StoreOutdated(StoreError):
    """``reason`` says what differs: format, version, analyzer, chunker, dictionary or glossary."""

    code = "store-outdated"
    line = (
        "{folder}: the index does not fit this program and its settings ({reason}); "
        "rebuild it with: youju index --rebuild --index {folder}"
    )


class StoreLocked(StoreError):
    code = "store-locked"
    line = "{folder}: another process is writing this index; wait for it, or use another --index"


class StoreUnwritable(StoreError):
    code = "store-unwritable"
    line = "{folder}: cannot be written ({reason}); the index is as it was before"


class SettingsError(YoujuError):
    """``place`` is the line or key, as exactly as the parser knows it."""

    code = "settings"
    line = "{source}: {place}: {reason}"


class NotIndexed(YoujuError):
    code = "not-indexed"
    line = "{name}: not in this index; `youju status` lists what is"


def packed(error: SourceError) -> tuple[str, dict[str, str | int | float]]:
    """What an error is made of, as JSON carries it: its code and its details."""
    return error.code, {
        name: value if isinstance(value, int | float) else str(value) for name, value in error.details.items()
    }


def unpacked(code: str, details: Mapping[str, object]) -> SourceError:
    """The error again; one of a code that is not known any more says that the source cannot be read."""
    kinds = {kind.code: kind for kind in _kinds(SourceError)}
    try:
        return kinds[code](**details)
    except KeyError:  # an older program knew another code, or other details
        return SourceUnreadable(source=details.get("source", ""), reason=details.get("reason", code))


def _kinds(root: type[SourceError]) -> Iterator[type[SourceError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _kinds(kind)
