"""`janji doctor`: what is wrong with an installation, and what to do.

`findings` what a check says · `machine` Python, folders, keys, papers · `database` the database
itself · `house` what Janji keeps in it · `examining` the order, and the report.
A check yields findings and changes nothing; a new one goes into a list of `examining`.
"""
