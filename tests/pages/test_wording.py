"""The words that people said yes to are known by their version: other words, another version."""

from __future__ import annotations

from hashlib import sha256

import pytest

from chalicelib.pages import wording
from tests.pages.sample_settings import SETTINGS

TEXTS = f"{wording.SMS_CONSENT} {wording.SMS_TERMS}"
WORDINGS = {
    wording.CONSENT_VERSION: wording.CONSENT,
    wording.SMS_VERSION: TEXTS,
    wording.EMAIL_TOO_VERSION: wording.EMAIL_TOO,
    wording.THANKS_VERSION: f"{wording.THANKS}. {wording.THANKS_HINT}",
    wording.LATE_TEXTS_VERSION: wording.LATE_TEXTS,
    wording.RELAYS_VERSION: wording.RELAYS,
}
# Never changed, only added to: consents of years ago still name them.
DIGESTS = {
    "terms-1": "2083f484da51fac2",
    "sms-2": "c43fcbf6054439ab",
    "email-too-1": "8e06bfdd57135838",
    "thanks-1": "4e7e2b830324fdac",
    "late-texts-1": "44dfa194fac6449a",
    "relays-1": "e63e6082114dc0f4",
}


@pytest.mark.parametrize("version", WORDINGS)
def test_other_words_have_another_version(version: str) -> None:
    digest = sha256(WORDINGS[version].encode()).hexdigest()[:16]
    assert DIGESTS[version] == digest, "these words changed: give them a new version, and keep both"


def test_the_words_for_texts_say_all_that_the_carriers_ask_for() -> None:
    """facts.md: brand, purpose, frequency, rates, STOP, HELP, no condition, terms and privacy."""
    words = wording.sms_terms(SETTINGS)
    for part in (
        SETTINGS.service_name,
        SETTINGS.operator_name,
        "recurring automated texts",
        "for couples",
        "about 4 a week",
        "Msg & data rates may apply",
        "STOP",
        "HELP",
        "not a condition",
        "terms",
        "privacy",
    ):
        assert part in words
