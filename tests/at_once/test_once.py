"""What can be done once is done once, whoever presses the button at the same moment."""

import pytest

from tests.own_house import told_in

TOLD = {
    "found_installation": "already-founded",
    "create_org_unit": "office-exists",
    "create_position": "position-exists",
    "create_account": "account-exists",
    "assign_role": "role-held",
    "end_role": "role-ended",
    "deactivate_account": "changed-meanwhile",
    "verify_year": "calendar-verified",
    "draft_agreement": "agreement-exists",
    "propose_agreement": "changed-meanwhile",
    "sign_as_first": "deed-not-now",
    "return_to_draft": "deed-not-now",
    "sign_definition": "definition-done",
    "end_definition": "definition-done",
    "add_service": "service-code-taken",
    "resolve_complaint": "complaint-resolved",
    "create_period": "survey-period-overlaps",
    "undo_entry": "survey-undo-not-last",
}
"""What the others are told."""


@pytest.mark.slow
def test_one_does_it_and_the_others_are_told_why_not(own_house):
    found = told_in(own_house, "tests.at_once.once")
    assert found["answers"] == {name: {"done": 1, code: 5} for name, code in TOLD.items()}
    assert found["administrators"] == 1
    assert found["broken"] == []
