"""Tables that an operator reads: aligned, and never wider than the terminal."""

from __future__ import annotations

from io import StringIO

from workbench.operating.columns import count, minute, table, wide_as

TRACE = "1-5759e988-bd862e3fe1be46a994272793"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    rows = [("small", "1,200", "-"), ("check_in", "7", "noon")]
    assert table(("what", "how many", "at"), rows).splitlines() == [
        "what      how many  at",
        "small        1,200  -",
        "check_in         7  noon",
    ]


def test_the_last_column_wraps_below_itself_and_breaks_no_id() -> None:
    rows = [("a", "too late, five missed, appreciation-late-thanks")]
    assert table(("", "details"), rows, width=28).splitlines() == [
        "   details",
        "a  too late, five missed,",
        "   appreciation-late-thanks",
    ]


def test_an_id_that_is_longer_than_there_is_room_stays_whole() -> None:
    rows = [("a", f"email, trace {TRACE}")]
    assert table(("", "why"), rows, width=24).splitlines()[1:] == ["a  email, trace", f"   {TRACE}"]


def test_what_no_person_reads_has_a_line_for_each_row() -> None:
    rows = [("a", "too late, " * 30 + TRACE)] * 2
    assert len(table(("", "why"), rows, width=wide_as(StringIO())).splitlines()) == 3
    assert max(map(len, table(("", "why"), rows, width=wide_as(Terminal())).splitlines())) <= 100


def test_a_table_without_rows_is_its_head() -> None:
    assert table(("shard", "entries"), []) == "shard  entries"


def test_words_for_numbers_and_moments() -> None:
    assert [count(number, "entry", "entries") for number in (0, 1, 1200)] == [
        "0 entries",
        "1 entry",
        "1,200 entries",
    ]
    assert minute(None) == "-"
