"""`janji achievement`, line by line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from janji.core.achievement_lines import answer


@pytest.mark.parametrize(
    ("line", "shown", "raw", "reason"),
    [
        (
            '{"target":"0,35","actual":"0,34","direction":"lower","cap":null}',
            "102.86",
            "102.8571428571",
            None,
        ),
        ('{"target":"82","actual":"80"}', "97.56", "97.5609756098", None),
        ('{"target":"100%","actual":"120%","cap":"100"}', "100.00", "120.0000000000", None),
        ('{"target":1.500,"actual":3}', "200.00", "200.0000000000", None),  # JSON's own number
        ('{"target":"1.500","actual":"3.000"}', "200.00", "200.0000000000", None),
        ('{"direction":"range","low":80,"high":90,"actual":"70"}', "87.50", "87.5000000000", None),
        (
            '{"direction":"range","low":90,"high":80,"actual":"85"}',
            None,
            None,
            "range-reversed",
        ),
        ('{"target":"10","actual":"25","direction":"lower"}', "0.00", "-50.0000000000", None),
        ('{"target":"B","actual":"BB"}', "125.00", "125.0000000000", None),
        (
            '{"target":1,"actual":0,"direction":"lower","lower_variant":"inverse","cap":120}',
            "120.00",
            None,
            None,
        ),
        ('{"target":"0","actual":"5"}', None, None, "zero-target"),
        ('{"target":"80","actual":""}', None, None, "not-measured"),
        ('{"actual":"80"}', None, None, "no-target"),
        ('{"target":"x","actual":"1"}', None, None, "number-unreadable"),
        ('{"target":true,"actual":"1"}', None, None, "number-unreadable"),
        ('{"target":NaN,"actual":"1"}', None, None, "number-unreadable"),
        ('{"target":1,"actual":1e400}', None, None, "number-too-long"),
        ('{"target":1,"actual":1e99999999999999999999}', None, None, "number-too-long"),
        ('{"target":1,"actual":-1e-99999999999999999999}', None, None, "number-too-long"),
        ('{"target":"82％","actual":"82"}', "100.00", "100.0000000000", None),
        ('{"target":"82","actual":"\\u200b"}', None, None, "not-measured"),
        ('{"target":"WTP","actual":" "}', None, None, "not-measured"),
        ('{"target":1,"actual":1,"direction":"up"}', None, None, "direction-unknown"),
        ('{"target":1,"actual":1,"lower_variant":3}', None, None, "lower-variant-unknown"),
        ("[1,2]", None, None, "line-unreadable"),
        ("{", None, None, "line-unreadable"),
        ("[" * 90_000, None, None, "line-unreadable"),
        ("x" * 200_000, None, None, "line-too-long"),
    ],
)
def test_a_line(line, shown, raw, reason):
    assert json.loads(answer(line)) == {"achievement": shown, "raw": raw, "reason": reason}


def test_the_answer_is_written_as_the_manual_prints_it():
    line = '{"target":"0,35","actual":"0,34","direction":"lower","cap":null}'
    assert answer(line) == '{"achievement":"102.86","raw":"102.8571428571","reason":null}'


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=4,
)
fields = st.sampled_from(["target", "actual", "low", "high", "cap", "direction", "lower_variant"])


@given(st.dictionaries(fields, json_values).map(json.dumps) | st.text(max_size=50))
def test_any_line_gets_an_answer(line):
    said = json.loads(answer(line))
    assert set(said) == {"achievement", "raw", "reason"}
