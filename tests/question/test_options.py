"""Options that a question names, in the documents of programs."""

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.corpus import MOST_FLAGS
from youju.question.options import Flags
from youju.question.reading import Question

README = """# simmer

simmer keeps pots warm on every stove.

## Usage

```
Usage: simmer [options] <pot>

Options:
  -p, --port <n>     port of the kitchen [7070]
  -h, --heat <deg>   heat of the stove
  -c, --cover <s>    seconds until the cover goes on
  -C, --cook [name]  name of the cook
                     (default: nobody)
      --no-steam     do not show steam
  -w, --watch        look into the pot

Commands:
  start      light the stove
  stop       put the stove out
```

## Stoves

A stove has four feet. The heat of a stove is its own. A kitchen with a cover costs more.
"""
TABLE = """# stir

stir turns a spoon in a pot.

## Flags

| Flag | Meaning |
| --- | --- |
| `-t` | the time that the option takes |
| `-s` or `--spoon` | use a wooden spoon |
| `-S` | stir without a sound |
| `--blend` | blend what does not mix |

## Notes

- `-r`: turn to the right
- `-R`: rest, and do nothing right

The `-q` flag is for quiet kitchens. The `-Q` flag is for quick ones.
"""
CHINESE = """# 参数手册

参数很多。选项也很多。参数的意思写在这里。

## 参数是什么

参数是写在命令后面的东西。选项是参数的一种。每个参数都有一个意思。

## 选项的用处

选项有很多用处。没有选项也可以。什么选项都有意思。
"""


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    files = {"simmer.md": README, "stir.md": TABLE, "zh.md": CHINESE}
    return opened(tmp_path_factory.mktemp("flags"), files)


PORT = "-p, --port <n>     port of the kitchen [7070]"
COVER = "-c, --cover <s>    seconds until the cover goes on"
COOK = "-C, --cook [name]  name of the cook\n                     (default: nobody)"


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What does the --port option do?", PORT),
        ("What is the port of the kitchen?", PORT),
        ("参数 -p 是什么意思？", PORT),
        ("-h 选项有什么用？", "-h, --heat <deg>   heat of the stove"),
        ("Which option does not show steam?", "--no-steam     do not show steam"),
        ("How do I put the stove out?", "stop       put the stove out"),
        ("Does simmer have a --watch option?", "-w, --watch        look into the pot"),
    ],
)
def test_an_option_of_a_listing_is_quoted_alone(kitchen: Answerer, question: str, quoted: str) -> None:
    """As code, whatever its listing says besides."""
    first = kitchen.ask(question).statements[0]

    assert (first.text, first.form) == (quoted, "code")


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What does -c do?", COVER),
        ("What does -C do?", COOK),
        ("参数 -c 是什么意思", COVER),
        ("参数 -Ｃ 是什么意思", COOK),
        ("-c是什么意思？", COVER),
        ("-C是什么意思？", COOK),
        ("simmer的-C是什么", COOK),
        ("What does -s mean?", "-s or --spoon | use a wooden spoon"),
        ("What does -S mean?", "-S | stir without a sound"),
        ("What does -r do?", "-r: turn to the right"),
        ("What does -R do?", "-R: rest, and do nothing right"),
        ("What does the -q flag do?", "The -q flag is for quiet kitchens."),
        ("What does the -Q flag do?", "The -Q flag is for quick ones."),
    ],
)
def test_case_tells_flags_apart(kitchen: Answerer, question: str, quoted: str) -> None:
    """In listings, tables, items and sentences, where the documents have both: that of the other case never decides."""
    statement = kitchen.ask(question).statements[0]
    start, end = statement.highlight or (0, len(statement.text))

    assert statement.text[start:end] == quoted


@pytest.mark.parametrize("question", ["What does --PORT do?", "WHAT DOES --PORT DO?"])
def test_a_case_that_no_document_has_does_not_matter(kitchen: Answerer, question: str) -> None:
    """A flag is found as any other word then."""
    assert kitchen.ask(question).statements[0].text == PORT


def test_the_row_of_a_flag_is_alone(kitchen: Answerer) -> None:
    """Not beside rows that have the other words of the question."""
    answer = kitchen.ask("What does the -s option do?")

    assert [statement.text for statement in answer.statements] == ["-s or --spoon | use a wooden spoon"]


@pytest.mark.parametrize("question", ["参数 --blend 是什么意思", "--blend 选项有什么用", "选项 --blend 有什么用处"])
def test_a_flag_is_found_in_the_other_language(kitchen: Answerer, question: str) -> None:
    """Whatever documents in the asker's language say about options and their meaning."""
    assert kitchen.ask(question).statements[0].text == "--blend | blend what does not mix"


def test_a_flag_that_no_document_has_is_missing(kitchen: Answerer) -> None:
    """Other options do not answer for it."""
    answer = kitchen.ask("What does --fry do?")

    assert not answer.answered
    assert answer.missing_terms == ("--fry",)


MANUAL = """WHISK

Whisk beats what is in a bowl.

OPTIONS

  -k, --keep
      Stay in the bowl.

  -n, --next
      Take the next bowl. See also -k, --keep.

  -o, --other
      Take another bowl, unlike -k and -k again. See also -k, --keep.

"""


