"""What things cost at list price, in dollars: used where a stage's own file says nothing else.

Looked up in November 2026, in secondary sources: us-east-1, on demand, no free tier. Your bill is
what counts; put what it says under [prices] in .chalice/stages/<stage>.toml.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

LOOKED_UP: Final = "November 2026"
DEFAULTS: Final = MappingProxyType(
    {
        # A month each, used or not.
        "alarm_month": Decimal("0.10"),  # CloudWatch; the first ten of an account are free
        "composite_alarm_month": Decimal("0.50"),  # CloudWatch
        "dashboard_month": Decimal(3),  # CloudWatch; the first three of an account are free
        "metric_month": Decimal("0.30"),  # CloudWatch, of our own; the first ten are free
        "key_month": Decimal(1),  # KMS, a key of one's own
        "secret_month": Decimal("0.40"),  # Secrets Manager; SSM's standard parameters are free
        "phone_number_month": Decimal("1.15"),  # Twilio, a US local number; toll-free 2.15
        "campaign_month": Decimal("1.50"),  # A2P 10DLC, low-volume mixed; others up to 10
        # A million of them.
        "read_million": Decimal("0.125"),  # DynamoDB read units
        "write_million": Decimal("0.625"),  # DynamoDB write units
        "queue_call_million": Decimal("0.40"),  # SQS
        "invocation_million": Decimal("0.20"),  # Lambda
        "page_million": Decimal("3.50"),  # API Gateway, a REST API
        "notification_million": Decimal("0.50"),  # SNS
        # By weight.
        "lambda_gb_second": Decimal("0.0000133334"),  # arm64
        "log_gb": Decimal("0.50"),  # CloudWatch, taken in
        "table_gb_month": Decimal("0.45"),  # DynamoDB 0.25, and 0.20 to go back in time
        # What people get.
        "email": Decimal("0.0001"),  # SES
        "segment": Decimal("0.0123"),  # Twilio 0.0083 to the US, and about 0.004 for the carrier
    }
)
