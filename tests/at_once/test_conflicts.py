"""Two people before the same door: who comes second is told who, when and what, and loses nothing."""

import re

import pytest

from janji.orgs import actions as orgs
from janji.orgs.models import User
from janji.orgs.roles import Role
from tests.at_once import world as worlds
from tests.at_once.doors import DOORS
from tests.cast import AT
from tests.contract.test_editions import carrying
from tests.forms_on_pages import differences_on, form_on


@pytest.fixture
def world(cast):
    """The world, with a second administrator and a second superior."""
    for role in (Role.ADMIN, Role.SUPERIOR):
        orgs.assign_role(
            user=cast.inspektorat,
            role=role,
            org_unit=cast.government,
            starts_on=AT.date(),
            by=cast.admin,
            at=AT,
        )
    return worlds.build(cast)


def said(fields, world):
    return fields(world) if callable(fields) else fields


def test_every_edit_has_its_door():
    assert carrying().keys() <= DOORS.keys()


@pytest.mark.parametrize("name", DOORS)
def test_who_comes_second_is_told_and_may_save_again(world, as_user, name):
    door = DOORS[name]
    first, second = (getattr(world.cast, who) for who in door.people)
    if door.before:
        door.before(world)
    address, mine, other = door.page(world), as_user(second), as_user(first)
    opened = form_on(mine.get(address), address, door.button)

    # Meanwhile someone else changes it: through the same form, or by another deed.
    change = said(door.first, world)
    if isinstance(change, dict):
        theirs = form_on(other.get(address), address, door.button)
        assert theirs.send(other, change).status_code in {200, 302}
    between = door.stands(world)

    answer = opened.send(mine, said(door.second, world))
    page = answer.content.decode()
    assert answer.status_code == 409
    moment = r"\d\d-\d\d-\d{4} \d\d\.\d\d"
    assert re.search(rf"sudah diubah oleh {first} pada {moment}\.", page)
    assert door.differs is None or door.differs in differences_on(answer)
    assert door.stands(world) == between

    if door.may_repeat:
        # A form stays with what was typed; a button is pressed on the page opened anew.
        again = form_on(answer if door.by_form else mine.get(address), address, door.button)
        assert again.send(mine, said(door.afterwards, world)).status_code in {200, 302}
    assert door.stands(world) == door.after
    assert User.objects.get(pk=second.pk).is_active
