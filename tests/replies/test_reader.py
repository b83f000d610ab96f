"""What a free text means: the reader's laws, its weights, and scikit-learn beside it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from chalicelib.replies import reader
from chalicelib.replies.features import LONGEST, features
from chalicelib.replies.parse import parse
from workbench.teach.file import digest
from workbench.teach.texts import known, strangers

if TYPE_CHECKING:
    from collections.abc import Callable

PEERS = 200
CASES = st.sampled_from([str.lower, str.upper, str.title])
LOVELY = "He made soup when I had the flu"
LEAVES = [
    "these are not for us any more",
    "I'd like to come off this",
    "we'll do without, thank you",
]


def test_the_weights_were_taught_with_what_is_there_now() -> None:
    """Else: python -m workbench teach-replies."""
    assert reader.weights().made_of == digest([*strangers(), *known()])


def test_the_weights_are_small() -> None:
    size = reader.FILE.stat().st_size
    sys.stdout.write(f"\n{reader.FILE.name}: {size:,} bytes\n")
    assert size < 150_000


def test_a_text_is_weighed_as_scikit_learn_weighs_it() -> None:
    """With the same weights: its matrix, its softmax."""
    weights = reader.weights()
    rows = np.array(weights.steps).reshape(-1, len(reader.KINDS))
    peer = LogisticRegression()
    peer.classes_ = np.array(reader.KINDS)
    peer.coef_ = (rows * np.array(weights.scale)).T
    peer.intercept_ = np.array(weights.bias)
    texts = [one.text for one in strangers()[::6]][:PEERS]
    assert len(texts) == PEERS
    place = {key: at for at, key in enumerate(weights.at)}
    known_of = [{place[k] for k in map(reader.key, features(text)) if k in place} for text in texts]
    entries = [(1 / np.sqrt(len(one)), row, at) for row, one in enumerate(known_of) for at in one]
    values, lines, columns = zip(*entries, strict=True)
    matrix = csr_matrix((values, (lines, columns)), shape=(PEERS, len(place)))
    ours = [list(reader.read(text).values()) for text in texts]
    assert np.allclose(peer.predict_proba(matrix), ours, atol=1e-9)


@given(st.text(max_size=300))
def test_the_chances_of_any_text_make_one(text: str) -> None:
    chances = reader.read(text)
    assert list(chances) == list(reader.KINDS)
    assert abs(sum(chances.values()) - 1) < 1e-9


@pytest.mark.parametrize("text", ["", " ", "\n", "\U0001f634", "\x00", "\ud800"])
def test_what_has_no_words_is_weighed_too(text: str) -> None:
    assert parse(text).meaning in {"empty", "held"}


@pytest.mark.parametrize(
    "again", ["stop ", "a", "thank you ", "\U0001f62d", "he hit me. ", "\n", "ab "]
)
def test_the_longest_text_has_so_many_features_and_no_more(again: str) -> None:
    """Each letter begins at most one part of each size; each word one word and one pair."""
    assert len(features((again * LONGEST)[:LONGEST])) <= 4 * LONGEST
    assert features(again * LONGEST) == features((again * LONGEST)[:LONGEST])


@given(st.text(min_size=LONGEST - 9, max_size=LONGEST))
def test_no_text_has_more(text: str) -> None:
    assert len(features(text)) <= 4 * LONGEST


@given(st.sampled_from(LEAVES), CASES, st.text("!. \U0001f620", max_size=8))
def test_an_opt_out_of_no_rule_is_one_in_any_case_and_with_any_marks(
    text: str, case: Callable[[str], str], marks: str
) -> None:
    assert parse(text).meaning == "stop"
    assert parse(case(text) + marks).meaning == "stop"


@given(st.integers(1, 9), st.sampled_from(["❤️", "\U0001f602"]))
def test_a_sign_said_again_weighs_as_said_once(times: int, sign: str) -> None:
    assert reader.read(f"{LOVELY} {sign * times}") == reader.read(f"{LOVELY} {sign}")


@pytest.mark.parametrize("text", [LOVELY, *LEAVES])
def test_a_quoted_text_of_ours_is_not_weighed(text: str) -> None:
    quoted = f"{text}\n> After Bedtime: tell Sam you noticed. STOP ends these"
    assert reader.read(quoted) == reader.read(text)


@pytest.mark.parametrize("text", [LOVELY, "he shook the baby", *LEAVES])
def test_courtesy_is_not_weighed_beside_other_words(text: str) -> None:
    assert reader.read(f"Hi, {text}. Thank you!") == reader.read(text)
    assert reader.read("Thank you!")["talk"] > reader.read("Thank you!")["appreciation"]


def test_a_doubtful_opt_out_is_acted_on_and_says_how_to_come_back() -> None:
    parsed = parse(LEAVES[0])
    assert (parsed.meaning, parsed.doubtful) == ("stop", True)
