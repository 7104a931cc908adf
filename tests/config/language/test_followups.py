"""The table of follow-ups: a language leaves out what it has no words for."""

from dataclasses import MISSING, fields

import pytest

from youju.config import FollowUpPatterns, followup_patterns


@pytest.mark.parametrize(("language", "lacking"), [("zh", "plural"), ("zh", "belonging"), ("en", "particle")])
def test_what_a_language_lacks_is_never_found(language: str, lacking: str) -> None:
    """Chinese has no plural, English no particle that asks again."""
    pattern = getattr(followup_patterns(language), lacking)

    assert not any(pattern.search(text) for text in ("", "for containers", "docker呢"))


def test_what_may_be_lacking_is_in_one_language() -> None:
    """A default is for what the other language has; what neither has is no field."""
    optional = [field for field in fields(FollowUpPatterns) if field.default is not MISSING]
    chinese, english = followup_patterns("zh"), followup_patterns("en")

    assert optional
    assert all(getattr(chinese, field.name) != getattr(english, field.name) for field in optional)
