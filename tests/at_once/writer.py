"""One process that works as fast as it can, and tells what was accepted of it.

`python -m tests.at_once.writer WORLD NUMBER SECONDS`: the world is a file in which the process that
built it left it. Refusals are answers; anything else is an error, and is told as well.
"""

import json
import pickle
import random
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import django

EDITS = ("record_actual", "rewrite_draft", "correct_request", "fill_sheet", "set_day")
"""One value each, which all processes count up, each upon what it has just read."""


def work(world, number: int, seconds: float) -> dict[str, object]:
    """Deeds of all kinds, one after another, until the time is up."""
    from janji.core.refusals import Refused  # noqa: PLC0415 -- Django was started just now
    from janji.registers.communities import actions as communities  # noqa: PLC0415
    from janji.registers.communities.intake import Body  # noqa: PLC0415
    from tests.agreements import stories  # noqa: PLC0415
    from tests.at_once import counting  # noqa: PLC0415
    from tests.registers import community_stories  # noqa: PLC0415
    from tests.registers.counter import at, receive  # noqa: PLC0415

    chance, count = random.Random(number), iter(range(10**9))  # noqa: S311 -- the same schedule every time
    edits = counting.edits(world)

    def edit(name):
        value, seen = edits[name].read()
        edits[name].save(value + 1, seen)

    def ask():
        receive(world.cast, world.service, at(12, 2), name=f"Warga {number} {next(count)}")

    def found_community():
        communities.add_community(
            org_unit=world.cast.village,
            body=Body("rt", f"RT {number} {next(count)}", None, community_stories.FOUNDED),
            by=world.cast.operator,
            at=community_stories.NOW,
        )

    def draft():
        stories.draft(world.cast, replace(stories.TEXT, year=2100, revision=chance.randint(1, 400)))

    deeds = {name: lambda name=name: edit(name) for name in EDITS}
    deeds |= {"receive_request": ask, "add_community": found_community, "draft_agreement": draft}
    accepted, refused, errors = Counter(), Counter(), Counter()
    slowest, until = 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        name, began = chance.choice(list(deeds)), time.monotonic()
        try:
            deeds[name]()
            accepted[name] += 1
        except Refused as refusal:
            refused[refusal.code] += 1
        except Exception as error:  # noqa: BLE001 -- what nobody expected is what we look for
            errors[f"{name}: {type(error).__name__}: {error}"[:200]] += 1
        slowest = max(slowest, time.monotonic() - began)
    return {"accepted": accepted, "refused": refused, "errors": errors, "slowest": slowest}


if __name__ == "__main__":
    django.setup()
    path, which, span = sys.argv[1:]
    json.dump(work(pickle.loads(Path(path).read_bytes()), int(which), float(span)), sys.stdout)  # noqa: S301 -- our own file
