"""The land and building tax (PBB-P2) by village: what was assessed, and how far it is from week to week.

Only sums of villages are kept here; no taxpayer has a name, an address or a number.
"""
