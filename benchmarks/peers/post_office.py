"""django-post-office: partners and ledger in SQLite, mails queued in it, `send_queued` sends them.

What is due has an index here, too. A delivery is one row that is unique for partner and evening;
the words are rendered as ours are and the MIME is Django's.
"""

from __future__ import annotations

import json
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings

from benchmarks.pretend_deployment import ENV

folder = tempfile.TemporaryDirectory()
settings.configure(
    SECRET_KEY="pretend",  # noqa: S106 - it signs nothing
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(folder.name) / "db.sqlite3"),
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
    DEFAULT_FROM_EMAIL=ENV["EMAIL_FROM"],
    EMAIL_BACKEND="post_office.EmailBackend",
    POST_OFFICE={
        "BACKENDS": {"default": "benchmarks.peers.django_sink.SinkBackend"},
        "BATCH_SIZE": 250,
        "THREADS_PER_PROCESS": 1,
        "LOG_LEVEL": 1,  # failures only: fewer rows, in its favour
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    LOGGING_CONFIG=None,
)
django.setup()

from django.core.management import call_command  # noqa: E402 - Django wants its settings first
from django.db import connection, models, transaction  # noqa: E402
from post_office import mail  # noqa: E402

from benchmarks.evenings import DUE, EVENINGS, couples  # noqa: E402
from benchmarks.peers.django_sink import sink  # noqa: E402
from benchmarks.peers.measured import evenings  # noqa: E402
from benchmarks.words import Words  # noqa: E402
from chalicelib.couples.document import to_item  # noqa: E402

words = Words()


class Partner(models.Model):  # noqa: DJ008 - nobody prints one
    """One of a couple, and when their next one is due."""

    couple = models.TextField()  # the couple's document
    key = models.CharField(max_length=1)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "benchmark"


class Delivery(models.Model):  # noqa: DJ008
    """The ledger: once for partner and evening."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10)

    class Meta:
        app_label = "benchmark"
        unique_together = (("partner", "due_at"),)


def prepare() -> None:
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Partner)
        editor.create_model(Delivery)
    later = EVENINGS[-1] + timedelta(days=1)
    Partner.objects.bulk_create(
        Partner(
            couple=json.dumps(to_item(couple)),
            key=key,
            due_at=EVENINGS[0] if number < DUE and key == "a" else later,
        )
        for number, couple in enumerate(couples())
        for key in ("a", "b")
    )


def pass_one(now: datetime) -> int:
    """Queue what is due, each with its row of the ledger; then send what is queued."""
    before = sink.taken
    following = min((one for one in EVENINGS if one > now), default=now + timedelta(days=1))
    for partner in Partner.objects.filter(due_at__lte=now):
        with transaction.atomic():
            delivery, is_new = Delivery.objects.get_or_create(
                partner=partner, due_at=partner.due_at, defaults={"state": "claimed"}
            )
            if is_new:
                queue(partner, now)
                Delivery.objects.filter(pk=delivery.pk).update(state="queued")
            Partner.objects.filter(pk=partner.pk, due_at=partner.due_at).update(due_at=following)
    mail.send_queued(processes=1)
    return sink.taken - before


def queue(partner: Partner, now: datetime) -> None:
    message = words.of(json.loads(partner.couple), partner.key, now.date())
    mail.send(
        message.to,
        ENV["EMAIL_FROM"],
        subject=message.subject,
        message=message.text,
        html_message=message.html,
        headers=dict(message.headers),
    )


def main() -> None:
    prepare()
    evenings(pass_one)
    folder.cleanup()


if __name__ == "__main__":
    main()
