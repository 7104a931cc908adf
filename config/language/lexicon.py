"""Word lists: stopwords, glossary and the owner's terms, from files to the ``Lexicon`` of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from youju.config.toml import bundled, expect_format, read_toml, strings
from youju.corpus import SettingsError
from youju.index import HAN_RUN, Lexicon, fold

from .patterns import load_table


@dataclass(frozen=True)
class _Stopwords:
    """What each list is for stands above it."""

    stopwords: frozenset[str]
    question_words: frozenset[str]
    everyday: frozenset[str]
    complements: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Irregular:
    """The irregular forms of English words by their base."""

    verbs: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, tuple[str, ...]]
    never_contracted: frozenset[str]

    def bases(self) -> dict[str, str]:
        """Each form to its base."""
        return {form: base for words in (self.verbs, self.nouns) for base, forms in words.items() for form in forms}

    def contracted(self, words: Iterable[str]) -> dict[str, str]:
        """Contractions among ``words`` by what they are without their apostrophe, where that is no other word: dont."""
        bare = {word.replace("'", ""): word for word in sorted(words) if "'" in word}
        return {form: word for form, word in bare.items() if form not in self.never_contracted}


def load_lexicon(terms_file: Path | None = None, glossary_files: Sequence[Path] = ()) -> Lexicon:
    """The bundled word lists and the owner's.

    ``terms_file`` holds a term a line, ``#`` begins a comment; a Han term is then never cut apart.
    ``glossary_files`` have the form of the bundled ``glossary.toml`` and add to it. Raises ``SettingsError``.
    """
    words, irregular = load_table(_Stopwords, "stopwords"), load_table(_Irregular, "irregular")
    groups = list(_groups(bundled("language/glossary.toml"), "glossary.toml"))
    for path in glossary_files:
        groups.extend(_groups(read_toml(path), str(path)))
    terms = [form for group in groups for form in group if HAN_RUN.fullmatch(form) and len(form) > 1]
    if terms_file is not None:
        terms.extend(_terms(terms_file))
    return Lexicon(
        stopwords=frozenset(map(fold, words.stopwords)),
        question_words=frozenset(map(fold, words.question_words)),
        everyday=frozenset(map(fold, words.everyday)),
        irregular={
            **irregular.contracted(words.stopwords | words.question_words | words.everyday),
            **irregular.bases(),
        },
        complements=frozenset(map(fold, words.complements)),
        terms=tuple(dict.fromkeys(terms)),
        synonyms=tuple(groups),
    )


def _groups(tables: dict[str, Any], source: str) -> Iterator[tuple[str, ...]]:
    expect_format(tables, source, "youju-glossary")
    for key in sorted(tables.keys() - {"format", "version", "term"}):
        raise SettingsError(source=source, place=key, reason="no such key; entries begin with a line [[term]]")
    entries = tables.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError(source=source, place="term", reason="entries begin with a line [[term]]")
    for number, entry in enumerate(entries, 1):
        place = f"[[term]] number {number}"
        forms = [
            form
            for language in ("zh", "en")
            for form in strings(entry.get(language, []), source, f"{place}, {language}")
        ]
        if len(forms) < 2:
            raise SettingsError(source=source, place=place, reason="needs at least two forms in zh = […] and en = […]")
        yield tuple(dict.fromkeys(fold(form) for form in forms))


def _terms(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise SettingsError(source=path, place="the file", reason=error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise SettingsError(source=path, place=f"byte {error.start}", reason="not UTF-8; save it as UTF-8") from None
    for line in lines:
        term = fold(line.partition("#")[0].strip())
        if term:
            yield term
