"""A screenshot made small: the same picture from a palette. Standard library alone."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 64  # enough for letters with soft edges on a few surfaces, and a sky that fades
CHANNELS = {2: 3, 6: 4}  # bytes of a pixel by PNG's colour type: with or without opacity
NEAR = 40  # squared distance at which two colours look the same

Colour = tuple[int, int, int]


def smaller(picture: bytes) -> bytes:
    """A PNG of 8 bits a channel, not interlaced, as Chromium takes it. ValueError for others."""
    chunks = dict(_chunks(picture))
    width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or kind not in CHANNELS or interlaced:  # noqa: PLR2004 - said above
        raise ValueError("That is no plain PNG of 8 bits a channel.")
    lines = _lines(zlib.decompress(chunks[b"IDAT"]), width * CHANNELS[kind], CHANNELS[kind])
    pixels = [_colours(line, CHANNELS[kind]) for line in lines]
    counted = Counter(one for line in pixels for one in line)
    palette = _palette(counted)
    place = {one: _nearest(one, palette) for one in counted}
    rows = b"".join(b"\0" + bytes(map(place.__getitem__, line)) for line in pixels)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for one in palette for part in one)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each part of the file by its name, those with pixels as one (PNG 5.3)."""
    at, pixels = len(SIGNATURE), b""
    while at < len(picture):
        size, name = struct.unpack(">I4s", picture[at : at + 8])
        content = picture[at + 8 : at + 8 + size]
        if name == b"IDAT":
            pixels += content
        else:
            yield name, content
        at += size + 12
    yield b"IDAT", pixels


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def _lines(filtered: bytes, width: int, step: int) -> Iterator[bytearray]:
    """Each line as it was before its filter (PNG 9.2); `step` bytes a pixel."""
    above = bytearray(width)
    for start in range(0, len(filtered), width + 1):
        kind, line = filtered[start], bytearray(filtered[start + 1 : start + 1 + width])
        if kind:
            for at in range(width):
                left = line[at - step] if at >= step else 0
                corner = above[at - step] if at >= step else 0
                line[at] = (line[at] + _guess(kind, left, above[at], corner)) & 255
        yield line
        above = line


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    """What the filter took away from a byte: Sub, Up, Average or Paeth."""
    if kind < 4:  # noqa: PLR2004 - the four filters in their order
        return (0, left, up, (left + up) // 2)[kind]
    nearest = left + up - corner
    return min((left, up, corner), key=lambda one: abs(nearest - one))


def _colours(line: bytearray, step: int) -> list[Colour]:
    return list(zip(line[0::step], line[1::step], line[2::step], strict=True))


def _palette(counted: Counter[Colour]) -> list[Colour]:
    """The most frequent that differ; ties by the colour itself, so that it is always the same."""
    chosen: list[Colour] = []
    for one, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        if all(_distance(one, other) > NEAR for other in chosen):
            chosen.append(one)
        if len(chosen) == COLOURS:
            break
    return chosen


def _nearest(one: Colour, palette: list[Colour]) -> int:
    return min(range(len(palette)), key=lambda at: _distance(one, palette[at]))


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
