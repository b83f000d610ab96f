"""The three neighbouring ports of the local service, all on 127.0.0.1."""

from __future__ import annotations

import random
import socket
from dataclasses import dataclass

from workbench.errors import WorkbenchError

DEFAULT = 8400
HOST = "127.0.0.1"


class PortBusyError(WorkbenchError):
    """One of the three ports is in use; the message names it and says how to choose others."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The workbench has the first port, the pages the next, the local AWS the one after."""

    workbench: int = DEFAULT

    @property
    def pages(self) -> int:
        return self.workbench + 1

    @property
    def aws(self) -> int:
        return self.workbench + 2

    @property
    def workbench_url(self) -> str:
        return f"http://{HOST}:{self.workbench}"

    @property
    def pages_url(self) -> str:
        return f"http://{HOST}:{self.pages}"

    @property
    def aws_url(self) -> str:
        return f"http://{HOST}:{self.aws}"

    def check(self) -> None:
        """Raise a PortBusyError that names the ports in use, if any is."""
        wanted = {
            self.workbench: "the workbench",
            self.pages: "the service's pages",
            self.aws: "the local AWS",
        }
        busy = [f"port {port} ({what})" for port, what in wanted.items() if not is_free(port)]
        if busy:
            another = self.workbench + 100 if self.workbench < DEFAULT + 1000 else DEFAULT
            raise PortBusyError(
                f"Another program uses {' and '.join(busy)}. Stop it, or take three other ports: "
                f"make run PORT={another} (or python -m workbench run --port {another})."
            )


def is_free(port: int) -> bool:
    """Whether a server could listen on this port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port is not busy because its last connections are still closing.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_ports() -> Ports:
    """Three free neighbouring ports, for a service that runs beside another one.

    Anywhere among many: two services that start at the same moment must not find the same three.
    """
    starts = range(DEFAULT + 100, DEFAULT + 1000, 10)
    for first in random.sample(starts, len(starts)):
        ports = Ports(first)
        if all(is_free(port) for port in (ports.workbench, ports.pages, ports.aws)):
            return ports
    raise PortBusyError(
        f"No three neighbouring ports are free between {DEFAULT + 100} and {DEFAULT + 1000}: "
        "stop some programs that listen there."
    )
