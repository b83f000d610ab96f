from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.running import run
from tests.workbench.sdks import send_email

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


def test_events_tell_of_the_sending_and_the_delivery(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        message_id = await send_email(workbench)
        sent, delivered = workbench.service.events
        assert sent["eventType"] == "Send"
        assert sent["send"] == {}
        assert delivered["eventType"] == "Delivery"
        assert delivered["delivery"]["recipients"] == ["alex@example.com"]
        mail = delivered["mail"]
        assert mail["messageId"] == message_id
        assert mail["destination"] == ["alex@example.com"]
        assert mail["source"] == "After Bedtime <hello@example.org>"
        assert mail["tags"] == {
            "delivery": ["a-1"],
            "ses:configuration-set": ["after-bedtime-local"],
        }
        assert {"name": "To", "value": "alex@example.com"} in mail["headers"]
        assert workbench.mailbox.all()[0].status == "delivered"

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("address", "events", "status"),
    [
        ("success@simulator.amazonses.com", ["Send", "Delivery"], "delivered"),
        ("ooto+1@simulator.amazonses.com", ["Send", "Delivery"], "delivered"),
        ("bounce@simulator.amazonses.com", ["Send", "Bounce"], "bounced"),
        ("Bounce+week1@simulator.amazonses.com", ["Send", "Bounce"], "bounced"),
        ("complaint@simulator.amazonses.com", ["Send", "Delivery", "Complaint"], "complaint"),
        ("suppressionlist@simulator.amazonses.com", ["Send", "Bounce"], "bounced"),
    ],
)
def test_simulator_addresses_behave(
    tmp_path: Path, address: str, events: list[str], status: str
) -> None:
    async def story(workbench: Workbench) -> None:
        await send_email(workbench, address)
        assert [event["eventType"] for event in workbench.service.events] == events
        assert workbench.mailbox.all()[0].status == status

    run(tmp_path, story)


def test_a_bounce_says_which_address_and_that_it_is_for_good(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await send_email(workbench, "bounce@simulator.amazonses.com")
        bounce = workbench.service.events[-1]["bounce"]
        assert bounce["bounceType"] == "Permanent"
        assert [each["emailAddress"] for each in bounce["bouncedRecipients"]] == [
            "bounce@simulator.amazonses.com"
        ]

    run(tmp_path, story)


def test_without_a_configuration_set_ses_publishes_nothing(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await send_email(workbench, ConfigurationSetName="")
        assert workbench.service.events == []

    run(tmp_path, story)


def test_an_email_is_taken_though_its_events_cannot_be_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.refuses_events = True
        assert await send_email(workbench)

    run(tmp_path, story)
    assert "SES events of email 00000001 failed: ConnectionError" in capsys.readouterr().err
