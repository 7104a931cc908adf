"""Weights and thresholds, from ``weights.toml`` or the owner's file of the same form."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from youju.corpus import SettingsError
from youju.index import ALL_FIELDS, FieldWeight, RetrievalWeights

from .toml import bundled, expect_format, read_toml

_COUNTED = ("reading.", "signs.", "review.")
"""Tables of which what is a whole number stays one."""


@dataclass(frozen=True)
class Weights:
    """The numbers of every stage.

    ``matching`` says what a term of the question is worth; ``evidence`` weighs the features of a statement,
    ``proposals`` those of a way of answering, ``decision`` those of an answer; all are sums. The others hold counts,
    lengths and shares from which something is so: ``reading`` of questions, ``signs`` of what is seen in statements,
    ``review`` of what has to hold before an answer is given, ``choice`` of how statements, lists and comparisons are
    put together, ``conflict`` of when statements disagree.
    """

    retrieval: RetrievalWeights
    matching: Mapping[str, float]
    evidence: Mapping[str, float]
    proposals: Mapping[str, float]
    decision: Mapping[str, float]
    choice: Mapping[str, float]
    conflict: Mapping[str, float]
    reading: Mapping[str, int]
    signs: Mapping[str, float]
    review: Mapping[str, float]


def load_weights(override: Path | None = None, engine: str = "auto") -> Weights:
    """The bundled weights with the owner's in their place; raises ``SettingsError``."""
    tables = bundled("weights.toml")
    source = "weights.toml"
    if override is not None:
        own = read_toml(override)
        source = str(override)
        expect_format(own, source, "youju-weights")
        tables = _merged(tables, own, source, "")
    retrieval = tables["retrieval"]
    return Weights(
        retrieval=RetrievalWeights(
            fields={name: _field(retrieval["fields"], name, source) for name in ALL_FIELDS},
            crossing={name: _weight(retrieval["crossing"], name, source) for name in ALL_FIELDS},
            question_words=retrieval["question_words"],
            synonyms=retrieval["synonyms"],
            cross_language=retrieval["cross_language"],
            most_balance=retrieval["most_balance"],
            named_words=retrieval["named_words"],
            named_document=retrieval["named_document"],
            named_passages=retrieval["named_passages"],
            flags=retrieval["flags"],
            meaning=retrieval["meaning"],
            meaning_added=round(retrieval["meaning_added"]),
            engine=engine,
        ),
        **{field.name: tables[field.name] for field in fields(Weights) if field.name != "retrieval"},
    )


def _merged(base: Mapping[str, Any], own: Mapping[str, Any], source: str, place: str) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        where = f"{place}.{key}" if place else key
        if key not in base:
            raise SettingsError(source=source, place=where, reason=f"no such weight; {', '.join(sorted(base))}")
        if isinstance(base[key], dict):
            if not isinstance(value, dict):
                raise SettingsError(source=source, place=where, reason="has to be a table")
            merged[key] = _merged(base[key], value, source, where)
        elif key not in {"format", "version"}:
            merged[key] = _checked(value, base[key], source, where)
    return merged


def _checked(value: Any, like: Any, source: str, place: str) -> Any:
    numbers = value if isinstance(like, list) else [value]
    fits = isinstance(numbers, list) and all(map(_finite, numbers))
    if not fits or (isinstance(like, list) and len(numbers) != len(like)):
        wanted = f"{len(like)} finite numbers in brackets" if isinstance(like, list) else "a finite number"
        raise SettingsError(source=source, place=place, reason=f"has the value {value!r}; it has to be {wanted}")
    if place.startswith(_COUNTED) and isinstance(like, int) and not (isinstance(value, int) and value >= 1):
        reason = f"has the value {value!r}; it counts something and has to be a whole number from 1 on"
        raise SettingsError(source=source, place=place, reason=reason)
    return value


def _finite(number: object) -> bool:
    """Compared, not converted: an integer may be too large for a float, and nan is in no range."""
    return isinstance(number, int | float) and not isinstance(number, bool) and abs(number) <= sys.float_info.max


def _weight(crossing: Mapping[str, Any], name: str, source: str) -> float:
    if crossing[name] < 0:
        raise SettingsError(source=source, place=f"retrieval.crossing.{name}", reason="a weight is at least 0")
    return float(crossing[name])


def _field(fields: Mapping[str, Any], name: str, source: str) -> FieldWeight:
    weight, k1, b = fields[name]
    if weight < 0 or k1 < 0 or not 0 <= b <= 1:
        place = f"retrieval.fields.{name}"
        raise SettingsError(source=source, place=place, reason="weight and k1 are at least 0, b is from 0 to 1")
    return FieldWeight(float(weight), float(k1), float(b))
