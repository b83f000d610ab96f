"""Twilio's callbacks: inbound texts and receipts. Nothing happens without a valid signature."""

from __future__ import annotations

from urllib.parse import parse_qsl

from chalice.app import Blueprint, Response

from chalicelib.incoming import body_text
from chalicelib.webhooks.signature import signed_by_twilio
from chalicelib.wiring import wiring

webhooks = Blueprint(__name__)

FORM = ["application/x-www-form-urlencoded"]
FORBIDDEN = 403


@webhooks.route("/webhooks/twilio/inbound", methods=["POST"], content_types=FORM)
def inbound() -> Response:
    form = _signed_form()
    if form is None:
        return Response("", status_code=FORBIDDEN)
    from chalicelib.webhooks.inbound import answer_to

    xml = answer_to(form, wiring().waiting, wiring().clock())
    return Response(xml, headers={"Content-Type": "text/xml; charset=utf-8"})


@webhooks.route("/webhooks/twilio/status", methods=["POST"], content_types=FORM)
def status() -> Response:
    form = _signed_form()
    if form is None:
        return Response("", status_code=FORBIDDEN)
    from chalicelib.webhooks.status import apply_status

    token = _query().get("d", "")
    apply_status(token, form, wiring().tokens, wiring().receipts, wiring().clock())
    return Response("", status_code=200)


def _signed_form() -> dict[str, str] | None:
    """The form's fields, None unless Twilio signed them for this very address.

    Blank fields are kept: Twilio signs them, too.
    """
    request, settings = webhooks.current_request, wiring().settings
    if settings.sms is None:
        return None
    form = dict(parse_qsl(body_text(request.raw_body), keep_blank_values=True))
    url = f"{settings.public_url}{request.path}"
    query = "&".join(f"{name}={value}" for name, value in _query().items())
    signature = request.headers.get("x-twilio-signature", "")
    holds = signed_by_twilio(
        settings.sms.auth_token, f"{url}?{query}" if query else url, form, signature
    )
    return form if holds else None


def _query() -> dict[str, str]:
    return dict(webhooks.current_request.query_params or {})
