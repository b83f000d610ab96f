"""What a free text means, weighed by what people's texts have taught us (docs/adr/0013). Pure.

The weights are in taught.bin, made by `python -m workbench teach-replies`: a line of JSON, the
features' keys (CRC-32, sorted, four bytes each), and a byte for each feature and kind of text.
They are read when the first free text has to be, and kept.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from chalicelib.replies.features import features

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: Final = (
    "stop", "wrong_number", "danger", "hostile", "misdirected", "automatic", "talk", "appreciation",
)  # fmt: skip
FILE: Final = Path(__file__).with_name("taught.bin")

Chances = dict[str, float]  # of each kind; together 1


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature speaks for each kind: steps of `scale`, on top of `bias`."""

    at: Mapping[int, int]  # a feature's key -> where its row begins in `steps`
    steps: memoryview  # signed bytes, a row of len(KINDS) for each feature
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    made_of: str  # the digest of what it was taught with

    def chances(self, text: str) -> Chances:
        rows = [at for one in features(text) if (at := self.at.get(key(one))) is not None]
        sums = [0] * len(KINDS)
        for at in rows:
            for kind, step in enumerate(self.steps[at : at + len(KINDS)]):
                sums[kind] += step
        per = 1 / math.sqrt(len(rows) or 1)  # a long text is no surer than a short one
        scores = [b + s * n * per for b, s, n in zip(self.bias, self.scale, sums, strict=True)]
        powers = [math.exp(score - max(scores)) for score in scores]
        total = sum(powers)
        return dict(zip(KINDS, (power / total for power in powers), strict=True))


def read(text: str) -> Chances:
    """How likely a text is of each kind."""
    return weights().chances(text)


@cache
def weights() -> Weights:
    return parsed(FILE.read_bytes())


def parsed(data: bytes) -> Weights:
    line, _, rest = data.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    keys = array("I", rest[: 4 * head["features"]])
    if sys.byteorder == "big":
        keys.byteswap()
    rows = dict(zip(keys, range(0, len(keys) * len(KINDS), len(KINDS)), strict=True))
    steps = memoryview(rest)[4 * len(keys) :].cast("b")
    return Weights(rows, steps, tuple(head["scale"]), tuple(head["bias"]), head["made_of"])


def key(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace"))
