"""Passages counted through all documents, and within each."""

import numpy as np

from youju.index import PassageRef
from youju.index.storage.numbering import Numbering

NUMBERING = Numbering([0, 3, 3, 5], [0, 4, 4, 6], np.array([0, 1, 2, 2, 3, 4], dtype=np.int32), np.zeros(5, dtype=bool))
"""Documents of three, no and two passages."""


def test_a_passage_is_found_either_way() -> None:
    """By its number in the index and by its number in its document; a document without passages has none."""
    refs = [NUMBERING.locate(unit) for unit in range(5)]

    assert refs == [
        PassageRef(0, 0, 0),
        PassageRef(1, 0, 1),
        PassageRef(2, 0, 2),
        PassageRef(3, 2, 0),
        PassageRef(4, 2, 1),
    ]
    assert [NUMBERING.ref(ref.document, ref.passage) for ref in refs] == refs
    assert [NUMBERING.passages_of(document) for document in range(3)] == [slice(0, 3), slice(3, 3), slice(3, 5)]


def test_documents_are_known_by_their_passages() -> None:
    """Which documents some passages are of, and of which of these they are all."""
    documents, whole = NUMBERING.by_document(np.array([0, 2, 3, 4], dtype=np.int32))

    assert documents.tolist() == [0, 2]
    assert whole.tolist() == [False, True]
