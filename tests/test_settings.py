"""Settings: all there, or one message that names everything that is missing."""

from __future__ import annotations

import re

import pytest

from chalicelib.env_reader import SettingsError
from chalicelib.settings import NAME_AND_URL, MailIn, Settings
from tests.world import ENV

COMMON = {
    "PUBLIC_URL",
    "TABLE_NAME",
    "SEND_QUEUE_URL",
    "SEND_DEAD_LETTERS_URL",
    "PLAN_QUEUE_URL",
    "INBOUND_QUEUE_URL",
    "SECRET_KEY",
    "OPERATOR_NAME",
    "CONTACT_EMAIL",
    "HELP_LINE",
}
EMAIL = {"EMAIL_FROM", "SES_CONFIGURATION_SET", "POSTAL_ADDRESS"}
SMS = {"TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_SENDER"}


def only(*names: set[str], **more: str) -> dict[str, str]:
    """The environment with these variables only."""
    return {name: ENV[name] for name in set().union(*names)} | more


def complaint(env: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as error:
        Settings.from_env(env)
    return str(error.value)


@pytest.mark.parametrize(
    ("channels", "wanted"),
    [
        ("email,sms", COMMON | EMAIL | SMS),
        ("email", COMMON | EMAIL),
        ("sms", COMMON | SMS),
        ("", COMMON | EMAIL | SMS),  # both, unless said otherwise
    ],
)
def test_everything_missing_for_the_chosen_channels_is_named_at_once(
    channels: str, wanted: set[str]
) -> None:
    said = complaint({"CHANNELS": channels})

    assert set(re.findall(r"[A-Z]+_[A-Z_]+", said)) == wanted


def test_a_variable_that_is_only_blank_is_missing() -> None:
    assert complaint(ENV | {"SECRET_KEY": "  "}) == "Settings: for email and sms, set SECRET_KEY."


@pytest.mark.parametrize("name", sorted(COMMON | EMAIL | SMS))
def test_each_of_them_is_needed(name: str) -> None:
    assert name in complaint({k: v for k, v in ENV.items() if k != name})


def test_answers_by_email_are_off_unless_they_have_a_domain() -> None:
    assert Settings.from_env(ENV).mail_in is None
    on = Settings.from_env(ENV | {"REPLY_DOMAIN": "Reply.example.org", "REPLY_BUCKET": "mails"})
    assert on.mail_in == MailIn("reply.example.org", "mails")
    without = only(COMMON, SMS, CHANNELS="sms", REPLY_DOMAIN="reply.example.org")
    assert Settings.from_env(without).mail_in is None


@pytest.mark.parametrize(
    ("domain", "problem"),
    [
        ("example.org", "a subdomain of its own"),  # EMAIL_FROM's: all its mail would come to us
        ("reply", "a subdomain of its own"),
        ("a b.example.org", "a subdomain of its own"),
        (f"{'a.' * 100}org", "a subdomain of its own"),
    ],
)
def test_the_domain_for_answers_is_one_that_gets_no_other_mail(domain: str, problem: str) -> None:
    assert problem in complaint(ENV | {"REPLY_DOMAIN": domain, "REPLY_BUCKET": "mails"})


def test_answers_by_email_need_the_bucket_they_come_to() -> None:
    assert "REPLY_BUCKET" in complaint(ENV | {"REPLY_DOMAIN": "reply.example.org"})


def test_a_service_with_email_only_is_complete() -> None:
    settings = Settings.from_env(only(COMMON, EMAIL, CHANNELS="email"))

    assert settings.channels == ("email",)
    assert settings.sms is None
    assert settings.email is not None


def test_a_service_with_texts_only_is_complete() -> None:
    settings = Settings.from_env(only(COMMON, SMS, CHANNELS="sms"))

    assert settings.channels == ("sms",)
    assert settings.email is None
    assert settings.sms is not None


@pytest.mark.parametrize("channels", ["email,sms", "sms,email", " email , sms "])
def test_both_channels_are_on_however_they_are_written(channels: str) -> None:
    assert Settings.from_env(ENV | {"CHANNELS": channels}).channels == ("email", "sms")


@pytest.mark.parametrize("channels", ["fax", "email,fax", ",", "email sms"])
def test_a_channel_there_is_not_is_named_with_those_there_are(channels: str) -> None:
    said = complaint(ENV | {"CHANNELS": channels})

    assert 'CHANNELS must be "email", "sms" or "email,sms"' in said


def test_missing_and_wrong_come_in_one_message() -> None:
    said = complaint({"CHANNELS": "email,fax", "PUBLIC_URL": "ftp://example.org"})

    for name in ("CHANNELS", "PUBLIC_URL must start with https://", *(COMMON - {"PUBLIC_URL"})):
        assert name in said


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "//example.org"])
def test_an_address_without_its_scheme_says_what_to_do(url: str) -> None:
    assert "PUBLIC_URL must start with https://" in complaint(ENV | {"PUBLIC_URL": url})


@pytest.mark.parametrize(
    ("url", "base_path"),
    [
        ("https://a.test", ""),
        ("https://a.test/", ""),
        ("https://a.test/api", "/api"),
        ("http://127.0.0.1:8401", ""),
    ],
)
def test_the_part_in_front_of_every_page_is_read_from_the_address(url: str, base_path: str) -> None:
    settings = Settings.from_env(ENV | {"PUBLIC_URL": url})

    assert settings.base_path == base_path
    assert not settings.public_url.endswith("/")


# What our longest text leaves: with more, a link would be cut in two.
@pytest.mark.parametrize("too_long", [0, 1])
def test_name_and_address_must_leave_room_for_a_text(too_long: int) -> None:
    room = NAME_AND_URL - len("https://evenings.test.") + too_long
    env = ENV | {"PUBLIC_URL": "https://evenings.test.", "SERVICE_NAME": "x" * room}

    if too_long:
        assert "a short domain of your own" in complaint(env)
    else:
        assert len(Settings.from_env(env).service_name) == room


def test_without_texts_name_and_address_may_be_as_long_as_they_like() -> None:
    env = only(COMMON, EMAIL, CHANNELS="email", SERVICE_NAME="x" * 200)

    assert Settings.from_env(env).service_name == "x" * 200


def test_what_has_a_default_need_not_be_set() -> None:
    settings = Settings.from_env(ENV)

    assert settings.service_name == "After Bedtime"
    assert settings.clock_file is None
    assert settings.sms is not None
    assert settings.sms.countries == {"US", "CA"}
    assert settings.sms.api_url is None


def test_countries_are_read_however_they_are_written() -> None:
    settings = Settings.from_env(ENV | {"SMS_COUNTRIES": " us, gb "})

    assert settings.sms is not None
    assert settings.sms.countries == {"US", "GB"}


def test_no_message_shows_what_is_set() -> None:
    said = complaint({k: v for k, v in ENV.items() if k != "TABLE_NAME"} | {"CHANNELS": "fax"})

    assert not any(secret in said for secret in (ENV["SECRET_KEY"], ENV["TWILIO_AUTH_TOKEN"]))
