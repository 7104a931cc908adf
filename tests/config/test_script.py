"""Who asks in traditional characters reads our words so: the script is told from the question, quotes never change."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.config import Messages, Templates, in_script
from youju.config.script import TRADITIONAL, written_like
from youju.config.toml import bundled

NOTHING: dict[str, Any] = {"missing": (), "missing_kind": "", "known": (), "near": (), "nearest": (), "points": []}
NEAR = "> 软件里的文档\n— guide.md:3 › 说明"


@pytest.mark.parametrize("text", ["這個多少錢？", "台北在哪裡？", "乾隆是誰？", "API 怎麼呼叫？", "皇后說了什麼"])
def test_characters_of_traditional_writing_only_tell_it(text: str) -> None:
    """台, 后, 乾 and other characters that both have say nothing."""
    assert in_script("zh", text) == TRADITIONAL


@pytest.mark.parametrize("text", ["这个多少钱？", "台湾在哪里？", "皇后是谁？", "什么是容器", "", "42 ①", "软件與网络"])
def test_anything_else_is_read_in_simplified_words(text: str) -> None:
    """Without more of the one than of the other there is no change."""
    assert in_script("zh", text) == "zh"


@given(st.text())
def test_the_script_of_any_text_is_told(text: str) -> None:
    """No text is refused, and English frames are nobody's script."""
    assert in_script("zh", text) in ("zh", TRADITIONAL)
    assert in_script("en", text) == "en"


def test_a_template_is_converted_before_quotes_are_put_in() -> None:
    """The words around are traditional; names, quotes and missing words stay as they are."""
    values = {"missing": ("软件",), "near": (NEAR,), "nearest": ("发布说明",)}

    text = Templates().render(TRADITIONAL, "not_found", {**NOTHING, **values})

    assert text.startswith("文檔中沒有找到這個問題的答案。\n文檔裡沒有出現：“软件”。")
    assert NEAR in text
    assert "其他相近的章節：《发布说明》" in text


def test_kinds_of_things_have_traditional_names() -> None:
    """What is missing is named in the same characters as the sentence."""
    text = Templates().render(TRADITIONAL, "not_found", {**NOTHING, "missing_kind": "price"})

    assert text.endswith("相關內容裡沒有提到價格。")


@pytest.mark.parametrize("file", ["messages.toml", "telegram.toml"])
def test_every_message_can_be_said(file: str) -> None:
    """Each keeps its places for values, so that what is put in stays as it is."""
    simplified, traditional = Messages("zh", file), Messages(TRADITIONAL, file)

    for section, texts in bundled(file)["zh"].items():
        for name, text in texts.items():
            said = traditional.text(f"{section}.{name}")
            assert len(said) == len(text)
            assert written_like(simplified.text(f"{section}.{name}"), "說") == said
    assert traditional.language == "zh"


def test_a_value_of_a_message_is_not_converted() -> None:
    """A name of a document is a name."""
    said = Messages(TRADITIONAL).say("say.mended", asked="软体", read_as="软件")

    assert "软体" in said
    assert "软件" in said
