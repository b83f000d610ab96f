"""The words that somebody says yes to. Pure.

The version is kept with the consent, and the words as they were shown. Other words need another
version: tests/pages/test_wording.py holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.settings import Settings

CONSENT = "Yes, write to me. I agree to the terms and the privacy page."
CONSENT_VERSION = "terms-1"

SMS_CONSENT = "Yes, send me texts."
# What the carriers and facts.md want beside the tick: who, what for, how often, what it costs, how
# to end it and get help, that nothing depends on it, and where the rest stands.
SMS_TERMS = (
    "I agree to get recurring automated texts from {service} ({operator}) at this number: small "
    "notes and check-ins for couples, about 4 a week. Msg & data rates may apply. Reply STOP to "
    "end, HELP for help. It is not a condition of anything. See the terms and the privacy page."
)
SMS_VERSION = "sms-2"

# The other address, on the page after the first: giving it, under these words, is the yes.
EMAIL_TOO = "Giving your email is your yes to emails from us. Each has a link that ends them."
EMAIL_TOO_VERSION = "email-too-1"

OWN_NOTES = "Small notes for me, too"
SHARED = "We share this address"
THANKS = "Hear thanks at once"
THANKS_HINT = (
    "In the words of the other one, at most three a day, never at night. Not ticked, you hear "
    "them at the check-in."
)
THANKS_VERSION = "thanks-1"

# On their own page.
LATE_TEXTS = "After nine is fine: texts may come until 11 pm."
LATE_TEXTS_VERSION = "late-texts-1"
RELAYS = "Let me hear it at once when my partner passes a thank-you on"
RELAYS_VERSION = "relays-1"
LOCK_SCREEN = "Keep my lock screen plain"
COMFORTS = {
    "touch": "Touch: a hug, a back rub",
    "food": "Food: cooking or eating something",
    "alcohol": "A glass of wine or beer",
    "money": "Something that costs a little",
}


def sms_terms(settings: Settings) -> str:
    """The wording as it stands beside the tick for texts."""
    return SMS_TERMS.format(service=settings.service_name, operator=settings.operator_name)
