"""Z-01: who may do what at which address, every cell of role × relation × state × method, against what
the rooms declare. There is no list of exceptions.

The world is made once. For every address one thing is found in each state of what it names (`states`),
whose page is there for whoever may do everything. Then

- **at the gate**: the full product of method, role, relation and state is asked at the gate itself;
- **through the house**: the whole house, with sessions and views, is asked for one answer of each kind of
  every address, method and state, by one role in one relation after another. What a POST changes is
  taken back;
- **behind the gate**: with the gate propped open, views and actions alone still show nothing to
  another regency, and let nobody change anything who may not.

The expectation is computed in `cells`, from the declaration and the table of roles; the gate computes it
from rows and paths.
"""

import contextlib
import itertools
import pkgutil
from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings

from janji import core
from janji.orgs import gate
from janji.orgs.gate import Account, OfOffice, Own
from janji.orgs.roles import Permission, Role
from tests.access import states
from tests.access.cells import (
    BOTH,
    CLOSED,
    FORBIDDEN,
    NO_SUCH_DOOR,
    NOT_THERE,
    OPEN,
    ROUTES,
    STRONGEST,
    WRONG,
    Gate,
    asked_once,
    expected,
    of_each_kind,
    product,
    told,
    without_role,
)
from tests.access.states import LIVES
from tests.access.test_files import HANDING_OUT
from tests.access.world import ANSWERS, RELATIONS, Answered, unwritten
from tests.own_house import ON_POSTGRESQL

pytestmark = pytest.mark.slow

LEAST_CELLS = {OPEN: 10_000, FORBIDDEN: 5_000, NOT_THERE: 40_000, NO_SUCH_DOOR: 5_000}
LEAST_SENT = {OPEN: 700, FORBIDDEN: 200, NOT_THERE: 500}
LEAST_ON_POSTGRESQL = {OPEN: 300, FORBIDDEN: 100, NOT_THERE: 300}


only_on_sqlite = pytest.mark.skipif(
    ON_POSTGRESQL,
    reason="the gate, asked of every cell on both databases, is what knows of roles; views ask alike of both",
)


@pytest.fixture
def unwritten_pages():
    """Only the answer counts, not what stands on the page."""
    with unwritten():
        yield


# ── what is tried


@pytest.fixture(scope="module")
def chosen(world, django_db_blocker):
    """The things of every address, one for each state of what it names, and everyone who may come to them.

    PostgreSQL is asked for one thing of each address: what the gate finds differs by address, what
    follows from a state does not differ by database.
    """
    with django_db_blocker.unblock(), unwritten():
        found = {
            name: world.chosen(name, one, ROUTES[name], once=ON_POSTGRESQL)
            for name, one in CLOSED.items()
        }
        world.people_it(found)
    return found


@pytest.mark.usefixtures("db")
def test_every_address_has_something_to_be_tried_with(chosen):
    """Fails when the world lacks a thing whose page is there: say what in `tests/upgrades/filling.py`."""
    assert sorted(name for name, things in chosen.items() if not things) == []


# ── states


def _modules_of(package):
    return [one.name for one in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]


def moved(tables):
    """The states that tables of moves lead from and to, by what they are called."""
    return {
        type(begins)
        for table in tables
        for begins in (one[0] if isinstance(one, tuple) else one for one in table)
    }


def test_every_life_of_core_has_states_to_be_gone_over():
    """Fails when `core` gets another table of states, or a policy names a state, and the axis knows nothing
    of it: give it a line in `LIVES` of `tests/access/states.py` and rows there."""
    known = {life for _, life in LIVES.values()}
    tables = [
        table
        for module in map(import_module, _modules_of(core))
        for name, table in vars(module).items()
        if name.endswith("MOVES")
    ]
    assert len(tables) >= 8
    assert moved(tables) <= known
    for label, (column, life) in LIVES.items():
        choices = apps.get_model(label)._meta.get_field(column).choices
        assert {one for one, _ in choices} == {one.value for one in life}, label
    named = {one.about.model for one in CLOSED.values() if getattr(one.about, "state", None)}
    assert named <= set(LIVES)


@pytest.mark.usefixtures("db")
def test_the_world_has_something_in_every_state(world):
    """Fails for a new state of any life: make a row of it in `tests/access/states.py`."""
    assert states.missing() == {}


