"""A deployment that is nowhere: settings that are complete, and reach nobody."""

from __future__ import annotations

ENV = {
    "PUBLIC_URL": "https://example.org",
    "TABLE_NAME": "t",
    "SEND_QUEUE_URL": "q",
    "SEND_DEAD_LETTERS_URL": "d",
    "PLAN_QUEUE_URL": "p",
    "INBOUND_QUEUE_URL": "inbound",
    "SECRET_KEY": "s",
    "OPERATOR_NAME": "o",
    "CONTACT_EMAIL": "c@example.org",
    "HELP_LINE": "988",
    "EMAIL_FROM": "a@example.org",
    "SES_CONFIGURATION_SET": "x",
    "POSTAL_ADDRESS": "p",
    "CHANNELS": "email",
}
