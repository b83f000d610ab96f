"""The QR code of an address, as a drawing that stays sharp at any size."""

from __future__ import annotations

QUIET = 4  # modules of nothing around it: ISO/IEC 18004, 6.3.8


def qr_svg(url: str) -> str:
    """An <svg> without size: a path of dark modules on white, one unit a module.

    Of medium error correction (15 %), more if there is room: cards get creased.
    """
    from segno import make  # an operator's machine has it, Lambda does not

    code = make(url, error="m", micro=False)
    drawn: str = code.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True)
    return drawn
