"""Lets every function of a stage start anew: what a process keeps in memory is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.deploying.account import Account
    from workbench.deploying.formation import Formation

FUNCTION = "AWS::Lambda::Function"
VARIABLE = "STARTED_ANEW"


def start_anew(account: Account, formation: Formation, now: datetime) -> int:
    """Wait until all of them do; how many they are. What they have in hand, they finish.

    A function whose variables change gets new processes (Lambda developer guide, "Working with
    environment variables"). Nobody reads this one; the next deployment may take it away again.
    """
    client = account.client("lambda")
    functions = formation.resources(FUNCTION).values()
    for name in functions:
        has = client.get_function_configuration(FunctionName=name).get("Environment", {})
        variables = {**has.get("Variables", {}), VARIABLE: now.isoformat(timespec="seconds")}
        client.update_function_configuration(
            FunctionName=name, Environment={"Variables": variables}
        )
    for name in functions:
        client.get_waiter("function_updated").wait(FunctionName=name)
    return len(functions)