@only_on_sqlite
@pytest.mark.usefixtures("db")
def test_every_state_is_gone_over(chosen):
    """Fails when no address meets one of the states: all of them answer 404 there."""
    for label, (_, life) in LIVES.items():
        met = {
            thing.life[0]
            for name, one in CLOSED.items()
            for thing in chosen[name]
            if getattr(one.about, "model", None) == label
        }
        if label == "measurements.OfficeQuarter":
            met = {thing.life[-1] for thing in chosen["measurements:quarter"]}
        assert met == {one.value for one in life}, label


# ── at the gate


@pytest.mark.usefixtures("db", "unwritten_pages")
def test_at_the_gate(world, chosen):
    """The full product, at the gate alone. Fails for every cell where a right is left out or added.

    On PostgreSQL one cell for each kind of answer, each with its own questions to the database.
    """
    asked, wrong, relations, stands = Counter(), [], set(), Gate()
    cells = of_each_kind if ON_POSTGRESQL else product
    with contextlib.nullcontext() if ON_POSTGRESQL else asked_once():
        for name, method, thing, role, relation, user in cells(world, chosen):
            relations.add(relation)
            said = stands.answer(user, method, name, thing)
            hoped = expected(CLOSED[name], method, role, relation, thing)
            asked[hoped] += 1
            if said != hoped:
                wrong.append(told(name, method, thing, role.value, relation, said, hoped))
    assert wrong == []
    assert relations == set(RELATIONS)
    least = LEAST_ON_POSTGRESQL if ON_POSTGRESQL else LEAST_CELLS
    assert {one: asked[one] >= least[one] for one in least} == dict.fromkeys(least, True), asked


@only_on_sqlite
@pytest.mark.usefixtures("db", "unwritten_pages")
def test_at_the_gate_other_methods_and_other_people(world, chosen):
    """Every method that is not declared, to someone who may do everything; and every method to those who
    have no role today, whatever they held until yesterday (Z-04)."""
    wrong, stands = [], Gate()
    with asked_once():
        for name, policy in CLOSED.items():
            for thing in chosen[name]:
                for method in WRONG:
                    if stands.answer(world.everyone, method, name, thing) != NO_SUCH_DOOR:
                        wrong.append((method, name))
                for method, user in itertools.product(policy.methods, world.over()):
                    said = stands.answer(user, method, name, thing)
                    if said != without_role(policy):
                        wrong.append((method, name, thing.life, user.username, said))
    assert wrong == []


# ── through the house


@only_on_sqlite
@pytest.mark.usefixtures("db")
def test_through_the_house(world, chosen):
    """Sessions, middleware, views and all; a page itself is written for the first who may read it.
    Fails where a view says no to someone whom the declaration lets in, or where the gate does not stand
    before it, or where a page that is read notes a deed."""
    asked, wrong, who, first = Counter(), [], set(), {}
    cells = list(of_each_kind(world, chosen))
    for cell in cells:
        name, method, thing, role, relation, _ = cell
        if method == "GET" and expected(CLOSED[name], method, role, relation, thing) == OPEN:
            first.setdefault(name, cell)

    def go_through(cell):
        name, method, thing, role, relation, user = cell
        hoped = expected(CLOSED[name], method, role, relation, thing)
        answer = world.send(user, method, thing.address(name))
        asked[hoped] += 1
        who.add((role, relation))
        right = answer.status in ANSWERS if hoped == OPEN else answer.status == hoped
        if not right or (answer.noted and (hoped != OPEN or method == "GET")):
            wrong.append(told(name, method, thing, role.value, relation, answer, hoped))

    for cell in first.values():
        go_through(cell)
    with unwritten():
        for cell in cells:
            if first.get(cell[0]) is not cell:
                go_through(cell)
    assert wrong == []
    assert len(who) == len(Role) * len(RELATIONS)
    assert {one: asked[one] >= n for one, n in LEAST_SENT.items()} == dict.fromkeys(
        LEAST_SENT, True
    ), asked


@only_on_sqlite
@pytest.mark.usefixtures("db", "unwritten_pages")
def test_through_the_house_other_methods_and_other_people(world, chosen):
    """As at the gate, by turns: a method that is not declared, and someone who has no role today. Fails
    when a role counts past its last day, or when a page forgets to ask."""
    wrong, turns = [], zip(itertools.cycle(WRONG), itertools.cycle(world.over()), strict=False)
    for name, policy in CLOSED.items():
        thing, (other, user) = chosen[name][0], next(turns)
        for method in {other, *BOTH} - set(policy.methods):
            said = world.send(world.everyone, method, thing.address(name)).status
            if said != NO_SUCH_DOOR:
                wrong.append((method, name, said))
        for method in policy.methods:
            said, hoped = world.send(user, method, thing.address(name)), without_role(policy)
            if said.noted or (said.status != hoped and hoped != OPEN):
                wrong.append((method, name, said))
    assert wrong == []


