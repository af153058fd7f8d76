"""Janji: a performance agreement, from promise to proof.

Floors, from the ground up; a package imports only from the floors below it:
core · kit · orgs · documents · indicators · agreements · measurements · reports · site.
"""
