"""All layouts by name, and the document that a seed gives in one of them."""

from collections.abc import Callable
from random import Random

from tests.documents.wild import flattened, layouts, others
from tests.documents.wild.offices import Draft, random_draft
from tests.documents.wild.pieces import Written

Layout = Callable[[Draft, Random], Written]

LAYOUTS: dict[str, Layout] = {
    "carried": layouts.carried,
    "pages": layouts.pages,
    "paired": layouts.paired,
    "tagged": layouts.tagged,
    "cells": flattened.cell_by_cell,
    "spaced": flattened.spaced,
    "vertical": flattened.vertical,
    "run-on": flattened.run_on,
    "listed": layouts.listed,
    "fraction": layouts.fraction,
    "skipping": layouts.skipping,
    "followed": layouts.followed,
    "two-years": layouts.two_years,
    "letter": others.letter_only,
    "blank": others.blank_form,
    "individual": others.individual_plan,
    "plan": others.plan_only,
}
"""The twelve layouts of section 2.2 in their order, and five documents that are easily misread."""


def written(layout: str, seed: int) -> Written:
    """The document of a seed in a layout."""
    # Each layout has its own stream: the same seed gives other agreements in other layouts.
    chance = Random(f"{layout} {seed}")
    return LAYOUTS[layout](random_draft(chance), chance)
