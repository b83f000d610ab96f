"""How email can be ill: SES, the DNS, what SES tells us, and answers by email."""

from __future__ import annotations

from tests.workbench.doctor.ill import Change, aws, ill, told
from tests.workbench.doctor.world import GONE

ACCOUNT = ("sesv2", "GetAccount")
OURS = ("sesv2", "GetEmailIdentity", 0)
SENT = (*ACCOUNT, "SendQuota", "SentLast24Hours")
REVIEW = (*ACCOUNT, "Details", "ReviewDetails", "Status")
DKIM = (*OURS, "answered", "DkimAttributes")
DESTINATIONS = ("sesv2", "GetConfigurationSetEventDestinations", "EventDestinations")
HEARERS = ("sns", "ListSubscriptionsByTopic", 1, "answered", "Subscriptions")
RULES = ("ses", "DescribeActiveReceiptRuleSet")
NOT_FOUND = {"error": "NotFoundException", "message": "Email identity does not exist."}
CNAME = "aaaatoken._domainkey.example.org"
IN_THE_SANDBOX = aws(*ACCOUNT, "ProductionAccessEnabled", to=False)
OWN_MAIL_FROM = (*OURS, "answered", "MailFromAttributes", "MailFromDomain")


def dns(kind: str, name: str, to: object) -> Change:
    return ("dns", kind, name), to


def verification(status: str) -> tuple[Change, Change]:
    unverified = aws(*OURS, "answered", "VerifiedForSendingStatus", to=False)
    return unverified, aws(*OURS, "answered", "VerificationStatus", to=status)


def unknown() -> tuple[Change, ...]:
    """SES knows neither the domain nor the one address."""
    either = [{"asked": {}, "answered": NOT_FOUND}]
    return (aws("sesv2", "GetEmailIdentity", to=either),)


ILLNESSES = (
    ill("ses: sending", "fail", "stopped this account", aws(*ACCOUNT, "SendingEnabled", to=False)),
    ill("ses: sending", "fail", "Hold", aws(*ACCOUNT, "EnforcementStatus", to="SHUTDOWN")),
    ill("ses: sending", "warn", "too many bounces",
        aws(*ACCOUNT, "EnforcementStatus", to="PROBATION")),
    ill("ses: out of the sandbox", "fail", "said no", IN_THE_SANDBOX, aws(*REVIEW, to="DENIED")),
    ill("ses: out of the sandbox", "waiting", "a day", IN_THE_SANDBOX, aws(*REVIEW, to="PENDING")),
    ill("ses: out of the sandbox", "warn", "verified addresses", IN_THE_SANDBOX,
        aws(*ACCOUNT, "Details", to=GONE)),
    ill("ses: quota", "fail", "the rest waits", aws(*SENT, to=50000.0)),
    ill("ses: quota", "warn", "ask for more", aws(*SENT, to=45000.0)),
    ill("ses: identity", "fail", "create-email-identity --email-identity example.org", *unknown()),
    ill("ses: identity", "fail", "in time", *verification("FAILED")),
    ill("ses: identity", "waiting", "example.org", *verification("PENDING")),
    ill("ses: DKIM", "fail", "Easy DKIM", aws(*DKIM, "SigningEnabled", to=False)),
    ill("ses: DKIM", "fail", "not signed", aws(*DKIM, "Status", to="FAILED")),
    ill("ses: DKIM", "waiting", "a day", aws(*DKIM, "Status", to="PENDING")),
    ill("ses: suppression", "fail", "had a complaint",
        aws(*ACCOUNT, "SuppressionAttributes", "SuppressedReasons", to=["BOUNCE"])),
    ill("dns: DKIM records", "fail", f"{CNAME} CNAME aaaatoken.dkim.amazonses.com",
        dns("CNAME", CNAME, GONE)),
    ill("dns: DKIM records", "waiting", CNAME, dns("CNAME", CNAME, []), *verification("PENDING")),
    ill("dns: SPF", "fail", "fail SPF", dns("TXT", "bounce.example.org", ["v=spf1 -all"])),
    ill("dns: SPF", "fail", "2 SPF records",
        dns("TXT", "bounce.example.org", ["v=spf1 a", "v=spf1 mx"])),
    ill("dns: SPF", "warn", "MAIL FROM", aws(*OWN_MAIL_FROM, to=GONE)),
    ill("dns: DMARC", "fail", "broken", dns("TXT", "_dmarc.example.org", ["v=DMARC1; p=perhaps"])),
    ill("dns: DMARC", "fail", "broken", dns("TXT", "_dmarc.example.org", ["v=DMARC1"])),
    ill("dns: DMARC", "warn", "Gmail", dns("TXT", "_dmarc.example.org", [])),
    ill("ses events: configuration set", "fail", "nothing can be sent",
        aws("sesv2", "GetConfigurationSet", to=NOT_FOUND)),
    ill("ses events: configuration set", "fail", "--sending-enabled",
        aws("sesv2", "GetConfigurationSet", "SendingOptions", "SendingEnabled", to=False)),
    ill("ses events: told", "fail", "nothing of our emails",
        aws(*DESTINATIONS, 0, "Enabled", to=False)),
    ill("ses events: told", "fail", "nothing of our emails",
        aws(*DESTINATIONS, 0, "SnsDestination", "TopicArn", to="arn:aws:sns:us-east-1:1:another")),
    ill("ses events: told", "fail", "complaint",
        aws(*DESTINATIONS, 0, "MatchingEventTypes", to=["SEND", "BOUNCE"])),
    ill("ses events: heard", "fail", "in doubt", aws(*HEARERS, to=[])),
    ill("answers: MX record", "fail", "MX 10 inbound-smtp", dns("MX", "reply.example.org", GONE)),
    ill("answers: MX record", "fail", "mx.example.net",
        dns("MX", "reply.example.org", ["mx.example.net."])),
    ill("answers: identity", "fail", "takes no mail",
        aws("sesv2", "GetEmailIdentity", 1, "answered", to=NOT_FOUND)),
    ill("answers: identity", "waiting", "records",
        aws("sesv2", "GetEmailIdentity", 1, "answered", "VerifiedForSendingStatus", to=False)),
    ill("answers: rule", "fail", "set-active-receipt-rule-set", aws(*RULES, to={})),
    ill("answers: rule", "fail", 'ReplyRuleSet = "others"',
        aws(*RULES, "Metadata", "Name", to="others"), aws(*RULES, "Rules", to=[])),
    ill("answers: rule", "fail", "off", aws(*RULES, "Rules", 0, "Enabled", to=False)),
    ill("answers: rule", "skipped", "off", told("ReplyDomain")),
)  # fmt: skip
