"""Questions with the same words in other roles are other questions; the same roles in another order are not."""

from collections.abc import Mapping
from math import comb
from pathlib import Path

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.question import roles

FAQ = """# Questions and answers

Q: Can a snake eat a frog?

A: Yes, many snakes live on frogs.

Q: Are mice eaten by owls?

A: Yes, every night.

Q: Is a kite faster than a balloon?

A: Yes, in most winds.

Q: What is the difference between butter and margarine?

A: Butter is made of milk.

Q: What does the warranty of the boiler cover?

A: Everything but the filter.

Q: How do I copy a file from the camera to the laptop?

A: Plug in the cable and drag the file over.

问：程序能在手机里运行吗？

答：可以，常有人这样做。

问：怎么用吸尘器清洗地毯？

答：先把地毯铺平。

## Can a tram pull a trailer?

Yes, up to ten tonnes.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("roles"), {"faq.md": FAQ}, threshold=0)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can a snake eat a frog?", "Yes, many snakes live on frogs."),
        ("Do snakes eat frogs?", "Yes, many snakes live on frogs."),
        ("Do owls eat mice?", "Yes, every night."),
        ("Is a kite faster than a balloon?", "Yes, in most winds."),
        ("What is the difference between margarine and butter?", "Butter is made of milk."),
        ("What does the boiler's warranty cover?", "Everything but the filter."),
        ("How do I copy to the laptop a file from the camera?", "Plug in the cable and drag the file over."),
        ("在手机里能运行程序吗？", "可以，常有人这样做。"),
        ("地毯怎么用吸尘器清洗？", "先把地毯铺平。"),
    ],
)
def test_another_order_asks_the_same(answerer: Answerer, question: str, answer: str) -> None:
    """A passive, a genitive, a part put first, the sides of a difference exchanged: the entry is the answer."""
    explanation = answerer.explain(question)

    assert explanation.evidence.structure == "faq"
    assert explanation.answer.citations[0].quote == answer


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Can a frog eat a snake?", "Can a snake eat a frog?"),
        ("Do frogs eat snakes?", "Can a snake eat a frog?"),
        ("Do mice eat owls?", "Are mice eaten by owls?"),
        ("Is a balloon faster than a kite?", "Is a kite faster than a balloon?"),
        ("How do I copy a file from the laptop to the camera?", "How do I copy a file from the camera to the laptop?"),
        ("手机能在程序里运行吗？", "程序能在手机里运行吗？"),
        ("Can a trailer pull a tram?", "Can a tram pull a trailer?"),
    ],
)
def test_exchanged_roles_ask_something_else(answerer: Answerer, question: str, entry: str) -> None:
    """Who eats whom decides: such an entry is not taken for the question, and where quoted it comes below its own."""
    explanation = answerer.explain(question)

    assert explanation.evidence.structure != "faq"
    assert explanation.answer.verdict is None
    assert explanation.answer.citations[0].quote == entry


@pytest.mark.parametrize(("step", "looked_at"), [(1, 0), (-1, 1)])
def test_a_long_question_costs_no_more_than_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, looked_at: int
) -> None:
    """Of a hundred words a dozen are compared by threes, none where the order is the same, and an entry only once."""
    things = [f"{first}{second}p" for first in ("wa", "mo", "li", "ru") for second in map(chr, range(97, 122))]
    text = f"# Things\n\nQ: Can {' '.join(things[::step])} fly?\n\nA: Yes, every night.\n"
    own = opened(tmp_path, {"things.md": text}, threshold=0)
    trios: list[roles.Trio] = []

    def turns(trio: roles.Trio, one: Mapping[str, roles.Role], two: Mapping[str, roles.Role]) -> bool:
        trios.append(trio)
        return False

    monkeypatch.setattr(roles, "_turns", turns)
    own.ask(f"Can {' '.join(things)} fly?")

    assert len(trios) == looked_at * comb(12, 3)
