"""A stage taken away: the stack first, then what it leaves, and the table only if told twice."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.deploying.account import Account
from workbench.deploying.artifacts import Artifacts
from workbench.deploying.emptying import delete_log_groups, empty_bucket, log_groups, remove_bucket
from workbench.deploying.formation import NEW, Formation
from workbench.deploying.kept_secrets import KeptSecrets
from workbench.deploying.last_table import LastTable

if TYPE_CHECKING:
    from workbench.deploying.asking import Asking
    from workbench.stages.settings import StageSettings

GB = 10**9
WHAT_GOES = """\
This takes away the stage {stage} ({where}): its pages, functions, queues with what waits in them,
alarms and addresses. Links in messages that are out stop working, and nobody can text STOP to it
any more. The table is kept: you are asked about it afterwards."""


def destroy(settings: StageSettings, ask: Asking, *, logs: bool, secrets: bool) -> bool:
    """Whether it was done. Secrets go with the table alone: without them it cannot be read."""
    account = Account(settings)
    number = account.number()
    where = settings.endpoint or f"account {number}, {settings.region}"
    ask.say(WHAT_GOES.format(stage=settings.stage, where=where))
    if not ask.types("Are you sure?", settings.stage):
        ask.say("Nothing was changed.")
        return False
    formation = Formation(account, settings.stack_name, ask.say)
    if formation.status() not in NEW:
        _empty_buckets(account, formation)
    formation.delete()
    ask.say("The stack is gone.")
    remove_bucket(account, Artifacts(account, settings.stage, number).bucket)
    if logs:
        delete_log_groups(account, log_groups(account, settings.stage))
    table = LastTable(account, settings.stack_name)
    kept = table.size() is not None and not _delete_table(table, ask)
    if secrets and not kept:
        KeptSecrets(account, settings.stage).forget()
    ask.say(_remains(settings, account, table if kept else None))
    return True


def _empty_buckets(account: Account, formation: Formation) -> None:
    """CloudFormation deletes no bucket that holds something."""
    for bucket in formation.resources("AWS::S3::Bucket").values():
        empty_bucket(account, bucket)


def _delete_table(table: LastTable, ask: Asking) -> bool:
    """Asks a second time, and offers a last backup."""
    ask.say(
        f"\nThe table {table.name} holds everybody who signed up, what they chose and wrote, who "
        "agreed to what,\nand who said STOP. Another deployment of this stage takes it up again."
    )
    if not ask.types("Delete it, too? Anything else keeps it.", table.name):
        return False
    if ask.agrees("Make a last backup first? It stays until you delete it."):
        ask.say(f"The backup {table.back_up(datetime.now(UTC))} is being made.")
    table.delete()
    ask.say(f"The table {table.name} is deleted.")
    return True


def _remains(settings: StageSettings, account: Account, table: LastTable | None) -> str:
    """What is still there, and what it costs a month."""
    lines = []
    size = table.size() if table else None
    if table and size:
        items, held = size
        dollars = Decimal(held) / GB * settings.prices["table_gb_month"]
        lines.append(f"the table {table.name} ({items} items): ${dollars:.2f} a month")
    secrets = sorted(KeptSecrets(account, settings.stage).names())
    if secrets:
        names = ", ".join(secrets)
        lines.append(f"in SSM, free: {names}. Without them nobody in the table can be found")
    groups = log_groups(account, settings.stage)
    if groups:
        lines.append(f"{len(groups)} log groups, until their days are over: some cents")
    lines += [
        "backups of the table, if you made any: $0.10 a GB and month",
        "the domain, SES's identities and the phone number: they are not the stack's",
    ]
    return "\n".join(["\nWhat remains:", *(f"  {line}" for line in lines)])
