"""Z-08: no way around. Views ask no database by hand, and find no row by its number alone."""

import ast

from tests.contract.house import sources

RAW = {"raw", "extra", "cursor", "RawSQL"}
BY_HAND = {
    "janji.site.databases",  # settings of a connection
    "janji.site.backups.proving",  # whether a copy can be read
    "janji.site.backups.restoring",  # empties what is written anew
    "janji.site.doctor.house",  # asks the database about itself
}
"""Modules that speak SQL; none of them answers a request."""

ASKED_RIGHT_AFTER = {
    "janji.portal.surveys.views.kiosk": "public; found by a secret key",
    "janji.portal.surveys.views.office": "public; found by the office's name",
    "janji.registers.communities.views.end_tenure": "`_about` asks for its community's office",
    "janji.registers.communities.views.activity": "`_about` asks for its community's office",
    "janji.registers.musrenbang.views.forums.strike": "`forum_or_404` asks for its forum's office",
    "janji.registers.self_help.views.reopen": "`_about` asks for its group's office",
    "janji.registers.self_help.views.correct_member": "`_about` asks for its group's office",
    "janji.registers.self_help.views.end_member": "`_about` asks for its group's office",
    "janji.registers.self_help.views.end_officer": "`_about` asks for its group's office",
    "janji.registers.self_help.views.end_requirement": "`_about` asks for its group's office",
    "janji.registers.self_help.views.correct_record": "`_about` asks for its group's office",
    "janji.registers.self_help.views.withdraw_record": "`_about` asks for its group's office",
    "janji.registers.self_help.views.record_file": "`_group` asks for its group's office",
}
"""Views that find a row by number and then ask whose it is. The gate has asked before them, and the
matrix tries each with the gate propped open."""


def functions(part):
    """Every function of modules whose name has this part, with its full name."""
    for module, tree in sources():
        if part in f".{module}.":
            for node in tree.body:
                if isinstance(node, ast.FunctionDef):
                    yield f"{module}.{node.name}", node


def calls(node):
    return [one for one in ast.walk(node) if isinstance(one, ast.Call)]


def test_nobody_speaks_sql_but_those():
    """Fails for a `.raw(…)`, `.extra(…)`, `RawSQL` or cursor anywhere else."""
    speaking = {
        module
        for module, tree in sources()
        for one in calls(tree)
        if getattr(one.func, "attr", getattr(one.func, "id", "")) in RAW
    }
    assert speaking == BY_HAND


def unscoped(node):
    """Whether a function finds rows of a model with no office, person or query of ours in between.

    `get_object_or_404(Model, …)`, `get_object_or_404(Model.objects…, …)` and `Model.objects.get(…)`.
    """
    for call in calls(node):
        name = ast.unparse(call.func)
        if name == "get_object_or_404" and call.args:
            first = ast.unparse(call.args[0])
            if (first[0].isupper() and "filter(" not in first) or first.endswith(".objects"):
                return True
        if name.endswith((".objects.get", ".objects.first", ".objects.get_or_create")):
            return True
    return False


def test_no_view_finds_a_row_by_its_number_alone():
    """Fails for a new view that does, and for a line above that is not needed any more."""
    found = {name for name, node in functions(".views.") if unscoped(node)}
    assert found == set(ASKED_RIGHT_AFTER)


def test_what_looks_for_it_finds_it():
    """The looking itself: each of these would be found."""
    for bad in (
        "get_object_or_404(Loan, pk=pk)",
        "get_object_or_404(Loan.objects, pk=pk)",
        "get_object_or_404(Loan.objects.select_related('group'), pk=pk)",
        "Loan.objects.get(pk=pk)",
    ):
        assert unscoped(ast.parse(bad)), bad
    assert not unscoped(ast.parse("get_object_or_404(queries.loans_seen_by(user), pk=pk)"))
    assert not unscoped(
        ast.parse("get_object_or_404(Loan.objects.filter(org_unit__in=seen), pk=pk)")
    )


def test_no_view_is_exempt_from_the_check_of_forms():
    exempt = [
        name
        for name, node in functions(".views.")
        if any("csrf_exempt" in ast.unparse(one) for one in node.decorator_list)
    ]
    assert exempt == []
