"""A stage taken away: the stack first, then what it leaves, and the table only if told twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.deploying.account import Account
from workbench.deploying.artifacts import Artifacts
from workbench.deploying.custom_domains import CustomDomains
from workbench.deploying.emptying import delete_log_groups, empty_bucket, remove_bucket
from workbench.deploying.formation import NEW, Formation
from workbench.deploying.kept_secrets import SECRET_KEY, KeptSecrets
from workbench.deploying.last_table import LastTable
from workbench.deploying.remains import Remains
from workbench.progress import step

if TYPE_CHECKING:
    from workbench.deploying.asking import Asking
    from workbench.stages.settings import StageSettings

LOG_ROLE = "AccessLogRole"  # its id in the template, which retains it
WHAT_GOES = """\
This takes away the stage {stage} ({where}): its pages, functions, queues with what waits in them,
alarms, logs and addresses. Links in messages that are out stop working, and nobody can text STOP to
it any more. The table is kept: you are asked about it afterwards."""
WITH_SECRETS = """\
With --secrets the secret key goes with the table. Without the key no backup, of before or made now,
can be matched to anybody: addresses are kept under names that only the key makes."""


def destroy(settings: StageSettings, ask: Asking, *, secrets: bool) -> bool:
    """Whether it was done. Secrets go with the table alone: without them it cannot be read."""
    account = Account(settings)
    number = account.number()
    where = settings.endpoint or f"account {number}, {settings.region}"
    ask.say(WHAT_GOES.format(stage=settings.stage, where=where))
    if secrets:
        ask.say(WITH_SECRETS)
    if not ask.types("Are you sure?", settings.stage):
        ask.say("Nothing was changed.")
        return False
    remains = Remains(settings, account)
    formation = Formation(account, settings.stack_name, ask.say)
    if formation.status() not in NEW:
        remains.role = formation.resources("AWS::IAM::Role").get(LOG_ROLE)
        remains.cut_off = _cut_off(account, formation, ask)
        _empty_buckets(account, formation)
    formation.delete()
    ask.say("The stack is gone.")
    remove_bucket(account, Artifacts(account, settings.stage, number).bucket)
    delete_log_groups(account, settings.stage)
    table = LastTable(account, settings.stack_name)
    kept, backup = table.size() is not None, False
    if kept and _to_be_deleted(table, ask):
        backup = _backed_up(table, ask)
        table.delete()
        ask.say(f"The table {table.name} is deleted.")
        kept = False
    if secrets and not kept and _forgets(ask, backup=backup):
        KeptSecrets(account, settings.stage).forget()
    ask.say(remains.told(table if kept else None))
    return True


def _cut_off(account: Account, formation: Formation, ask: Asking) -> list[str]:
    """Remove what leads from custom domains to the stage's API; the names of the domains."""
    domains, cut = CustomDomains(account), []
    for api in formation.resources("AWS::ApiGateway::RestApi").values():
        for leading in domains.leading_to(api):
            ask.say(
                f"The custom domain {leading.name} leads here: that mapping is removed. The domain "
                "itself stays."
            )
            domains.cut(leading)
            cut.append(leading.name)
    return cut


def _empty_buckets(account: Account, formation: Formation) -> None:
    """CloudFormation deletes no bucket that holds something."""
    for bucket in formation.resources("AWS::S3::Bucket").values():
        empty_bucket(account, bucket)


def _to_be_deleted(table: LastTable, ask: Asking) -> bool:
    ask.say(
        f"\nThe table {table.name} holds everybody who signed up, what they chose and wrote, who "
        "agreed to what,\nand who said STOP. Another deployment of this stage takes it up again."
    )
    return ask.types("Delete it, too? Anything else keeps it.", table.name)


def _backed_up(table: LastTable, ask: Asking) -> bool:
    """Whether they wanted a last backup; it is there then."""
    if not ask.agrees("Make a last backup first? It stays until you delete it."):
        return False
    with step("Making the backup: some minutes"):
        name = table.back_up(datetime.now(UTC))
    ask.say(f"The backup {name} is made.")
    return True


def _forgets(ask: Asking, *, backup: bool) -> bool:
    """Whether the secrets go, too. With a backup just made, only if that is said once more."""
    if not backup:
        return True
    ask.say("\nThat backup can be matched to nobody once the secret key is gone.")
    return ask.types("Delete the secrets all the same? Anything else keeps them.", SECRET_KEY)
