"""The registers: where an office writes down what it did, one room each, all with the same furniture.

A register gives numbers to formulas through its `variables.py`; `catalogue` finds it there by itself.
"""
