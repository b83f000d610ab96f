"""All that hears an email, built from the wiring."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.delivery.answers import AnswerNews
from chalicelib.env_reader import SettingsError
from chalicelib.mail_in.hear import Ear
from chalicelib.mail_in.whose import Whose

if TYPE_CHECKING:
    from chalicelib.wiring import Wiring


def build_ear(wired: Wiring) -> Ear:
    """Raises SettingsError if answers by email are switched off: then nobody calls this."""
    settings, addresses = wired.settings, wired.reply_addresses
    if addresses is None or settings.email is None:
        raise SettingsError("Settings: set REPLY_DOMAIN to hear answers by email.")
    sender = parseaddr(settings.email.sender)[1].lower()
    site = urlsplit(settings.public_url).netloc.lower()
    own_addresses = frozenset({sender, settings.contact_email.lower()})
    return Ear(
        bucket=wired.mail_bucket,
        whose=Whose(addresses, wired.couples, wired.contacts, own_addresses),
        contacts=wired.contacts,
        replies=wired.replies,
        inbox=wired.inbox,
        limits=wired.limits,
        answer=AnswerNews(wired.queue),
        own_marks=(sender, f"@{addresses.domain}", f"//{site}"),
    )
