"""How the settings, the account, the stack, its secrets and its table can be ill."""

from __future__ import annotations

from tests.workbench.doctor.ill import aws, function, ill, refused, told
from tests.workbench.doctor.world import GONE

PARAMETERS = ("cloudformation", "DescribeStacks", "Stacks", 0, "Parameters")
STATUS = ("cloudformation", "DescribeStacks", "Stacks", 0, "StackStatus")
DATE = ("sts", "GetCallerIdentity", "ResponseMetadata", "HTTPHeaders", "date")
FREE = ("lambda", "GetAccountSettings", "AccountLimit", "UnreservedConcurrentExecutions")
KEPT = ("ssm", "GetParameters", 0, "answered", "Parameters")
TABLE = ("dynamodb", "DescribeTable", "Table")
INDEX = (*TABLE, "GlobalSecondaryIndexes")
FORGETS = ("dynamodb", "DescribeTimeToLive", "TimeToLiveDescription")
GOES_BACK = (
    "dynamodb",
    "DescribeContinuousBackups",
    "ContinuousBackupsDescription",
    "PointInTimeRecoveryDescription",
    "PointInTimeRecoveryStatus",
)

ILLNESSES = (
    ill("settings: complete", "fail", "set HelpLine", told("HelpLine")),
    ill("settings: complete", "fail", "short domain", told("PublicUrl", f"https://{'a' * 40}.org")),
    ill("settings: complete", "fail", "SegmentsADay", told("SegmentsADay", "many")),
    ill("settings: https", "fail", "https://", told("PublicUrl", "http://bedtime.example.org")),
    ill("settings: complete", "fail", "short domain", told("PublicUrl")),
    ill("account: credentials", "fail", "ExpiredToken",
        refused("sts", "GetCallerIdentity", "ExpiredToken")),
    ill("account: credentials", "fail", "machine's clock",
        refused("sts", "GetCallerIdentity", "SignatureDoesNotMatch")),
    ill("account: clock", "fail", "AWS refuses", aws(*DATE, to="Mon, 23 Nov 2026 20:10:00 GMT")),
    ill("account: clock", "warn", "60 seconds", aws(*DATE, to="Mon, 23 Nov 2026 19:59:00 GMT")),
    ill("account: concurrency", "fail", "Service Quotas", aws(*FREE, to=10)),
    ill("stack: deployed", "fail", "make deploy STAGE=prod",
        refused("cloudformation", "DescribeStacks", "ValidationError")),
    ill("stack: deployed", "fail", "UPDATE_ROLLBACK_FAILED",
        aws(*STATUS, to="UPDATE_ROLLBACK_FAILED")),
    ill("stack: deployed", "warn", "what ran before runs",
        aws(*STATUS, to="UPDATE_ROLLBACK_COMPLETE")),
    ill("stack: deployed", "waiting", "few minutes", aws(*STATUS, to="UPDATE_IN_PROGRESS")),
    ill("stack: functions", "fail", "Cannot start: Send", function("Send", "State", to="Failed")),
    ill("stack: functions", "waiting", "Tick",
        function("Tick", "LastUpdateStatus", to="InProgress")),
    ill("stack: as described", "fail", "no parameter PublicURL",
        told("PublicURL", "https://a.org")),
    ill("stack: as described", "warn", "another HelpLine", told("HelpLine", "112")),
    ill("secrets: there", "fail", "no /after-bedtime/prod/twilio-auth-token",
        aws(*KEPT, 1, to=GONE)),
    ill("secrets: there", "fail", "Not encrypted", aws(*KEPT, 0, "Type", to="String")),
    ill("secrets: nowhere else", "fail", "environment of Send",
        function("Send", "Environment", "Variables", "SECRET_KEY", to="in plain")),
    ill("table: active", "fail", "no table",
        refused("dynamodb", "DescribeTable", "ResourceNotFoundException")),
    ill("table: active", "fail", "ARCHIVED", aws(*TABLE, "TableStatus", to="ARCHIVED")),
    ill("table: active", "waiting", "made", aws(*TABLE, "TableStatus", to="CREATING")),
    ill("table: index", "fail", "no index due", aws(*TABLE, "GlobalSecondaryIndexes", to=GONE)),
    ill("table: index", "fail", "carry `plan`",
        aws(*INDEX, 0, "Projection", "NonKeyAttributes", to=GONE)),
    ill("table: index", "waiting", "filled", aws(*INDEX, 0, "IndexStatus", to="CREATING")),
    ill("table: TTL", "fail", "off", aws(*FORGETS, "TimeToLiveStatus", to="DISABLED")),
    ill("table: TTL", "fail", "by expires:", aws(*FORGETS, "AttributeName", to="expires")),
    ill("table: TTL", "waiting", "hour", aws(*FORGETS, "TimeToLiveStatus", to="ENABLING")),
    ill("table: can go back", "fail", "recovery is off", aws(*GOES_BACK, to="DISABLED")),
    ill("table: protected", "fail", "protection is off",
        aws(*TABLE, "DeletionProtectionEnabled", to=False)),
    ill("table: protected", "warn", "only for trying", told("KeepTable", "no"),
        aws(*TABLE, "DeletionProtectionEnabled", to=False)),
    ill("table: encryption", "fail", "KMS console",
        aws(*TABLE, "SSEDescription", "InaccessibleEncryptionDateTime", to="2026-11-23T10:00:00Z")),
    ill("table: encryption", "warn", "key of AWS's own", aws(*TABLE, "SSEDescription", to=GONE)),
)  # fmt: skip
