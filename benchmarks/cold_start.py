"""What a cold start costs: each function of the zip, imported and asked once, in a fresh process.

The peer (typical_stack/) does the same kinds of work as most Lambda projects do: boto3, Twilio's
REST client, Powertools, pydantic and Jinja at the top of the module. Both read and write the same
pretend providers over HTTP, with the boto3 that the Lambda runtime brings. CPU is the process's
own; it is noisy, so each figure is the middle of several processes that take turns with the peer's.
Imported modules are exact. Our zip brings bytecode, as most do not: the peer is measured with it
as well, and ours without.

    make benchmark
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.cold_figures import Starts, aims, figures, printed
from benchmarks.deployed import HOW_TO_GET_IT, PEERS_PYTHON, ZIP, Deployed, ours, typical
from benchmarks.measure import say
from tests.handler_cases import CASES, SCENE, clock_offset
from tests.handler_scene import SANG
from tests.pretend_aws import providers
from tests.world import ENV

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.handler_cases import Case
    from tests.pretend_aws import Providers

RUNS = 5
FIRST_EVENT = Path(__file__).parent / "peers" / "first_event.py"
EVENTS = {
    "api: a page": "a page",
    "api: an inbound text": "an inbound text",
    "api: a text's receipt": "a status",
    "tick": "a minute",
    "plan": "the rest of a minute",
    "send: an email": "an email",
    "send: a text": "a text",
    "inbound": "a text that waited",
    "mail_in": "an email in",
    "ses_event": "a receipt",
}


def main() -> None:
    if not ZIP.exists() or not PEERS_PYTHON.exists():
        sys.exit(HOW_TO_GET_IT)
    with tempfile.TemporaryDirectory() as folder:
        found, sizes = _measured(Path(folder))
    judged = aims(found)
    path = results.write("cold_start", figures(found), judged, runs=RUNS, zip_bytes=sizes)
    print(f"{results.versions()['python']}, {RUNS} runs each\n")
    print(printed(found, sizes, judged))
    print(f"\nAll figures, as min, median and max: {path.relative_to(results.ROOT)}")


def _measured(folder: Path) -> tuple[Mapping[str, Starts], dict[str, int]]:
    stacks = {"ours": ours(folder), "peer": typical(folder)}
    sizes = {name: one.zip_bytes for name, one in stacks.items()}
    stacks |= {"ours, bare": stacks["ours"].bare(), "peer, compiled": stacks["peer"].compiled()}
    offset = folder / "clock"
    found = {}
    for label, name in EVENTS.items():
        say(label)
        starts: Starts = {stack: [] for stack in stacks}
        for _ in range(RUNS):
            for stack, deployed in stacks.items():
                offset.write_text(str(clock_offset(time.time())))
                starts[stack].append(_start(deployed, CASES[name], offset))
        found[label] = starts
    return found, sizes


def _start(deployed: Deployed, case: Case, offset: Path) -> dict[str, Any]:
    with providers(SCENE.items, {"/mails/mail-1": SANG}) as server:
        env = {**ENV, **server.env(), "CLOCK_FILE": str(offset), **case.env}
        said = _process(deployed, case, env)
        _must_have_worked(case, said.pop("answer"), server)
    return said


def _process(deployed: Deployed, case: Case, env: Mapping[str, str]) -> dict[str, Any]:
    order = {"path": [str(one) for one in deployed.path], **case.call}
    done = subprocess.run(
        # -B: Lambda's folder cannot be written to, so what comes without bytecode stays without.
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(FIRST_EVENT)],
        input=json.dumps(order),
        env=dict(env),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _must_have_worked(case: Case, answer: Any, server: Providers) -> None:
    """A start that did not do its work would be a quick one."""
    status = answer.get("statusCode", 200) if answer else 200
    failures = answer.get("batchItemFailures") if answer else None
    if status != 200 or failures or (case.asked and case.asked not in server.asked):  # noqa: PLR2004
        raise AssertionError(f"it answered {answer}, having asked for {server.asked}")


if __name__ == "__main__":
    main()
