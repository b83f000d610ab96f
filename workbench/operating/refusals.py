"""What goes wrong on the way to a stage, told as something that a person can put right."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore import exceptions as botocore
from botocore.parsers import ResponseParserError

from chalicelib.secret import SecretError
from chalicelib.table import StoreUnavailable, Throttled
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.operating.way import Way

AGAIN = "Run the same command again in a minute."
DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"}
# A clock that is minutes off, or a secret key that is not the one of the key's id.
SIGNED_WRONG = {"SignatureDoesNotMatch", "InvalidSignatureException", "RequestExpired"}
EXPIRED = {"ExpiredToken", "ExpiredTokenException"}
# Keys of nobody; or of somebody whose account has not switched this region on.
UNKNOWN = {"UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId"}
ABSENT = {"ResourceNotFoundException", "TableNotFoundException"}
BUSY = {"ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException",
        "ProvisionedThroughputExceededException"}  # fmt: skip
MEANWHILE = {"ConditionalCheckFailedException", "TransactionCanceledException",
             "TransactionConflictException"}  # fmt: skip
# What AWS answers. Its own words are shown where they name a right or a thing: they quote no item.
ANSWERS = (
    (EXPIRED, "Your sign-in has run out ({code}). {sign_in}"),
    (UNKNOWN, "AWS does not know these credentials: {words}. {sign_in} {look}"),
    (
        SIGNED_WRONG,
        "AWS does not take the signature ({code}): is this machine's clock right? {sign_in}",
    ),
    (ABSENT, "It is not there: {words}. Deploy the stage {stage} first. {look}"),
    (BUSY, f"AWS is asked too much just now ({{code}}). {AGAIN}"),
    (MEANWHILE, f"Somebody changed the same thing meanwhile ({{code}}). {AGAIN}"),
)
NOT_AWS = "What answers there is not AWS. {look}"
REFUSED = "AWS refuses: {words}. docs/commands.md lists the rights that each command needs."
NOT_WELL = f"AWS is not well ({{code}}). {AGAIN} https://health.aws.amazon.com says more."
SERVER_ERROR = 500
# What goes wrong before AWS answers, or instead.
BEFORE: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        (botocore.ConnectionError, botocore.HTTPClientError),
        "AWS does not answer: {error}. Look at this machine's network. {look}",
    ),
    ((botocore.BotoCoreError,), "AWS cannot be reached: {error}. {sign_in}"),
    ((ResponseParserError,), NOT_AWS),
    ((SecretError,), "A secret of the stage {stage} is not there. {error}. {look}"),
)


class UnreachableError(WorkbenchError):
    """There is no way there; the message says why and what to do."""


@contextmanager
def explained(way: Way) -> Iterator[None]:
    """What is not AWS's doing, nor that of what lies before it, is a bug, and stays what it is."""
    try:
        yield
    except WorkbenchError:  # it is told already
        raise
    except Exception as error:
        told = next(filter(None, (in_words(one, way) for one in _causes(error))), None)
        if told is None:
            raise
        raise UnreachableError(told) from error


def in_words(error: BaseException, way: Way) -> str | None:
    """What happened, and what to do; None: this is nothing of AWS's."""
    if isinstance(error, botocore.ClientError):
        return _answered(error, way)
    for kinds, sentence in BEFORE:
        if isinstance(error, kinds):
            said = str(error).rstrip(". ")
            return sentence.format(error=said, stage=way.stage, sign_in=way.sign_in, look=way.look)
    if isinstance(error, (Throttled, StoreUnavailable)) and error.__cause__ is None:
        return f"The table has more to do than it can just now. {AGAIN}"
    return None


def _answered(error: botocore.ClientError, way: Way) -> str:
    said = error.response.get("Error", {})
    code = str(said.get("Code", "?"))
    broken = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= SERVER_ERROR
    no_code = code.isdigit()  # botocore's way of saying that it found none: it is some web page
    otherwise = NOT_AWS if no_code else NOT_WELL if broken else REFUSED
    sentence = next((words for codes, words in ANSWERS if code in codes), otherwise)
    words = f"{str(said.get('Message') or code).rstrip('. ')} ({code})"
    return sentence.format(
        words=words, code=code, stage=way.stage, sign_in=way.sign_in, look=way.look
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__
