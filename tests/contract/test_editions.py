"""No lost updates: an action that changes a record carries the edition that was seen, or says why not."""

import ast
import inspect

from tests.contract.house import nodes
from tests.contract.test_actions import ACTIONS

ADDS = "adds rows and changes none that anyone has seen"
ONCE = "can be done once: the state is looked at while the row is held, and who comes second is refused"
FOLLOWS = "follows from another deed, in the same transaction"

WITHOUT = {
    "agreements.draft_agreement": ADDS,
    "agreements.keep_reading": ADDS,
    "agreements.store_reading": ONCE,
    "agreements.discard_reading": ONCE,
    "agreements.restore_reading": ONCE,
    "agreements.forget_habit": ONCE,
    "agreements.sign_as_first": "carries the digest of everything that was read, which says more",
    "agreements.sign_as_second": "carries the digest of everything that was read, which says more",
    "agreements.return_to_draft": ONCE,
    "agreements.revise_agreement": ADDS,
    "agreements.draft_complement": FOLLOWS,
    "measurements.draft_complement": ADDS,
    "indicators.name_owner": FOLLOWS,
    "budgets.create_document": ADDS,
    "budgets.add_lines": ADDS,
    "budgets.record_spending": ADDS,
    "calendars.seed_calendar": ADDS,
    "calendars.verify_year": ONCE,
    "indicators.set_way_of_measuring": FOLLOWS,
    "indicators.freeze_version": FOLLOWS,
    "indicators.end_definition": ONCE,
    "notices.mark_read": "one's own notice, which only becomes read",
    "notices.mark_all_read": "one's own notices, as far as they were on screen",
    "orgs.found_installation": ONCE,
    "orgs.create_org_unit": ADDS,
    "orgs.create_position": ADDS,
    "orgs.create_account": ADDS,
    "orgs.assign_role": ADDS,
    "orgs.end_role": ONCE,
    "delegation.delegate_role": ADDS,
    "delegation.end_delegation": ONCE,
    "orgs.change_own_password": "one's own account: the edition is that of the session's request",
    "imports.keep_batch": ADDS,
    "imports.agree_to_batch": ONCE,
    "imports.store_batch": ONCE,
    "imports.discard_batch": ONCE,
    "services.add_service": ADDS,
    "services.open_service": ADDS,
    "services.receive_request": ADDS,
    "services.serve_at_once": ADDS,
    "services.return_file": ADDS,
    "services.record_complaint": ADDS,
    "services.note_satisfaction": FOLLOWS,
    "services.follow_calendar": FOLLOWS,
    "evaluation.correct_evaluation": ONCE,
    "figures.define_figure": ADDS,
    "figures.record_entries": ADDS,
    "linmas.add_member": ADDS,
    "linmas.add_event": ADDS,
    "linmas.settle_attendance": ONCE,
    "linmas.add_event_file": ADDS,
    "linmas.withdraw_event_file": ONCE,
    "supervision.open_thread": ADDS,
    "supervision.raise_finding": ADDS,
    "survey.create_period": ADDS,
    "survey.add_plan": ADDS,
    "survey.enter_paper": ADDS,
    "survey.answer_survey": ADDS,
    "survey.answer_invitation": ONCE,
    "survey.give_invitation": ADDS,
    "survey.undo_entry": ONCE,
    "village_budgets.open_cycle": ADDS,
    "village_budgets.record_visit": ADDS,
    "village_budgets.attach_files": ADDS,
    "village_budgets.note_handed_in": ADDS,
    "village_budgets.follow_calendar": FOLLOWS,
    "villages.record_inspection": ADDS,
    "villages.record_finding": ADDS,
    "villages.add_photo": ADDS,
    "villages.withdraw_photo": ONCE,
    "land_tax.open_tax_years": ADDS,
    "land_tax.record_week": ADDS,
    "land_tax.record_code": ADDS,
    "land_tax.end_code": ONCE,
    "land_tax.add_bill": ADDS,
    "land_tax.record_payment": ADDS,
    "land_tax.withdraw_payment": ONCE,
    "land_tax.deposit_payments": ONCE,
    "land_tax.record_money": ADDS,
    "land_tax.withdraw_money": ONCE,
    "communities.add_community": ADDS,
    "communities.appoint_officer": ADDS,
    "communities.add_activity": ADDS,
    "self_help.add_group": ADDS,
    "self_help.close_group": ONCE,
    "self_help.reopen_group": ONCE,
    "self_help.add_group_member": ADDS,
    "self_help.end_group_member": ONCE,
    "self_help.appoint_group_officer": ADDS,
    "self_help.end_group_officer": ONCE,
    "self_help.state_requirement": ADDS,
    "self_help.end_requirement": ONCE,
    "self_help.add_record": ADDS,
    "self_help.withdraw_record": ONCE,
    "self_help.lend": ADDS,
    "self_help.withdraw_loan": ONCE,
    "musrenbang.add_forum": ADDS,
    "musrenbang.enter_attendance": ADDS,
    "musrenbang.settle_list": ONCE,
    "musrenbang.strike_attendance": ONCE,
    "musrenbang.add_images": ADDS,
    "musrenbang.open_check_in": ADDS,
    "musrenbang.close_check_in": ONCE,
    "musrenbang.arrive": ADDS,
    "musrenbang.confirm_arrival": ONCE,
    "musrenbang.turn_down_arrival": ONCE,
    "musrenbang.add_proposal": ADDS,
    "musrenbang.add_files": ADDS,
    "musrenbang.carry_over": ADDS,
    "musrenbang.strike_proposal": ONCE,
    "rewards.draft_rule": ADDS,
    "rewards.draft_rules": ADDS,
    "rewards.propose": ADDS,
    "rewards.decide": ONCE,
    "rewards.receive_decision": ONCE,
    "rewards.object_to": ONCE,
    "rewards.answer_objection": ONCE,
    "rewards.close_proposal": ONCE,
    "musrenbang.score_proposal": "one's own scores: nobody else changes them, and all are sent at once",
}
"""Actions that carry no edition, each with its reason."""

HOLDING = {"janji.kit.editions", "janji.kit.audit"}
"""Where rows are held. Elsewhere one asks `kit.editions`, which knows how."""
HELD_OTHERWISE = {
    "janji.agreements.drafting": "nothing refers to a party, whose agreement is held",
}


def short(name):
    room, _, action = name.rpartition(".actions.")
    return f"{room.rpartition('.')[2]}.{action}"


def carrying():
    """Actions that carry an edition."""
    return {
        short(name): inspect.signature(inspect.unwrap(action)).parameters["based_on"]
        for name, action in ACTIONS
        if "based_on" in inspect.signature(inspect.unwrap(action)).parameters
    }


def test_every_action_carries_an_edition_or_says_why_not():
    every = {short(name) for name, _ in ACTIONS}
    assert every - carrying().keys() == WITHOUT.keys()


def test_an_edition_is_never_left_out():
    """No default: whoever calls has to know what was on screen."""
    given = carrying()
    assert len(given) > 25
    assert all(one.default is one.empty for one in given.values())
    assert {str(one.annotation) for one in given.values()} == {"int | None"}


def test_rows_are_held_in_one_way():
    """`select_for_update` hides in `update_or_create` too."""
    holding = {
        module
        for module, node in nodes(ast.Attribute)
        if node.attr in {"select_for_update", "update_or_create", "aupdate_or_create"}
    }
    assert holding == HOLDING | HELD_OTHERWISE.keys()
