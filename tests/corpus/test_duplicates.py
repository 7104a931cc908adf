"""Documents that say the same."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Document, find_duplicates, signature
from youju.corpus.duplicates import SKETCH, compare, similarity

WORDS = [f"word{number * number % 997}" for number in range(500)]
TEXT = " ".join(WORDS)


def found(*texts: str) -> list[tuple[str, str, str]]:
    """What is found, in a form that reads well."""
    documents = [Document(str(place), "", text) for place, text in enumerate(texts)]
    return [(pair.kind.value, pair.first_id, pair.second_id) for pair in find_duplicates(documents)]


def test_exact() -> None:
    """Documents that differ in case, width, spaces and punctuation only are exact duplicates."""
    assert found("Tea, is hot. 茶很香。", "something else", "ＴＥＡ is  HOT 茶很香") == [("exact", "0", "2")]


def test_near() -> None:
    """A document with a few words changed is a near duplicate; one with half its words changed is not."""
    slightly = " ".join([*WORDS[:250], "other", *WORDS[251:]])
    half = " ".join([*WORDS[:250], *(f"new{number}" for number in range(250))])
    assert found(TEXT, slightly, half) == [("near", "0", "1")]


def test_empty_documents_are_not_alike() -> None:
    """Documents without words are like no other."""
    assert found("", "...", "") == []


def test_similarity_is_near_the_share_of_shingles() -> None:
    """The estimate is close to the true share of common shingles."""
    left, right = WORDS[:400], WORDS[100:]
    runs = [{tuple(words[at : at + 4]) for at in range(len(words) - 3)} for words in (left, right)]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert abs(similarity(signature(" ".join(left)), signature(" ".join(right))) - true) < 0.12


@given(st.text())
def test_signature_is_small(text: str) -> None:
    """A signature is a digest and at most SKETCH hashes, sorted; a text is like itself."""
    marks = signature(text)
    assert 1 <= len(marks) <= SKETCH + 1
    assert list(marks[1:]) == sorted(set(marks[1:]))
    assert similarity(marks, marks) == 1.0


def test_signature_is_stable() -> None:
    """A signature is the same in another process, whatever its hash seed."""
    code = "from youju.corpus import signature; print(signature('茶 is a drink of many people'))"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.strip() == str(signature("茶 is a drink of many people"))


def test_boilerplate_is_not_quadratic() -> None:
    """Many documents with the same beginning are compared with few others each."""
    signatures = [(str(place), signature(f"{TEXT} " + f"tail{place} " * 3)) for place in range(300)]
    assert len(compare(signatures)) == 299
