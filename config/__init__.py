"""Settings, word lists, patterns, templates and weights: everything that is data, loaded and checked."""

from .claims import AmountPatterns, ClaimPatterns, Pole, claim_patterns
from .courtesies import courtesy_words
from .followups import FollowUpPatterns, followup_patterns
from .lexicon import load_lexicon
from .messages import Messages, message_language
from .questions import Expectation, QuestionPatterns, RolePatterns, question_patterns
from .settings import Settings, TelegramSettings, load_settings
from .spelling import load_spelling
from .templates import Templates
from .verdicts import VerdictPatterns, verdict_patterns
from .weights import Weights, load_weights

__all__ = [
    "AmountPatterns",
    "ClaimPatterns",
    "Expectation",
    "FollowUpPatterns",
    "Messages",
    "Pole",
    "QuestionPatterns",
    "RolePatterns",
    "Settings",
    "TelegramSettings",
    "Templates",
    "VerdictPatterns",
    "Weights",
    "claim_patterns",
    "courtesy_words",
    "followup_patterns",
    "load_lexicon",
    "load_settings",
    "load_spelling",
    "load_weights",
    "message_language",
    "question_patterns",
    "verdict_patterns",
]
