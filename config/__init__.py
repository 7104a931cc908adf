"""Settings, word lists, patterns, templates and weights: everything that is data, loaded and checked."""

from .lexicon import load_lexicon
from .questions import Expectation, QuestionPatterns, question_patterns
from .settings import Settings, load_settings
from .templates import Templates
from .weights import Weights, load_weights

__all__ = [
    "Expectation",
    "QuestionPatterns",
    "Settings",
    "Templates",
    "Weights",
    "load_lexicon",
    "load_settings",
    "load_weights",
    "question_patterns",
]
