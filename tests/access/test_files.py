"""Z-03: a file is handed out only by a view that asks whose it is; nothing lies at a path of its own.

That the views do ask, the matrix tries (`test_matrix.test_whose_file_it_is_decides`)."""

import ast

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from tests.contract.house import sources

PAPER = "agreements:pdf"
"""The kept paper of an agreement, read and sent like one that is made on the spot."""

SERVED = {
    "agreements.BasisFile.file": "agreements:basis-file",
    "agreements.PaperFile.file": PAPER,
    "agreements.Reading.file": "agreements:source",
    "communities.ActivityFile.file": "communities:activity-file",
    "communities.WorkPlan.file": "communities:plan-file",
    "figures.EntryEvidence.file": "figures:evidence",
    "imports.Batch.file": None,  # read into the register, never handed out again
    "linmas.EventFile.file": "linmas:file",
    "measurements.Evidence.file": "measurements:evidence",
    "musrenbang.PaperImage.file": "musrenbang:image",
    "musrenbang.ProposalFile.file": "musrenbang:file",
    "rewards.DecisionPaper.file": "rewards:letter-pdf",
    "rewards.ObjectionFile.file": "rewards:file",
    "self_help.Record.file": "self_help:record-file",
    "supervision.FollowUpFile.file": "supervision:file",
    "village_budgets.VisitFile.file": "village_budgets:file",
    "villages.EvidenceFile.file": "villages:evidence",
    "villages.Photo.file": "villages:photo",
}
"""Every column that holds a file, and the one address that hands it out."""
HANDING_OUT = {name for name in SERVED.values() if name}


def columns():
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }


def test_every_column_with_a_file_says_where_it_is_handed_out():
    """A new one fails here until its address is named, and tried in the matrix."""
    assert columns() == set(SERVED)


def test_no_view_hands_out_a_file_but_those():
    """As many calls of `attachment` as addresses; `FileResponse` is made in one place."""
    calls = [
        (module, ast.unparse(node.func))
        for module, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"attachment", "FileResponse", "serve", "static"}
    ]
    assert [module for module, name in calls if name in {"FileResponse", "serve", "static"}] == [
        "janji.kit.files"
    ]
    handed = [module for module, name in calls if name == "attachment"]
    assert len(handed) == len(HANDING_OUT - {PAPER})
    assert all(".views" in module for module in handed)


def test_no_page_links_to_a_path():
    """Nobody writes the path of a file into a page: `.url` of a file needs MEDIA_URL, which is not set."""
    assert settings.MEDIA_URL == "/"
    written = [
        module
        for module, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "url"
    ]
    assert written == []
