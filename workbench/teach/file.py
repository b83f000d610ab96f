"""The weights as the file that ships: chalicelib/replies/taught.bin, read by reader.py."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

from chalicelib.replies.features import features
from chalicelib.replies.reader import KINDS, key
from workbench.teach import model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.teach.model import Taught
    from workbench.teach.texts import Text

MOST = 127  # steps of a signed byte


def packed(taught: Taught, made_of: str) -> bytes:
    """A line of JSON, the features' keys in order, and a byte for each of their weights."""
    scale = np.abs(taught.weights).max(axis=0) / MOST
    steps = np.rint(taught.weights / scale).astype("i1")
    named = zip(taught.features, steps, strict=True)
    rows = sorted({key(one): row.tobytes() for one, row in named}.items())
    keys = np.array([one for one, _ in rows], "<u4")
    head = {
        "kinds": KINDS,
        "features": len(rows),
        "scale": [float(f"{one:.6g}") for one in scale],
        "bias": [float(f"{one:.6g}") for one in taught.bias],
        "made_of": made_of,
    }
    line = json.dumps(head, separators=(",", ":")).encode()
    return line + b"\n" + keys.tobytes() + b"".join(row for _, row in rows)


def digest(texts: Sequence[Text]) -> str:
    """Of all that the weights come from: each text's kind and features, and how it is taught."""
    how = (model.STRENGTH, model.OFTEN, KINDS)
    made = hashlib.sha256(repr(how).encode())
    for one in texts:
        made.update("\0".join([one.kind, *sorted(features(one.text))]).encode())
    return made.hexdigest()
