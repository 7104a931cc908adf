"""Translations that an index has: found when it is built, from both sides."""

from pathlib import Path

import pytest

from youju.answerer import Answerer
from youju.config import Settings
from youju.corpus import StoreCorrupt
from youju.index.translation.dictionary import Entry
from youju.index.translation.mined import Pair
from youju.index.translation.translations import Translated, Translations, Vocabulary, translations_of

VOCABULARY = Vocabulary(
    frozenset({"火山", "大海", "二型", "水"}),
    frozenset({"volcano", "atlant", "2", "water"}),
    frozenset({"prime minist"}),
)
ENTRIES = [
    Entry("火山", (("volcano",),)),
    Entry("大西洋", (("atlant", "ocean"),)),
    Entry("总理", (("prime", "minist"), ("premier",))),
    Entry("大海", (("open", "sea"),)),
    Entry("水", (("water",),)),
    Entry("云", (("cloud",),)),
]


@pytest.fixture(scope="module")
def translations() -> Translations:
    return Translations(translations_of(VOCABULARY, ENTRIES, [Pair("特斯拉", "volcano", 1, 0)], str))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("火山", Translated((("stems", "volcano"),))),
        ("volcano", Translated((("han_words", "火山"),))),
        ("总理", Translated((("stem_pairs", "prime minist"),))),
        ("大西洋", Translated(near=(("stems", "atlant"),))),
        ("sea", Translated(near=(("han_words", "大海"),))),
        ("open sea", Translated((("han_words", "大海"),))),
        ("特斯拉", Translated((("stems", "volcano"),))),
        ("2", Translated((("han_words", "二型"),))),
        ("second", Translated((("han_words", "二型"),))),
        ("云", Translated()),
        ("nowhere", Translated()),
    ],
)
def test_a_word_has_the_translations_that_the_index_has(
    translations: Translations, term: str, expected: Translated
) -> None:
    """Words and pairs either way; words of an explanation only come near; numbers; nothing that is not indexed."""
    assert translations.of(term) == expected


@pytest.mark.parametrize("value", [b"xcontain", b"s", b"w\ts", b"\xff\xfe", b"~q", b"s\x80", "容器".encode()], ids=repr)
def test_forged_translations_are_damage(value: bytes) -> None:
    """A field that there is not, one without a term, and bytes that are no text are told, with file and index."""
    forged = Translations(b"\xe6\xb0\xb4\t" + value + b"\n", Path("my-index"))

    with pytest.raises(StoreCorrupt, match=r"my-index.*translations\.tsv.*水"):
        forged.of("水")
    assert forged.of("火") == Translated()


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"\t", b"no tab", b"b\tsb\na\tsa", bytes(range(256))], ids=repr)
def test_a_forged_file_without_the_word_gives_nothing(data: bytes) -> None:
    """Lines out of order or of no sense end in nothing, and soon."""
    assert Translations(data).of("水") == Translated()


def test_the_lines_do_not_depend_on_the_order_of_the_vocabulary() -> None:
    """Sets of words come in another order in every process; the file is the same, byte for byte."""
    words = ["二型", "两种", "第二", "二级", "火山"]
    stems = frozenset({"2", "second"})
    made = [
        translations_of(Vocabulary(dict.fromkeys(order).keys(), stems, frozenset()), [], [], str)
        for order in (words, words[::-1])
    ]

    assert made[0] == made[1]
    assert Translations(made[0]).of("2").exact == tuple(("han_words", word) for word in sorted(words[:4]))


def test_a_single_han_character_translates_nothing(translations: Translations) -> None:
    """It has too many senses; from Chinese to English it may still be asked."""
    assert translations.of("water") == Translated()
    assert translations.of("水").exact == (("stems", "water"),)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("both")
    (folder / "volcano.md").write_text("# Volcanoes\n\nA volcano is a mountain from which lava flows.\n")
    (folder / "冰川.md").write_text("# 冰川\n\n冰川是由积雪形成的、会流动的巨大冰体。\n", encoding="utf-8")
    return Answerer.build(folder / "index", [folder], Settings())


@pytest.mark.parametrize(
    ("question", "quote"),
    [("什么是火山？", "mountain from which lava flows"), ("What is a glacier?", "积雪形成"), ("火山 熔岩", "lava")],
)
def test_a_question_finds_evidence_in_the_other_language(answerer: Answerer, question: str, quote: str) -> None:
    """With words that no glossary of computing has."""
    answer = answerer.ask(question)

    assert [citation.quote for citation in answer.citations if quote in citation.quote]


def test_a_removed_document_takes_its_translations_along(tmp_path: Path) -> None:
    """An updated index has the translations that a new one would have."""
    for name, text in {"a.md": "A volcano erupts.", "b.md": "A glacier melts."}.items():
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(text)
    before = Answerer.build(tmp_path / "index", [tmp_path / "docs"], Settings()).snapshot.translations
    (tmp_path / "docs" / "b.md").unlink()
    after = Answerer.build(tmp_path / "index", [tmp_path / "docs"], Settings()).snapshot.translations

    assert before.of("冰川").exact == (("stems", "glacier"),)
    assert after.of("冰川") == Translated()
    assert after.of("火山") == before.of("火山") != Translated()
