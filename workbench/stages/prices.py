"""What things cost at list price, in dollars: used where a stage's own file says nothing else.

us-east-1, on demand, no free tier. Your bill is what counts; put what it says under [prices] in
.chalice/stages/<stage>.toml.

Looked up in November 2026, from stored copies of public pages. Each number names its provider's
page, and how it is known: "read" on a page of the provider's own, "quoted" by others who had read
it there, with when, or else "remembered".
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

LOOKED_UP: Final = "November 2026"
DEFAULTS: Final = MappingProxyType(
    {
        # A month each, used or not.
        # https://aws.amazon.com/cloudwatch/pricing/ - what is free is read; dashboards and metrics
        # are quoted (2026), alarms, too (earlier); composite alarms are remembered
        "alarm_month": Decimal("0.10"),  # the first ten of an account are free
        "composite_alarm_month": Decimal("0.50"),
        "dashboard_month": Decimal(3),  # the first three of an account are free
        "metric_month": Decimal("0.30"),  # of our own; the first ten are free
        # https://aws.amazon.com/kms/pricing/ - quoted (March 2026)
        "key_month": Decimal(1),  # a key of one's own
        # https://aws.amazon.com/secrets-manager/pricing/ - quoted (September 2026)
        "secret_month": Decimal("0.40"),  # SSM's standard parameters are free
        # https://www.twilio.com/en-us/sms/pricing/us - quoted (July 2026)
        "phone_number_month": Decimal("1.15"),  # a US local number; toll-free 2.15
        # https://help.twilio.com/articles/1260803965530 - the range is read (2023)
        "campaign_month": Decimal("1.50"),  # A2P 10DLC, low-volume mixed; others up to 10
        # A million of them.
        # https://aws.amazon.com/dynamodb/pricing/on-demand/ - quoted (July 2025); half of what it
        # was until November 2024
        "read_million": Decimal("0.125"),
        "write_million": Decimal("0.625"),
        # https://aws.amazon.com/sqs/pricing/ - quoted (March 2026)
        "queue_call_million": Decimal("0.40"),
        # https://aws.amazon.com/lambda/pricing/ - quoted (May 2026)
        "invocation_million": Decimal("0.20"),
        # https://aws.amazon.com/api-gateway/pricing/ - read, in AWS's white paper on private APIs
        "page_million": Decimal("3.50"),  # a REST API
        # https://aws.amazon.com/sns/pricing/ - quoted (June 2026)
        "notification_million": Decimal("0.50"),
        # By weight.
        "lambda_gb_second": Decimal("0.0000133334"),  # arm64; its page is above; quoted (2024)
        "log_gb": Decimal("0.50"),  # CloudWatch, taken in; its page is above; quoted (June 2026)
        # DynamoDB: 0.25, read; and 0.20 to go back in time, remembered
        "table_gb_month": Decimal("0.45"),
        # What people get.
        # https://aws.amazon.com/ses/pricing/ - quoted from AWS's Price List (July 2026): the plan
        # Essentials, in which accounts that are new to SES begin since then. Without a plan 0.0001.
        "email": Decimal("0.00016"),
        # https://www.twilio.com/en-us/sms/pricing/us - 0.0083 to the US, quoted (9 November 2026);
        # and 0.0035 to 0.0045 for the carrier, quoted (May 2026)
        "segment": Decimal("0.0123"),
    }
)
