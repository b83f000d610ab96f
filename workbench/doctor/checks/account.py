"""The AWS account, this machine's way to it, and what it is about to be given."""

from __future__ import annotations

import zipfile
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.findings import Verdict, fail, ok, skipped, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

LATE, TOO_LATE = 30, 240  # seconds; AWS refuses signatures that are five minutes off
ENOUGH_AT_ONCE = 50  # functions; a new account may have 10, and a full evening needs all of them
# Lambda quotas: 50 MB zipped is for direct uploads, 250 MB unzipped for everything.
MOST_ZIPPED, MOST_UNZIPPED = 50e6, 250e6


@check("account: credentials", early=True)
def credentials(patient: Patient) -> Verdict:
    who = patient.aws("sts").get_caller_identity()
    return ok(f"signed in to the account {who['Account']}")


@check("account: clock", early=True, after=credentials)
def clock(patient: Patient) -> Verdict:
    """This machine's clock against AWS's."""
    answer = patient.aws("sts").get_caller_identity()
    theirs = parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
    off = abs((patient.now() - theirs).total_seconds())
    mend = "Let this machine set its clock by the network (timedatectl set-ntp true)."
    if off > TOO_LATE:
        return fail(f"This machine's clock is {off:.0f} seconds off: AWS refuses it soon.", mend)
    if off > LATE:
        return warn(f"This machine's clock is {off:.0f} seconds off.", mend)
    return ok("this machine's clock agrees with AWS's")


@check("account: concurrency", early=True, after=credentials)
def concurrency(patient: Patient) -> Verdict:
    limit = patient.aws("lambda").get_account_settings()["AccountLimit"]
    most, free = limit["ConcurrentExecutions"], limit["UnreservedConcurrentExecutions"]
    if free < ENOUGH_AT_ONCE:
        return fail(
            f"{free} functions may run at once in this region ({most} in all): pages, texts and "
            "sending get in each other's way.",
            'Ask for more: Service Quotas, AWS Lambda, "Concurrent executions", 1,000. It is free, '
            "and takes minutes to a day.",
        )
    return ok(f"{free:,} functions may run at once")


@check("account: package", early=True)
def package(patient: Patient) -> Verdict:
    """What is packaged on this machine fits Lambda."""
    if not patient.package.exists():
        return skipped(f"nothing is packaged here (make package STAGE={patient.stage})")
    try:
        with zipfile.ZipFile(patient.package) as packed:
            unzipped = sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        return fail(
            f"{patient.package.name} is no zip.",
            f"make package STAGE={patient.stage} makes it anew.",
        )
    zipped = patient.package.stat().st_size
    says = f"{zipped / 1e6:.1f} MB, {unzipped / 1e6:.1f} MB unpacked"
    if zipped > MOST_ZIPPED or unzipped > MOST_UNZIPPED:
        return fail(
            f"The package has {says}: Lambda takes {MOST_ZIPPED / 1e6:.0f} and "
            f"{MOST_UNZIPPED / 1e6:.0f}.",
            "See what came in: unzip -lv build/<stage>/deployment.zip.",
        )
    return ok(f"the package has {says}")
