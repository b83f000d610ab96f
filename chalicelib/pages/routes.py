"""The website's routes. Each body is one call; everything real is behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalice.app import Blueprint, Request, Response

from chalicelib.incoming import body_text
from chalicelib.pages.mishaps import in_our_headers
from chalicelib.pages.web import Reply, Visit
from chalicelib.sending import TEMPLATES
from chalicelib.wiring import wiring

if TYPE_CHECKING:
    from chalicelib.pages.site import Site

pages = Blueprint(__name__)

# RFC 8058 lets a mail client post its one click in either of the two.
FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"]

Handler = Callable[..., Response]


def form_page(path: str) -> Callable[[Handler], Handler]:
    """A page with a form. Two routes: content types declared for a POST would refuse every GET."""

    def register(handler: Handler) -> Handler:
        pages.route(path)(handler)
        pages.route(path, methods=["POST"], content_types=FORMS)(handler)
        return handler

    return register


@pages.middleware("http")
def every_answer(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Our headers on every answer, and words for what the framework refuses by itself."""
    response = get_response(request)
    in_our_headers(response, request.path, _message)
    return response


@pages.route("/")
def home() -> Response:
    return _answer(_site().reading.home())


@pages.route("/privacy")
def privacy() -> Response:
    return _answer(_site().reading.plain("privacy"))


@pages.route("/terms")
def terms() -> Response:
    return _answer(_site().reading.plain("terms"))


@pages.route("/static/{name}")
def static(name: str) -> Response:
    from chalicelib.pages.assets import asset

    return _answer(asset(TEMPLATES, name))


@pages.route("/health")
def health() -> Response:
    wiring()  # a missing setting fails here, by name, before anybody signs up
    return _answer(Reply('{"status": "ok"}', headers={"Content-Type": "application/json"}))


@form_page("/signup")
def signup() -> Response:
    return _answer(_site().arrivals.sign_up(_visit()))


@form_page("/join/{token}")
def join(token: str) -> Response:
    return _answer(_site().arrivals.join(_visit(), token))


@form_page("/confirm/{token}")
def confirm(token: str) -> Response:
    return _answer(_site().links.confirm(_visit(), token))


@form_page("/welcome")
def welcome() -> Response:
    return _answer(_site().welcome.welcome(_visit()))


@form_page("/link")
def link() -> Response:
    return _answer(_site().links.ask_for_link(_visit()))


@form_page("/link/{token}")
def open_link(token: str) -> Response:
    return _answer(_site().links.open_link(_visit(), token))


@form_page("/me")
def me() -> Response:
    return _answer(_site().manage.me(_visit()))


@pages.route("/agenda/{token}")
def agenda(token: str) -> Response:
    return _answer(_site().agendas.agenda(_visit(), token))


@pages.route("/agenda/{token}/check-in.ics")
def calendar(token: str) -> Response:
    return _answer(_site().agendas.calendar(token))


@form_page("/date/{token}")
def date(token: str) -> Response:
    return _answer(_site().dates.date(_visit(), token))


@pages.route("/tonight")
def tonight() -> Response:
    return _answer(_site().agendas.tonight(_visit()))


@form_page("/jar")
def jar() -> Response:
    return _answer(_site().jar.jar_of(_visit()))


@pages.route("/keepsake")
def keepsake() -> Response:
    return _answer(_site().keepsake.keepsake(_visit()))


@pages.route("/export")
def export() -> Response:
    return _answer(_site().export.read(_visit()))


@pages.route("/export/data")
def export_data() -> Response:
    return _answer(_site().export.download(_visit()))


@pages.route("/erase")
def erase() -> Response:
    return _answer(_site().leave.ask(_visit()))


@pages.route("/said/{token}")
def said(token: str) -> Response:
    return _answer(_site().said.said(token))


@form_page("/unsubscribe/{token}")
def unsubscribe(token: str) -> Response:
    return _answer(_site().leaving.unsubscribe(_visit(), token))


def _message(title: str, text: str) -> str:
    return wiring().renderer.page("message", title=title, text=text)


def _site() -> Site:
    return wiring().site


def _visit() -> Visit:
    request = pages.current_request
    return Visit(
        method=request.method,
        ip=request.context.get("identity", {}).get("sourceIp", ""),
        cookie=request.headers.get("cookie", ""),
        body=body_text(request.raw_body),
        query=dict(request.query_params or {}),
    )


def _answer(reply: Reply) -> Response:
    headers: dict[str, str | list[str]] = {**reply.all_headers()}
    return Response(body=reply.body, status_code=reply.status, headers=headers)
