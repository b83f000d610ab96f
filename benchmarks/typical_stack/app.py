"""The peer of cold_start.py: the same kinds of event, as most Lambda projects would answer them.

Everything is imported and made at the top, as the tutorials of boto3, Twilio and Powertools do:
one module of clients, pydantic for what comes in, Powertools for routes, logs and metrics. It does
less than the real service: no claim is taken back, nothing is checked twice, few fields are kept.
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from models import InboundText, ReceivedMail, Rest, SendJob, SesEvent
from shared import logger, metrics, settings, signatures, table, templates
from talk import receipt, understood
from twilio.twiml.messaging_response import MessagingResponse
from work import batch_of, hear, plan_page, plan_shards, send_one

api = APIGatewayRestResolver()
HTML, XML = "text/html; charset=utf-8", "text/xml; charset=utf-8"


@api.get("/")
def home() -> Response[str]:
    examples = [
        {"kind": "appreciation", "channel": "sms", "text": "Thank Sam for one small thing."},
        {"kind": "gesture", "channel": "email", "text": "Put Sam's cup out for the morning."},
    ]
    return Response(200, HTML, templates.get_template("pages/index.html").render(examples=examples))


@api.post("/webhooks/twilio/inbound")
def inbound_text() -> Response[str]:
    form = signed_form()
    if form is None:
        return Response(403, HTML, "")
    text = InboundText(id=form["MessageSid"], sender=form["From"], text=form["Body"])
    answer = MessagingResponse()
    answer.message(understood(text))
    return Response(200, XML, str(answer))


@api.post("/webhooks/twilio/status")
def status() -> Response[str]:
    form = signed_form()
    if form is None:
        return Response(403, HTML, "")
    token = api.current_event.get_query_string_value("d") or ""
    receipt(token, form["MessageStatus"])
    return Response(200, HTML, "")


def signed_form() -> dict[str, str] | None:
    from urllib.parse import parse_qsl

    event = api.current_event
    form = dict(parse_qsl(event.body or "", keep_blank_values=True))
    query = event.query_string_parameters or {}
    url = f"{settings.public_url}{event.path}"
    if query:
        url += "?" + "&".join(f"{name}={value}" for name, value in query.items())
    signature = event.headers.get("x-twilio-signature", "")
    return form if signatures.validate(url, form, signature) else None


@logger.inject_lambda_context
@metrics.log_metrics(capture_cold_start_metric=True)
def app(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return api.resolve(event, context)


@logger.inject_lambda_context
@metrics.log_metrics(capture_cold_start_metric=True)
def tick(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ARG001 - Lambda's two
    return {"queued": plan_shards()}


@logger.inject_lambda_context
def plan(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return batch_of(event, context, lambda body: plan_page(Rest.model_validate(body["rest"])))


@logger.inject_lambda_context
@metrics.log_metrics(capture_cold_start_metric=True)
def send(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return batch_of(event, context, lambda body: send_one(SendJob.model_validate(body)))


@logger.inject_lambda_context
def inbound(event: dict[str, Any], context: Any) -> dict[str, Any]:
    def act(body: dict[str, Any]) -> None:
        understood(InboundText.model_validate(body["inbound"]))

    return batch_of(event, context, act)


@logger.inject_lambda_context
def mail_in(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return batch_of(event, context, lambda body: hear(ReceivedMail.model_validate(body)))


@logger.inject_lambda_context
def ses_event(event: dict[str, Any], context: Any) -> None:  # noqa: ARG001
    for record in event["Records"]:
        told = SesEvent.model_validate_json(record["Sns"]["Message"])
        receipt(told.mail.tags["delivery"][0], told.event_type)


__all__ = ["app", "inbound", "mail_in", "plan", "send", "ses_event", "table", "tick"]
