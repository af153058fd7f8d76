"""N-04 in small: two people do what cannot both be done, at the same moment, again and again.

Told in a house of its own: what both were told each time, and what stood afterwards.
"""

import random
import time
from collections import Counter
from dataclasses import replace

from janji.agreements import actions as agreements
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.indicators import actions as indicators
from janji.indicators.models import OperationalDefinition
from janji.kit import audit
from janji.kit.editions import edition_of
from tests import cast as people
from tests.agreements import stories as agreement_stories
from tests.at_once import world as worlds
from tests.own_house import together
from tests.registers.counter import NOW

MOMENT = 0.01
"""Seconds by which one of the two may be late."""


def propose_and_edit(cast, year):
    """One planner puts before the parties what another is rewriting."""
    draft = agreement_stories.complete_for(cast, year)
    text = replace(agreement_queries.agreement_text(draft), place="Tempat lain")
    kept = [one.pk for one in agreement_queries.targets_of(draft)]
    yield lambda: _propose(draft, cast)
    yield lambda: agreements.rewrite_draft(
        agreement=draft, text=text, kept=kept, based_on=draft.edition, by=cast.perencana, at=NOW
    )
    yield lambda: _agreement_is_whole(draft)


def propose_and_plan(cast, year):
    """It is put before the parties while other quarter targets are settled."""
    draft = agreement_stories.complete_for(cast, year)
    target = agreement_queries.targets_of(draft)[3]
    plan = agreement_stories.plan("90", "91", "92", "95", year_end="ratio_of_sums")
    yield lambda: _propose(draft, cast)
    yield lambda: agreements.set_measuring_plans(
        agreement=draft,
        plans={target.pk: plan},
        based_on=draft.edition,
        by=cast.perencana,
        at=NOW,
    )
    yield lambda: _agreement_is_whole(draft)


def sign_and_take_back(cast, year):
    """The first party signs what the planner takes back."""
    draft, digest = _proposed(cast, year)
    yield lambda: agreements.sign_as_first(agreement=draft, digest=digest, by=cast.camat, at=NOW)
    yield lambda: agreements.return_to_draft(
        agreement=draft, reason="Tempat keliru", by=cast.perencana, at=NOW
    )
    yield lambda: _agreement_is_whole(draft)


def sign_and_return(cast, year):
    """The second party signs what the first one takes back."""
    draft, digest = _proposed(cast, year)
    agreements.sign_as_first(agreement=draft, digest=digest, by=cast.camat, at=NOW)
    yield lambda: agreements.sign_as_second(agreement=draft, digest=digest, by=cast.bupati, at=NOW)
    yield lambda: agreements.return_to_draft(
        agreement=draft, reason="Belum sesuai", by=cast.camat, at=NOW
    )
    yield lambda: _agreement_is_whole(draft)


def settle_and_edit(cast, year):
    """A definition is signed while its formula is rewritten."""
    draft = agreement_stories.complete_for(cast, year)
    version = agreement_queries.targets_of(draft)[3].indicator_version
    proposed = worlds.define(cast, version, based_on=edition_of(version.definitions.first()))
    seen = edition_of(proposed)
    yield lambda: indicators.sign_definition(
        definition=proposed, based_on=seen, by=cast.camat, at=NOW
    )
    yield lambda: worlds.define(cast, version, based_on=seen, wording="Menurut yang lain")
    yield lambda: _definition_is_whole(proposed)


PAIRS = (
    propose_and_edit,
    propose_and_plan,
    sign_and_take_back,
    sign_and_return,
    settle_and_edit,
)


def _propose(draft: Agreement, cast) -> Agreement:
    return agreements.propose_agreement(
        agreement=draft, based_on=draft.edition, by=cast.perencana, at=NOW
    )


def _proposed(cast, year) -> tuple[Agreement, str]:
    """What waits for the first party, and the digest that it reads."""
    draft = _propose(agreement_stories.complete_for(cast, year), cast)
    return draft, agreement_queries.content_digest(draft)


def _agreement_is_whole(draft: Agreement) -> bool:
    """Whatever is signed is what was signed."""
    now = Agreement.objects.get(pk=draft.pk)
    content = agreement_queries.content_digest(now)
    return all(one.digest == content for one in now.signatures.all())


def _definition_is_whole(proposed: OperationalDefinition) -> bool:
    """What was signed has the words that the signer saw; a change afterwards is another proposal."""
    now = OperationalDefinition.objects.get(pk=proposed.pk)
    return now.signed_at is None or now.wording == proposed.wording


def schedule(pair, cast, year, chance) -> tuple[str, bool]:
    """One meeting: what the two were told, and whether what stands is whole."""
    first, second, is_whole = pair(cast, year)
    late = [chance.random() * MOMENT, chance.random() * MOMENT]

    def after(pause, deed, name):
        def run():
            time.sleep(pause)
            deed()
            return f"{name} done"

        return run

    told = together([after(late[0], first, "first"), after(late[1], second, "second")])
    return " / ".join(told), is_whole()


def stories(times: str) -> dict[str, object]:
    """Every pair so many times."""
    cast = people.build()
    chance, found, whole = random.Random(4), {}, True  # noqa: S311 -- the same schedules every time
    for place, pair in enumerate(PAIRS):
        met = [
            schedule(pair, cast, 2021 + place * 15 + number, chance) for number in range(int(times))
        ]
        found[pair.__name__] = Counter(told for told, _ in met)
        whole = whole and all(one for _, one in met)
    return {"told": found, "whole": whole, "broken": list(audit.broken_links())}
