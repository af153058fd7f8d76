"""What a process remembers holds as long as the state it was made from."""

from janji.kit import remembering
from janji.kit.remembering import Memory


def test_a_value_is_recalled_in_the_state_it_was_made_in():
    memory = Memory()
    memory.keep(1, ("edition", 1), "first")
    memory.keep(2, ("edition", 7), "second")
    assert memory.recall({1: ("edition", 1), 2: ("edition", 8), 3: ()}) == {1: "first"}
    memory.keep(2, ("edition", 8), None)
    assert memory.recall({2: ("edition", 8)}) == {2: None}


def test_it_does_not_grow_for_ever(monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 3)
    memory = Memory()
    for key in range(10):
        memory.keep(key, (), key)
        assert len(memory.recall(dict.fromkeys(range(10), ()))) <= 3
    assert memory.recall({9: ()}) == {9: 9}


def test_everything_can_be_forgotten():
    one, other = Memory(), Memory()
    one.keep(1, (), "one")
    other.keep(1, (), "other")
    remembering.forget_all()
    assert one.recall({1: ()}) == other.recall({1: ()}) == {}
