"""What cold_start.py and send.py say of what they measured."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import cold_figures, send_figures
from benchmarks.evenings import DUE


def start(cpu_ms: float) -> dict[str, Any]:
    return {"import_ms": 1.0, "cpu_ms": cpu_ms, "peak_kb": 2048.0, "modules": 10}


def starts(ours: float, peer: float) -> cold_figures.Starts:
    stacks = {"ours": ours, "peer": peer, "ours, bare": ours * 2, "peer, compiled": peer / 2}
    return {stack: [start(cpu - 1), start(cpu), start(cpu + 50)] for stack, cpu in stacks.items()}


def everything(ours: float, peer: float) -> dict[str, cold_figures.Starts]:
    return {event: starts(ours, peer) for event in (*cold_figures.AIMED_AT, "send: a text")}


@pytest.mark.parametrize(("ours", "verdict"), [(99, "met"), (101, "missed")])
def test_a_start_is_to_take_a_third_of_the_peers(ours: float, verdict: str) -> None:
    judged = cold_figures.aims(everything(ours, 300))
    assert [aim.verdict for aim in judged] == [verdict] * len(cold_figures.AIMED_AT)


def test_a_start_is_shown_with_its_peer_its_ratio_and_both_zips() -> None:
    found = everything(150, 300)
    text = cold_figures.printed(found, {"ours": 10_400_000, "peer": 9_000_000}, ())
    assert "150   300   0.50" in text
    assert "150   1.00" in text  # beside the peer with bytecode
    assert "300" in text.split("1.00")[1]  # ours without
    assert "Zip: ours 10.4 MB, peer 9.0 MB." in text


def peer(cpu_s: float, **counts: float) -> dict[str, Any]:
    return {"cpu_s": [cpu_s], "wall_s": [0.5], "peak_kb": 1024.0, "counts": [counts]}


@pytest.mark.parametrize(("cpu_s", "verdict"), [(0.5, "met"), (0.51, "missed")])
def test_a_thousand_nudges_are_to_take_two_seconds(cpu_s: float, verdict: str) -> None:
    assert [aim.verdict for aim in send_figures.aims(peer(cpu_s))] == [verdict]


def test_a_nudge_is_shown_beside_its_peers() -> None:
    found = {"ours": peer(0.25, **{"table calls": 8.0 * DUE}), "a peer": peer(1.0)}
    ours, theirs = send_figures.printed(found, ()).splitlines()[1:3]
    assert ours.split() == ["ours", "1", "1", "500", "1", "8"]
    assert theirs.split() == ["a", "peer", "4", "4", "500", "1"]