@pytest.fixture(scope="module")
def manuals(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    """Two programs with the same options; the name of one stands in its usage only."""
    mentions = "".join(
        f"## Bowl {number}\n\nThe bowl needs the option -k, and -k needs a bowl.\n\n" for number in range(30)
    )
    chinese = "".join(f"## 参数{number}\n\n参数是什么意思？参数的意思就是参数。\n\n" for number in range(30))
    usage = "# Help\n\n```\nusage: ladle [-k]\n\n  -k  keep the soup\n  -l  lose the soup\n  -m  move the soup\n```\n"
    spoon = "# Spoon\n\n| Flag | Use |\n| --- | --- |\n| `-k` | the option does keep a spoon |\n| `-j` | jam |\n"
    files = {"whisk.txt": MANUAL, "bowls.md": f"# Bowls\n\n{mentions}", "help.md": usage, "spoon.md": spoon}
    files["zh.md"] = f"# 参数的意思\n\n{chinese}"
    return opened(tmp_path_factory.mktemp("manuals"), files)


KEEP = ["-k, --keep\n      Stay in the bowl.", "-k  keep the soup", "-k | the option does keep a spoon"]


def test_what_explains_an_option_is_ahead_of_what_mentions_it(manuals: Answerer) -> None:
    """However often and in however many places: each entry that explains it, once, and nothing else."""
    assert sorted(statement.text for statement in manuals.ask("What does -k do?").statements) == sorted(KEEP)


def test_an_option_is_ahead_of_what_the_other_language_says(manuals: Answerer) -> None:
    """In documents of the asker's language about options and their meaning."""
    assert manuals.ask("参数 -k 是什么意思？").statements[0].text in KEEP
    assert manuals.ask("参数 -n 的意思是什么").statements[0].text.startswith("-n, --next")


def test_an_entry_is_about_the_program_that_its_listing_names(manuals: Answerer) -> None:
    """In its usage, where neither the title nor the entry does."""
    explanation = manuals.explain("What does the -k option of ladle do?")

    assert [statement.text for statement in explanation.answer.statements] == ["-k  keep the soup"]
    assert "ladl" in explanation.ranked[0].held_around


def test_what_no_entry_says_leaves_the_listing_nearest(kitchen: Answerer) -> None:
    """An option is named that comes close, and is no answer where a word of the question stands nowhere."""
    answer = kitchen.ask("How do I hide steam?")

    assert answer.missing_terms == ("hide",)
    assert "--no-steam     do not show steam" in answer.nearest[0].quote


def test_one_option_brings_no_others_along(kitchen: Answerer) -> None:
    """Two that are chosen are shown as two, not with their whole list."""
    answer = kitchen.ask("What is the name of the cook, and the heat of the stove by default?")

    assert 0 < len(answer.statements) <= 3
    assert not any("Options:" in statement.text for statement in answer.statements)


def test_a_program_is_known_by_the_parts_of_its_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its title writes two words, the question one."""
    text = README.replace("# simmer", "# Pot Simmer").replace("Usage: simmer", "Usage: pot-simmer")
    own = opened(tmp_path_factory.mktemp("parts"), {"a.md": text + "\n## More\n\nPots.\n" * 5, "b.md": TABLE})

    assert own.ask("What options does pot-simmer have?").statements[0].text.startswith("Options:\n")


def test_options_are_listed_in_their_columns(kitchen: Answerer) -> None:
    """With their head, as one quote."""
    answer = kitchen.ask("What options does simmer have?")

    listing = README[README.index("Options:") : README.index("\n\nC")]
    assert sum(listing in citation.quote for citation in answer.citations) == 1


def test_many_options_are_looked_for_in_few_passages(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many a question names, and however many documents have them."""
    flags = [f"-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    bowls = "".join(f"## Bowl {number}\n\nThe bowl needs {' and '.join(flags)}.\n\n" for number in range(150))
    snapshot = (own := opened(tmp_path_factory.mktemp("many"), {"bowls.md": f"# Bowls\n\n{bowls}"})).snapshot
    looked: list[int] = []
    passage = snapshot.passage
    monkeypatch.setattr(snapshot, "passage", lambda ref: looked.append(ref.unit) or passage(ref))

    for asked in (flags[:1], flags[:MOST_FLAGS], flags):
        looked.clear()
        assert own.search(f"What is the use of {' '.join(asked)}?")
        assert 0 < len(looked) <= 100


def test_without_flags_nothing_is_kept_back() -> None:
    """Case counts for the flags of a question only."""
    question = Question(text="Salt", plain="salt -a", read_as="Salt -A", language="en", asked_in="en", kind="general")  # type: ignore[arg-type]
    flags = Flags.of(question).among(["-A -b"])

    assert flags.kept(frozenset({"salt", "-a"}), "salt -a") == {"salt"}
    assert flags.kept(frozenset({"salt", "-a"}), "SALT -A") == {"salt", "-a"}
    assert Flags({}).among(["-A"]).kept(frozenset({"salt"}), "x") == {"salt"}
