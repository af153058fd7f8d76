"""`janji check`: a performance report's achievements, recomputed."""

import argparse
import json
import sys
from pathlib import Path

from janji.core.refusals import Refused
from janji.documents import wording

SCANNED = 3
"""How a command ends whose file holds pictures instead of text."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command with its arguments."""
    check = commands.add_parser("check", help="hitung ulang capaian dalam sebuah laporan kinerja")
    check.add_argument("file", metavar="BERKAS", type=Path)
    check.add_argument("--json", action="store_true", help="tulis hasil pemeriksaan sebagai JSON")
    check.add_argument(
        "--xlsx",
        metavar="SALINAN",
        type=Path,
        help="tulis salinan XLSX dengan tanda pada yang keliru",
    )
    check.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    """0 when the report was checked, also where rows are wrong."""
    from janji.documents.reading import (  # noqa: PLC0415 -- slow to load
        check_sentences,
        checking,
        marking,
        sources,
    )

    source: Path = options.file
    try:
        data = sources.bytes_of(source)
        if options.xlsx:
            marking.require_workbook(data, source.name)
        rows = checking.check_bytes(data, source.name)
        if options.xlsx:
            marking.write_marked(data, rows, source=source, copy=options.xlsx)
    except Refused as refusal:
        sentence = wording.REFUSALS[refusal.code]
        sys.stderr.write(sentence.format_map({k: str(v) for k, v in refusal.facts.items()}) + "\n")
        return SCANNED if refusal.code == "document-scanned" else 1
    told = json.dumps(checking.to_json(rows), ensure_ascii=False, indent=2)
    sys.stdout.write((told if options.json else check_sentences.summary(rows)) + "\n")
    return 0
