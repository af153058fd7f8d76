"""The manual shows the matrix as it is declared."""

from tools import access_table


def test_the_tables_of_the_manual_are_those_of_the_house():
    page = access_table.PAGE.read_text()
    assert page == access_table.written(page), "run .venv/bin/python -m tools.access_table"
    assert page.count("\n| `/") == len(access_table.policies())
