"""After a deployment: do the pages open, does the clock tick, does everything run this version?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import urllib3

from chalicelib.control import Control
from chalicelib.dynamo import DynamoTable
from workbench.deployed_service import TICK
from workbench.deploying.failed_function import reason_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.deploying.account import Account
    from workbench.deploying.formation import Formation

OK = 200
PAGES = ("/health", "/", "/signup", "/privacy", "/terms")
# Every page has them (chalicelib/pages/web.py); a gateway that drops them would drop them all.
HEADERS = ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options")
PATIENCE = urllib3.Timeout(connect=5, read=25)  # seconds; a first start is slow
FUNCTION = "AWS::Lambda::Function"


def api_url(account: Account, outputs: dict[str, str]) -> str:
    """The API's own address, whatever domain leads to it, without a slash at the end."""
    if account.endpoint is None:
        return outputs["EndpointURL"].rstrip("/")
    return f"{account.endpoint.rstrip('/')}/_aws/execute-api/{outputs['RestAPIId']}/api"


def codes(account: Account, formation: Formation) -> dict[str, str]:
    """What each function runs, as Lambda calls it (CodeSha256)."""
    client = account.client("lambda")
    return {
        name: str(client.get_function_configuration(FunctionName=function)["CodeSha256"])
        for name, function in formation.resources(FUNCTION).items()
    }


def problems(account: Account, formation: Formation, code: str, url: str) -> list[str]:
    """What is wrong with the stage that has just been deployed; none, if all is well."""
    functions = formation.resources(FUNCTION)
    return [
        *_other_code(codes(account, formation), code),
        *_pages(url),
        *_tick(account, functions["Tick"]),
    ]


def held(account: Account, table: str) -> str | None:
    """Why nothing is sent; None: everything is."""
    client = account.client("dynamodb")
    return Control(DynamoTable(lambda: client, table)).why()


def _other_code(runs: Mapping[str, str], wanted: str) -> Iterator[str]:
    """Each function runs the zip of this version; "" if nobody noted which that was."""
    for name, code in runs.items():
        if wanted not in {"", code}:
            yield f"The function {name} runs other code than this version's."


def _pages(url: str) -> Iterator[str]:
    with urllib3.PoolManager() as http:
        for page in PAGES:
            try:
                answer = http.request(
                    "GET", url + page, redirect=False, retries=False, timeout=PATIENCE
                )
            except urllib3.exceptions.HTTPError as error:
                yield f"GET {page} gets no answer ({type(error).__name__})."
                continue
            if answer.status != OK:
                yield f"GET {page} answers {answer.status}: the log of APIHandler says why."
            missing = [name for name in HEADERS if name not in answer.headers]
            if missing:
                yield f"GET {page} comes without {', '.join(missing)}."


def _tick(account: Account, function: str) -> Iterator[str]:
    """One tick by hand: it does no harm, and shows what a minute would only show later."""
    answer: Any = account.client("lambda").invoke(FunctionName=function, Payload=json.dumps(TICK))
    said = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        yield f"Tick fails: {reason_in(said)}. Its log says more."
    rules = account.client("events")
    names = rules.list_rule_names_by_target(TargetArn=_arn(account, function))["RuleNames"]
    if not any(rules.describe_rule(Name=name)["State"] == "ENABLED" for name in names):
        yield "No schedule starts Tick every minute: see EventBridge's rules."


def _arn(account: Account, function: str) -> str:
    found = account.client("lambda").get_function_configuration(FunctionName=function)
    return str(found["FunctionArn"])
