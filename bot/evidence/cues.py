"""Signs in a text that it serves the question: it defines, names a cause, announces, tells an opinion, only leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import product

from youju.config import QuestionPatterns
from youju.corpus import flags_in, plain
from youju.evidence.expected.ask import asked_for
from youju.index import fold, is_han
from youju.question.kinds import Kind
from youju.question.reading import Question
from youju.question.terms import Matcher

_MARKUP = re.compile(r"[*_`\[<~]")
_BRACKETS = re.compile(r"[()]")

_Patterns = tuple[re.Pattern[str], ...]


class Cues:
    """The signs that are data (``[cues]`` of ``questions`` in ``config/language/``); every text is folded.

    ``signs`` are ``[signs]`` of weights.toml.
    """

    def __init__(
        self, question: Question, matcher: Matcher, patterns: QuestionPatterns, signs: Mapping[str, float]
    ) -> None:
        self.signs = signs
        self._question = question
        self._matcher = matcher
        self._templates = patterns.cues
        self.asks = asked_for().of(question)
        self._expects = [one for one in patterns.expects if one.name in question.expects]
        self._explaining: dict[tuple[str, ...], _Patterns] = {}

    def answer(self, folded: str) -> bool:
        """Whether a text, with or without its markup, speaks in the way that answers this kind of question."""
        return _show(self._answering, folded)

    def explain(self, flags: Iterable[str], folded: str) -> bool:
        """Whether a text speaks in the way that explains one of the options ``flags``."""
        named = tuple(flags)
        if named not in self._explaining:
            self._explaining[named] = self._defining([re.escape(flag) for flag in named])
        return _show(self._explaining[named], folded)

    def only_lead(self, folded: str) -> bool:
        """Whether a text says that something follows; what ends otherwise says something itself."""
        return any(pattern.search(plain(folded)) for pattern in self._compiled("leads"))

    def promise(self, folded: str) -> bool:
        """Whether a text says how many of something follow, and not what they are."""
        return any(pattern.search(plain(folded)) for pattern in self._compiled("promises"))

    def is_meta(self, folded: str) -> bool:
        """Whether a text speaks of the document and not of its subject."""
        return self._any("meta", folded)

    def only_navigates(self, folded: str) -> bool:
        """Whether a text only leads to other pages: "English | 简体中文"."""
        return any(pattern.search(plain(folded)) for pattern in self._compiled("navigation"))

    def continue_(self, folded: str) -> bool:
        """Whether a text begins with a word that refers to what stands before it."""
        return self._any("continues", folded)

    def announce(self, folded: str) -> bool:
        """Whether a text only says that there are several opinions."""
        return self._any("announces", folded)

    def is_opinion(self, folded: str) -> bool:
        """Whether a text begins one of several opinions."""
        return self._any("opinions", folded)

    def opinions_told(self, folded: str) -> int:
        """How many opinions a text tells, each by whose it is and that they hold it."""
        return sum(len(pattern.findall(folded)) for pattern in self._compiled("tells"))

    def head_opinion(self, folded: str) -> bool:
        """Whether a column so headed holds one of several opinions."""
        return self._any("opinion_heads", folded)

    def names_expected(self, text: str) -> bool | None:
        """Whether a text names what is asked for, as far as that is sure; ``None`` where nothing such is asked for."""
        return self.shows_expected(text, fold(text), sure=True)

    def shows_expected(self, text: str, folded: str, *, sure: bool = False) -> bool | None:
        """Whether the text names the kind of thing asked for; ``None`` where nothing particular is asked for."""
        wanted = [one for one in self._expects if one.sure or not sure]
        return any(one.shown_by(text, folded) for one in wanted) if wanted else None

    def _any(self, name: str, folded: str) -> bool:
        return any(pattern.search(folded) for pattern in self._compiled(name))

    def _compiled(self, name: str) -> _Patterns:
        return _compiled(self._templates[name])

    @cached_property
    def _answering(self) -> _Patterns:
        if self._question.kind is Kind.DEFINITION:
            return self._defining(self._subjects())
        return _compiled(self._templates.get(self._question.kind.value, ()))

    def _defining(self, subjects: Sequence[str]) -> _Patterns:
        """The cues of a definition of one of ``subjects``, which are patterns."""
        either = f"(?:{'|'.join(subjects)})"
        templates = self._templates[Kind.DEFINITION.value] if subjects else ()
        return tuple(re.compile(template.replace("{x}", either)) for template in templates)

    def _subjects(self) -> list[str]:
        """Patterns of the subject as asked, of its parts in and out of brackets, its singular, its translations; of
        the options of a command that it names.
        """
        subject = self._question.subject
        names = [subject, *(part.strip() for part in _BRACKETS.split(subject))] if subject else []
        names += [span.of(subject) for span in flags_in(subject)]
        whole = [form for name in names for form in (name, name.removesuffix("s"), name + "s", name.removesuffix("es"))]
        return list(dict.fromkeys([*(re.escape(form) for form in whole if form), *self._translated(subject)]))

    def _translated(self, subject: str) -> Iterator[str]:
        """The subject by other forms of its words: "remot[a-z]* storag[a-z]*" for 远程存储."""
        inside = [term for term in self._matcher.content if fold(term.surface) in subject]
        inside.sort(key=lambda term: subject.find(fold(term.surface)))
        if not 1 <= len(inside) <= self.signs["translated_words"]:
            return
        for han, joint in ((False, " "), (True, "")):
            forms = [
                [form for form in term.forms if is_han(form[0]) is han][: int(self.signs["word_forms"])]
                for term in inside
            ]
            for chosen in product(*forms):
                yield joint.join(re.escape(form) + ("" if han else "[a-z]*") for form in chosen)


@cache
def _compiled(patterns: tuple[str, ...]) -> _Patterns:
    """Those of one row of a table; they are the same for every question."""
    return tuple(map(re.compile, patterns))


def _show(cues: Iterable[re.Pattern[str]], folded: str) -> bool:
    words = plain(folded) if _MARKUP.search(folded) else folded
    return any(cue.search(words) for cue in cues)
