"""Opt-outs only as a whole text, or where nothing is praised: data for leaving.py. Pure."""

from __future__ import annotations

from chalicelib.replies.leaving_parts import PARTS
from chalicelib.replies.words import phrases

WHOLE = phrases(
    r"""
\A(?:{before} ){0,8}(?:leave (?:me|us) (?:alone|be)|no more|enough(?: is enough)?|go away|get lost
  |get out|shut up|bugger off|buzz off|i am out|we are out|count me out|(?:fuck|piss|f|sod
  |eff) (?:off|you)|i am done|i am done with this|make it stop|that is enough|no mas|ya no|ya basta
  |basta ya|blocked|reported|muted?|(?:can|could) you not|you (?:have been|are|will be) (?:blocked
  |reported)|not interested|no longer interested|spam|cut it out|knock it off){tail}\Z
""",
    **PARTS,
)

BARE = phrases(
    r"""
{start}(?!end (?:it|everything)){stop}{tail}
{start}{off} (?:it|this|that|these|them|everything) off{tail} / {start}leave (?:me|us) alone{tail}
{start}(?:opt|get) out{tail} / {start}quit (?:it|this){tail}
{start}shut (?:it|this) (?:down|off){tail}
""",
    **PARTS,
)

ASKED = phrases(
    r"""
{start}(?:please|you|me|i|we|it|this|these|them|to|can|could) (?:\w+ ){0,2}?(?:stop|quit|cease
  |cancel){tail}
{start}(?:stop|quit|cease|cancel|end)(?: \w+)? (?:please|now|texting|immediately|asap|already
  |at once){tail}
""",
    **PARTS,
)
