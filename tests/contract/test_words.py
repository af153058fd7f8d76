"""One word per idea: the glossary's rivals do not appear in identifiers."""

import ast
import re

from tests.contract.house import ROOT, nodes, sources

ROW = re.compile(r"^\| `(?P<word>[a-z_ ]+)` \| (?P<indonesian>[^|]+) \| (?P<rivals>[^|]*) \|", re.M)
SPLIT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def glossary():
    text = (ROOT / "docs" / "glossary.md").read_text()
    return {
        found["word"]: set(re.findall(r"`([a-z_]+)`", found["rivals"]))
        for found in ROW.finditer(text)
    }


def identifiers():
    for module, node in nodes():
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield module, node.name
        elif isinstance(node, ast.arg):
            yield module, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield module, node.id


def words_of(identifier):
    return {word.lower() for part in identifier.split("_") for word in SPLIT.findall(part)}


def test_the_glossary_is_read():
    words = glossary()
    assert len(words) >= 20
    assert "realisasi" in words["actual"]


def test_no_rival_of_a_glossary_word_is_an_identifier():
    rivals = {rival: word for word, others in glossary().items() for rival in others}
    used = [
        f"{module}: {name} (say {rivals[word]})"
        for module, name in set(identifiers())
        for word in words_of(name) & rivals.keys()
    ]
    assert used == []


def test_there_is_no_room_without_a_name():
    nameless = {"utils", "common", "helpers", "manager", "misc"}
    assert [name for name, _ in sources() if name.rsplit(".", 1)[-1] in nameless] == []


def test_files_stay_readable():
    """A lamp, not a wall: past 800 lines a file needs its reason here."""
    with_reason: set[str] = set()
    long = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if len(path.read_text().splitlines()) > 800 and "migrations" not in path.parts
    ]
    assert set(long) <= with_reason
