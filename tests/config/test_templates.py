"""Templates: every answer has its words in both languages; the owner's are checked, kept in a sandbox, and blamed."""

from pathlib import Path
from typing import Any

import pytest

from youju.config import Templates
from youju.config.toml import bundled
from youju.corpus import SettingsError
from youju.question.kinds import Kind

HEAD = 'format = "youju-templates"\nversion = 1\n'
POINTS = [
    {"text": "The kettle sings.", "marks": "[1][2]", "form": "sentence", "marker": "-", "heads": ()},
    {"text": "Warm the pot", "marks": "[3]", "form": "item", "marker": "2.", "heads": ()},
    {"text": "80 | 95", "marks": "[4]", "form": "row", "marker": "-", "heads": ("green", "black")},
    {"text": "brew --now\nexit", "marks": "[5]", "form": "code", "marker": "-", "heads": ()},
]
NOTHING: dict[str, Any] = {"missing": (), "missing_kind": "", "near": (), "nearest": (), "known": (), "points": []}


def written(folder: Path, text: str) -> Path:
    path = folder / "voice.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    """The line that is told when the templates are loaded, or at the latest when the faulty one is used."""
    with pytest.raises(SettingsError) as caught:
        Templates(path).render("zh", "not_found", {**NOTHING, "missing_kind": "number"})
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_answer_can_be_said(language: str, kind: Kind) -> None:
    """The words and the numbers of every statement are in the answer, in their order, code as it stands."""
    text = Templates().render(language, kind.value, {"points": POINTS, "verdict": ""})

    places = [text.index(part) for point in POINTS for part in (str(point["text"]), str(point["marks"]))]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_code_stands_on_lines_of_its_own(language: str) -> None:
    """A command is fenced, and nothing is added to its lines."""
    text = Templates().render(language, "howto", {"points": POINTS})

    assert "```\nbrew --now\nexit\n```" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_abstention_names_what_is_missing_and_what_is_near(language: str) -> None:
    """The missing terms and the nearest headings are in the text; without them nothing is named."""
    values = {**NOTHING, "missing": ("samovar", "茶炊"), "nearest": ("Kettles", "茶壶")}

    text = Templates().render(language, "not_found", values)
    bare = Templates().render(language, "not_found", NOTHING)

    assert all(word in text for word in ("samovar", "茶炊", "Kettles", "茶壶"))
    assert text.splitlines()[0] == bare
    assert bare


def test_every_kind_of_thing_that_can_be_asked_has_a_name() -> None:
    """Each expectation of the question patterns is named in both languages."""
    expected = set(bundled("language/questions.toml")["expects"])
    for language in ("zh", "en"):
        names = bundled("templates.toml")[language]["kinds"]
        assert expected <= names.keys()
        texts = {Templates().render(language, "not_found", {**NOTHING, "missing_kind": name}) for name in expected}
        assert len(texts) == len({names[name] for name in expected})


def test_both_languages_have_the_same_templates() -> None:
    """No template and no name is there in one language only."""
    tables = bundled("templates.toml")

    assert tables["zh"].keys() == tables["en"].keys()
    assert tables["zh"]["kinds"].keys() == tables["en"]["kinds"].keys()


def test_the_owners_template_replaces_one(tmp_path: Path) -> None:
    """The owner's wording is used for its entry; every other entry keeps its own."""
    path = written(tmp_path, '[zh]\ndefinition = "答：{{ say(points) }}"\n')
    own = Templates(path)

    assert own.render("zh", "definition", {"points": POINTS[:1]}) == "答：The kettle sings.[1][2]"
    assert own.render("en", "definition", {"points": POINTS}) == Templates().render(
        "en", "definition", {"points": POINTS}
    )
    assert own.render("zh", "list", {"points": POINTS}) == Templates().render("zh", "list", {"points": POINTS})


def test_the_owners_name_of_a_thing_replaces_one(tmp_path: Path) -> None:
    """Renaming one kind of thing leaves the other names in place."""
    own = Templates(written(tmp_path, '[zh.kinds]\ndate = "年月日"\n'))

    assert "年月日" in own.render("zh", "not_found", {**NOTHING, "missing_kind": "date"})
    number = {**NOTHING, "missing_kind": "number"}
    assert own.render("zh", "not_found", number) == Templates().render("zh", "not_found", number)


