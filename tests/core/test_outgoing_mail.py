"""When a mail is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from janji.core.outgoing_mail import WAITS, MailState, after_refusal, next_attempt

AT = datetime(2019, 4, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 720), (7, 1440)]
)
def test_waits_grow(attempts, minutes):
    assert next_attempt(attempts, AT) == AT + timedelta(minutes=minutes)


def test_after_the_last_wait_it_is_given_up():
    assert next_attempt(len(WAITS) + 1, AT) is None
    assert after_refusal(None, len(WAITS) + 1, AT) == (MailState.GIVEN_UP, AT)


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (None, MailState.WAITING),
        (421, MailState.WAITING),
        (450, MailState.WAITING),
        (550, MailState.GIVEN_UP),
        (554, MailState.GIVEN_UP),
    ],
)
def test_what_a_server_will_never_take_is_not_tried_again(code, state):
    assert after_refusal(code, 1, AT)[0] is state
