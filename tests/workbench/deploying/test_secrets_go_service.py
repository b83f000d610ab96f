"""On the local AWS: secrets that are to go with the table, and the backup that needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.deploying.small_stage import NAME
from tests.workbench.deploying.test_stages_service import TABLE
from workbench.deploying.kept_secrets import SECRET_KEY, KeptSecrets

if TYPE_CHECKING:
    from tests.workbench.deploying.small_stage import Stage

pytestmark = pytest.mark.service


@pytest.mark.parametrize(
    ("words", "left"), [(("dev", NAME), {SECRET_KEY}), (("dev", NAME, SECRET_KEY), set[str]())]
)
def test_after_a_last_backup_the_key_goes_only_if_that_is_said_once_more(
    stage: Stage, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], left: set[str]
) -> None:
    stage.make(Table=TABLE)
    KeptSecrets(stage.account, "dev").complete(texts=False, twilio=str, say=print)
    capsys.readouterr()
    assert stage.destroy(*words, secrets=True)
    assert KeptSecrets(stage.account, "dev").names() == left
    said = capsys.readouterr().out
    assert 0 < said.index("no backup, of before or made now,") < said.index("The stack is gone")
    assert said.index("The backup") < said.index("That backup can be matched to nobody")


def test_who_means_to_keep_the_secrets_is_told_nothing_of_their_loss(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    KeptSecrets(stage.account, "dev").complete(texts=False, twilio=str, say=print)
    assert not stage.destroy(secrets=False)
    assert stage.destroy("dev")
    assert KeptSecrets(stage.account, "dev").names() == {SECRET_KEY}
    assert "--secrets" not in capsys.readouterr().out
