"""One deployment's settings, and what every page is given of them."""

from __future__ import annotations

from typing import Any

from chalicelib.secret import given
from chalicelib.settings import Email, Settings, Sms

SETTINGS = Settings(
    service_name="After Bedtime",
    public_url="https://after.example/api",
    table_name="table",
    send_queue_url="queue",
    send_dead_letters_url="dead",
    plan_queue_url="plan",
    inbound_queue_url="inbound",
    kept_key=given("key"),
    operator_name="Harbour Family Practice",
    contact_email="hello@example.org",
    help_line="988 (call or text, any hour)",
    email=Email("After Bedtime <hello@example.org>", "set", "1 Quiet Lane, Portland, ME 04101"),
    sms=Sms("AC1", given("token"), "+12025550100", None, frozenset({"US", "CA"}), 1, 1000, 20000),
    mail_in=None,
    retry_seconds=30,
    clock_file=None,
)


def shared(channels: tuple[str, ...] = SETTINGS.channels) -> dict[str, Any]:
    """What every page is given."""
    return {
        "service": SETTINGS.service_name,
        "base": SETTINGS.base_path,
        "asset": lambda name: f"{SETTINGS.base_path}/static/{name}?v=1",
        "operator_name": SETTINGS.operator_name,
        "contact_email": SETTINGS.contact_email,
        "help_line": SETTINGS.help_line,
        "postal_address": "1 Quiet Lane, Portland, ME 04101" if "email" in channels else "",
        "channels": channels,
        "email_answers": "email" in channels,
    }
