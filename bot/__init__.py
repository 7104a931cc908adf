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

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Citation, Conflict, Part, Place, QuotedStatement, Status
    from youju.composition.shown import Shown, shown
    from youju.config import Settings, load_settings
    from youju.config.version import __version__
    from youju.corpus import NotIndexed, QuestionError, SettingsError, SourceError, StoreError, YoujuError
    from youju.index import Hit
    from youju.pipeline.explanation import Explanation
    from youju.quality.evaluation import Evaluation, evaluate
    from youju.question.kinds import Kind
    from youju.question.reading import Mending
    from youju.question.turns.smalltalk import Courtesy

    from .answerer import Answerer
    from .conversation import Conversation, Turn

_HOMES = {
    "Answer": "youju.composition.answer",
    "Answerer": ".answerer",
    "Citation": "youju.composition.answer",
    "Conflict": "youju.composition.answer",
    "Conversation": ".conversation",
    "Courtesy": "youju.question.turns.smalltalk",
    "Evaluation": "youju.quality.evaluation",
    "Explanation": "youju.pipeline.explanation",
    "Hit": "youju.index",
    "Kind": "youju.question.kinds",
    "Mending": "youju.question.reading",
    "NotIndexed": "youju.corpus",
    "Part": "youju.composition.answer",
    "Place": "youju.composition.answer",
    "QuestionError": "youju.corpus",
    "QuotedStatement": "youju.composition.answer",
    "Settings": "youju.config",
    "SettingsError": "youju.corpus",
    "Shown": "youju.composition.shown",
    "SourceError": "youju.corpus",
    "Status": "youju.composition.answer",
    "StoreError": "youju.corpus",
    "Turn": ".conversation",
    "YoujuError": "youju.corpus",
    "__version__": "youju.config.version",
    "evaluate": "youju.quality.evaluation",
    "load_settings": "youju.config",
    "shown": "youju.composition.shown",
}

__all__ = [
    "Answer",
    "Answerer",
    "Citation",
    "Conflict",
    "Conversation",
    "Courtesy",
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
    "Shown",
    "SourceError",
    "Status",
    "StoreError",
    "Turn",
    "YoujuError",
    "__version__",
    "evaluate",
    "load_settings",
    "shown",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
