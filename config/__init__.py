"""Everything that is data, loaded and checked: settings, the program's own words, weights, what is known of languages.

A new setting is a field of ``settings.py``; a new sentence of the program stands in ``messages.toml``, of the Telegram
bot in ``telegram.toml``, around quotes in ``templates.toml``, each in both languages; a number that decides something
in ``weights.toml`` with what it was set by; a word or a pattern in ``language/``, whose docstring says in which table.
"""

from youju.config.language.claims import AmountPatterns, ClaimPatterns, Pole, claim_patterns
from youju.config.language.courtesies import about_patterns, courtesy_words
from youju.config.language.followups import FollowUpPatterns, followup_patterns
from youju.config.language.lexicon import load_lexicon
from youju.config.language.questions import (
    ClausePatterns,
    Expectation,
    QuestionPatterns,
    RolePatterns,
    question_patterns,
)
from youju.config.language.references import ReferencePatterns, reference_patterns
from youju.config.language.spelling import load_spelling
from youju.config.language.verdicts import VerdictPatterns, verdict_patterns

from .messages import Messages, message_language
from .script import in_script, written_like
from .settings import Settings, TelegramSettings, cache_folder, load_settings
from .templates import Templates
from .weights import Weights, load_weights

__all__ = [
    "AmountPatterns",
    "ClaimPatterns",
    "ClausePatterns",
    "Expectation",
    "FollowUpPatterns",
    "Messages",
    "Pole",
    "QuestionPatterns",
    "ReferencePatterns",
    "RolePatterns",
    "Settings",
    "TelegramSettings",
    "Templates",
    "VerdictPatterns",
    "Weights",
    "about_patterns",
    "cache_folder",
    "claim_patterns",
    "courtesy_words",
    "followup_patterns",
    "in_script",
    "load_lexicon",
    "load_settings",
    "load_spelling",
    "load_weights",
    "message_language",
    "question_patterns",
    "reference_patterns",
    "verdict_patterns",
    "written_like",
]
