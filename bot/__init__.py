"""youju 有据: cited answers from your own documents, in Chinese and English.

    from youju import Answerer

    answerer = Answerer.open("my-index")        # or Answerer.open() for the bundled handbook
    answer = answerer.ask("容器和虚拟机有什么区别？")
    print(answer.text, answer.citations[0].quote)

Names are loaded when they are first used: importing youju costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from youju.config import Settings, load_settings
    from youju.corpus import (
        NotIndexed,
        QuestionError,
        SettingsError,
        SourceError,
        StoreError,
        YoujuError,
    )
    from youju.index import Hit

    from .answer import Answer, Citation, Conflict, Kind, Mending, Part, Place, QuotedStatement, Status
    from .answerer import Answerer, Explanation
    from .conversation import Conversation, Turn
    from .evaluation import Evaluation, evaluate

_HOMES = {
    "Answer": ".answer",
    "Answerer": ".answerer",
    "Citation": ".answer",
    "Conflict": ".answer",
    "Conversation": ".conversation",
    "Evaluation": ".evaluation",
    "Explanation": ".answerer",
    "Hit": "youju.index",
    "Kind": ".answer",
    "Mending": ".answer",
    "NotIndexed": "youju.corpus",
    "Part": ".answer",
    "Place": ".answer",
    "QuestionError": "youju.corpus",
    "QuotedStatement": ".answer",
    "Settings": "youju.config",
    "SettingsError": "youju.corpus",
    "SourceError": "youju.corpus",
    "Status": ".answer",
    "StoreError": "youju.corpus",
    "Turn": ".conversation",
    "YoujuError": "youju.corpus",
    "evaluate": ".evaluation",
    "load_settings": "youju.config",
}

__all__ = [
    "Answer",
    "Answerer",
    "Citation",
    "Conflict",
    "Conversation",
    "Evaluation",
    "Explanation",
    "Hit",
    "Kind",
    "Mending",
    "NotIndexed",
    "Part",
    "Place",
    "QuestionError",
    "QuotedStatement",
    "Settings",
    "SettingsError",
    "SourceError",
    "Status",
    "StoreError",
    "Turn",
    "YoujuError",
    "__version__",
    "evaluate",
    "load_settings",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
