"""AWS in memory, as far as taking a stage away and going back need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from workbench.deploying.account import Account
from workbench.deploying.artifacts import Artifacts, Version
from workbench.deploying.changes import Change
from workbench.deploying.formation import Formation, Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class PretendAccount(Account):
    """Gives the clients that it was given, and never lets anybody wait."""

    pause = 0.0
    region = "us-east-1"
    endpoint = None

    def __init__(self, **clients: object) -> None:
        self.clients = clients

    def client(self, service: str, config: Any = None) -> Any:
        del config
        return self.clients[service]


@dataclass
class PretendDynamo:
    """One protected table. A backup of it takes `looks` looks, and then ends as `ends`."""

    looks: int = 2
    ends: str = "AVAILABLE"
    protected: bool = True
    there: bool = True
    backup: str = ""  # its status

    def create_backup(self, **asked: str) -> dict[str, Any]:
        self.backup = "CREATING"
        return {"BackupDetails": {"BackupArn": asked["BackupName"], "BackupStatus": self.backup}}

    def describe_backup(self, *, BackupArn: str) -> dict[str, Any]:  # noqa: N803 (as boto3 says)
        self.looks -= 1
        self.backup = self.backup if self.looks else self.ends
        said = {"BackupArn": BackupArn, "BackupStatus": self.backup}
        return {"BackupDescription": {"BackupDetails": said}}

    def update_table(self, **asked: Any) -> None:
        self.protected = asked["DeletionProtectionEnabled"]

    def get_waiter(self, _name: str) -> PretendDynamo:
        return self

    def wait(self, **_asked: str) -> None:
        """It is ready at once."""

    def delete_table(self, **_asked: str) -> None:
        """Refuses as AWS does: while a backup is being made, and while it is protected."""
        if self.protected or self.backup == "CREATING":
            raise ClientError({"Error": {"Code": "ResourceInUseException"}}, "DeleteTable")
        self.there = False


@dataclass
class PretendApiGateway:
    """Custom domains and where they lead: (domain, path) to an API's id. A page holds one."""

    leads: dict[tuple[str, str], str]
    operation: str = ""

    def get_paginator(self, operation: str) -> PretendApiGateway:
        return PretendApiGateway(self.leads, operation)

    def paginate(self, **asked: str) -> Iterator[dict[str, Any]]:
        if self.operation == "get_domain_names":
            for domain in dict.fromkeys(domain for domain, _ in self.leads):
                yield {"items": [{"domainName": domain, "regionalDomainName": "d-1"}]}
        for (domain, path), api in self.leads.items():
            if domain == asked.get("domainName"):
                yield {"items": [{"basePath": path, "restApiId": api, "stage": "api"}]}
        yield {}

    def delete_base_path_mapping(self, *, domainName: str, basePath: str) -> None:  # noqa: N803
        del self.leads[domainName, basePath]


@dataclass
class PretendBucket(Artifacts):
    """A bucket of versions, of which only the small files are needed."""

    files: dict[str, str] = field(default_factory=dict)

    def read(self, key: str) -> str | None:
        return self.files.get(key)

    def write(self, key: str, text: str) -> None:
        self.files[key] = text


@dataclass
class PretendFormation(Formation):
    """A stack that becomes what it is told. Nothing changes if it is that already."""

    runs: Version
    parameters: Mapping[str, str] = field(default_factory=dict)
    proposed: list[Version] = field(default_factory=list)

    def propose(
        self, version: Version, values: Mapping[str, str], *, adopt: bool = False
    ) -> Proposal | None:
        self.proposed.append(version)
        self.parameters = values
        if version == self.runs or adopt:
            return None
        return Proposal(version.name, [Change("Changed", "Tick", "AWS::Lambda::Function")])

    def execute(self, proposal: Proposal) -> None:
        self.runs = next(one for one in self.proposed if one.name == proposal.id)
