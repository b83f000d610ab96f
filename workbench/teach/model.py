"""From texts to weights: logistic regression over features, by scikit-learn.

Always the same from the same texts: sorted features, no chance anywhere.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from chalicelib.replies.features import features
from chalicelib.replies.reader import KINDS
from workbench.teach.texts import HELD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.teach.texts import Text

# Chosen by cross-validation (measure.py); half or twice as much changes little.
STRENGTH = 20.0  # C: how closely the weights may follow the texts
OFTEN = 3  # a feature counts that is in as many texts
HELD_KINDS = ("hostile", "misdirected", "automatic", "talk")


@dataclass(frozen=True, slots=True)
class Taught:
    """A row of weights for each feature, one for each of KINDS, and what each kind begins with."""

    features: tuple[str, ...]
    weights: Any  # floats, features x KINDS
    bias: Any


def teach(texts: Sequence[Text]) -> Taught:
    found = [features(one.text) for one in texts]
    counts = Counter(one for each in found for one in each)
    # What many texts have says little: each feature speaks as loudly as it is rare.
    loud = {one: math.log(len(found) / n) / 4 for one, n in sorted(counts.items()) if n >= OFTEN}
    matrix = matrix_of(found, loud)
    told = _fit(matrix, _told_apart(matrix, [one.kind for one in texts]))
    order = [list(told.classes_).index(kind) for kind in KINDS]
    weights = told.coef_[order].T * np.array(list(loud.values()))[:, None]
    return Taught(tuple(loud), weights, told.intercept_[order])


def matrix_of(found: Sequence[frozenset[str]], loud: Mapping[str, float]) -> Any:
    """A row for each text; a long text is no louder than a short one."""
    at = {one: place for place, one in enumerate(loud)}
    known = [sorted(each & at.keys()) for each in found]
    values = [loud[one] / math.sqrt(len(each)) for each in known for one in each]
    rows = [row for row, each in enumerate(known) for _ in each]
    columns = [at[one] for each in known for one in each]
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(at)))


def _told_apart(matrix: Any, kinds: Sequence[str]) -> list[str]:
    """The kinds, and of what is only held the likeliest of those that are."""
    sure = [at for at, kind in enumerate(kinds) if kind != HELD]
    told = _fit(matrix[sure], [kinds[at] for at in sure])
    held = [list(told.classes_).index(kind) for kind in HELD_KINDS]
    guesses = told.predict_proba(matrix)[:, held].argmax(axis=1)
    pairs = zip(kinds, guesses, strict=True)
    return [HELD_KINDS[guess] if kind == HELD else kind for kind, guess in pairs]


def _fit(matrix: Any, kinds: Sequence[str]) -> Any:
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, kinds)