@pytest.mark.usefixtures("db")
def test_reading_changes_nothing(world, chosen):
    """No page that was read while things were chosen wrote to the audit chain, though whoever may do
    everything read it in every state. Fails for anything that is done by GET."""
    assert world.writing_when_read == []


# ── behind the gate


@pytest.fixture
def gate_is_open(monkeypatch):
    """The gate lets everyone pass: what is left are views and actions."""
    monkeypatch.setattr(gate.GateMiddleware, "process_view", lambda *_: None)


@pytest.mark.usefixtures("db", "gate_is_open", "unwritten_pages")
def test_views_alone_show_nothing_to_another_regency(world, chosen):
    """The second wall. Fails for a view that finds its row without asking who looks for it."""
    wrong = []
    for name, policy in CLOSED.items():
        if not isinstance(policy.about, OfOffice | Own | Account):
            continue
        for thing in chosen[name]:
            user = world.someone(STRONGEST, "other regency", thing.office)
            for method in policy.methods:
                said = world.send(user, method, thing.address(name)).status
                if said != NOT_THERE:
                    wrong.append((method, name, thing.state, said))
    assert wrong == []


@pytest.mark.usefixtures("db", "gate_is_open", "unwritten_pages")
def test_actions_alone_refuse_who_may_not(world, chosen):
    """The third wall. Fails when an action that takes an empty form changes something for a role that
    the declaration keeps out."""
    wrong, asked = [], 0
    for name, policy in CLOSED.items():
        if policy.change is None or not isinstance(policy.about, OfOffice):
            continue
        for thing in chosen[name]:
            role = next(one for one in Role if not policy.change & one.permissions)
            user = world.someone(role, "own", thing.office)
            answer = world.send(user, "POST", thing.address(name))
            asked += 1
            if answer.noted or answer.status >= 500:
                wrong.append((name, thing.state, answer))
    assert wrong == []
    assert asked > 100


@pytest.mark.usefixtures("db", "unwritten_pages")
def test_a_thing_in_another_state_says_no(world, chosen):
    """What is declared open in some states alone changes nothing in the others, whoever asks."""
    wrong, asked = [], 0
    for name, policy in CLOSED.items():
        if not policy.open_in:
            continue
        for thing in chosen[name]:
            if thing.state in policy.open_in:
                continue
            answer = world.send(world.everyone, "POST", thing.address(name))
            asked += 1
            if answer != Answered(409, noted=0):
                wrong.append((name, thing.state, answer))
    assert wrong == []
    assert asked > (10 if ON_POSTGRESQL else 50)


# ── files


@pytest.mark.usefixtures("db")
def test_whose_file_it_is_decides(world, chosen):
    """Fails as soon as a view hands out what it finds by number alone."""
    for name in sorted(HANDING_OUT):
        for thing in chosen[name]:
            address = thing.address(name)
            if isinstance(CLOSED[name].about, Own):
                # Not even to those who may do everything.
                assert world.send(world.everyone, "GET", address).status == NOT_THERE
            else:
                answer = world.browser(world.everyone).get(address)
                assert answer.status_code == 200
                assert "filename" in answer.headers["Content-Disposition"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.getvalue()
            others = [
                world.someone(Role.PLANNER, relation, thing.office)
                for relation in ("child", "sibling", "other regency")
            ]
            for user in filter(None, [*others, *world.over()]):
                said = world.send(user, "GET", address).status
                assert said == NOT_THERE, (name, user.username)


@pytest.mark.usefixtures("db")
def test_the_path_of_a_file_leads_nowhere(world):
    """Whoever knows where a file lies on the disk does not get it from the server."""
    stored = apps.get_model("measurements.Evidence").objects.first().file.name
    client = world.browser(world.everyone)
    for before in (
        "/",
        "/media/",
        "/files/",
        settings.STATIC_URL,
        f"{settings.STATIC_URL}../files/",
    ):
        assert client.get(f"{before}{stored}").status_code == NOT_THERE


def test_the_table_of_roles_is_not_empty_anywhere():
    assert all(role.permissions >= {Permission.VIEW} for role in Role)
