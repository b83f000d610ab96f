"""How texts can be ill: Twilio's account, number and webhook, and what carriers know."""

from __future__ import annotations

from tests.workbench.doctor.ill import (
    API,
    BRAND,
    MESSAGING,
    NUMBER,
    SERVICE,
    TOLL_FREE,
    aws,
    ill,
    told,
    twilio,
)
from tests.workbench.doctor.world import GONE

POOL = f"{MESSAGING}/Services/{SERVICE}"
CAMPAIGNS = f"{POOL}/Compliance/Usa2p"
BRANDS = f"{MESSAGING}/a2p/BrandRegistrations/{BRAND}"
VERIFICATIONS = f"{MESSAGING}/Tollfree/Verifications?TollfreePhoneNumberSid={TOLL_FREE}"
ONE = f"{API}/IncomingPhoneNumbers/{NUMBER}.json"
OWNED = f"{API}/IncomingPhoneNumbers.json?PhoneNumber=%2B12025550100"
NUMBERS = (f"{POOL}/PhoneNumbers", "phone_numbers")
GEO = "https://accounts.twilio.com/v1/Messaging/GeoPermissions?CountryCode="
STATE = (CAMPAIGNS, "compliance", 0, "campaign_status")
HIDDEN = {"code": 20403, "message": "Forbidden", "status": 403}
NO = {"code": 20003, "message": "Authenticate", "status": 401}
BUSY = {"code": 20429, "message": "Too many requests", "status": 429}
A_NUMBER = {
    "sid": NUMBER,
    "phone_number": "+12025550100",
    "capabilities": {"sms": True},
    "sms_url": "https://demo.twilio.com/welcome",
    "sms_method": "POST",
}
BY_NUMBER = (
    told("TwilioSender", "+12025550100"),
    twilio(OWNED, "incoming_phone_numbers", to=[A_NUMBER]),
)

ILLNESSES = (
    ill("twilio: credentials", "fail", "does not take", twilio(f"{API}.json", to=NO)),
    ill("twilio: credentials", "fail", "429", twilio(f"{API}.json", to=BUSY)),
    ill("twilio: credentials", "fail", "suspended",
        twilio(f"{API}.json", "status", to="suspended")),
    ill("twilio: credentials", "warn", "trial", twilio(f"{API}.json", "type", to="Trial")),
    ill("twilio: credentials", "skipped", "TWILIO_AUTH_TOKEN",
        aws("ssm", "GetParameters", 1, "answered", "Parameters", to=[])),
    ill("twilio: balance", "fail", "refuses texts",
        twilio(f"{API}/Balance.json", "balance", to="-0.10")),
    ill("twilio: balance", "warn", "3.20 USD", twilio(f"{API}/Balance.json", "balance", to="3.20")),
    ill("twilio: number", "fail", "no number", twilio(*NUMBERS, to=[])),
    ill("twilio: number", "fail", "no messaging service", twilio(POOL, to=GONE)),
    ill("twilio: number", "fail", "Twilio answers", twilio(f"{POOL}/PhoneNumbers", to=BUSY)),
    ill("twilio: number", "fail", "Cannot text: +12025550100",
        twilio(ONE, "capabilities", "sms", to=False)),
    ill("twilio: number", "fail", "not yours", told("TwilioSender", "+12025550199")),
    ill("twilio: number", "skipped", "short codes", told("TwilioSender", "12345")),
    ill("twilio: inbound webhook", "fail", "nor does a STOP",
        twilio(POOL, "inbound_request_url", to=None)),
    ill("twilio: inbound webhook", "fail", "(POST)", twilio(POOL, "inbound_method", to="GET")),
    ill("twilio: inbound webhook", "fail", "+12025550100, +18885550100",
        twilio(POOL, "use_inbound_webhook_on_number", to=True)),
    ill("twilio: inbound webhook", "fail", "text to +12025550100", *BY_NUMBER),
    ill("twilio: countries", "fail", "nobody in CA",
        twilio(f"{GEO}CA", "permissions", 0, "enabled", to=False)),
    ill("twilio: countries", "fail", "429", twilio(f"{GEO}US", to=BUSY)),
    ill("twilio: countries", "warn", "whether it texts GB", told("SmsCountries", "US, gb"),
        twilio(f"{GEO}GB", to={"permissions": []})),
    ill("twilio: countries", "skipped", "look in the Twilio console",
        twilio(f"{GEO}US", to=HIDDEN)),
    ill("twilio: account", "fail", "API key", told("TwilioAccountSid", f"SK{'0' * 32}")),
    ill("registration: campaign", "fail", "drop texts", twilio(CAMPAIGNS, "compliance", to=[])),
    ill("registration: campaign", "fail", "No opt-in shown", twilio(*STATE, to="FAILED"),
        twilio(CAMPAIGNS, "compliance", 0, "errors", to=[{"description": "No opt-in shown"}])),
    ill("registration: campaign", "fail", "docs/a2p.md", *BY_NUMBER),
    ill("registration: campaign", "waiting", "weeks", twilio(*STATE, to="IN_PROGRESS")),
    ill("registration: campaign", "skipped", "SmsCountries", told("SmsCountries", "CA")),
    ill("registration: brand", "fail", "EIN", twilio(BRANDS, "status", to="FAILED"),
        twilio(BRANDS, "failure_reason", to="EIN does not match")),
    ill("registration: brand", "waiting", "in review", twilio(BRANDS, "status", to="IN_REVIEW")),
    ill("registration: toll-free", "fail", "Not verified: +18885550100",
        twilio(VERIFICATIONS, "verifications", to=[])),
    ill("registration: toll-free", "fail", "Refused",
        twilio(VERIFICATIONS, "verifications", 0, "status", to="TWILIO_REJECTED")),
    ill("registration: toll-free", "waiting", "weeks",
        twilio(VERIFICATIONS, "verifications", 0, "status", to="PENDING_REVIEW")),
    ill("registration: toll-free", "skipped", "no toll-free",
        twilio(f"{API}/IncomingPhoneNumbers/{TOLL_FREE}.json", "phone_number", to="+12025550101")),
)  # fmt: skip
