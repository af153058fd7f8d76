"""Spreadsheets brought to a register: read, shown with what is wrong, kept only when a person agrees.

A register says in its `sheets.py` what its sheets look like (`LAYOUT`); everything else is here.
"""
