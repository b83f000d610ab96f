"""What is said when a request never got to a page, or broke one: kind, and in our own headers.

The framework answers these by itself, as JSON. Nobody who is holding a phone reads JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.pages.web import PRIVATE, SECURITY_HEADERS, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HOOKS = "/webhooks/"  # a provider has no use for a page, but gets the headers as well
REFUSED, OURS = 400, 500
WORDS: Mapping[int, tuple[str, str]] = {
    400: ("That did not come through", "Please go back and try once more."),
    404: ("There is nothing here", "The address may be cut short. Please copy it whole."),
    405: ("This page cannot do that", "Please open the link again, and use the button on it."),
    415: ("That did not come through", "Please go back, and send it from the page itself."),
    OURS: (
        "That did not work, and it is our fault",
        "Please wait a minute, go back, and try again. What you typed should still be there.",
    ),
}
# Where not even a template can be had, for want of a setting.
PLAIN = (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>{0}</title>\n<h1>{0}</h1>\n<p>{1}</p>\n</html>\n"
)


def mishap(status: int, page: Callable[[str, str], str]) -> Reply:
    """The answer to a request that failed with this status. `page` makes one of title and text."""
    title, text = WORDS.get(status, WORDS[OURS])
    try:
        body = page(title, text)
    except Exception:  # noqa: BLE001 - the edge: what failed is in the log already, say it plainly
        body = PLAIN.format(title, text)
    return Reply(body, status)


def in_our_headers(response: Any, path: str, page: Callable[[str, str], str]) -> None:
    """Our headers on a response; a refusal that the framework made (a dict) becomes a page."""
    allow = {name: value for name, value in response.headers.items() if name == "Allow"}
    refused = isinstance(response.body, dict) and response.status_code >= REFUSED
    if refused and not path.startswith(HOOKS):
        reply = mishap(response.status_code, page)
        response.body, response.headers = reply.body, {**reply.all_headers(), **allow}
    response.headers = {**SECURITY_HEADERS, **PRIVATE, **response.headers}
