"""Builds the workbench's web server: the page, its API, the SES sink and the pretend Twilio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from workbench.api import Api
from workbench.api_input import explain
from workbench.background import Background
from workbench.carrier import Carrier
from workbench.changes import Changes
from workbench.clock import ServiceClock
from workbench.closing import watch_for_closing
from workbench.faults import Faults
from workbench.guard import only_from_here
from workbench.messages import Mailbox
from workbench.sample import routes as sample_routes
from workbench.ses_asked import noting
from workbench.ses_inbound import Inbound
from workbench.ses_sink import SesSink
from workbench.twilio_pretend import TwilioPretend
from workbench.twilio_webhooks import Webhooks

if TYPE_CHECKING:
    from workbench.service import Service

PAGE = Path(__file__).parent / "page"
LARGEST_REQUEST = 56 * 2**20  # SES takes 40 MB, which base64 makes a third larger

MAILBOX = web.AppKey("mailbox", Mailbox)
BACKGROUND = web.AppKey("background", Background)


def build_app(
    service: Service, state_dir: Path, account_sid: str, auth_token: str, sender: str
) -> web.Application:
    """Put the workbench together. `sender` is the service's own number, or MG... for a pool."""
    changed, background = Changes(), Background()
    clock = ServiceClock(service, changed, background)
    mailbox = Mailbox(state_dir, clock.now, changed)
    faults, carrier = Faults(changed), Carrier(state_dir)
    webhooks = Webhooks(
        service,
        mailbox,
        carrier,
        account_sid=account_sid,
        auth_token=auth_token,
        sender=sender,
        report=background.report,
    )
    twilio = TwilioPretend(
        account_sid,
        auth_token,
        mailbox=mailbox,
        faults=faults,
        carrier=carrier,
        background=background,
        webhooks=webhooks,
    )
    ses = SesSink(mailbox, faults, background, service.publish_ses_event, clock.now)
    inbound = Inbound(service, mailbox, clock.now)
    api = Api(service, mailbox, clock, faults, webhooks, ses, inbound)

    middlewares = [only_from_here, explain, noting(state_dir)]
    app = web.Application(middlewares=middlewares, client_max_size=LARGEST_REQUEST)
    app[MAILBOX], app[BACKGROUND] = mailbox, background
    watch_for_closing(app)
    app.on_cleanup.append(_stop_background)
    for routes in (api, ses, twilio):
        app.add_routes(routes.routes())
    app.add_routes(sample_routes(service, mailbox))
    app.add_routes([web.get("/", _index), web.static("/static", PAGE)])
    return app


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _stop_background(app: web.Application) -> None:
    await app[BACKGROUND].stop()
