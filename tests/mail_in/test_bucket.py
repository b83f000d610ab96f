"""The bucket on S3: each mail is read once, whole or not at all."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from chalicelib.mail_in.bucket import LARGEST, GoneError, S3Bucket, TooLargeError
from tests.mail_in.mailing import MailWorld, jar, pair, written

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = {"Bucket": "mails", "Key": "ses-1"}


@pytest.fixture
def s3() -> Iterator[Stubber]:
    client = boto3.client(
        "s3", region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()
    client.close()


class Untouched(io.BytesIO):
    """Must not be read."""

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError(size)


def body(raw: io.BytesIO, length: int) -> dict[str, Any]:
    return {"Body": StreamingBody(raw, length), "ContentLength": length}


def test_a_mail_is_read_whole(s3: Stubber) -> None:
    s3.add_response("get_object", body(io.BytesIO(b"hello"), 5), ASKED)
    assert S3Bucket(lambda: s3.client, "mails").fetch("ses-1") == b"hello"


def test_one_that_is_too_large_is_not_read(s3: Stubber) -> None:
    s3.add_response("get_object", body(Untouched(), LARGEST + 1), ASKED)
    with pytest.raises(TooLargeError):
        S3Bucket(lambda: s3.client, "mails").fetch("ses-1")


def test_one_that_is_gone_was_heard_before(s3: Stubber) -> None:
    s3.add_client_error("get_object", "NoSuchKey", http_status_code=404, expected_params=ASKED)
    with pytest.raises(GoneError):
        S3Bucket(lambda: s3.client, "mails").fetch("ses-1")


def test_anything_else_is_tried_again(s3: Stubber) -> None:
    s3.add_client_error("get_object", "AccessDenied", http_status_code=403)
    with pytest.raises(s3.client.exceptions.ClientError):
        S3Bucket(lambda: s3.client, "mails").fetch("ses-1")


def test_it_is_deleted(s3: Stubber) -> None:
    s3.add_response("delete_object", {}, ASKED)
    S3Bucket(lambda: s3.client, "mails").delete("ses-1")


def test_a_huge_mail_is_deleted_unread(s3: Stubber) -> None:
    world, couple = pair(MailWorld())
    told = world.told(written("x"), world.address(couple), "ses-1")
    world.__dict__["mail_bucket"] = S3Bucket(lambda: s3.client, "mails")
    s3.add_response("get_object", body(Untouched(), 40 * 2**20), ASKED)
    s3.add_response("delete_object", {}, ASKED)
    world.mail_in.arrived(json.dumps(told), world.clock())
    assert jar(world, couple) == []
    world.work()
    assert world.email.sent == []
