"""What somebody wrote themselves: without what they quote, forward, or sign with.

Where a quotation begins, mail-parser-reply knows in a dozen languages. Its notion of a signature is
not ours: it takes "Thank you," for one, and that is how people here begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

LONGEST = 6_000  # characters that are looked at, once the quoted lines are gone
LINE = 1_000
QUOTED = re.compile(r"[ \t]?>")
FORWARDED = re.compile(
    r"[ \t>*]*(?:-{2,}[ \t]*(?:forwarded message|weitergeleitete nachricht"
    r"|message transf\u00e9r\u00e9|mensaje reenviado|messaggio inoltrato"
    r"|doorgestuurd bericht|mensagem encaminhada)\b"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|d\u00e9but du message"
    r" (?:transf\u00e9r\u00e9|r\u00e9exp\u00e9di\u00e9)|inicio del mensaje reenviado:"
    r"|inizio messaggio inoltrato:)",
    re.IGNORECASE,
)
OUTLOOK = re.compile(
    r"[ \t]*(?:_{10,}|-{3,}[ \t]*(?:original message|urspr\u00fcngliche nachricht)\b)",
    re.IGNORECASE,
)
# RFC 3676, 4.3: "-- ". Many programs drop the blank.
SIGNATURE = re.compile(r"--[ \t]*$")
MOBILE = re.compile(
    r"[ \t]*(?:sent (?:from|via|with|using) (?:my|outlook|yahoo|proton|gmail|mail|the|an? |aol)"
    r"|get outlook for|(?:von meinem|gesendet (?:von|mit|aus)|outlook f\u00fcr)\b"
    r"|(?:envoy\u00e9|t\u00e9l\u00e9charger outlook) (?:de(?:puis)?|pour|\u00e0 partir)\b"
    r"|(?:enviado|obtener outlook) (?:desde|para|do|de)\b|inviato da(?:l|lla)?\b"
    r"|(?:verzonden|verstuurd) (?:vanaf|met)\b|(?:skickat|sendt) fr(?:\u00e5|a)n?\b"
    r"|odesl\u00e1no z|wys\u0142ano z)",
    re.IGNORECASE,
)
# Never "thanks": it may be what the whole mail is for.
SIGN_OFF = re.compile(
    r"(?:(?:with )?(?:best|kind|warm)(?:est)?(?: regards| wishes)?|regards|cheers|sincerely|yours"
    r"|(?:mit )?(?:freundlichen?|liebe|viele|beste|herzliche)n? gr(?:\u00fc|ue)(?:\u00df|ss)en?|lg"
    r"|(?:bien )?cordialement|bien \u00e0 (?:toi|vous)|saludos|un abrazo|cordiali saluti"
    r"|(?:met )?vriendelijke groet(?:en)?|groetjes)[,.!]?",
    re.IGNORECASE,
)
SIGNED = 6  # lines at most that a signature has after its sign-off
SIGNED_LINE = 60  # characters


@dataclass(frozen=True, slots=True)
class Own:
    """Their own words, and whether they hand on somebody else's."""

    words: str
    forwarded: bool


def own(text: str, ours: Collection[str]) -> Own:
    """`ours`: what only a line of our own email has in it, in lower case: our addresses, our site.

    Our emails say "Stop these emails": whatever the program that quotes them is called, that must
    not pass for something they wrote.
    """
    lines = [line.strip()[:LINE] for line in text.replace("\r\n", "\n").split("\n")]
    unquoted = [line for line in lines if not QUOTED.match(line)]
    quotes = len(unquoted) < len(lines)
    kept, forwarded = _before(unquoted, FORWARDED)
    kept, _ = _before(kept, OUTLOOK)
    kept = _without_headings(kept, quotes=quotes)
    mine = [line for line in kept if not _has(line, ours)] if quotes else list(_until(kept, ours))
    return Own("\n".join(_unsigned(mine)).strip(), forwarded or any(map(FORWARDED.match, lines)))


def _before(lines: Sequence[str], sign: re.Pattern[str]) -> tuple[list[str], bool]:
    """The lines above the first one that begins like this."""
    for at, line in enumerate(lines):
        if sign.match(line):
            return list(lines[:at]), True
    return list(lines), False


def _without_headings(lines: Sequence[str], *, quotes: bool) -> list[str]:
    """Without "On Monday, After Bedtime wrote:", nor what follows it if that is quoted unmarked."""
    from mailparser_reply import EmailReplyParser
    from mailparser_reply.constants import MAIL_LANGUAGES

    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))[:LONGEST]
    parts = EmailReplyParser(languages=list(MAIL_LANGUAGES)).read(text).replies
    if quotes:  # what is quoted is marked, and gone: they may have answered below it
        return [line for part in parts for line in part.full_body.split("\n")]
    return parts[0].full_body.split("\n") if parts and not parts[0].headers else []


def _until(lines: Sequence[str], ours: Collection[str]) -> Iterator[str]:
    for line in lines:
        if _has(line, ours):
            return
        yield line


def _has(line: str, ours: Collection[str]) -> bool:
    low = line.lower()
    return any(one in low for one in ours)


def _unsigned(lines: Sequence[str]) -> list[str]:
    kept, _ = _before(lines, SIGNATURE)
    kept, _ = _before(kept, MOBILE)
    for at, line in enumerate(kept):
        after = [one for one in kept[at + 1 :] if one]
        short = len(after) <= SIGNED and all(len(one) <= SIGNED_LINE for one in after)
        if SIGN_OFF.fullmatch(line) and short and any(kept[:at]):
            return kept[:at]
    return kept
