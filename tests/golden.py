"""The golden set: questions about the bundled handbook, labelled from its documents and never from what youju answers.

``python -m tests.golden > tests/golden.toml`` records the figures that `test_golden.py` holds as floors.
``python -m tests.golden held-out`` asks every question without the documents that hold its answer, for half a minute,
and prints what is answered all the same: some of it fairly, from other documents, most of it wrongly.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tests.sample import handbook
from youju import Answer, Answerer, Conversation
from youju.pipeline.handbook import handbook_folder
from youju.quality.evaluation import Evaluation, Figures, GoldQuestion, score
from youju.terminal.commands.evaluate import read_questions

SET = Path(__file__).with_name("golden.jsonl")
FLOORS = Path(__file__).with_name("golden.toml")
MEASURES = ("hit", "focus", "source", "answered", "declined")
HEAD = """# What `youju eval tests/golden.jsonl` measured over the bundled handbook, shares of questions.
# `python -m tests.golden > tests/golden.toml` measures again.
# test_golden.py fails where a figure falls by more than one question and `slack`.
slack = 0.02
"""


@dataclass(frozen=True)
class Run:
    """Every question of the set with its answer, in order."""

    answers: tuple[tuple[GoldQuestion, Answer], ...]

    @cached_property
    def evaluation(self) -> Evaluation:
        return Evaluation(tuple(score(question, answer) for question, answer in self.answers))

    @property
    def groups(self) -> dict[str, Figures]:
        """All questions, and those of each language."""
        return {"all": self.evaluation.all, **self.evaluation.languages}

    @property
    def shares(self) -> dict[str, float]:
        """Disputed questions whose answers name the conflict; answers framed in the language of their question."""
        framed = sum(answer.language == question.language for question, answer in self.answers) / len(self.answers)
        return {"conflicts": self.evaluation.all.conflict or 0.0, "framed": framed}


@cache
def golden_run() -> Run:
    """The set asked of the handbook, once a process."""
    return Run(tuple((question, ask(handbook(), question)) for question in read_questions(str(SET))))


def ask(answerer: Answerer, question: GoldQuestion) -> Answer:
    conversation = Conversation(answerer)
    for earlier in question.before:
        conversation.ask(earlier)
    return conversation.ask(question.question)


def held_out() -> Iterator[tuple[GoldQuestion, Answer]]:
    """Single questions, each answered without its sources."""
    questions = [q for q in read_questions(str(SET)) if q.answerable and q.kind not in {"opening", "followup"}]
    documents = sorted(handbook_folder().iterdir())
    for sources in dict.fromkeys(question.sources for question in questions):
        with tempfile.TemporaryDirectory() as folder:
            answerer = Answerer.build(folder, [path for path in documents if path.name not in sources])
            yield from ((q, answerer.ask(q.question)) for q in questions if q.sources == sources)


def print_held_out() -> None:
    answers = list(held_out())
    answered = [(question, answer) for question, answer in answers if answer.answered]
    for question, answer in answered:
        print(f"{question.id}  {answer.confidence:.2f}  {question.question}\n    {answer.statements[0].text[:120]}")
    print(f"{len(answered)} of {len(answers)} answered")


def main() -> None:
    if sys.argv[1:] == ["held-out"]:
        print_held_out()
        return
    print(HEAD, end="")
    for name, figures in golden_run().groups.items():
        print(f"\n[{name}]")
        for measure in MEASURES:
            print(f"{measure} = {getattr(figures, measure):.3f}")
    print("\n[shares]")
    for name, share in golden_run().shares.items():
        print(f"{name} = {share:.3f}")


if __name__ == "__main__":
    main()
