"""Documents as offices really write them, made from invented agreements, and how well they are read.

An agreement (`offices`) is written down in one of the `documents` as
neutral `pieces`; `formats` make a file of them; `comparing` holds what was read against what was
written. Every choice comes from one seed. `python -m tests.documents.wild` prints the shares.
"""
