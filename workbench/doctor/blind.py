"""Why a check could not look: who refused, and what to do about it. Never a traceback."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from workbench.doctor.findings import Verdict, fail
from workbench.operating.refusals import DENIED, SIGNED_WRONG

if TYPE_CHECKING:
    from collections.abc import Iterator

# What IAM says: User X is not authorized to perform: sqs:GetQueueUrl on resource: Y
PERMISSION = re.compile(r"perform: ([\w-]+:\w+)")


def why_blind(error: Exception) -> Verdict:
    """What stands behind an error counts, as far as we know it; else it is a bug of ours."""
    return next(filter(None, map(_known, _causes(error))), None) or _ours(error)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__


def _known(error: BaseException) -> Verdict | None:
    """Who kept the check from looking; None: nobody did."""
    from dns.exception import DNSException
    from twilio.base.exceptions import TwilioException

    if isinstance(error, ClientError):
        return _refused(error)
    if isinstance(error, BotoCoreError):
        return fail(
            f"AWS cannot be asked: {str(error).rstrip('.')}.",
            "Sign in, say which profile with AWS_PROFILE, and look at the region and the endpoint "
            "in the stage's file.",
        )
    if isinstance(error, TwilioException):
        return _of_twilio(error)
    if isinstance(error, DNSException):
        return fail(
            f"The DNS gives no answer: {str(error).rstrip('.')}.",
            "Look at this machine's network, and try again.",
        )
    if isinstance(error, OSError):  # requests' errors are such, too
        return fail(
            f"No answer: {type(error).__name__}.", "Look at this machine's network, and try again."
        )
    return None


def _refused(error: ClientError) -> Verdict:
    said = error.response.get("Error", {})
    code, message = said.get("Code", "?"), said.get("Message", "")
    if code in DENIED:
        found = PERMISSION.search(message)
        needed = found[1] if found else error.operation_name
        return fail(f"You may not look: AWS refuses {needed}.", f"Ask for the permission {needed}.")
    if code in SIGNED_WRONG:
        return fail(
            f"AWS does not take the signature: {message}",
            "Set this machine's clock (timedatectl set-ntp true); if it is right, sign in anew.",
        )
    return fail(
        f"AWS answers {code} to {error.operation_name}: {message}",
        "If it says nothing to you, try again; then look at https://health.aws.amazon.com.",
    )


def _of_twilio(error: Any) -> Verdict:
    """A refused document says its status; a refused list only carries the answer."""
    answer = next((one for one in error.args if hasattr(one, "status_code")), None)
    status = getattr(error, "status", None) or getattr(answer, "status_code", None)
    code = getattr(error, "code", None)
    return fail(
        f"Twilio answers {status or 'nothing'}{f', error {code}' if code else ''}.",
        f"Look it up: https://www.twilio.com/docs/errors/{code}"
        if code
        else "Look at https://status.twilio.com, and try again.",
    )


def _ours(error: Exception) -> Verdict:
    """An answer that the check did not expect. Its place is named, not its words."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return fail(
        f"This check failed by itself: {type(error).__name__} in {Path(at.filename).name}, "
        f"line {at.lineno}.",
        "Look at the thing itself, and report this: it is a bug of the doctor.",
    )
