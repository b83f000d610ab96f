"""The three ports: found free, or named when they are not."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from workbench.ports import HOST, PortBusyError, Ports, free_ports, is_free


def listening_on(port: int) -> closing[socket.socket]:
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((HOST, port))
    server.listen()
    return closing(server)


def test_the_ports_are_neighbours() -> None:
    ports = Ports(8400)
    assert (ports.pages, ports.aws) == (8401, 8402)
    assert ports.workbench_url == "http://127.0.0.1:8400"
    assert ports.pages_url == "http://127.0.0.1:8401"
    assert ports.aws_url == "http://127.0.0.1:8402"


def test_free_ports_are_free_and_pass_the_check() -> None:
    ports = free_ports()
    assert all(is_free(port) for port in (ports.workbench, ports.pages, ports.aws))
    ports.check()


@pytest.mark.parametrize(
    ("offset", "what"), [(0, "the workbench"), (1, "the service's pages"), (2, "the local AWS")]
)
def test_a_busy_port_is_named_with_a_way_out(offset: int, what: str) -> None:
    ports = free_ports()
    with listening_on(ports.workbench + offset), pytest.raises(PortBusyError) as refused:
        ports.check()
    assert f"Another program uses port {ports.workbench + offset} ({what}). Stop it" in str(
        refused.value
    )
    assert "make run PORT=" in str(refused.value)


def test_every_busy_port_is_named_at_once() -> None:
    ports = free_ports()
    with (
        listening_on(ports.workbench),
        listening_on(ports.aws),
        pytest.raises(PortBusyError) as refused,
    ):
        ports.check()
    both = f"port {ports.workbench} (the workbench) and port {ports.aws} (the local AWS)"
    assert both in str(refused.value)
