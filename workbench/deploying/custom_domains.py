"""Custom domains that lead to a stage's API. CloudFormation deletes no API that one leads to.

"Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your
domains": whoever gave the stage a domain made the mapping by hand, so the stack does not know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.deploying.account import Account


EMPTY = "(none)"  # as API Gateway says and wants an empty path


@dataclass(frozen=True, slots=True)
class Leading:
    """One mapping from a custom domain to an API."""

    domain: dict[str, str]  # as API Gateway wants to be told which: a private one has an id, too
    path: str

    @property
    def name(self) -> str:
        return self.domain["domainName"]


class CustomDomains:
    """Those of the account and region. They are the operator's: only what leads here is ours."""

    def __init__(self, account: Account) -> None:
        self.client = account.client("apigateway")

    def leading_to(self, api: str) -> list[Leading]:
        """All mappings to the API of this id."""
        return [
            Leading(domain, mapping.get("basePath") or EMPTY)
            for domain in self._domains()
            for mapping in self._each("get_base_path_mappings", **domain)
            if mapping["restApiId"] == api
        ]

    def cut(self, leading: Leading) -> None:
        """Remove a mapping; the domain itself stays."""
        self.client.delete_base_path_mapping(**leading.domain, basePath=leading.path)

    def _domains(self) -> Iterator[dict[str, str]]:
        for one in self._each("get_domain_names"):
            yield {key: one[key] for key in ("domainName", "domainNameId") if one.get(key)}

    def _each(self, operation: str, **asked: str) -> Iterator[dict[str, Any]]:
        for page in self.client.get_paginator(operation).paginate(**asked):
            yield from page.get("items", [])
