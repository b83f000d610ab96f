"""What a typical service makes when it is imported: its clients, its templates, its logger."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
from aws_lambda_powertools import Logger, Metrics
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel, Field
from twilio.request_validator import RequestValidator
from twilio.rest import Client

SHARDS = ("00", "01", "02", "03")

logger = Logger(service="typical")
metrics = Metrics(namespace="Typical", service="typical")


class Settings(BaseModel):
    """What the environment says."""

    public_url: str = Field(alias="PUBLIC_URL")
    table_name: str = Field(alias="TABLE_NAME")
    send_queue_url: str = Field(alias="SEND_QUEUE_URL")
    email_from: str = Field(alias="EMAIL_FROM")
    twilio_sender: str = Field(alias="TWILIO_SENDER")
    twilio_account_sid: str = Field(alias="TWILIO_ACCOUNT_SID")
    twilio_auth_token: str = Field(alias="TWILIO_AUTH_TOKEN")
    reply_bucket: str = Field(alias="REPLY_BUCKET", default="mails")


settings = Settings.model_validate(dict(os.environ))

table = boto3.resource("dynamodb").Table(settings.table_name)
sqs = boto3.client("sqs")
ses = boto3.client("sesv2")
s3 = boto3.client("s3")

twilio = Client(settings.twilio_account_sid, settings.twilio_auth_token)
twilio.api.base_url = os.environ["TWILIO_API_URL"]
signatures = RequestValidator(settings.twilio_auth_token)

templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=select_autoescape(["html"], default=False),
)
templates.globals.update(
    service="After Bedtime",
    base="",
    public_url=settings.public_url,
    operator_name="The Practice",
    contact_email="hello@example.org",
    help_line="988",
    postal_address="1 Bedtime Lane",
    channels=("email", "sms"),
    asset=lambda name: f"/static/{name}",
)
templates.filters["unbroken"] = lambda words: words.replace(" ", "\N{NO-BREAK SPACE}")


def now() -> datetime:
    """The scene's time, as the real service is told it."""
    offset = float(Path(os.environ["CLOCK_FILE"]).read_text())
    return datetime.now(UTC) + timedelta(seconds=offset)
