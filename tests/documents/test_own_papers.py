"""Our own PDF and DOCX read back as the agreement they were made from."""

from dataclasses import replace

import pytest

from janji.agreements.documents.agreement.content import as_docx, as_pdf
from janji.documents.reading import read_bytes, read_file
from janji.documents.sheets import Sheet
from tests.documents.paper import AGREEMENT, paper
from tests.shared_files import shared

MAKERS = {"pdf": as_pdf, "docx": as_docx}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("sheet", Sheet)
def test_an_agreement_comes_back(kind, sheet):
    made = MAKERS[kind](paper(sheet=sheet))
    assert read_bytes(made, f"a.{kind}") == AGREEMENT


@pytest.mark.parametrize("kind", MAKERS)
def test_a_signed_and_marked_paper_comes_back(kind):
    made = MAKERS[kind](
        paper(
            state_note="DRAF",
            first_mark="Disetujui di Janji pada 1 April 2024 pukul 08.00",
            second_mark="Disetujui di Janji pada 2 April 2024 pukul 09.00",
            foot=("Data contoh.",),
            digest="ab" * 32,
        )
    )
    assert read_bytes(made, "a") == AGREEMENT


@pytest.mark.parametrize("kind", MAKERS)
def test_the_founding_agreement_comes_back(kind):
    seed = read_file(shared("seed/000_7c61b1c7fd33fd77.txt"))
    made = MAKERS[kind](paper(seed))
    # Our paper names each party and place once, so nothing contradicts itself any more.
    kept = tuple(one for one in seed.problems if one.code == "accumulation-differs")
    assert read_bytes(made, f"a.{kind}") == replace(seed, problems=kept)
