"""What a database's tables look like, told so that two of them can be compared line by line."""

import re

COLUMNS = """
    SELECT table_name, column_name, data_type, udt_name, character_maximum_length, is_nullable,
           column_default, is_identity, identity_generation
    FROM information_schema.columns WHERE table_schema = current_schema()
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
"""
INDEXES = (
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
)
TABLES = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'"
)


def schema(house):
    """Every table, column, index and constraint; in which order columns stand does not matter."""
    if house.url:
        said = [row for query in (COLUMNS, CONSTRAINTS, INDEXES) for row in house.query(query)]
        return sorted(without_casts(repr(row)) for row in said)
    return sorted(repr((*row[:3], parts(row[3]))) for row in house.query(TABLES))


def without_casts(said):
    """A condition as it was meant: brought back from a dump, it is printed with its casts elsewhere."""
    return re.sub(r"::(character varying|text)(\[\])?|[() ]", "", said)


def parts(sql):
    """The parts of a CREATE statement between its outer brackets, sorted."""
    head, _, inside = sql.partition("(")
    found, depth, quoted = [""], 0, ""
    for letter in inside.rpartition(")")[0]:
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "\"'":
            quoted = letter
        depth += (letter == "(") - (letter == ")") if not quoted else 0
        if letter == "," and depth == 0 and not quoted:
            found.append("")
        else:
            found[-1] += letter
    return head.strip(), sorted(part.strip() for part in found), inside.rpartition(")")[2].strip()
