"""Backups: a whole house in one sealed archive, and back into an empty one.

`manifest` says what an archive holds · `archives` writes and reads the file · `copying` takes a
consistent copy of the database · `making` makes a backup · `restoring` brings it back ·
`proving` holds what came back against the manifest · `commands` speaks with the person.
"""
