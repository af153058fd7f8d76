"""Z-06, walked: people who gather and lose roles at random try every deed upon the figures of a quarter.

The walk keeps a journal of its own: who entered what a figure says, who spoke for it, who evaluated it.
The house refuses what it refuses; whatever it lets through, nobody speaks for what they entered or spoke
for already, and nobody evaluates what they had a hand in. With either rule taken away, the walk finds it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction

from janji.agreements import actions as agreements
from janji.agreements.queries import targets_of
from janji.core import evaluation_life
from janji.core.delegation import Capacity
from janji.core.measurement_life import Deed
from janji.core.refusals import Refused
from janji.evaluation import actions as evaluation
from janji.evaluation.freezing import digest_of, scores_of
from janji.evaluation.queries import efficiency_for, evaluated
from janji.measurements.actions import EnteredFigure, record_actual
from janji.measurements.models import AcceptedGap
from janji.measurements.quarters import actions as quarters
from janji.orgs import access
from janji.orgs import actions as orgs
from janji.orgs.delegation import actions as delegation
from janji.orgs.models import RoleAssignment
from janji.orgs.roles import Permission, Role
from janji.registers.services import actions as counter
from tests.agreements import stories
from tests.indicators.test_definitions import propose, sign
from tests.measurements import quarters as rows
from tests.own_house import ON_POSTGRESQL
from tests.registers.counter import service

PEOPLE = ("operator", "perencana", "verifikator", "camat", "bupati", "evaluator")
GIVEN = (
    Role.RECORDER,
    Role.PLANNER,
    Role.VERIFIER,
    Role.HEAD,
    Role.SUPERIOR,
    Role.SUPERVISOR,
    Role.EVALUATOR,
)
RIGHTS = {
    "try_enter": Permission.RECORD_ACTUAL,
    "try_receive": Permission.SERVE_COUNTER,
    "try_submit": Permission.SUBMIT_QUARTER,
    "try_verify": Permission.VERIFY_QUARTER,
    "try_approve": Permission.APPROVE_QUARTER,
    "try_accept": Permission.ACCEPT_QUARTER,
    "try_reopen": Permission.REOPEN_QUARTER,
    "try_publish": Permission.EVALUATE,
    "try_delegate": Permission.DELEGATE,
}
"""What a deed takes."""
QUARTER, MOSTLY, STEPS = 1, 0.9, 120


@dataclass
class Figures:
    """What the quarter says at a time: by whom it was entered, who spoke for it since it was frozen and
    who ever did, and who evaluated it though they had a hand in it before."""

    entered: frozenset = frozenset()
    spoke: dict = field(default_factory=dict)
    hands: set = field(default_factory=set)
    judged_their_own: set = field(default_factory=set)

    def speak(self, deed, who):
        """Someone says that it is right."""
        self.spoke[deed] = who
        self.hands.add(who)

    def evaluate(self, who):
        """Someone publishes what they think of it."""
        if who in self.entered | self.hands:
            self.judged_their_own.add(who)

    def in_two_hands(self):
        """People who did what only others may do. Whoever evaluated a figure may speak for it later, and
        whoever submits it may have entered it, but nobody does all three."""
        speak = {who for deed, who in self.spoke.items() if deed is not Deed.SUBMIT}
        again = {who for who, times in Counter(self.spoke.values()).items() if times > 1}
        return speak & self.entered | again | self.judged_their_own


class Walk:
    """People, a quarter, a clock that never stands still, and a journal."""

    def __init__(self, cast, seed):
        self.cast, self.dice = cast, Random(seed)  # noqa: S311 -- a walk, not a secret
        self.now = rows.SUBMITTED
        self.done, self.refused = Counter(), Counter()
        text = stories.TEXT
        first, second = text.objectives
        draft = stories.draft(
            cast,
            replace(
                text,
                objectives=(
                    replace(first, indicators=first.indicators[:1]),
                    replace(second, indicators=second.indicators[1:]),
                ),
            ),
        )
        plans = (stories.PLANS[0], stories.PLANS[3])
        draft = agreements.set_measuring_plans(
            agreement=draft,
            plans={one.pk: plan for one, plan in zip(targets_of(draft), plans, strict=True)},
            based_on=draft.edition,
            by=cast.perencana,
            at=draft.created_at,
        )
        self.agreement = stories.sign(draft, cast)
        self.typed, self.counted = targets_of(self.agreement)
        sign(cast, propose(cast, self.counted.indicator_version))
        self.service = service(cast)
        self.typist, self.clerks = None, set()
        self.figures = Figures()
        """The newest; a figure that is entered or frozen anew is another one."""

    def go(self, steps):
        """So many tries; gives people in whose hands too much of one figure came, as soon as there are."""
        deeds = [getattr(self, name) for name in dir(Walk) if name.startswith("try_")]
        for _ in range(steps):
            self.now += timedelta(hours=self.dice.choice((1, 2, 30)))
            # One who enters, rather often: the walk should come far, and come back.
            deed = self.dice.choice([*deeds, self.try_next, self.try_next, self.try_next])
            by = self._someone(deed)
            name = deed.__name__.removeprefix("try_")
            try:
                deed({"by": by, "at": self.now})
            except Refused as refusal:
                self.refused[refusal.code] += 1
            else:
                self.done[name] += 1
            if found := self.figures.in_two_hands():
                return found
        return set()

    def _someone(self, deed):
        """Mostly one of those who have the right, for the rules about persons begin where rights end."""
        people = [getattr(self.cast, name) for name in PEOPLE]
        office, on = self.cast.district, self.now.date()
        needs = RIGHTS.get(deed.__name__, Permission.VIEW)
        if deed == self.try_next:
            needs = RIGHTS.get(self._next().__name__, Permission.VIEW)
        able = [one for one in people if access.may(one, needs, org_unit=office, on=on)]
        return self.dice.choice(able if able and self.dice.random() < MOSTLY else people)

    # ── entering

    def try_enter(self, who):
        last = self.typed.measurements.filter(quarter=QUARTER, is_latest=True).first()
        record_actual(
            target=self.typed,
            quarter=QUARTER,
            figure=EnteredFigure(Decimal(self.dice.randrange(50, 300)), Decimal(300)),
            notes=None,
            evidence=(),
            based_on=last.pk if last else None,
            **who,
        )
        self.typist = who["by"].pk
        self._another()

    def try_receive(self, who):
        """A row of the register that the second figure is counted from."""
        day = self.now.replace(month=2, day=self.dice.randrange(1, 28))
        counter.receive_request(
            service=self.service,
            applicant=counter.Applicant("Warga Contoh"),
            received_at=day,
            complete_at=day,
            **who,
        )
        self.clerks.add(who["by"].pk)
        row = rows.row_of(self.cast, QUARTER)
        if row is None or row.state in {"open", "returned"}:
            self._another()

    def _another(self):
        self.figures = Figures(frozenset({self.typist, *self.clerks} - {None}))

    # ── the way of the quarter

    def try_submit(self, who):
        row = rows.row_of(self.cast, QUARTER)
        quarters.submit_quarter(
            org_unit=self.cast.district,
            year=2019,
            quarter=QUARTER,
            reasons={self.typed.pk: "Menyusul", self.counted.pk: "Menyusul"},
            based_on=row.edition if row else None,
            **who,
        )
        # Frozen anew: whoever spoke for it before spoke for another one.
        self.figures.spoke = {}
        self.figures.speak(Deed.SUBMIT, who["by"].pk)

    def _move(self, deed, who, **more):
        row = rows.row_of(self.cast, QUARTER)
        if row is None:
            raise Refused("quarter-deed-not-now")
        action = getattr(quarters, f"{deed}_quarter")
        action(office_quarter=row, based_on=row.edition, **more, **who)
        if deed in {Deed.VERIFY, Deed.APPROVE, Deed.ACCEPT}:
            self.figures.speak(deed, who["by"].pk)

    def try_verify(self, who):
        self._move(Deed.VERIFY, who, remark=None)

    def try_approve(self, who):
        row = rows.row_of(self.cast, QUARTER)
        gaps = AcceptedGap.objects.filter(office_quarter=row, turn=row.turn) if row else ()
        self._move(Deed.APPROVE, who, remark=None, accept_gaps={one.pk for one in gaps})

    def try_accept(self, who):
        self._move(Deed.ACCEPT, who, remark=None)

    def try_return(self, who):
        self._move(Deed.RETURN, who, reason="Lengkapi")
        self.figures.spoke = {}

    def try_reopen(self, who):
        self._move(Deed.REOPEN, who, reason="Keliru")
        self.figures.spoke = {}

    def try_next(self, who):
        """What the quarter waits for."""
        self._next()(who)

    def _next(self):
        row = rows.row_of(self.cast, QUARTER)
        state = row.state if row else "open"
        return {
            "open": self.try_submit,
            "returned": self.try_submit,
            "submitted": self.try_verify,
            "verified": self.try_approve,
            "approved": self.try_accept,
        }.get(state, self.try_publish)

    # ── evaluating

    def try_publish(self, who):
        """Writes, or corrects what stands, and publishes with the scores on screen."""
        standing = self.agreement.evaluations.order_by("pk").last()
        if standing is not None and standing.state == "published":
            draft = evaluation.correct_evaluation(evaluation=standing, reason="Keliru", **who)
        else:
            draft = evaluation.write_evaluation(
                agreement=self.agreement,
                quarter=QUARTER,
                notes="Cukup baik",
                recommendations=None,
                based_on=standing.edition if standing else None,
                **who,
            )
        found = evaluated(self.agreement, self.now.date(), quarter=QUARTER)
        evaluation.publish_evaluation(
            evaluation=draft,
            seen=digest_of(scores_of(found, efficiency_for(found))),
            based_on=draft.edition,
            **who,
        )
        self.figures.evaluate(who["by"].pk)

    # ── roles

    def try_role(self, who):
        """The administrator gives someone one more role."""
        office = self.dice.choice((self.cast.district, self.cast.government))
        orgs.assign_role(
            user=who["by"],
            role=self.dice.choice(GIVEN),
            org_unit=office,
            starts_on=self.now.date(),
            by=self.cast.admin,
            at=self.now,
        )

    def try_end(self, who):
        """The administrator ends one."""
        held = list(RoleAssignment.objects.filter(user=who["by"], ends_on=None))
        if len(held) > 1:
            orgs.end_role(assignment=self.dice.choice(held), by=self.cast.admin, at=self.now)

    def try_delegate(self, who):
        """The head or the superior names someone in their place, for some days."""
        role, office = self.dice.choice(
            ((Role.HEAD, self.cast.district), (Role.SUPERIOR, self.cast.government))
        )
        today = self.now.date()
        delegation.delegate_role(
            role=role,
            org_unit=office,
            to=getattr(self.cast, self.dice.choice(PEOPLE)),
            capacity=Capacity.PLH,
            starts_on=today,
            ends_on=today + timedelta(days=self.dice.randrange(9)),
            basis="Surat Perintah",
            **who,
        )


SEEDS = (1, 4, 5)


@pytest.mark.slow
def test_nobody_enters_approves_and_evaluates_the_same_figure(cast):
    """Fails as soon as one person had a figure in two hands; and when the walks never came far, or never
    met anybody whom a rule kept away."""
    done, refused = Counter(), Counter()
    for seed in SEEDS:
        with transaction.atomic():
            walk = Walk(cast, seed)
            assert walk.go(STEPS) == set(), (seed, walk.done)
            done, refused = done + walk.done, refused + walk.refused
            transaction.set_rollback(True)
    kept_away = [one.partition("-")[0] for one in refused for _ in range(refused[one])]
    assert min(done[one] for one in ("enter", "receive", "next", "publish", "reopen")) > 0, done
    assert min(done[one] for one in ("role", "end", "delegate")) > 0, done
    assert min(kept_away.count(one) for one in ("apart", "evaluator")) > 3, refused


@pytest.mark.slow
@pytest.mark.skipif(ON_POSTGRESQL, reason="no database is asked")
@pytest.mark.parametrize(
    ("room", "rule"), [(quarters, "require_other_eyes"), (evaluation_life, "require_no_hand")]
)
def test_without_a_rule_the_walk_finds_it(cast, monkeypatch, room, rule):
    """Either rule is taken away while the other one stands; the same walk then meets a person in whose
    hands too much was. So the walk above can fail."""
    monkeypatch.setattr(room, rule, lambda *_, **__: None)
    walk = Walk(cast, 1)
    assert walk.go(2 * STEPS), (walk.done, walk.refused)