@pytest.mark.parametrize(
    "text",
    [
        '[zh]\nnot_found = "{{ "\n',
        '[zh]\nnot_found = "{% if %}"\n',
        '[zh]\nnot_found = "{{ missing|shout }}"\n',
        '[zh]\nnot_found = "{{ mising }}"\n',
        '[zh]\nnot_found = "{{ 1 / 0 }}"\n',
        "[zh]\nnot_found = \"{{ 1 + 'a' }}\"\n",
        "[zh]\nnot_found = \"{% include 'other' %}\"\n",
        "[zh]\nnot_found = 5\n",
        '[zh]\nnot_fuond = "x"\n',
        '[zh]\nnot_found = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"\n',
        f'[zh]\nnot_found = "{"{% for a in missing %}" * 30}{"{% endfor %}" * 30}"\n',
    ],
)
def test_a_faulty_template_is_named(tmp_path: Path, text: str) -> None:
    """A template with an error is told in one line with file, language and name."""
    path = written(tmp_path, text)

    assert refused(path).startswith(f"{path}: [zh] not_f")


@pytest.mark.parametrize(("text", "place"), [("not_found = 5", "not_found"), ("[zh.kinds]\ndate = 5", "date")])
def test_what_is_no_text_is_refused_when_loaded(tmp_path: Path, text: str, place: str) -> None:
    """A number in the place of a wording is told at once, not at the first answer."""
    path = written(tmp_path, f"[zh]\n{text}\n")

    with pytest.raises(SettingsError, match=place):
        Templates(path)


@pytest.mark.parametrize("name", ["dates", "points"])
def test_an_unknown_name_of_a_thing_is_refused(tmp_path: Path, name: str) -> None:
    """A misspelt kind of thing is named with the known ones."""
    line = refused(written(tmp_path, f'[en.kinds]\n{name} = "x"\n'))

    assert f"[en.kinds] {name}: " in line
    assert all(kind in line for kind in bundled("templates.toml")["en"]["kinds"])


@pytest.mark.parametrize("text", ['zh = "x"\n', "zh = 3\n", '[fr]\nnot_found = "x"\n', "[zh]\nkinds = 3\n", "[zh\n"])
def test_a_template_file_of_another_shape_is_named(tmp_path: Path, text: str) -> None:
    """A file whose tables are not those of templates is refused, not passed over."""
    path = written(tmp_path, text)

    assert refused(path).startswith(f"{path}: ")


def test_a_template_file_says_what_it_is(tmp_path: Path) -> None:
    """A file without the head of a template file is refused."""
    path = tmp_path / "voice.toml"
    path.write_text('[zh]\ndefinition = "x"\n', encoding="utf-8")

    assert "youju-templates" in refused(path)


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ say.__call__.__func__.__globals__ }}",
        "{{ '{0.__class__}'.format(missing) }}",
        "{% for n in range(99999999) %}x{% endfor %}",
    ],
)
def test_a_hostile_template_gets_no_further_than_its_sandbox(tmp_path: Path, hostile: str) -> None:
    """What reaches for Python's insides, or for all of the machine's time, is refused with its file and name."""
    path = written(tmp_path, f'[zh]\nnot_found = """{hostile}"""\n')

    assert refused(path).startswith(f"{path}: [zh] not_found: ")


@pytest.mark.parametrize(("language", "gap"), [("zh", ""), ("en", " ")])
def test_a_verdict_stands_before_the_first_statement(language: str, gap: str) -> None:
    """A sentence follows on the same line, an item on its own; without a verdict nothing is added."""
    templates = Templates()
    sentence, item = (
        templates.render(language, "yesno", {"points": points, "verdict": "So:"}) for points in (POINTS, POINTS[1:])
    )
    plain = templates.render(language, "yesno", {"points": POINTS, "verdict": ""})

    assert sentence == f"So:{gap}{plain}"
    assert item.splitlines()[:2] == ["So:", "2. Warm the pot[3]"]


def test_a_missing_side_is_told_with_the_side_that_is_there() -> None:
    """Who compared with something unknown is told what the documents do speak of."""
    values = {**NOTHING, "missing": ("samovar",), "known": ("kettle",)}

    assert "kettle" in Templates().render("en", "not_found", values)
