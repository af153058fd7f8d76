"""The founding agreement as it is measured: the example's facts, as text and as a paper."""

import json
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from janji.agreements.documents.agreement.content import AgreementPaper
from janji.core.agreement import AgreementText
from janji.core.agreement_json import from_json
from janji.documents.letterhead import letterhead_for

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_7c61b1c7fd33fd77.txt"


def agreement() -> AgreementText:
    """The founding agreement from the example's data."""
    raw = files("janji.site") / "example_data" / "ajibarang-2019.json"
    return from_json(json.loads(raw.read_text("utf-8")))


def paper() -> AgreementPaper:
    """The agreement about to be printed."""
    text = agreement()
    head = letterhead_for(region=text.region or "", org_unit=text.org_unit or "")
    return AgreementPaper(head, text, datetime(2019, 3, 29, tzinfo=UTC))


def as_text() -> bytes:
    """The seed itself where it stands beside the project, else the same facts laid out alike."""
    if SEED.exists():
        return SEED.read_bytes()
    text = agreement()
    lines = [f"PERJANJIAN KINERJA TAHUN {text.year}", "NO\tSASARAN\tINDIKATOR\tPENJELASAN\tTARGET"]
    for objective in text.objectives:
        for place, one in enumerate(objective.indicators):
            head = f"{objective.number}.\t{objective.text}" if place == 0 else "\t"
            explained = f"Formulasi : {one.formula_text} Sumber data : {one.data_source}"
            target = one.target.raw if one.target else ""
            lines.append(f"{head}\t{one.text}\t{explained}\t{target}")
    return "\n".join(lines).encode()
