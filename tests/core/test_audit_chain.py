"""H-01, H-02, H-03 on values: whatever is done to a chain is found, and said where."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.audit_chain import (
    MOST_TOLD,
    START,
    Break,
    Comparison,
    Difference,
    End,
    Fault,
    Link,
    examined,
    seal,
)

BEGAN = datetime(2019, 4, 1, 8, tzinfo=UTC)
LENGTH = 200
TEXTS = ("deed", "subject", "previous_hash", "hash")


def sealed(link):
    return link._replace(hash=seal(link))


def chain(length=LENGTH):
    """Entries of several people about several things, one a minute."""
    made, last = [], START
    for number in range(1, length + 1):
        facts = {"before": {"nama": "lama"}, "after": {"nama": f"baru {number}"}, "why": "Salah"}
        home = number % 7 or None
        link = sealed(
            Link(
                number,
                BEGAN + timedelta(minutes=number),
                number % 5 or None,
                "edit-office",
                f"orgs.orgunit:{number % 11}",
                facts | ({"home": home} if home else {}),
                home,
                last.hash,
                "",
            )
        )
        made.append(link)
        last = End(number, link.hash)
    return made


CHAIN = chain()
HEAD = End(LENGTH, CHAIN[-1].hash)
PLACES = st.integers(0, LENGTH - 1)


def breaks(links, head=HEAD):
    return examined(links, head).breaks


def renumbered(links, first=1):
    """The same entries with other numbers, as a database would hold them."""
    return [one._replace(number=number) for number, one in enumerate(links, start=first)]


def test_a_chain_holds():
    seen = examined(CHAIN, HEAD)
    assert (seen.count, seen.faults, seen.breaks) == (LENGTH, 0, [])
    assert breaks([], None) == []
    assert breaks([], START) == []


@given(PLACES, st.sampled_from(TEXTS), st.data())
def test_a_flipped_letter_of_any_text_is_found_and_located(place, name, data):
    """H-01."""
    text = getattr(CHAIN[place], name)
    if not text:
        return
    at = data.draw(st.integers(0, len(text) - 1))
    bit = data.draw(st.integers(0, 6))
    flipped = text[:at] + chr(ord(text[at]) ^ (1 << bit)) + text[at + 1 :]
    damaged = [*CHAIN]
    damaged[place] = CHAIN[place]._replace(**{name: flipped})
    assert Break(place + 1, Fault.CHANGED) in breaks(damaged)
    assert {one.number for one in breaks(damaged)} == {place + 1}


@given(
    PLACES,
    st.sampled_from(
        [
            {"at": BEGAN - timedelta(microseconds=1)},
            {"by": 99},
            {"home": 99},
            {"facts": {}},
            {"facts": {"before": {"nama": "lamb"}}},
            {"facts": []},
            {"facts": None},
        ]
    ),
)
def test_every_other_field_is_found_and_located(place, change):
    """H-01."""
    damaged = [*CHAIN]
    damaged[place] = CHAIN[place]._replace(**change)
    assert breaks(damaged) == [Break(place + 1, Fault.CHANGED)]


@given(PLACES, st.integers(1, 5))
def test_removed_entries_are_named(place, count):
    """H-02: in the middle they are missing, at the end they are cut off."""
    left = [one for one in CHAIN if not place < one.number <= place + count]
    last = min(place + count, LENGTH)
    kind = Fault.CUT if last == LENGTH else Fault.MISSING
    assert breaks(left) == [Break(place + 1, kind, last)]


@given(PLACES, PLACES)
def test_two_that_changed_places_are_named(one, other):
    """H-02."""
    if one == other:
        return
    mixed = [*CHAIN]
    mixed[one], mixed[other] = CHAIN[other], CHAIN[one]
    moved = {
        found.number: found.other for found in breaks(renumbered(mixed)) if found.fault == "moved"
    }
    assert moved == {one + 1: other + 1, other + 1: one + 1}


@given(st.integers(1, 40))
def test_a_turned_around_stretch_is_found(length):
    """H-02: reordered."""
    mixed = renumbered([*CHAIN[: 100 - length], *CHAIN[100 - length : 100][::-1], *CHAIN[100:]])
    found = breaks(mixed)
    assert bool(found) == (length > 1)
    assert all(100 - length < one.number <= 100 for one in found)


@pytest.mark.slow
@given(st.integers(1, LENGTH - 1))
def test_an_inserted_entry_is_located(place):
    """H-02: whoever inserts one that fits the one before must number all that follow anew."""
    forged = sealed(
        CHAIN[0]._replace(number=place + 1, deed="forged", previous_hash=CHAIN[place - 1].hash)
    )
    longer = [*CHAIN[:place], forged, *renumbered(CHAIN[place:], place + 2)]
    found = breaks(longer, End(LENGTH + 1, HEAD.hash))
    assert Break(place + 1, Fault.REPLACED) in found
    assert Break(place + 2, Fault.MOVED, place + 1) in found
    assert min(one.number for one in found) == place + 1


@given(PLACES)
def test_an_entry_written_anew_with_its_own_seal_is_located(place):
    """H-01: its hash fits, but the next one, or the end of the chain, knows another."""
    forged = sealed(CHAIN[place]._replace(facts={"why": "dipalsukan"}, home=None))
    damaged = [*CHAIN]
    damaged[place] = forged
    kind = Fault.END if place == LENGTH - 1 else Fault.REPLACED
    assert breaks(damaged) == [Break(place + 1, kind)]


def test_entries_beyond_the_end_or_twice_are_surplus():
    forged = sealed(CHAIN[0]._replace(number=LENGTH + 1, previous_hash=HEAD.hash))
    assert breaks([*CHAIN, forged]) == [Break(LENGTH + 1, Fault.SURPLUS, LENGTH + 1)]
    assert breaks([CHAIN[0]._replace(number=0), *CHAIN]) == [Break(0, Fault.SURPLUS)]
    assert breaks(CHAIN, None) == [Break(1, Fault.SURPLUS, LENGTH)]


def test_a_wholly_rotten_chain_is_counted_and_told_in_part():
    rotten = [one._replace(deed="lain") for one in chain(MOST_TOLD + 50)]
    seen = examined(rotten, End(len(rotten), rotten[-1].hash))
    assert seen.faults == MOST_TOLD + 50
    assert len(seen.breaks) == MOST_TOLD


def beside(links, known):
    comparison = Comparison(known)
    for link in links:
        comparison.look(link)
    return comparison.end()


@given(PLACES)
def test_a_chain_computed_anew_holds_in_itself_and_not_beside_an_anchor(place):
    """H-03: with full access to the database everything fits again, except what others know."""
    anew, last = CHAIN[:place], CHAIN[place - 1].hash if place else ""
    for old in CHAIN[place:]:
        facts = {"why": "dipalsukan"} if old.number == place + 1 else old.facts
        anew.append(sealed(old._replace(facts=facts, home=facts.get("home"), previous_hash=last)))
        last = anew[-1].hash
    assert breaks(anew, End(LENGTH, last)) == []
    assert beside(anew, {LENGTH: HEAD.hash}) == [(LENGTH, Difference.OTHER)]
    assert beside(anew, {100: CHAIN[99].hash}) == ([(100, Difference.OTHER)] if place < 100 else [])


@pytest.mark.parametrize("left", [0, 1, 120, 199])
def test_an_older_copy_holds_in_itself_and_is_shorter_than_an_anchor_knows(left):
    """H-02: restored from before."""
    older = CHAIN[:left]
    assert breaks(older, End(left, older[-1].hash) if left else START) == []
    assert beside(older, {LENGTH: HEAD.hash}) == [(LENGTH, Difference.SHORTER)]
    assert beside(CHAIN, {left: CHAIN[left - 1].hash} if left else {}) == []
