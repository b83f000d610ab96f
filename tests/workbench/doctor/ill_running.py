"""How the queues, the service, its pages and its alarms can be ill."""

from __future__ import annotations

from tests.workbench.doctor.ill import QUEUES, SITE, Change, aws, function, ill, queue
from tests.workbench.doctor.world import GONE

REDRIVE = "RedrivePolicy"
WAITING = "ApproximateNumberOfMessages"
HOLD = ("dynamodb", "GetItem", 0, "answered", "Item")
DUE = ("dynamodb", "Query")
STACK = ("cloudformation", "DescribeStacks", "Stacks", 0)
TICKED = ("logs", "FilterLogEvents", 0, "answered", "events")
ALARMS = ("cloudwatch", "DescribeAlarms", "MetricAlarms")
HEARERS = ("sns", "ListSubscriptionsByTopic", 0, "answered", "Subscriptions")
NO_QUEUE = {"error": "QueueDoesNotExist", "message": "The specified queue does not exist."}
NO_LOG = {"error": "ResourceNotFoundException", "message": "There is no such log group."}


def readers_of(name: str, *path: str | int, to: object) -> Change:
    at = QUEUES.index(name)
    return aws(
        "lambda", "ListEventSourceMappings", at, "answered", "EventSourceMappings", *path, to=to
    )


def no_queue(name: str) -> Change:
    return aws("sqs", "GetQueueUrl", QUEUES.index(name), "answered", to=NO_QUEUE)


def due(since: str) -> Change:
    """An entry that is due, and not planned."""
    return aws(*DUE, to={"Items": [{"due_at": {"S": since}}], "Count": 1})


def page(asked: str, name: str, to: object) -> Change:
    return ("web", "pages", asked, name), to


def to_dead(name: str, tries: int) -> str:
    return (
        f'{{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:1:{name}", "maxReceiveCount": {tries}}}'
    )


SIGN_UP, HEALTH, DOOR = (
    f"GET {SITE}/signup",
    f"GET {SITE}/health",
    f"POST {SITE}/webhooks/twilio/inbound",
)

ILLNESSES = (
    ill("queues: there", "fail", "after-bedtime-prod-plan", no_queue("plan")),
    ill("queues: there", "fail", "ses-events-dead", no_queue("ses-events-dead")),
    ill("queues: patience", "fail", "send (30 s, Send may take 120)",
        queue("send", "VisibilityTimeout", "30")),
    ill("queues: patience", "fail", "inbound (90 s", function("Inbound", "Timeout", to=60)),
    ill("queues: dead-letter queues", "fail", "nothing to send-dead", queue("send", REDRIVE, GONE)),
    ill("queues: dead-letter queues", "fail", "nothing to inbound-dead",
        queue("inbound", REDRIVE, to_dead("after-bedtime-prod-send-dead", 500))),
    ill("queues: dead-letter queues", "fail", "less than 5",
        queue("send", REDRIVE, to_dead("after-bedtime-prod-send-dead", 1))),
    ill("queues: readers", "fail", "nobody reads plan", readers_of("plan", to=[])),
    ill("queues: readers", "fail", "nobody reads send",
        readers_of("send", 0, "State", to="Disabled")),
    ill("queues: readers", "fail", "lose what it hands back",
        readers_of("send", 0, "FunctionResponseTypes", to=[])),
    ill("queues: dead letters", "fail", "workbench deadletters --stage prod",
        queue("send-dead", WAITING, "3")),
    ill("queues: dead letters", "fail", "1 in inbound-dead", queue("inbound-dead", WAITING, "1")),
    ill("queues: dead letters", "fail", "2 in ses-events-dead",
        queue("ses-events-dead", WAITING, "2")),
    ill("queues: backlog", "fail", "send 60,000", queue("send", WAITING, "60000")),
    ill("queues: backlog", "warn", "ten minutes", queue("send", WAITING, "2000")),
    ill("service: not on hold", "fail", "restored", aws(*HOLD, "table", "S", to="another")),
    ill("service: not on hold", "warn", "double sends",
        aws(*HOLD, "held", "BOOL", to=True), aws(*HOLD, "why", "S", to="double sends")),
    ill("service: ticking", "fail", "EventBridge", aws(*TICKED, to=[])),
    ill("service: ticking", "fail", "not run",
        aws("logs", "FilterLogEvents", 0, "answered", to=NO_LOG)),
    ill("service: ticking", "waiting", "not run yet", aws(*TICKED, to=[]),
        aws(*STACK, "LastUpdatedTime", to="2026-11-23T19:59:00Z")),
    ill("service: planning in time", "fail", "30 minutes", due("2026-11-23T19:30:00Z")),
    ill("service: planning in time", "warn", "shards --stage prod", due("2026-11-23T19:55:00Z")),
    ill("website: answers", "fail", "no answer", (("web", "pages", HEALTH), None)),
    ill("website: answers", "fail", "answers 502", page(HEALTH, "status", 502)),
    ill("website: headers", "fail", "nobody can sign up", page(SIGN_UP, "status", 500)),
    ill("website: headers", "fail", "Content-Security-Policy", page(SIGN_UP, "headers", {})),
    ill("website: certificate", "fail", "ends in 3 days",
        (("web", "certificate"), "2026-11-27T00:00:00Z")),
    ill("website: certificate", "warn", "not renewed",
        (("web", "certificate"), "2026-12-10T00:00:00Z")),
    ill("website: webhook", "fail", "answers 200", page(DOOR, "status", 200)),
    ill("website: webhook", "fail", "answers 403",
        page(DOOR, "body", '{"message":"Missing Authentication Token"}')),
    ill("alarms: there", "fail", "Missing: broken-entries", aws(*ALARMS, 0, to=GONE)),
    ill("alarms: there", "fail", "Tells nobody: dead-letters",
        aws(*ALARMS, 1, "ActionsEnabled", to=False)),
    ill("alarms: there", "fail", "Tells nobody: dead-letters",
        aws(*ALARMS, 1, "AlarmActions", to=[])),
    ill("alarms: quiet", "fail", "Ringing: texts-lost", aws(*ALARMS, 2, "StateValue", to="ALARM")),
    ill("alarms: heard", "fail", "AlarmEmail", aws(*HEARERS, to=[])),
    ill("alarms: heard", "waiting", "junk",
        aws(*HEARERS, 0, "SubscriptionArn", to="PendingConfirmation")),
)  # fmt: skip
