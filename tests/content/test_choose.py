"""The personal ring: nothing comes round again before everything else has come."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.choose import Profile, choose, eligible, first_of, why_not
from chalicelib.content.model import CHILD_STAGES, EFFORTS, MOODS, NEEDS, SEASONS, STAGES, Item
from chalicelib.content.ring import Ring, Told

ANYTHING = Profile(
    stages=frozenset(STAGES),
    solo=False,
    touch=True,
    food=True,
    alcohol=True,
    money=True,
    season="",
)


# Ours, pinned: another hash would send people again what they read last month.
ORDER = "fdecba"


def item(item_id: str, **tags: Any) -> Item:
    return Item(id=item_id, kind="gesture", email="", **tags)


def a_round(items: list[Item], ring_key: str, profile: Profile, last: str | None) -> list[str]:
    """The ids that come next, as many as there are items that fit."""
    ids = []
    for _ in range(sum(eligible(one, profile) for one in items)):
        chosen = choose(items, ring_key, last, profile)
        assert chosen is not None
        ids.append(last := chosen.id)
    return ids


ids = st.text(min_size=1, max_size=8)
keys = st.text(max_size=8)
profiles = st.builds(
    Profile,
    stages=st.frozensets(st.sampled_from(STAGES)),
    solo=st.booleans(),
    touch=st.booleans(),
    food=st.booleans(),
    alcohol=st.booleans(),
    money=st.booleans(),
    season=st.sampled_from(("", *SEASONS)),
    holidays=st.booleans(),
    sick=st.booleans(),
    rough=st.booleans(),
    newborn=st.booleans(),
    disliked=st.frozensets(ids | st.just("gesture/dishes"), max_size=2),
)
some_items = st.lists(
    st.builds(
        item,
        ids,
        cost=st.sampled_from(("none", "little")),
        needs=st.lists(st.sampled_from(NEEDS), max_size=2).map(tuple),
        stages=st.lists(st.sampled_from(STAGES), max_size=2).map(tuple),
        season=st.lists(st.sampled_from(SEASONS), max_size=1).map(tuple),
        solo=st.booleans(),
        act=st.sampled_from(("", "dishes")),
        mood=st.sampled_from(MOODS),
        effort=st.sampled_from(EFFORTS),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)
lasts = st.none() | ids


@given(some_items, keys, lasts, profiles)
def test_nothing_repeats_until_the_ring_has_gone_round(
    items: list[Item], key: str, last: str | None, profile: Profile
) -> None:
    came = a_round(items, key, profile, last)
    assert sorted(came) == sorted(one.id for one in items if eligible(one, profile))


@given(some_items, keys, lasts, profiles)
def test_the_second_round_is_the_first_again(
    items: list[Item], key: str, last: str | None, profile: Profile
) -> None:
    first = a_round(items, key, profile, last)
    if first:
        assert a_round(items, key, profile, first[-1]) == first


@given(some_items, ids, keys, lasts)
def test_a_new_item_slots_in_and_moves_no_other(
    items: list[Item], new_id: str, key: str, last: str | None
) -> None:
    items = [one for one in items if one.id != new_id]
    before = a_round(items, key, ANYTHING, last)
    after = a_round([*items, item(new_id)], key, ANYTHING, last)
    assert [each for each in after if each != new_id] == before


@given(some_items.filter(bool), keys, profiles)
def test_the_last_one_keeps_its_place_when_it_is_gone(
    items: list[Item], key: str, profile: Profile
) -> None:
    last = items[0].id
    came = a_round(items, key, profile, last)
    came_without = a_round(items[1:], key, profile, last)
    assert came_without == [each for each in came if each != last]


@given(some_items, keys, lasts, profiles)
def test_preferences_filter_and_never_reorder(
    items: list[Item], key: str, last: str | None, profile: Profile
) -> None:
    everything = a_round([Item(one.id, one.kind, "") for one in items], key, ANYTHING, last)
    fits = {one.id for one in items if eligible(one, profile)}
    assert a_round(items, key, profile, last) == [each for each in everything if each in fits]


@given(some_items, keys, lasts, profiles, st.randoms())
def test_the_order_of_the_file_does_not_matter(
    items: list[Item],
    key: str,
    last: str | None,
    profile: Profile,
    random: Random,
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)
    assert choose(shuffled, key, last, profile) == choose(items, key, last, profile)


def test_two_people_go_round_in_orders_of_their_own() -> None:
    items = [item(f"gesture-{number}") for number in range(12)]
    orders = {tuple(a_round(items, f"couple#{who}", ANYTHING, None)) for who in "ab"}
    assert len(orders) == 2


def test_the_order_stays_the_same_from_release_to_release() -> None:
    items = [item(f"gesture-{letter}") for letter in "abcdef"]
    assert a_round(items, "couple#a", ANYTHING, None) == [f"gesture-{each}" for each in ORDER]


def test_nothing_fits_is_an_answer() -> None:
    assert choose([], "couple#a", None, ANYTHING) is None
    assert choose([item("x", season=("winter",))], "couple#a", None, ANYTHING) is None


def test_a_tag_asks_for_its_comfort() -> None:
    for need in ("touch", "food", "alcohol"):
        unwelcome: dict[str, Any] = {need: False}
        assert eligible(item("x", needs=(need,)), ANYTHING)
        assert not eligible(item("x", needs=(need,)), replace(ANYTHING, **unwelcome))
    assert not eligible(item("x", cost="little"), replace(ANYTHING, money=False))
    assert not eligible(item("x", solo=False), replace(ANYTHING, solo=True))


def test_a_season_brings_its_own_items_and_hides_none() -> None:
    winter = replace(ANYTHING, season="winter")
    assert eligible(item("x", season=("winter", "autumn")), winter)
    assert eligible(item("x"), winter)
    assert not eligible(item("x", season=("summer",)), winter)


def test_one_child_at_an_items_stage_is_enough() -> None:
    two_children = replace(ANYTHING, stages=frozenset({"newborn", "school"}))
    assert eligible(item("x", stages=("school",)), two_children)
    assert not eligible(item("x", stages=("teens",)), two_children)


def test_a_family_that_has_not_said_gets_what_fits_children_of_any_age() -> None:
    not_said = replace(ANYTHING, stages=frozenset())
    assert eligible(item("x"), not_said)
    assert eligible(item("x", stages=CHILD_STAGES), not_said)
    assert not eligible(item("x", stages=("newborn", "toddler")), not_said)


def test_items_of_some_effort_wait_in_a_house_with_a_newborn_or_somebody_sick() -> None:
    some, small = item("x", effort="some"), item("x", effort="small")
    ours = replace(ANYTHING, stages=frozenset())
    for tired in (
        replace(ours, newborn=True),
        replace(ours, sick=True),
        replace(ours, stages=frozenset({"newborn"})),
    ):
        assert (why_not(some, tired), why_not(small, tired)) == ("effort", "")
    assert eligible(some, replace(ANYTHING, stages=frozenset({"toddler"})))


def test_the_holidays_and_a_sick_house_come_on_top_of_the_season() -> None:
    december = replace(ANYTHING, season="winter", holidays=True, sick=True)
    for season in ("winter", "holidays", "sick"):
        assert eligible(item("x", season=(season,)), december)
    assert not eligible(item("x", season=("holidays",)), replace(december, holidays=False))
    assert not eligible(item("x", season=("sick",)), replace(december, sick=False))


def test_what_is_for_a_rough_patch_is_for_who_says_that_it_is_one() -> None:
    rough = item("x", mood="rough")
    assert why_not(rough, ANYTHING) == "mood"
    assert eligible(rough, replace(ANYTHING, rough=True))


def test_what_somebody_wants_less_of_is_the_item_and_its_act_in_that_kind() -> None:
    less = replace(ANYTHING, disliked=frozenset({"x", "gesture/dishes"}))
    assert why_not(item("x"), less) == "disliked"
    assert why_not(item("y", act="dishes"), less) == "disliked"
    assert eligible(Item("y", "appreciation", "", act="dishes"), less)
    assert eligible(item("y"), less)


@given(some_items, keys, lasts, profiles, st.sets(st.sampled_from(("", "dishes"))))
def test_an_act_of_the_last_days_comes_again_only_where_nothing_else_fits(
    items: list[Item], key: str, last: str | None, profile: Profile, acts: set[str]
) -> None:
    line = Ring(key, [Told(last, last)] if last is not None else []).line(items)
    chosen = first_of(line, profile, dict.fromkeys(acts, date(2026, 11, 23)))
    fitting = [one for one in items if eligible(one, profile)]
    assert (chosen is None) == (not fitting)
    if chosen is not None and chosen.act in acts:
        assert {one.act for one in fitting} <= acts
