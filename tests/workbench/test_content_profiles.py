"""Everybody is walked: each combination once, and as the chooser itself sees them."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.choose import Profile, eligible
from chalicelib.content.model import COSTS, EFFORTS, MOODS, NEEDS, SEASONS, STAGES
from tests.workbench.content_shelves import good
from workbench.content.profiles import described, profiles, tightest, walk

EVERYBODY = list(profiles())
some_items = st.lists(
    st.builds(
        good,
        cost=st.sampled_from(COSTS),
        effort=st.sampled_from(EFFORTS),
        mood=st.sampled_from(MOODS),
        needs=st.lists(st.sampled_from(NEEDS), max_size=2).map(tuple),
        stages=st.lists(st.sampled_from(STAGES), max_size=2).map(tuple),
        season=st.lists(st.sampled_from(SEASONS), max_size=1).map(tuple),
        solo=st.booleans(),
        minutes=st.integers(1, 2),
    ),
    max_size=5,
)


def test_nobody_is_walked_twice_and_every_wish_is_walked_both_ways() -> None:
    assert len(set(EVERYBODY)) == len(EVERYBODY)
    for field in fields(Profile):
        if field.name not in ("holidays", "sick", "disliked"):  # seasons say the first two
            assert len({getattr(each, field.name) for each in EVERYBODY}) > 1
    assert {each.season for each in EVERYBODY} == {"", *SEASONS}
    assert {stage for each in EVERYBODY for stage in each.stages} == {*STAGES}


@given(some_items, st.sampled_from(EVERYBODY))
def test_what_is_counted_is_what_the_chooser_would_let_through(
    items: list[object], profile: Profile
) -> None:
    gestures = [item for item in items if isinstance(item, type(good()))]
    (fit,) = walk(gestures, [profile])
    assert fit.counts["gesture"] == sum(eligible(item, profile) for item in gestures)


def test_the_tightest_is_who_has_the_fewest() -> None:
    fits = walk([good(), good(solo=False), good(needs=("food",))], EVERYBODY)
    tight = tightest(fits, "gesture")
    assert tight.counts["gesture"] == 1
    assert tight.profile.solo
    assert not tight.profile.food
    assert {"solo", "no food"} <= set(described(tight.profile).split(", "))
